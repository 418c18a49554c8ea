"""The first run: choose event, list, role; problems are told; the profile is filled."""

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.app.language import Language
from kiosk.app.pin import pin_fits
from kiosk.app.setup_controller import SetupController
from kiosk.domain.settings import StationRole
from kiosk.resources import asset
from kiosk.services.counts import counts
from kiosk.services.profile import has_event, load_station, open_profile
from kiosk.store.connect import close
from kiosk.ui.setup.view import SetupView


@pytest.fixture
def setup(qtbot, make_worker, tmp_path):
    view, worker, language = SetupView(), make_worker(), Language()
    qtbot.addWidget(view)
    controller = SetupController(view, worker, language, tmp_path / "profile", tmp_path / "demo")
    controller.open()
    view.resize(1280, 800)
    view.show()
    view.ready, view.worker = [], worker
    controller.ready.connect(view.ready.append)
    yield view
    language.use("es")


def settle(qtbot, view):
    qtbot.waitUntil(lambda: not view.worker.busy, timeout=20_000)


def choose_own(qtbot, view):
    view.own.click()
    view.event_file_chosen.emit(str(asset("demo", "event.toml")))
    settle(qtbot, view)


def test_the_demo_is_one_key(qtbot, setup, tmp_path):
    setup.start.click()
    settle(qtbot, setup)

    assert setup.ready == [tmp_path / "demo"]
    assert has_event(tmp_path / "demo")
    assert not has_event(tmp_path / "profile")


def test_an_own_event_with_its_list_fills_the_profile(qtbot, setup, tmp_path):
    choose_own(qtbot, setup)
    setup.list_file_chosen.emit(str(asset("demo", "people.csv")))
    setup.role.set_value(StationRole.DOOR)
    setup.checkpoint.set_value("csirt")
    setup.name.set_text("Puerta B")
    setup.pin.set_text("2468")
    setup.start.click()
    settle(qtbot, setup)

    profile = tmp_path / "profile"
    assert setup.ready == [profile]
    station = load_station(profile)
    assert (station.role, station.checkpoint, station.name) == (
        StationRole.DOOR,
        "csirt",
        "Puerta B",
    )
    assert pin_fits("2468", station.pin_hash)
    context = open_profile(profile)
    assert counts(context).expected > 500
    close(context.db)


def test_the_event_names_itself_and_its_checkpoints(qtbot, setup):
    choose_own(qtbot, setup)

    assert setup.event_line.text() == "LACNIC 46"
    assert ("csirt", "Reunión de CSIRTs de LAC") in setup.state.checkpoints
    assert setup.files.isVisible()


def test_a_wrong_event_file_is_told_with_its_line(qtbot, setup, tmp_path):
    wrong = tmp_path / "event.toml"
    wrong.write_text("[event]\nname = 3\n", "utf-8")
    setup.own.click()
    setup.event_file_chosen.emit(str(wrong))
    settle(qtbot, setup)

    assert setup.banner.isVisible()
    assert "event.toml" in setup.banner.text()


def test_without_an_event_file_nothing_begins(setup):
    setup.own.click()
    setup.start.click()

    assert setup.state.problem == "Elija primero el archivo del evento."
    assert setup.isEnabled()


def test_a_door_must_say_which(qtbot, setup):
    choose_own(qtbot, setup)
    setup.role.set_value(StationRole.DOOR)
    setup.start.click()

    assert "punto de control" in setup.state.problem


def test_a_bad_pin_is_told(setup):
    setup.pin.set_text("12")
    setup.start.click()

    assert "PIN" in setup.state.problem


def test_a_list_that_is_none_is_told_and_can_be_changed(qtbot, setup, tmp_path):
    picture = tmp_path / "list.csv"
    shutil.copy(asset("icons", "x.svg"), picture)
    choose_own(qtbot, setup)
    setup.list_file_chosen.emit(str(picture))
    setup.start.click()
    settle(qtbot, setup)

    assert setup.ready == []
    assert setup.state.problem
    assert setup.isEnabled()


@pytest.mark.parametrize(("lang", "label"), [("es", "Idioma"), ("pt", "Idioma")])
def test_the_language_changes_at_once(setup, lang, label):
    setup.language.set_value(lang)
    setup.language.edited.emit()

    assert setup.language.label.text() == label
    assert setup.answers().language == lang


def test_keys_choose_and_begin(qtbot, setup):
    def press(key):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(setup, event)

    press(Qt.Key.Key_F2)
    assert not setup.state.demo
    press(Qt.Key.Key_F1)
    assert setup.state.demo
    press(Qt.Key.Key_Return)
    settle(qtbot, setup)
    assert len(setup.ready) == 1
