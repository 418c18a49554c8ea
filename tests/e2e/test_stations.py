"""Desk, door and self-service as they are opened: scan in, verdict on screen, badge out."""

import sqlite3
from contextlib import closing

import pypdfium2
import pytest
import zxingcpp

from kiosk.app.pin import hash_pin
from kiosk.domain.settings import StationRole
from kiosk.ui.desk.state import Page
from kiosk.ui.door.state import ReadyState, VerdictState
from kiosk.ui.self_service.state import ConfirmState, DoneState, IdleState

JOSE, MARIA, GONCALO = "José Núñez Ibáñez", "María José Núñez Prado", "Gonçalo Araújo"
DOOR = {"role": StationRole.DOOR, "checkpoint": "csirt"}


def journal(stage, query="SELECT kind FROM entry ORDER BY seq DESC LIMIT 1"):
    with closing(sqlite3.connect(stage._folder / "event.db")) as db:
        return [row[0] for row in db.execute(query)]


def test_the_desk_checks_in_by_scan_and_enter_and_the_badge_can_be_read(open_station, burst):
    desk = open_station()
    burst(desk, desk.code_of(JOSE))
    assert desk.view._state.page is Page.SEARCH
    desk.view.enter_pressed.emit()
    badges = desk._folder / "badges"
    desk.wait_for(
        lambda: (
            any(badges.glob("*.pdf"))
            and not journal(desk, "SELECT 1 FROM print_job WHERE state != 'done'")
        )
    )

    page = pypdfium2.PdfDocument(next(badges.glob("*.pdf")))[0].render(scale=300 / 72).to_pil()
    [code] = journal(desk, "SELECT badge_code FROM print_job ORDER BY created_at DESC LIMIT 1")
    assert zxingcpp.read_barcodes(page)[0].text == code


def test_a_second_scan_at_the_desk_tells_that_it_is_one(open_station, burst):
    desk = open_station()
    burst(desk, desk.code_of(MARIA))

    assert desk.view._state.page is Page.ALREADY


def test_the_door_admits_the_invited_and_refuses_the_others(open_station, burst):
    door = open_station(**DOOR)
    burst(door, door.code_of(GONCALO))
    assert door.view.state.kind == "refuse"
    assert journal(door) == ["refused"]
    burst(door, door.code_of(JOSE))
    assert door.view.state.kind == "admit"
    assert journal(door) == ["admitted"]


def test_a_code_left_under_the_scanner_is_one_scan(open_station, burst):
    door = open_station(**DOOR)
    code = door.code_of(JOSE)
    burst(door, code)
    before = journal(door, "SELECT count(*) FROM entry")
    burst(door, code)

    assert journal(door, "SELECT count(*) FROM entry") == before
    assert door.view.state.kind == "admit"


def test_nothing_is_scanned_while_somebody_leaves(open_station, burst):
    door = open_station(**DOOR, pin_hash=hash_pin("2468"))
    code = door.code_of(JOSE)
    door.shell.window.ask_to_leave()
    burst(door, code)

    assert isinstance(door.view.state, ReadyState)
    assert journal(door, "SELECT count(*) FROM entry WHERE checkpoint = 'csirt'") == [0]


def test_the_pin_of_the_station_lets_out(open_station):
    door = open_station(**DOOR, pin_hash=hash_pin("2468"))
    window = door.shell.window
    window.ask_to_leave()
    window.leave.confirmed.emit("1111")
    door.settle()
    assert window.isVisible()
    window.leave.confirmed.emit("2468")
    door.wait_for(lambda: not window.isVisible())


def test_self_service_greets_prints_and_forgets(open_station, burst):
    kiosk = open_station(role=StationRole.SELF_SERVICE)
    burst(kiosk, kiosk.code_of(JOSE))
    assert isinstance(kiosk.view.state, ConfirmState)
    kiosk.view.print_asked.emit()
    kiosk.wait_for(lambda: isinstance(kiosk.view.state, DoneState))
    kiosk.view.finished.emit()
    assert isinstance(kiosk.view.state, IdleState)


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_a_station_opens_in_its_language(open_station, lang):
    door = open_station(**DOOR, language=lang)
    names = {
        "es": "Reunión de CSIRTs de LAC",
        "pt": "Reunião de CSIRTs da LAC",
        "en": "LAC CSIRTs Meeting",
    }

    assert door.view.state.room == names[lang]


def test_a_bug_in_the_background_is_told_and_the_door_goes_on(open_station, burst):
    door = open_station(**DOOR)

    def bug(_ctx):
        raise ZeroDivisionError

    door.shell.store.submit(bug)
    door.settle()
    assert door.shell.window.banner.isVisible()
    burst(door, door.code_of(JOSE))
    assert isinstance(door.view.state, VerdictState)


def test_a_bug_at_the_desk_is_told_on_its_own_banner(open_station):
    desk = open_station()
    desk.shell.tell_bug()

    assert "falló" in desk.view.banner.text()


def test_what_is_under_way_at_the_end_is_written_down(open_station, burst):
    desk = open_station()
    burst(desk, desk.code_of(JOSE))
    desk.view.enter_pressed.emit()
    desk.shell.window.close_now()

    assert "admitted" in journal(
        desk, "SELECT kind FROM entry WHERE station = 'Mesa 2' ORDER BY seq DESC LIMIT 3"
    )
