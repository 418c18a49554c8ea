"""A partner's reports: all of its own, and nothing of any other person or room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.assembly import Assembly
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.settings import Station
from kiosk.services.context import Context
from kiosk.services.export import write_report
from kiosk.services.export_partner import partner_view, partners
from kiosk.store import invitations, journal
from kiosk.store.connect import close, open_store
from kiosk.store.invitations import Invited
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing

NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
ROOMS = {"lactld": "LACTLD", "board": "LACTLD", "ix": "LAC-IX", "csirt": "", "forum": ""}
PEOPLE = tuple(f"p{n}" for n in range(4))
SECRETS = ("Familia{}", "mail{}@example.org", "Org{}", "code-of-{}", "nota{}")


def rooms() -> tuple[Checkpoint, ...]:
    return tuple(
        Checkpoint(
            room,
            {"es": f"Sala {room}"},
            admits=Admits.INVITED,
            owner=owner,
            ends=("*",) if room == "forum" else (),
        )
        for room, owner in ROOMS.items()
    )


def person(who: str) -> Person:
    return Person(
        who,
        f"Nombre{who}",
        f"Familia{who}",
        email=f"mail{who}@example.org",
        organisation=f"Org{who}",
        country="UY",
        roles=("fellow",) if who == "p0" else (),
        note=f"nota{who}",
    )


@pytest.fixture
def own(ctx: Context) -> Context:
    """The people of the other tests, and the rooms above."""
    return replace(ctx, event=replace(ctx.event, checkpoints=(*ctx.event.checkpoints, *rooms())))


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Path]:
    """A file with four people, copied by nobody: examples roll back."""
    folder = tmp_path_factory.mktemp("partner")
    db = open_store(folder / "event.db")
    with writing(db):
        for who in PEOPLE:
            put_person(db, person(who), source="file", source_ref=who)
            put_ticket(db, Ticket(f"t-{who}", who, f"code-of-{who}"))
    close(db)
    return folder


def record(
    ctx: Context, who: str, room: str, way: Direction, at: datetime, operator: str = "Rosa"
) -> None:
    kind = EntryKind.ADMITTED if way is Direction.ENTRY else EntryKind.LEFT
    draft = Draft(kind, at, who, f"t-{who}", room, way, operator)
    journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


def rows(ctx: Context, report: str, partner: str = "LACTLD") -> list[dict[str, object]]:
    out = ctx.folder / f"{report}.json"
    write_report(ctx, report, out, partner=partner)
    found: list[dict[str, object]] = json.loads(out.read_text(encoding="utf-8"))
    return found


VISIT = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(list(ROOMS)),
    st.sampled_from(Direction),
    st.integers(min_value=0, max_value=600),
)
INVITATION = st.tuples(
    st.sampled_from(list(ROOMS)),
    st.sampled_from(
        [
            ("person", "p0"),
            ("organisation", "orgp1"),
            ("email", "mailp2@example.org"),
            ("role", "fellow"),
        ]
    ),
)


@given(
    visits=st.lists(VISIT, max_size=12, unique_by=lambda visit: visit[3]),
    invited=st.lists(INVITATION, max_size=5),
    partner=st.sampled_from(["LACTLD", "LAC-IX"]),
)
def test_a_partner_sees_its_own_and_nothing_else(shared, event_of, visits, invited, partner):
    ctx = event_of(shared)
    ids = {room for room, owner in ROOMS.items() if owner == partner}
    try:
        ctx.db.conn.execute("BEGIN IMMEDIATE")
        for room in ROOMS:
            said = {subject for place, subject in invited if place == room}
            listed = [Invited(*subject) for subject in sorted(said)]
            invitations.replace_list(ctx.db, room, "file", listed, NOON)
        for who, room, way, minute in sorted(visits, key=lambda visit: visit[3]):
            record(ctx, who, room, way, NOON - timedelta(minutes=minute), f"Staff {room}")
        reports = {name: rows(ctx, name, partner) for name in ("people", "attendance", "hours")}
    finally:
        ctx.db.rollback()
        close(ctx.db)

    names = {"p0": "p0", "orgp1": "p1", "mailp2@example.org": "p2", "fellow": "p0"}
    guests = {(names[subject], room) for room, (_kind, subject) in invited if room in ids}
    seen = {(who, room) for who, room, _way, _minute in visits if room in ids}
    text = json.dumps(reports)
    assert {(row["family_name"], row["checkpoint"]) for row in reports["people"]} == {
        (f"Familia{who}", room) for who, room in guests | seen
    }
    assert {(row["person_id"], row["checkpoint"]) for row in reports["attendance"]} == seen
    assert {row["checkpoint"] for row in reports["hours"]} <= ids
    for who in set(PEOPLE) - {who for who, _room in guests | seen}:
        assert not [secret for secret in SECRETS if secret.format(who) in text]
        assert f'"{who}"' not in text
    for room in set(ROOMS) - ids:
        assert f"Sala {room}" not in text
        assert f'"{room}"' not in text
    for hidden in ("@example.org", "code-of-", "nota", "Staff "):
        assert hidden not in text


@given(
    before=st.lists(VISIT, max_size=6, unique_by=lambda visit: visit[3]),
    elsewhere=st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(601, 700)), max_size=4),
)
def test_what_happens_elsewhere_changes_no_cell(shared, event_of, before, elsewhere):
    """Not even the end of a stay: an entry at the forum ends it for the organiser only."""
    ctx = event_of(shared)
    try:
        ctx.db.conn.execute("BEGIN IMMEDIATE")
        for who, room, way, minute in before:
            record(ctx, who, room, way, NOON + timedelta(minutes=minute))
        plain = {name: rows(ctx, name) for name in ("people", "attendance", "hours")}
        for who, minute in elsewhere:
            record(ctx, who, "forum", Direction.ENTRY, NOON + timedelta(minutes=minute))
        assert {name: rows(ctx, name) for name in plain} == plain
    finally:
        ctx.db.rollback()
        close(ctx.db)


@pytest.fixture(scope="module")
def event_of():
    """Open the file of a folder with the rooms above; the caller closes it."""
    event = Event(
        id="e",
        name={"es": "E"},
        timezone=ZoneInfo("America/Montevideo"),
        first_day=NOON.date(),
        last_day=NOON.date(),
        code="EVE",
        checkpoints=rooms(),
    )
    late = NOON + timedelta(days=2)
    return lambda folder: Context(
        open_store(folder / "event.db"), event, Station(name="Mesa 1"), lambda: late, folder
    )


def test_the_columns_are_those_of_a_guest_list(own: Context) -> None:
    with writing(own.db):
        invitations.replace_list(own.db, "lactld", "file", [Invited("person", "ana")], NOON)
    record(own, "jose", "lactld", Direction.ENTRY, NOON)

    assert rows(own, "people") == [
        {
            "given_name": "José",
            "family_name": "Núñez Ibáñez",
            "organisation": "Universidad Nacional",
            "country": "MX",
            "roles": ["newcomer"],
            "checkpoint": "lactld",
            "checkpoint_name": "Sala lactld",
            "invited": False,
            "attended": True,
        },
        {
            "given_name": "Ana",
            "family_name": "Silva",
            "organisation": "NIC.br",
            "country": "BR",
            "roles": ["speaker"],
            "checkpoint": "lactld",
            "checkpoint_name": "Sala lactld",
            "invited": True,
            "attended": False,
        },
    ]
    (visit,) = rows(own, "attendance")
    assert (visit["person_id"], visit["checkpoint"], "operator" in visit) == (
        "jose", "lactld", False,
    )  # fmt: skip


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".pdf"])
def test_every_format_holds_the_same_people(own: Context, ending: str) -> None:
    record(own, "jose", "lactld", Direction.ENTRY, NOON)
    for report in ("people", "attendance", "hours"):
        out = own.folder / f"{report}{ending}"

        assert write_report(own, report, out, partner="LACTLD") == 1

    if ending == ".csv":
        said = (own.folder / "people.csv").read_text(encoding="utf-8")
        assert "Núñez" in said
        assert "Silva" not in said


def test_the_printed_list_names_who_was_there(own: Context) -> None:
    record(own, "jose", "lactld", Direction.ENTRY, NOON)
    out = own.folder / "people.pdf"
    write_report(own, "people", out, partner="LACTLD")

    with pypdfium2.PdfDocument(out) as document:
        said = document[0].get_textpage().get_text_bounded()

    assert "Núñez" in said
    assert "Sala lactld" in said
    assert "Silva" not in said


@pytest.mark.parametrize("name", ["LACTLD", "lactld", " Lactld "])
def test_a_partner_is_known_in_any_case(own: Context, name: str) -> None:
    assert [c.id for c in partner_view(own, name).event.checkpoints] == ["lactld", "board"]


@pytest.mark.parametrize("name", ["LACNIC", "", "LACT", "—"])
def test_an_unknown_partner_is_told_which_there_are(own: Context, name: str) -> None:
    out = own.folder / "people.csv"

    with pytest.raises(NotFoundError, match="LACTLD, LAC-IX"):
        write_report(own, "people", out, partner=name)
    assert not out.exists()


def test_an_event_without_partners_says_so(ctx: Context) -> None:
    assert partners(ctx) == []
    with pytest.raises(NotFoundError, match="son: -"):
        partner_view(ctx, "LACTLD")


def test_the_journal_is_not_handed_to_a_partner(own: Context) -> None:
    out = own.folder / "journal.csv"

    with pytest.raises(NotFoundError, match="otras personas"):
        write_report(own, "journal", out, partner="LACTLD")
    assert not out.exists()
    with pytest.raises(WrongUseError):
        write_report(own, "nothing", out, partner="LACTLD")


def test_a_partner_has_the_assemblies_at_its_checkpoints(own: Context) -> None:
    theirs, ours = Assembly("a", {"es": "A"}, "lactld"), Assembly("b", {"es": "B"}, "csirt")
    both = replace(own, event=replace(own.event, assemblies=(theirs, ours)))

    assert partner_view(both, "LACTLD").event.assemblies == (theirs,)
