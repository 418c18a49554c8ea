"""The list goes from the station of the sources to the others, while their windows are open."""

from __future__ import annotations

import pytest

from kiosk.domain.people import Person, Ticket
from kiosk.domain.settings import StationRole
from kiosk.services.counts import counts
from kiosk.services.find import search
from kiosk.store import roster
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from tests.hub.lab import Lab

JOSE = "José Núñez Ibáñez"
ZOE = Person("zoe", "Zoe", "Quispe", email="zoe@x.example", organisation="NIC", roles=("attendee",))
POLICY = ('entry = "re-entry"', 'entry = "free"')


@pytest.fixture
def lab(tmp_path):
    """A holds the sources; B is a desk, C a door."""
    with Lab(tmp_path / "hub", ("A", "B", "C"), roles={"C": "door"}, sources=("A",)) as made:
        yield made


@pytest.fixture
def source(make_window, lab):
    return make_window("A", lab).open().connected()


def known(window):
    return window.ask(lambda ctx: counts(ctx).expected)


def rule(window, checkpoint="csirt"):
    return str(window.ask(lambda ctx: ctx.event.checkpoint(checkpoint).entry))


def digest(window):
    return window.ask(lambda ctx: roster.digest(ctx.db))


def shares(window, source):
    """Whether the window's list is the whole list of the source."""
    everybody = source.ask(lambda ctx: len(roster.people(ctx.db, 0, 10_000)))
    return digest(window) == digest(source) and digest(window)[0] == everybody


def put_zoe(ctx):
    with writing(ctx.db):
        put_person(ctx.db, ZOE, source="file", source_ref="z")
        put_ticket(ctx.db, Ticket("t-zoe", "zoe", "CODE-ZOE"))


def test_a_station_that_knew_nobody_gets_the_whole_list(source, make_window, lab):
    desk = make_window("B", lab, bare=True)
    assert known(desk) == 0
    desk.open().connected()
    desk.until(lambda: known(desk) == known(source))
    desk.until(lambda: shares(desk, source))

    assert desk.scan(JOSE).verdict.admitted
    desk.until(lambda: desk.view._state.status.expected == known(source))


def test_a_door_gets_what_a_door_needs(source, make_window, lab):
    place = {"role": StationRole.DOOR, "checkpoint": "csirt"}
    door = make_window("C", lab, bare=True, **place).open().connected()
    door.until(lambda: shares(door, source))
    people = door.ask(lambda ctx: [one.person for one in search(ctx, "Núñez", 20)])

    assert len(people) > 1
    assert {one.email for one in people} == {""}
    assert door.scan(JOSE, "csirt").verdict.admitted


def test_somebody_new_is_told_when_a_source_has_brought_them(source, make_window, lab):
    desk = make_window("B", lab, bare=True).open().connected()
    desk.until(lambda: shares(desk, source))
    source.ask(put_zoe)
    with desk.waiting_for(desk.hub.taken):
        source.shell.syncing.changed.emit()

    desk.until(lambda: desk.ask(lambda ctx: len(search(ctx, "Zoe Quispe", 1))) == 1)
    assert desk.scan("Zoe Quispe").verdict.admitted


def test_a_policy_that_is_written_at_the_source_rules_the_doors(source, make_window, lab):
    place = {"role": StationRole.DOOR, "checkpoint": "csirt"}
    door = make_window("C", lab, bare=True, **place).open().connected()
    door.until(lambda: shares(door, source))
    door.until(lambda: rule(door) == "re-entry")
    with door.waiting_for(door.hub.event_changed):
        source.edit_event(*POLICY)
    assert rule(source) == "free"
    assert rule(door) == "free"

    assert [door.scan(JOSE, "csirt").verdict.admitted for _ in range(2)] == [True, True]


def test_an_event_file_that_is_wrong_is_said_at_the_source_and_rules_nobody(
    source, make_window, lab
):
    desk = make_window("B", lab, bare=True).open().connected()
    desk.until(lambda: shares(desk, source))
    source.edit_event('entry = "re-entry"', 'entry = "sometimes"')
    source.until(lambda: "sometimes" in source.view._state.banner)

    assert (rule(source), rule(desk)) == ("re-entry", "re-entry")
    source.edit_event('entry = "sometimes"', 'entry = "free"')
    desk.until(lambda: rule(desk) == "free")


def test_who_was_away_meanwhile_gets_what_changed(source, make_window, lab):
    desk = make_window("B", lab, bare=True).open().connected()
    desk.until(lambda: shares(desk, source))
    lab.servers[0].stop()
    source.until(lambda: not source.hub.view.connected)
    source.ask(put_zoe)
    source.edit_event(*POLICY)
    source.until(lambda: rule(source) == "free")
    lab.servers[0].start()

    desk.until(lambda: rule(desk) == "free")
    desk.until(lambda: shares(desk, source))
    assert desk.scan("Zoe Quispe").verdict.admitted


def test_a_new_machine_with_the_sources_takes_the_list_before_it_tells_any(
    make_window, lab, source
):
    source.until(lambda: shares(source, source))
    told = digest(source)
    assert source.close()
    new = make_window("A", lab, bare=True).open().connected()
    new.until(lambda: digest(new) == told)
    new.ask(put_zoe)
    new.until(lambda: new.ask(lambda ctx: roster.began(ctx.db)))
    new.hub.poke_list()
    new.until(lambda: digest(new)[0] == told[0] + 1)

    desk = make_window("B", lab, bare=True).open().connected()
    desk.until(lambda: shares(desk, new))
