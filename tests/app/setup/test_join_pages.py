"""A volunteer joins a hub from the first window: scan or type, name and role, the list, begin."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.domain.settings import StationRole
from kiosk.hub.registry import Refusal, Settled
from kiosk.services.hub_join import WHY, RefusedError
from kiosk.services.hub_steps import JoinDraft
from kiosk.ui.setup.state import Mood, Step
from tests.app.setup.conftest import HERE, NOT_YET, member

TEXT = "10.0.0.1:4222/lacnic46/AAAAA"
SILENT = FailureError("No responde la central en {addresses}.", addresses="10.0.0.1:4222")


def test_a_volunteer_types_the_text_and_begins(desk, hub, tmp_path):
    desk.open().type(TEXT)
    assert (desk.step, hub.looked) == (Step.STATION, [JoinDraft(TEXT)])
    assert not desk.view.station.checkpoint.isVisible()
    desk.view.station.name.set_text("Mesa 2")
    desk.view.station.role.set_value(StationRole.SELF_SERVICE)
    desk.view.station.pin.set_text("2468")
    desk.press()

    (chosen,) = hub.chosen
    assert (chosen.name, chosen.role, chosen.language) == ("Mesa 2", "self-service", "es")
    assert chosen.pin_hash.startswith("$argon2")
    assert (desk.step, desk.view.fetch.count.text()) == (Step.FETCH, "15000 personas")
    assert "LACNIC 46" in desk.said
    assert desk.ready == []
    desk.press()
    assert desk.ready == [tmp_path / "profile"]


def test_a_scan_is_enough_to_come_to_the_next_page(desk, hub):
    desk.open()
    desk.controller.on_scan("HUB.GEZDOLRQ")
    desk.settle()

    assert hub.looked == [JoinDraft("HUB.GEZDOLRQ")]
    assert desk.step is Step.STATION
    desk.controller.on_scan("HUB.AGAIN")
    assert len(hub.looked) == 1


def test_what_the_invitation_settles_stands_there_and_stays(desk, hub):
    hub.settled = Settled("Puerta 4", "door")
    desk.open().type(TEXT)
    form = desk.view.station

    assert (form.name.text(), form.role.value()) == ("Puerta 4", "door")
    assert not form.name.isEnabled()
    assert not form.role.isEnabled()
    assert form.pin.isEnabled()
    assert desk.view.focusWidget() is form.pin.line


def test_what_the_invitation_leaves_open_is_asked(desk, hub):
    hub.settled = Settled(role="door")
    desk.open().type(TEXT)

    assert desk.view.station.name.isEnabled()
    assert not desk.view.station.role.isEnabled()
    desk.view.station.name.set_text("")
    desk.press()
    assert desk.view.state.problem == "Escriba el nombre de esta estación."
    assert hub.chosen == []


@pytest.mark.parametrize("refusal", [one for one in Refusal if one is not Refusal.ROLE], ids=str)
def test_every_refusal_has_its_words(desk, hub, refusal):
    hub.troubles = [RefusedError(refusal)]
    desk.open().type(TEXT)

    assert desk.view.state.problem == WHY[refusal]
    assert (desk.step, desk.view.start.isEnabled()) == (Step.EVENT, True)
    assert not desk.view.event_page.join.address.isVisible()


def test_a_name_that_is_taken_is_asked_again(desk, hub):
    desk.open().type(TEXT)
    desk.view.station.name.set_text("Mesa 1")
    hub.troubles = [RefusedError(Refusal.NAME_TAKEN)]
    desk.press()
    assert (desk.step, desk.view.state.problem) == (Step.STATION, WHY[Refusal.NAME_TAKEN])
    desk.view.station.name.set_text("Mesa 2")
    desk.press()

    assert [one.name for one in hub.chosen] == ["Mesa 1", "Mesa 2"]
    assert desk.step is Step.FETCH


def test_a_hub_that_does_not_answer_may_be_told_by_its_address(desk, hub):
    hub.troubles = [SILENT]
    desk.open().type(TEXT)
    assert desk.view.state.problem == "No responde la central en 10.0.0.1:4222."
    assert desk.view.event_page.join.address.isVisible()
    desk.type(TEXT, "192.168.7.7")

    assert hub.looked[-1].at == ("192.168.7.7:4222",)
    assert desk.step is Step.STATION


def test_a_hub_that_is_gone_when_it_comes_to_joining_may_be_told_too(desk, hub):
    desk.open().type(TEXT)
    hub.troubles = [SILENT]
    desk.press()

    assert desk.step is Step.EVENT
    assert desk.view.event_page.join.address.isVisible()
    assert desk.view.event_page.join.invitation.text() == TEXT


@pytest.mark.parametrize(
    ("address", "says"), [("a b", "no es una dirección"), ("h:99999", "no es una dirección")]
)
def test_an_address_that_is_none_is_told(desk, hub, address, says):
    hub.troubles = [SILENT]
    desk.open().type(TEXT)
    desk.type(TEXT, address)

    assert says in desk.view.state.problem


def test_without_an_invitation_nobody_is_asked(desk, hub):
    desk.open().type("   ")

    assert desk.view.state.problem == "Escanee o escriba primero la invitación."
    assert hub.looked == []


def test_a_text_that_is_no_invitation_is_told_and_stays_in_the_field(desk, hub):
    hub.troubles = [WrongUseError("Eso no es una invitación a una central.")]
    desk.open().type("lacnic")

    assert "no es una invitación" in desk.view.state.problem
    assert desk.view.event_page.join.invitation.text() == "lacnic"


def test_a_bad_pin_is_told_before_anybody_joins(desk, hub):
    desk.open().type(TEXT)
    desk.view.station.pin.set_text("12")
    desk.press()

    assert "PIN" in desk.view.state.problem
    assert hub.chosen == []


def test_a_door_says_which_one_it_is_when_the_list_has_come(desk, hub, tmp_path):
    hub.settled, hub.joined = Settled("Puerta 4", "door"), member("door", "Puerta 4")
    desk.open().type(TEXT)
    desk.press()
    desk.press()
    form = desk.view.station
    assert desk.step is Step.STATION
    assert (form.checkpoint.isVisible(), form.pin.isVisible()) == (True, False)
    assert (form.name.text(), form.role.value()) == ("Puerta 4", "door")
    assert desk.view.title.text() == "¿En qué puerta está?"
    desk.press()
    assert "punto de control" in desk.view.state.problem
    assert desk.ready == []
    form.checkpoint.set_value("csirt")
    desk.press()

    assert (hub.stood, desk.ready) == (["csirt"], [tmp_path / "profile"])


def test_a_list_that_is_not_there_yet_is_waited_for(desk, hub):
    hub.arrivals = [NOT_YET, NOT_YET, HERE]
    desk.open().type(TEXT)
    desk.view.start.click()
    desk.until(lambda: desk.view.fetch.count.text() == "15000 personas")

    assert len(hub.arrivals) == 1


def test_while_it_is_waited_for_the_screen_says_so(desk, hub):
    hub.arrivals = [NOT_YET]
    desk.controller.joining._again.setInterval(3_600_000)
    desk.open().type(TEXT)
    desk.press()

    assert "todavía no tiene la lista" in desk.said
    assert "espera y sigue sola" in desk.said
    assert not desk.view.fetch.bar.isVisible()
    assert (desk.view.other.text(), desk.view.start.text()) == ("Olvidar esta central",
                                                                "Buscar ahora")  # fmt: skip
    hub.arrivals = [HERE]
    desk.press()
    assert "La lista está aquí" in desk.said


def test_the_station_that_has_the_sources_is_told_that_nobody_else_will(desk, hub):
    desk.controller.joining._again.setInterval(3_600_000)
    hub.joined, hub.arrivals = member(source=True), [NOT_YET]
    desk.open().type(TEXT)
    desk.press()

    assert "Esta es la estación que la publica" in desk.said


def test_a_hub_that_falls_silent_is_asked_again_by_itself(desk, hub):
    hub.arrivals = [SILENT, SILENT, HERE]
    desk.open().type(TEXT)
    desk.view.start.click()
    desk.until(lambda: "La lista está aquí" in desk.said)

    assert desk.view.state.fetch.mood is Mood.GOOD


def test_the_list_may_be_stopped_and_asked_for_again(desk, hub):
    hub.hang, hub.steps = threading.Event(), ((9_400, 15_000),)
    desk.open().type(TEXT)
    desk.view.start.click()
    desk.until(lambda: desk.view.fetch.count.text() == "9400 fichas")
    assert (desk.view.back.text(), desk.view.start.isEnabled()) == ("Detener", False)
    assert 0.6 < desk.view.fetch.bar.share < 0.7
    desk.press("back")
    assert "Se detuvo" in desk.said
    desk.press()

    assert "La lista está aquí" in desk.said


def test_a_hub_whose_list_does_not_come_can_be_forgotten(desk, hub):
    desk.controller.joining._again.setInterval(3_600_000)
    hub.arrivals = [NOT_YET]
    desk.open().type(TEXT)
    desk.press()
    desk.press("other")

    assert (hub.forgotten, desk.step) == (1, Step.EVENT)
    assert desk.view.state.join is None
    assert desk.view.event_page.join.invitation.text() == ""
    desk.view.event_page.demo.click()
    assert desk.view.start.text() == "Empezar"


def test_a_joining_that_was_cut_off_goes_on_at_the_next_start(desk, hub):
    hub.waits = member()
    desk.open()

    assert (desk.step, hub.looked) == (Step.FETCH, [])
    assert "«Mesa 2» ya pertenece a la central." in desk.view.subtitle.text()
    assert "La lista está aquí" in desk.said


def test_a_damaged_membership_leads_to_the_first_page(desk, hub):
    hub.damaged = FailureError("dañado")
    desk.open()

    assert desk.step is Step.EVENT


def test_back_leads_to_the_invitation_and_an_answer_that_comes_late_is_nobodys(desk, hub):
    desk.open().type(TEXT)
    desk.press("back")

    assert (desk.step, desk.view.event_page.join.invitation.text()) == (Step.EVENT, TEXT)
    assert desk.view.event_page.hub.isChecked()


def test_another_way_to_an_event_forgets_the_invitation(desk, hub):
    desk.open().type(TEXT)
    desk.press("back")
    desk.view.event_page.own.click()

    assert desk.view.event_page.join.invitation.text() == ""
    assert desk.view.event_page.files.isVisible()
    assert not desk.view.event_page.join.isVisible()
    desk.view.start.click()
    assert desk.view.state.problem == "Elija primero el archivo del evento."


def test_the_invitation_is_in_no_field_any_more_once_it_was_used(desk, hub):
    desk.open().type(TEXT)
    desk.press()

    assert desk.view.event_page.join.invitation.text() == ""
    assert not desk.view.event_page.join.invitation.line.isUndoAvailable()
    assert TEXT not in repr(hub.looked)


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_language_changes_on_each_of_these_pages(desk, hub, lang):
    desk.open().type(TEXT)
    desk.view.language.set_value(lang)
    desk.view.language.edited.emit()

    assert "¿" not in desk.view.title.text()
    assert desk.step is Step.STATION
    desk.press()
    assert hub.chosen[0].language == lang


def test_keys_do_it_all(desk, hub):
    desk.open()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(desk.view, key)
    line = desk.view.event_page.join.invitation.line
    assert desk.view.focusWidget() is line
    desk.qtbot.keyClicks(line, TEXT)
    desk.qtbot.keyClick(line, Qt.Key.Key_Return)
    desk.settle()

    assert hub.looked == [JoinDraft(TEXT)]


def test_a_bug_is_told_as_such(desk, hub):
    hub.troubles = [ZeroDivisionError()]
    with desk.qtbot.captureExceptions() as caught:
        desk.open().type(TEXT)

    assert desk.view.state.problem == "Algo falló; quedó en el registro."
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
