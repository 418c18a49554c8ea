"""A scanned text is looked up as read and as given before anything else is said of it."""

from __future__ import annotations

import pytest

from kiosk.domain.codes import badge_code, ticket_code
from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import Reason
from kiosk.services.badges import badge_code_of, reissue
from kiosk.services.context import Context
from kiosk.services.identify import code_hash, identify, identify_person
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import rows

ZEROS = ticket_code("LAC45", lambda _most: 0)


def give(ctx: Context, person_id: str, code: str) -> None:
    """One more person whose ticket carries exactly this code."""
    put_person(ctx.db, Person(person_id, person_id.title()), source="file")
    put_ticket(ctx.db, Ticket(f"t-{person_id}", person_id, code))


def holder(ctx: Context, text: str) -> str | None:
    person = identify(ctx, text).person
    return person.person_id if person else None


def test_a_foreign_code_that_looks_like_another_events_is_its_holders(ctx: Context) -> None:
    assert identify(ctx, ZEROS).problem is Reason.OTHER_EVENT

    give(ctx, "olga", ZEROS)

    assert holder(ctx, ZEROS) == "olga"
    assert holder(ctx, f" {ZEROS}\r\n") == "olga"


def test_one_that_reading_would_respell_is_found_as_given(ctx: Context) -> None:
    spelt = ZEROS.replace("0", "O")
    give(ctx, "olga", spelt)

    assert holder(ctx, spelt) == "olga"
    assert holder(ctx, spelt.lower()) == "olga"


def test_one_with_our_own_prefix_is_found_as_given(ctx: Context) -> None:
    own = ticket_code("LAC46", lambda most: most // 2).lower()
    give(ctx, "olga", own)

    assert holder(ctx, own) == "olga"


@pytest.mark.parametrize("text", ["CODE-OF-ANA", "Code-of-Ana", "code-of-ana"])
def test_case_does_not_matter_where_one_person_has_the_code(ctx: Context, text: str) -> None:
    assert holder(ctx, text) == "ana"


def test_codes_that_differ_in_case_alone_are_told_apart(ctx: Context) -> None:
    give(ctx, "upper", "ABCxyz")
    give(ctx, "lower", "abcXYZ")

    assert holder(ctx, "ABCxyz") == "upper"
    assert holder(ctx, "abcXYZ") == "lower"
    assert identify(ctx, "ABCXYZ").problem is Reason.AMBIGUOUS


def test_a_gone_ticket_does_not_make_a_case_ambiguous(ctx: Context) -> None:
    give(ctx, "upper", "ABCxyz")
    give(ctx, "lower", "abcXYZ")
    ctx.db.conn.execute(
        "UPDATE ticket SET gone_at = '2026-10-05T00:00:00.000Z' WHERE person_id = 'upper'"
    )

    assert holder(ctx, "ABCXYZ") == "lower"


def test_two_people_with_one_code_are_nobody(ctx: Context) -> None:
    give(ctx, "olga", "same")
    give(ctx, "petra", "same")

    found = identify(ctx, "same")

    assert (found.person, found.problem, found.params) == (None, Reason.AMBIGUOUS, {"count": 2})


def test_a_badge_is_its_person_until_it_is_voided(ctx: Context) -> None:
    code = badge_code_of(ctx, "sam")
    found = identify(ctx, code.lower())

    assert found.badge_scanned
    assert (found.person.person_id, found.problem) == ("sam", None)
    assert {ticket.ticket_id for ticket in found.tickets} == {"t-sam", "t-sam-peering"}

    new = reissue(ctx, "sam", "perdida", "Rosa")

    assert identify(ctx, code).problem is Reason.BADGE_VOID
    assert identify(ctx, code).params["void_reason"] == "perdida"
    assert identify(ctx, new).problem is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Reason.UNREADABLE),
        ("\ud800", Reason.UNREADABLE),
        ("x" * 5000, Reason.UNREADABLE),
        ("nobody's", Reason.INVALID),
        ("'; DROP TABLE ticket; --", Reason.INVALID),
        ("%", Reason.INVALID),
        ("code_of_ana", Reason.INVALID),
        (badge_code("LAC45", lambda _most: 7), Reason.OTHER_EVENT),
        ("LAC.TEST", Reason.INVALID),
    ],
)
def test_what_is_nobodys(ctx: Context, text: str, problem: Reason) -> None:
    found = identify(ctx, text)

    assert (found.person, found.tickets, found.problem) == (None, (), problem)


def test_somebody_chosen_from_the_list(ctx: Context) -> None:
    assert identify_person(ctx, "sam").person.full_name == "Sam Smith"
    assert len(identify_person(ctx, "sam").tickets) == 2
    assert identify_person(ctx, "nobody").problem is Reason.INVALID


def test_look_ups_in_any_case_use_an_index(ctx: Context) -> None:
    plan = rows(
        ctx.db, "EXPLAIN QUERY PLAN SELECT * FROM ticket WHERE code = ? COLLATE NOCASE", ("x",)
    )

    assert "ticket_code_any_case" in plan[0]["detail"]


def test_a_fingerprint_tells_codes_apart_and_gives_none_away() -> None:
    assert code_hash("a") == code_hash("a") != code_hash("A")
    assert "secret" not in code_hash("secret")
    assert len(code_hash("\ud800")) == 16
