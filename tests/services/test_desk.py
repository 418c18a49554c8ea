"""What the desk may change: undo, correct."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import EntryKind
from kiosk.domain.settings import Station
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.desk import correct, last_check_in, undo
from kiosk.store import journal, people, visits
from kiosk.store.person_write import put_person


def check_in(ctx: Context, person_id: str, checkpoint: str = "main") -> str:
    outcome = scan(ctx, ScanRequest(checkpoint=checkpoint, person_id=person_id))
    assert outcome.verdict.admitted
    assert outcome.entry_id is not None
    return outcome.entry_id


def test_undoing_lets_the_person_in_again(ctx: Context) -> None:
    entry_id = check_in(ctx, "ana")

    undone = undo(ctx, entry_id, " se equivocó de persona ", "Rosa")

    assert (undone.kind, undone.operator, undone.person_id) == (EntryKind.UNDONE, "Rosa", "ana")
    assert undone.payload == {"undoes": entry_id, "reason": "se equivocó de persona"}
    assert visits.tally(ctx.db, "main").people == 0
    check_in(ctx, "ana")


def test_undoing_needs_a_reason(ctx: Context) -> None:
    entry_id = check_in(ctx, "ana")

    with pytest.raises(WrongUseError, match="motivo"):
        undo(ctx, entry_id, "  ", "Rosa")

    assert visits.exists(ctx.db, entry_id)


def test_nothing_is_undone_twice_and_refusals_never(ctx: Context) -> None:
    entry_id = check_in(ctx, "ana")
    refused = scan(ctx, ScanRequest("code-of-eva", "main")).entry_id
    undone = undo(ctx, entry_id, "error", "Rosa")

    for other in (entry_id, undone.id, refused, "no-such-entry"):
        with pytest.raises(NotFoundError, match="nada que deshacer"):
            undo(ctx, other, "error", "Rosa")

    assert journal.count(ctx.db) == 3


def test_the_last_check_in_of_this_station(ctx: Context, clock) -> None:
    assert last_check_in(ctx) is None
    check_in(ctx, "ana")
    clock.forward(minutes=1)
    entry_id = check_in(ctx, "sam")
    clock.forward(minutes=1)
    check_in(replace(ctx, station=Station(name="Mesa 2")), "jose")
    check_in(ctx, "jose", "forum")

    last = last_check_in(ctx)

    assert last is not None
    assert (last.entry_id, last.person.person_id, last.checkpoint) == (entry_id, "sam", "main")
    undo(ctx, entry_id, "error", "Rosa")
    again = last_check_in(ctx)
    assert again is not None
    assert again.person.person_id == "ana"


def test_a_correction_shows_and_outlives_an_import(ctx: Context) -> None:
    before = people.get(ctx.db, "jose")
    assert before is not None

    person = correct(ctx, "jose", {"family_name": "  Núñez  Peña ", "roles": ["press"]}, "Rosa")
    put_person(ctx.db, replace(before, organisation="Otra"), source="file", source_ref="jose")

    assert (person.family_name, person.roles) == ("Núñez Peña", ("press",))
    after = people.get(ctx.db, "jose")
    assert after is not None
    assert (after.family_name, after.organisation) == ("Núñez Peña", "Otra")


def test_only_what_differs_is_recorded(ctx: Context) -> None:
    correct(ctx, "ana", {"given_name": "Ana", "family_name": "Souza", "photo_ok": None}, "Rosa")

    (entry,) = journal.read_after(ctx.db)
    assert entry.payload == {"changes": {"family_name": "Souza"}}
    correct(ctx, "ana", {"family_name": "Souza "}, "Rosa")
    assert journal.count(ctx.db) == 1


def test_lists_and_the_photo_answer_are_corrected(ctx: Context) -> None:
    person = correct(ctx, "ana", {"speaks": ["pt", " ", "es"], "photo_ok": 0}, "Rosa")

    assert (person.speaks, person.photo_ok) == (("pt", "es"), False)
    assert correct(ctx, "ana", {"speaks": "pt"}, "Rosa").speaks == ()


@pytest.mark.parametrize(
    ("person", "changes", "problem"),
    [
        ("ana", {"given_name": " ", "family_name": "\u200b"}, WrongUseError),
        ("ana", {"person_id": "eva"}, WrongUseError),
        ("ana", {"ticket_code": "x"}, WrongUseError),
        ("nobody", {"given_name": "X"}, NotFoundError),
    ],
)
def test_what_makes_no_sense_is_refused(
    ctx: Context, person: str, changes: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        correct(ctx, person, changes, "Rosa")

    assert journal.count(ctx.db) == 0
