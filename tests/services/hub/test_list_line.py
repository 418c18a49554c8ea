"""The list is told by one station and taken in by the others, whole and only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import OfflineRule
from kiosk.domain.people import Person, Ticket
from kiosk.hub.interface import Survey
from kiosk.hub.membership import Membership, read_membership, write_membership
from kiosk.services import list_line
from kiosk.services.context import Context
from kiosk.services.list_line import begin_to_tell, exchange_list, follow_list, tell, tells
from kiosk.services.roster_publish import rest
from kiosk.store import people, roster
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import rows, writing
from tests.services.memory_hub import Line, Record

TOML = (Path(__file__).parents[3] / "assets" / "demo" / "event.toml").read_text(encoding="utf-8")
WHOLE = 5  # the people that fill() brings


@dataclass
class At:
    """A station, its line and its place in the hub."""

    ctx: Context
    line: Line

    def share(self) -> Context:
        return exchange_list(self.ctx, self.line)

    @property
    def membership(self) -> Membership:
        found = read_membership(self.ctx.folder)
        assert found is not None
        return found

    def names(self) -> dict[str, str]:
        found = rows(self.ctx.db, "SELECT person_id, given_name FROM person WHERE gone_at IS NULL")
        return {row["person_id"]: row["given_name"] for row in found}


Join = Callable[..., At]


def member(ctx: Context, record: Record, role: str, *, source: bool = False) -> At:
    place = Membership(*("e", ctx.station.name, ctx.station.name, role, (), "", ""), source=source)
    write_membership(ctx.folder, place)
    view = "full" if source or role == "desk" else "lean"
    return At(ctx, Line(record, ctx.station.name, source=source, view=view))


@pytest.fixture
def join(make: Callable[[str], Context], record: Record) -> Join:
    def one(name: str, role: str = "desk", *, source: bool = False) -> At:
        return member(make(name), record, role, source=source)

    return one


@pytest.fixture
def holder(source: Context, record: Record) -> At:
    return member(source, record, "desk", source=True)


@pytest.fixture
def other(join: Join) -> At:
    return join("other")


def crowd(ctx: Context, count: int) -> None:
    with writing(ctx.db):
        for number in range(count):
            who = f"p{number}"
            put_person(ctx.db, Person(who, f"N{number}", email=f"{who}@example.org"), source="f")
            put_ticket(ctx.db, Ticket(f"t{number}", who, f"code-{number}"))


def rename(at: At, who: str, name: str) -> None:
    with writing(at.ctx.db):
        put_person(at.ctx.db, Person(who, name), source="file")


def test_hundreds_of_people_travel_and_are_not_told_twice(holder: At, other: At, join: Join):
    crowd(holder.ctx, 450)
    door = join("door", "door")
    holder.share()
    said = holder.line.record.said
    holder.share()

    assert holder.line.record.said == said
    for station in (other, door):
        ctx = station.share()
        assert ctx.event == station.ctx.event
        assert roster.digest(ctx.db) == roster.digest(holder.ctx.db)
        assert people.by_code(ctx.db, "code-449")[0].person_id == "p449"
    assert people.get(other.ctx.db, "p7").email == "p7@example.org"
    assert people.get(door.ctx.db, "p7").email == ""


def test_what_was_done_is_told_as_it_goes_on(holder: At, other: At):
    crowd(holder.ctx, 450)
    told: list[int] = []
    exchange_list(holder.ctx, holder.line, told.append)
    taken: list[int] = []
    exchange_list(other.ctx, other.line, taken.append)

    assert sum(told) == sum(taken) == len(holder.line.record.listed) // 2
    assert len(told) > 2


@pytest.mark.parametrize("room", [0, 1, 7, 20])
def test_what_the_hub_did_not_take_goes_out_the_next_time(holder: At, other: At, room: int):
    crowd(holder.ctx, 10)
    holder.line.room = room
    holder.share()
    holder.line.room = 10_000

    holder.share()
    other.share()

    assert other.names() == holder.names()
    assert roster.digest(other.ctx.db) == roster.digest(holder.ctx.db)


def test_a_record_whose_answer_was_lost_is_told_again(holder: At, other: At):
    holder.line.lost = True
    holder.share()
    holder.line.lost = False
    holder.share()
    other.share()

    assert roster.digest(other.ctx.db) == roster.digest(holder.ctx.db)


def test_a_station_that_joins_late_needs_the_last_values_only(holder: At, join: Join):
    holder.share()
    records = len(holder.line.record.listed)
    for number in range(3):
        rename(holder, "ana", f"Ana {number}")
        holder.share()
    late = join("late")
    late.share()

    assert late.names()["ana"] == "Ana 2"
    assert len(holder.line.record.listed) == records


def test_only_whoever_holds_the_sources_tells(holder: At, other: At):
    holder.share()
    other.share()
    said = holder.line.record.said
    rename(other, "ana", "Otra")
    other.line.source = True  # even if the server let it

    other.share()

    assert holder.line.record.said == said
    assert not tells(other.ctx, other.membership)
    assert not begin_to_tell(other.ctx, other.membership, other.line.survey(1))


def test_a_station_alone_exchanges_nothing(make: Callable[[str], Context], record: Record):
    alone = make("alone")

    assert exchange_list(alone, Line(record, "alone", source=True)) is alone
    assert record.said == 0


def test_without_an_answer_nothing_changes_and_nothing_is_begun(holder: At, other: At):
    for station in (holder, other):
        station.line.cut = True
        assert station.share() is station.ctx
        assert roster.stream(station.ctx.db) == ""
    assert not tells(holder.ctx, holder.membership)
    assert not begin_to_tell(holder.ctx, holder.membership, None)


def test_a_new_machine_of_the_source_deletes_nobody_and_gets_everybody(
    holder: At, other: At, join: Join
):
    holder.share()
    other.share()
    everybody = other.names()
    replaced = join("new-source", source=True)
    replaced.share()
    other.share()

    assert len(everybody) == WHOLE
    assert other.names() == replaced.names() == everybody
    assert tells(replaced.ctx, replaced.membership)
    rename(replaced, "ana", "Anita")
    replaced.share()
    other.share()
    assert other.names() == everybody | {"ana": "Anita"}


def test_silence_is_no_proof_that_the_hub_holds_nothing(holder: At, join: Join):
    holder.share()
    replaced = join("new-source", source=True)
    (replaced.ctx.folder / "event.toml").write_text(TOML, encoding="utf-8")
    replaced.line.blind = True
    said = holder.line.record.said

    replaced.share()

    assert not tells(replaced.ctx, replaced.membership)
    assert holder.line.record.said == said
    replaced.line.blind = False
    replaced.share()
    assert tells(replaced.ctx, replaced.membership)


@pytest.mark.parametrize(("records", "read", "begins"), [(0, 0, True), (4, 0, False), (4, 4, True)])
def test_the_first_source_tells_as_soon_as_it_is_known_that_there_is_nothing(
    holder: At, records: int, read: int, begins: bool
):
    with writing(holder.ctx.db):
        roster.move(holder.ctx.db, read)

    survey = Survey((), 0, 0, 0, records)

    assert begin_to_tell(holder.ctx, holder.membership, survey) is begins
    assert tells(holder.ctx, holder.membership) is begins


def test_a_hub_that_lost_its_list_is_told_all_of_it_again(holder: At, other: At):
    holder.share()
    other.share()
    record = holder.line.record
    record.listed.clear()
    record.said, record.list_name = 0, "second list"
    with writing(holder.ctx.db):
        holder.ctx.db.conn.execute("DELETE FROM ticket WHERE person_id = 'sam'")
        holder.ctx.db.conn.execute("DELETE FROM person WHERE person_id = 'sam'")
    rename(holder, "ana", "Ana otra vez")

    holder.share()
    other.share()

    assert other.names() == holder.names()
    assert "sam" not in other.names()
    assert roster.digest(other.ctx.db) == roster.digest(holder.ctx.db)
    assert roster.digest(holder.ctx.db)[0] == WHOLE - 1
    assert roster.cursor(other.ctx.db) == record.said - 1  # the last word is in the other view


def test_while_it_tells_all_again_the_people_are_counted_and_the_lists_differ(holder: At):
    holder.share()
    whole = roster.digest(holder.ctx.db)
    holder.line.record.list_name = "second list"

    follow_list(holder.ctx, holder.membership, "second list")

    assert roster.digest(holder.ctx.db) == (whole[0], 0)
    holder.share()
    assert roster.digest(holder.ctx.db) == whole


def test_a_door_that_becomes_a_desk_reads_all_of_it_again(holder: At, join: Join):
    crowd(holder.ctx, 3)
    holder.share()
    door = join("door", "door")
    door.share()
    assert people.get(door.ctx.db, "p1").email == ""

    desk = member(door.ctx, holder.line.record, "desk")
    desk.share()

    assert people.get(desk.ctx.db, "p1").email == "p1@example.org"


def test_a_changed_policy_rules_at_the_others_before_anybody_else_is_told_of(holder: At, other: At):
    (holder.ctx.folder / "event.toml").write_text(TOML, encoding="utf-8")
    holder.share()
    before = other.share()
    strict = TOML.replace('offline = "admit"', 'offline = "refuse"')
    assert {c.offline for c in before.event.checkpoints} == {OfflineRule.ADMIT, OfflineRule.ASK}
    (holder.ctx.folder / "event.toml").write_text(strict, encoding="utf-8")
    crowd(holder.ctx, 50)
    holder.line.room = 2  # both views of one record

    holder.share()
    after = exchange_list(before, other.line)

    assert {c.offline for c in after.event.checkpoints} == set(OfflineRule)
    assert (other.ctx.folder / "event.toml").read_text(encoding="utf-8") == strict


def test_an_event_that_came_in_just_before_the_program_ended_rules_at_the_next_start(
    holder: At, other: At
):
    (holder.ctx.folder / "event.toml").write_text(TOML, encoding="utf-8")
    holder.share()
    follow_list(other.ctx, other.membership, holder.line.record.list_name)
    list_line.take_roster(other.ctx, list_line.read(other.line, 0))
    assert not (other.ctx.folder / "event.toml").exists()

    assert other.share().event.checkpoints != other.ctx.event.checkpoints


def test_both_views_or_none_count_as_told(holder: At):
    found = rest(holder.ctx)
    holder.line.room = 3

    assert tell(holder.line, found) == found[:1]
    assert tell(holder.line, ()) == ()
