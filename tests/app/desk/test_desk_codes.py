"""What a scanned or typed code may be: a ticket, a badge, a voided badge, nobody's, another event's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.codes import badge_code, ticket_code
from kiosk.domain.people import Person
from kiosk.services import badges
from kiosk.store import people
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone

OWN = ticket_code("LAC", lambda n: n // 3)
FOREIGN = ticket_code("OTRO", lambda n: n // 3)
NOBODYS = ticket_code("LAC", lambda n: n // 2)
NOBODYS_BADGE = badge_code("LAC", lambda n: n // 2)


@pytest.fixture
def heard(desk):
    """What the sounds were asked for."""
    answers = []
    desk.controller.answered.connect(answers.append)
    return answers


@pytest.fixture
def with_code(desk):
    """José has a ticket code of our own kind."""

    def put(ctx):
        ctx.db.execute("UPDATE ticket SET code = ? WHERE person_id = 'jose'", [OWN])
        ctx.db.conn.commit()

    desk.read(put)
    return desk


def refusals(desk) -> list[dict]:
    return desk.read(
        lambda ctx: [
            dict(row) for row in ctx.db["entry"].rows_where("kind = 'refused'", order_by="seq")
        ]
    )


def badge_of(desk, person_id: str) -> str:
    found = desk.read(lambda ctx: people.badge_of(ctx.db, person_id))
    return found.badge_code


def test_a_ticket_shows_the_person_and_makes_no_sound_before_enter(desk, heard):
    desk.scan("code-jose")
    assert desk.view._state.card.person_id == "jose"
    assert heard == []
    desk.press(Qt.Key.Key_Return)
    assert heard == ["ok"]


def test_a_badge_opens_the_same_card(desk):
    code = desk.read(lambda ctx: badges.badge_code_of(ctx, "jose"))
    desk.scan(code)
    assert desk.view._state.card.person_id == "jose"
    assert ("qr-code", code) in desk.view._state.card.facts


def test_a_lost_badge_is_void_and_says_so_without_opening_anything(desk, heard):
    old = desk.read(lambda ctx: badges.badge_code_of(ctx, "jose"))
    desk.read(lambda ctx: badges.reissue(ctx, "jose", "Se perdió", "Lucía R."))
    desk.scan(old)
    assert "admitted" not in desk.kinds("jose")
    assert refusals(desk)[-1]["payload"].count("badge_void") == 1
    said = desk.message or desk.view._state.card.problem
    assert "anul" in said
    assert heard[-1] in ("ask", "unknown")
    desk.press(Qt.Key.Key_Return)
    assert "admitted" not in desk.kinds("jose")


def test_the_new_badge_works(desk):
    desk.read(lambda ctx: badges.badge_code_of(ctx, "jose"))
    new = desk.read(lambda ctx: badges.reissue(ctx, "jose", "Se perdió", "Lucía R."))
    desk.scan(new)
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds("jose").count("admitted") == 1


@pytest.mark.parametrize(
    "code",
    [NOBODYS, NOBODYS_BADGE, FOREIGN, "https://example.org/1", "漢字", "x" * 300, "LAC.0000"],
    ids=["ticket", "badge", "foreign", "url", "chinese", "long", "damaged"],
)
def test_a_code_of_nobody_is_told_recorded_and_forgotten(desk, heard, code):
    desk.scan(code)
    assert heard == ["unknown"]
    assert desk.message
    assert desk.view._state.search.message_tone is Tone.WARN
    assert desk.mode is CardMode.EMPTY
    assert len(refusals(desk)) == 1
    assert desk.view.box.text() == ""
    assert desk.view.box.line.hasFocus()


def test_another_events_code_is_told_as_such(desk):
    desk.scan(FOREIGN)
    assert desk.message != ""
    desk_says = desk.message
    desk.scan("no-such-code")
    assert desk.message != desk_says


def test_after_an_unknown_code_the_next_scan_is_shown(desk):
    desk.scan("no-such-code")
    desk.scan("code-jose")
    assert desk.view._state.card.person_id == "jose"
    assert desk.message == ""


def test_after_an_unknown_code_one_may_type_at_once(desk):
    desk.scan("no-such-code")
    desk.type("ibanez")
    assert desk.message == ""
    assert desk.view._state.card.person_id == "jose"


def test_a_code_typed_by_hand_counts_as_scanned(with_code):
    desk = with_code
    desk.type(OWN.lower())
    desk.press(Qt.Key.Key_Return)
    assert desk.view._state.card.person_id == "jose"
    assert desk.kinds("jose") == []
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds("jose").count("admitted") == 1


def test_a_code_typed_with_a_wrong_letter_finds_nobody(with_code):
    wrong = OWN[:-1] + ("7" if OWN[-1] != "7" else "8")
    with_code.type(wrong)
    with_code.press(Qt.Key.Key_Return)
    assert with_code.mode is CardMode.EMPTY
    assert with_code.kinds("jose") == []


def test_a_second_scan_of_the_badge_opens_screen_02(desk, heard):
    desk.scan("code-jose")
    desk.press(Qt.Key.Key_Return)
    desk.scan(badge_of(desk, "jose"))
    assert desk.page is Page.ALREADY
    assert heard == ["ok", "ask"]


def test_a_refusal_of_an_unpaid_person_is_recorded_once(desk, heard):
    desk.scan("code-tomas")
    assert desk.kinds("tomas") == ["refused"]
    assert heard == ["ask"]
    desk.press(Qt.Key.Key_Return)
    assert desk.mode is CardMode.REASON
    assert desk.kinds("tomas") == ["refused"]


def test_somebody_gone_from_the_list_keeps_the_history_and_enters_not(desk):
    desk.add(Person("gone", "Olga", "Ausente"))

    def mark(ctx):
        ctx.db.execute(
            "UPDATE ticket SET gone_at = '2026-10-05T12:00:00.000Z' WHERE person_id = 'gone'"
        )
        ctx.db.conn.commit()

    desk.read(mark)
    desk.scan("code-gone")
    assert desk.view._state.card.problem
    desk.press(Qt.Key.Key_F3)
    assert desk.kinds("gone") == ["refused"]


def test_no_code_and_no_name_reaches_the_log(desk, caplog):
    caplog.set_level("DEBUG")
    desk.scan(OWN)
    desk.scan("code-jose")
    desk.press(Qt.Key.Key_Return)
    assert OWN not in caplog.text
    assert "Núñez" not in caplog.text
