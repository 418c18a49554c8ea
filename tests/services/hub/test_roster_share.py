"""The list goes out whole, or goes on where it stopped."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.people import Person, Ticket
from kiosk.services.context import Context
from kiosk.services.roster_apply import Item
from kiosk.services.roster_message import FULL, LEAN
from kiosk.services.roster_share import publish_all, read_all
from kiosk.store import people, roster
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from tests.services.hub.rosters import Told

TOML = "[event]\n"


class Stream:
    """Keeps the last value of each subject; takes no more than `room` records."""

    def __init__(self, room: int = 10_000) -> None:
        self.room = room
        self.seq = 0
        self.last: dict[tuple[str, str, str], tuple[int, bytes]] = {}

    def put(self, view: str, kind: str, key: str, body: bytes) -> bool:
        if self.seq >= self.room:
            return False
        self.seq += 1
        self.last[view, kind, key] = (self.seq, body)
        return True

    def reader(self, view: str, most: int = 30):
        def read(cursor: int) -> Sequence[Item]:
            mine = sorted(v for k, v in self.last.items() if k[0] == view and v[0] > cursor)
            return [Item(*one) for one in mine[:most]]

        return read


def crowd(ctx: Context, count: int) -> None:
    with writing(ctx.db):
        for number in range(count):
            who = f"p{number}"
            put_person(ctx.db, Person(who, f"N{number}", email=f"{who}@example.org"), source="f")
            put_ticket(ctx.db, Ticket(f"t{number}", who, f"code-{number}"))


def test_hundreds_of_people_travel_in_pages_and_pieces(source: Context, desk: Told, door: Told):
    crowd(source, 450)
    stream = Stream()

    assert publish_all(source, stream.put) == (458, True)
    assert publish_all(source, stream.put) == (0, True)
    for station in (desk, door):
        ctx = read_all(station.ctx, stream.reader(station.view))
        assert ctx.event == station.ctx.event
        assert roster.digest(ctx.db) == roster.digest(source.db)
        assert people.by_code(ctx.db, "code-449")[0].person_id == "p449"
    assert people.get(desk.ctx.db, "p7").email == "p7@example.org"
    assert people.get(door.ctx.db, "p7").email == ""


def test_what_the_hub_did_not_take_goes_out_the_next_time(source: Context, desk: Told):
    crowd(source, 10)
    stream = Stream(room=7)  # the fourth record goes out in one view only

    count, whole = publish_all(source, stream.put)
    assert (count, whole) == (3, False)
    stream.room = 10_000

    assert publish_all(source, stream.put) == (15, True)
    read_all(desk.ctx, stream.reader(FULL))
    assert roster.digest(desk.ctx.db) == roster.digest(source.db)


def test_lists_that_are_not_taken_are_said_to_be_missing(source: Context):
    stream = Stream(room=2 * 5)

    assert publish_all(source, stream.put) == (5, False)
    stream.room = 10_000
    assert publish_all(source, stream.put) == (3, True)


def test_a_station_that_joins_late_needs_the_last_values_only(source: Context, door: Told):
    stream = Stream()
    publish_all(source, stream.put)
    for number in range(3):
        with writing(source.db):
            put_person(source.db, Person("ana", f"Ana {number}"), source="file")
        publish_all(source, stream.put)

    read_all(door.ctx, stream.reader(LEAN, most=2))

    assert people.get(door.ctx.db, "ana").given_name == "Ana 2"
    assert len(stream.last) == 2 * 8
