"""The first run: choose event, list, role; problems are told; the profile is filled."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.app.language import Language
from kiosk.app.pin import pin_fits
from kiosk.app.setup_controller import SetupController
from kiosk.domain.settings import StationRole
from kiosk.resources import asset
from kiosk.services.profile import has_event, load_station
from kiosk.ui.setup.state import Step
from kiosk.ui.setup.view import SetupView


@pytest.fixture
def setup(qtbot, make_worker, tmp_path):
    view, worker, net, language = SetupView(), make_worker(), make_worker("net"), Language()
    qtbot.addWidget(view)
    controller = SetupController(
        view, worker, language, tmp_path / "profile", tmp_path / "demo", net=net
    )
    controller.open()
    view.resize(1280, 800)
    view.show()
    view.ready, view.workers = [], (worker, net)
    controller.ready.connect(view.ready.append)
    yield view
    controller.end()
    language.use("es")


def settle(qtbot, view):
    qtbot.waitUntil(lambda: not any(w.busy for w in view.workers), timeout=20_000)


def choose_own(qtbot, view):
    view.event_page.own.click()
    view.event_page.file_chosen.emit(str(asset("demo", "event.toml")))
    settle(qtbot, view)


def without_list(qtbot, view):
    """From the event to the station's page, with no list yet."""
    view.start.click()
    view.source.choose(4)
    view.start.click()
    settle(qtbot, view)


def press(view, key):
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(view, event)


def test_the_demo_is_one_key(qtbot, setup, tmp_path):
    setup.start.click()
    settle(qtbot, setup)

    assert setup.ready == [tmp_path / "demo"]
    assert has_event(tmp_path / "demo")
    assert not has_event(tmp_path / "profile")


def test_an_own_event_without_a_list_fills_the_profile(qtbot, setup, tmp_path):
    choose_own(qtbot, setup)
    without_list(qtbot, setup)
    setup.station.role.set_value(StationRole.DOOR)
    setup.station.checkpoint.set_value("csirt")
    setup.station.name.set_text("Puerta B")
    setup.station.pin.set_text("2468")
    setup.start.click()
    settle(qtbot, setup)

    profile = tmp_path / "profile"
    assert setup.ready == [profile]
    assert has_event(profile)
    station = load_station(profile)
    told = (station.role, station.checkpoint, station.name)
    assert told == (StationRole.DOOR, "csirt", "Puerta B")
    assert pin_fits("2468", station.pin_hash)


def test_a_set_up_that_is_left_half_way_is_asked_again(qtbot, setup, tmp_path):
    choose_own(qtbot, setup)
    without_list(qtbot, setup)

    assert setup.state.step is Step.STATION
    assert not has_event(tmp_path / "profile")


def test_the_event_names_itself_and_its_checkpoints(qtbot, setup):
    choose_own(qtbot, setup)

    assert setup.event_page.line.text() == "LACNIC 46"
    assert ("csirt", "Reunión de CSIRTs de LAC") in setup.state.checkpoints
    assert setup.event_page.files.isVisible()
    assert not setup.station.isVisible()


def test_a_wrong_event_file_is_told_with_its_line(qtbot, setup, tmp_path):
    wrong = tmp_path / "event.toml"
    wrong.write_text("[event]\nname = 3\n", "utf-8")
    setup.event_page.own.click()
    setup.event_page.file_chosen.emit(str(wrong))
    settle(qtbot, setup)

    assert setup.banner.isVisible()
    assert "event.toml" in setup.banner.text()


def test_a_wrong_event_file_takes_the_place_of_a_good_one(qtbot, setup, tmp_path):
    choose_own(qtbot, setup)
    setup.event_page.file_chosen.emit(str(tmp_path / "none.toml"))
    settle(qtbot, setup)
    setup.start.click()

    assert setup.state.step is Step.EVENT
    assert setup.state.checkpoints == ()


def test_without_an_event_file_nothing_begins(setup):
    setup.event_page.own.click()
    setup.start.click()

    assert setup.state.problem == "Elija primero el archivo del evento."
    assert setup.event_page.isEnabled()


def test_a_door_must_say_which(qtbot, setup):
    choose_own(qtbot, setup)
    without_list(qtbot, setup)
    setup.station.role.set_value(StationRole.DOOR)
    setup.start.click()

    assert "punto de control" in setup.state.problem
    assert setup.start.isEnabled()


def test_a_bad_pin_is_told(setup):
    setup.station.pin.set_text("12")
    setup.start.click()

    assert "PIN" in setup.state.problem


@pytest.mark.parametrize(
    ("lang", "title"), [("es", "¿Con qué evento?"), ("pt", "Com qual evento?")]
)
def test_the_language_changes_at_once(setup, lang, title):
    setup.language.set_value(lang)
    setup.language.edited.emit()

    assert setup.title.text() == title
    assert setup.answers().language == lang


def test_the_language_changes_on_the_page_of_sources_too(qtbot, setup):
    choose_own(qtbot, setup)
    setup.start.click()
    setup.language.set_value("en")
    setup.language.edited.emit()

    assert setup.state.step is Step.SOURCE
    assert setup.start.text() == "Test the connection"


def test_keys_choose_and_begin(qtbot, setup):
    press(setup, Qt.Key.Key_F2)
    assert not setup.state.demo
    press(setup, Qt.Key.Key_F1)
    assert setup.state.demo
    press(setup, Qt.Key.Key_Return)
    settle(qtbot, setup)
    assert len(setup.ready) == 1


def test_back_leads_from_page_to_page(qtbot, setup):
    choose_own(qtbot, setup)
    without_list(qtbot, setup)

    steps = []
    for _ in range(3):
        press(setup, Qt.Key.Key_Escape)
        steps.append(setup.state.step)
    assert steps == [Step.SOURCE, Step.EVENT, Step.EVENT]
    assert setup.state.event_name == "LACNIC 46"
