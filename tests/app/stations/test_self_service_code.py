"""Self-service without a code at hand: code and surname, or the desk; nothing is revealed."""

import pytest

from kiosk.ui.self_service.state import CodeState, ConfirmState, HelpState
from tests.app.stations.codes import ANA, EVA, JOSE


def type_code(kiosk, code, surname):
    kiosk.view.idle.no_code.click()
    page = kiosk.view.code
    page.type(code)
    page.accept()
    page.type(surname)
    page.accept()
    kiosk.world.settle()
    return kiosk.state


@pytest.mark.parametrize("surname", ["Núñez Ibáñez", "nunez", "IBAÑEZ NUÑEZ"])
def test_code_and_surname_together_are_as_a_scan(kiosk, surname):
    state = type_code(kiosk, JOSE.lower(), surname)
    assert isinstance(state, ConfirmState)
    assert state.first_line == "José"


@pytest.mark.parametrize(
    ("code", "surname"),
    [(JOSE, "Silva"), (JOSE, "José"), (JOSE, "N"), ("DEMO-NO-ES", "Núñez"), (EVA, "Gomes")],
)
def test_half_a_match_reveals_nothing(kiosk, code, surname):
    assert type_code(kiosk, code, surname) == HelpState("la mesa 3", "H-1")
    assert kiosk.world.kinds() == ["answered"]
    assert kiosk.world.entries()[-1].person_id is None


def test_a_right_code_of_a_cancelled_registration_looks_the_same(kiosk):
    assert type_code(kiosk, EVA, "Gómez") == HelpState("la mesa 3", "H-1")


def test_five_wrong_tries_make_everybody_wait_half_a_minute(kiosk):
    for _number in range(4):
        assert isinstance(type_code(kiosk, JOSE, "Silva"), HelpState)
    assert type_code(kiosk, JOSE, "Silva") == CodeState(paused=True)
    assert kiosk.controller.pause.interval() == 30_000
    kiosk.view.code.bar.end_timer.timeout.emit()
    assert kiosk.state == CodeState(paused=True)
    kiosk.controller.to_idle()
    kiosk.view.idle.no_code.click()
    assert kiosk.state == CodeState(paused=True)
    kiosk.view.code_entered.emit(JOSE, "Núñez")
    kiosk.world.settle()
    assert kiosk.state == CodeState(paused=True)
    kiosk.controller.pause.timeout.emit()
    kiosk.controller.pause.stop()
    assert kiosk.state == CodeState()
    assert isinstance(type_code(kiosk, JOSE, "Núñez"), ConfirmState)


def test_a_scan_on_the_code_page_is_a_scan(kiosk):
    kiosk.view.idle.no_code.click()
    kiosk.view.code.type("SECRETO")
    assert isinstance(kiosk.scan(ANA), ConfirmState)
    assert kiosk.view.code.code_field.text == ""


def test_the_desk_is_one_touch_away_from_the_code_page(kiosk):
    kiosk.view.idle.no_code.click()
    kiosk.view.code.desk.click()
    kiosk.world.settle()
    assert kiosk.state == HelpState("la mesa 3", "H-1")
