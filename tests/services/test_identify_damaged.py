"""Damaged scans find their person; a mended text counts only where it can be one person's alone."""

from __future__ import annotations

import pytest

from kiosk.domain.codes import badge_code, ticket_code
from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import Reason
from kiosk.services.badges import badge_code_of, reissue
from kiosk.services.context import Context
from kiosk.services.identify import identify
from kiosk.store import people
from kiosk.store.person_write import put_person, put_ticket

MARIA = "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
OWN = ticket_code("LAC46", lambda below: below // 3)


def give(ctx: Context, person_id: str, code: str) -> None:
    """One more person whose ticket carries exactly this code."""
    put_person(ctx.db, Person(person_id, person_id.title()), source="file")
    put_ticket(ctx.db, Ticket(f"t-{person_id}", person_id, code))


def holder(ctx: Context, text: str) -> str | None:
    person = identify(ctx, text).person
    return person.person_id if person else None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}', id="us"),
        pytest.param("¨[i[Ñ´2,[indico.example.org[,[l¡m4ARhPTqOh4Pdqo-VmLw¿¿[+*", id="latam"),
        pytest.param("*ªiªÇ+2,ªindico.example.orgª,ªl»m4ARhPTqOh4Pdqo-VmLw««ª", id="pt"),
        pytest.param("^¨i¨Ñ`2,¨indico.example.org¨,¨l¿m4ARhPTqOh4Pdqo-VmLw¡¡¨+*", id="es"),
        pytest.param("`^i^Ç´2,^indico.example.org^,^l+m4ARhPTqOh4Pdqo;VmLw==^[{", id="br"),
        pytest.param("iïndico.example.org¿m4ARhPTqOh4Pdqo-VmLw¡¡*", id="es, letters eaten"),
        pytest.param("i,îndico.example.org+m4ARhPTqOh4Pdqo;VmLw==[{", id="br, letters eaten"),
        pytest.param("¨7E9B801'184F'4EA3'A1E0'F76AA3F5662F¨", id="es, Caps Lock, a digit eaten"),
    ],
)
def test_an_indico_ticket_is_found_on_every_layout(ctx: Context, text: str) -> None:
    give(ctx, "maria", MARIA)
    give(ctx, "li", "08437ef0-acb3-4744-a434-83b68a98257c")

    assert holder(ctx, text) == "maria"


def test_a_garbled_ticket_of_another_server_is_named(ctx: Context) -> None:
    found = identify(ctx, "¨[i[Ñ´2,[indico.example.org[,[l¡m4ARhPTqOh4Pdqo-VmLw¿¿[+*")

    assert (found.problem, found.params) == (Reason.OTHER_EVENT, {"event": "indico.example.org"})


def test_one_that_lost_too_much_is_nobodys(ctx: Context) -> None:
    give(ctx, "maria", MARIA)

    assert identify(ctx, "indico.example.org4ARhPTqOh4Pdqo-VmLw¡¡").problem is Reason.INVALID


def test_a_lost_letter_that_may_be_two_peoples_is_nobodys(ctx: Context) -> None:
    give(ctx, "maria", MARIA)
    give(ctx, "twin", f"9b{MARIA[2:]}")  # another first character of the same base64

    assert identify(ctx, "¨+m4ARhPTqOh4Pdqo/VmLw==").problem is Reason.INVALID
    assert holder(ctx, '{"i":[2,"a.b","l+m4ARhPTqOh4Pdqo/VmLw=="]}') == "maria"


@pytest.mark.parametrize("place", range(len(OWN)))
def test_an_own_code_is_found_without_any_one_of_its_characters(ctx: Context, place: int) -> None:
    give(ctx, "olga", OWN)
    short = OWN[:place] + OWN[place + 1 :]

    assert holder(ctx, short) == (None if OWN[place] == "." else "olga")


def test_a_badge_is_found_without_one_of_its_characters(ctx: Context) -> None:
    code = badge_code_of(ctx, "sam")

    assert holder(ctx, code[:-1]) == "sam"
    assert identify(ctx, code[1:].lower()).badge_scanned

    reissue(ctx, "sam", "perdida", "Rosa")

    assert identify(ctx, code[:-1]).problem is Reason.BADGE_VOID


@pytest.mark.parametrize("text", [f"Ĺ{OWN[1:]}", f"´{OWN}", f"´{OWN[1:]}", OWN.swapcase()])
def test_an_own_code_is_found_behind_a_dead_key(ctx: Context, text: str) -> None:
    give(ctx, "olga", OWN)

    assert holder(ctx, text) == "olga"


def test_a_code_one_short_that_may_be_two_peoples_is_nobodys(ctx: Context) -> None:
    short = OWN[:-1]
    give(ctx, "olga", OWN)
    give(ctx, "petra", "LAC46." + _other_completion(short))

    assert identify(ctx, short).problem is Reason.INVALID
    assert holder(ctx, OWN) == "olga"


def _other_completion(short: str) -> str:
    from kiosk.domain.own_code import completions

    return next(c for c in completions(short, "LAC46") if c != OWN).removeprefix("LAC46.")


@pytest.mark.parametrize(
    "text",
    [
        badge_code("LAC46", lambda _below: 5)[:-1],
        "LAC46.",
        "´",
        "==",
        "¡¡",
        "A" * 21 + "==",
        "´" * 500,
        "A" * 4000 + "==",
        "x" * 100_000,
    ],
)
def test_what_cannot_be_mended_is_nobodys(ctx: Context, text: str) -> None:
    assert identify(ctx, text).problem in (Reason.INVALID, Reason.UNREADABLE)


def test_a_text_longer_than_any_code_is_read_but_not_mended(ctx: Context) -> None:
    give(ctx, "olga", "a-b")
    long = "x" * 500

    assert holder(ctx, f"https://x.example/{long}?code=a-b") == "olga"
    assert holder(ctx, f"httpsÑ--x.example-{long}_code¡a'b") is None
    assert holder(ctx, f"httpsÑ--x.example-{long[:400]}_code¡a'b") == "olga"


def test_an_unknown_scan_asks_few_questions_of_the_store(ctx: Context) -> None:
    asked: list[str] = []
    ctx.db.conn.set_trace_callback(asked.append)
    identify(ctx, "iïndico.example.org¿m4ARhPTqOh4Pdqo-VmLw¡¡*")
    ctx.db.conn.set_trace_callback(None)

    assert len(asked) < 12


def test_the_question_for_many_codes_uses_indexes(ctx: Context) -> None:
    from kiosk.store.transact import rows

    plan = rows(
        ctx.db,
        "EXPLAIN QUERY PLAN SELECT code FROM ticket WHERE code IN (?, ?)"
        " UNION SELECT badge_code FROM badge WHERE badge_code IN (?, ?)",
        ("a", "b", "a", "b"),
    )

    assert not [row for row in plan if row["detail"].startswith("SCAN")]
    assert people.codes_among(ctx.db, ["code-of-ana", "x"]) == {"code-of-ana"}
