"""Two windows share what they do: a scan, an undo, a correction, over a real server."""

from __future__ import annotations

import gc

import pytest

from kiosk.domain.settings import StationRole
from kiosk.domain.verdict import Reason
from kiosk.hub.interface import Trouble
from kiosk.services import desk
from kiosk.services.desk import WalkIn
from kiosk.services.find import search
from kiosk.store import hub_replica, people

GONCALO, JOSE = "Gonçalo Araújo", "José Núñez Ibáñez"


@pytest.fixture
def two(make_window, lab):
    return make_window("A", lab).open().connected(), make_window("B", lab).open().connected()


def entries(window):
    """How many entries the station knows of the hub."""
    return window.ask(lambda ctx: hub_replica.cursor(ctx.db).seq)


def same(one, other):
    """Both hold the same of the hub."""
    held = [window.ask(lambda ctx: hub_replica.content_hash(ctx.db)) for window in (one, other)]
    return held[0] == held[1]


def test_who_is_admitted_in_one_window_is_known_in_the_other(two):
    one, other = two
    first = one.scan(GONCALO)
    again = other.scan(GONCALO)

    assert (first.verdict.admitted, first.offline) == (True, False)
    assert again.verdict.reason is Reason.ALREADY_REDEEMED
    one.until(lambda: same(one, other))


def test_what_the_hub_is_not_asked_about_is_told_as_soon_as_it_is_written(two):
    one, other = two
    who, _code = one.person(JOSE)
    one.ask(lambda ctx: desk.correct(ctx, who, {"organisation": "LACNIC Sur"}, "Rosa"))
    new = one.ask(lambda ctx: desk.walk_in(ctx, WalkIn("Zoraida", "Quispe"), "Rosa"))

    other.until(lambda: other.ask(lambda ctx: people.get(ctx.db, who)).organisation == "LACNIC Sur")
    other.until(lambda: bool(other.ask(lambda ctx: search(ctx, "Zoraida", 1))))
    assert other.person("Zoraida")[0] == new


def test_an_undo_lets_the_person_in_elsewhere(two):
    one, other = two
    entry = one.scan(GONCALO).entry_id
    other.until(lambda: entries(other) == 1)
    other.ask(lambda ctx: desk.undo(ctx, entry, "se equivocó", "Ada"))
    one.until(lambda: entries(one) == 2)

    assert one.scan(GONCALO).verdict.admitted


def test_each_window_says_how_many_stations_there_are(two):
    one, other = two
    one.until(lambda: [s.name for s in one.hub.view.stations] == ["A", "B"])
    other.until(lambda: other.hub.view.heard == 2)

    assert one.hub.view.member
    assert one.hub.view.name == "A"
    assert one.hub.view.trouble is Trouble.NONE
    assert {s.said.role for s in one.hub.view.stations} == {"desk"}
    one.until(lambda: "2 de 2 estaciones" in one.status)


def test_without_its_server_a_window_goes_on_says_so_and_catches_up(two, lab):
    one, other = two
    lab.servers[0].stop()
    one.until(lambda: one.hub.view.trouble is Trouble.UNREACHABLE)
    alone = one.scan(GONCALO)
    assert (alone.verdict.admitted, alone.offline) == (True, True)
    one.until(lambda: one.hub.view.waiting == 1)
    one.until(lambda: "sin conexión · 1 por enviar" in one.status)

    lab.servers[0].start()
    one.until(lambda: one.hub.view.connected and one.hub.view.waiting == 0)
    other.until(lambda: entries(other) == 1)

    assert other.scan(GONCALO).verdict.reason is Reason.ALREADY_REDEEMED
    one.until(lambda: "por enviar" not in one.status)


@pytest.mark.parametrize(("rule", "lets_in"), [("admit", True), ("refuse", False)])
def test_a_door_that_is_cut_off_decides_as_its_checkpoint_says(make_window, lab, rule, lets_in):
    policy = ('offline = "admit"', f'offline = "{rule}"')
    place = {"role": StationRole.DOOR, "checkpoint": "csirt"}
    door = make_window("A", lab, policy, **place).open().connected()
    door.until(lambda: "1 de 1 estación" in door.view.ready.others.text)
    lab.servers[0].stop()
    door.until(lambda: not door.hub.view.connected)

    outcome = door.scan(JOSE)

    assert (outcome.offline, outcome.verdict.admitted) == (True, lets_in)
    door.until(lambda: door.view.ready.others.text == "Central  sin conexión  · 1 por enviar")


def test_a_person_admitted_twice_while_cut_off_is_counted_in_both_windows(two, lab):
    one, other = two
    lab.servers[0].stop()
    for window in two:
        window.until(lambda window=window: not window.hub.view.connected)
        assert window.scan(GONCALO).offline
    lab.servers[0].start()
    for window in two:
        window.until(lambda window=window: window.hub.view.conflicts == 1)
        window.until(lambda window=window: "1 ingreso doble" in window.status)
    one.until(lambda: same(one, other))


@pytest.mark.parametrize("what", ["idle", "telling"])
def test_a_window_ends_while_its_server_is_frozen(make_window, lab, what):
    window = make_window("A", lab).open().connected()
    lab.freeze(0)
    if what == "telling":
        window.scan(GONCALO)  # nobody answers: it is told afterwards, to nobody

    assert window.close()
    gc.collect()  # whatever is left open of the connection says so


def test_a_station_alone_stays_as_it_is(make_window):
    window = make_window("A").open()

    assert window.scan(GONCALO).verdict.admitted
    assert not window.hub.view.member
    assert window.views == []
    assert "Central" not in window.status


def test_a_station_that_joins_while_its_window_is_open_begins_to_share(make_window, lab):
    one, other = make_window("A").open(), make_window("B", lab).open().connected()
    one.scan(GONCALO)
    one.join("A", lab)
    one.hub.begin()
    one.hub.begin()
    one.connected()

    other.until(lambda: entries(other) == 1)
    assert other.scan(GONCALO).verdict.reason is Reason.ALREADY_REDEEMED
    assert [v.member for v in one.views[:1]] == [True]


def test_a_damaged_membership_is_said_and_the_window_works(make_window):
    window = make_window("A")
    (window.folder / "membership.json").write_text("{")
    window.open()

    assert "membership.json" in window.view._state.banner
    assert window.scan(GONCALO).verdict.admitted


def test_a_rehearsal_is_told_to_nobody(make_window, lab):
    one = make_window("A", lab, rehearsal=True).open().connected()
    other = make_window("B", lab).open().connected()
    assert one.scan(GONCALO).verdict.admitted
    assert other.scan(JOSE).verdict.admitted
    one.until(lambda: entries(one) == 1)

    assert other.scan(GONCALO).verdict.admitted
    assert one.hub.view.waiting == 0


def test_the_line_stays_when_the_event_is_read_anew(two):
    one, other = two
    with one.waiting_for(one.shell.syncing.event_changed):
        one.shell.syncing._reload()
    assert one.ask(lambda ctx: ctx.hub) is not None
    first = one.scan(GONCALO)

    assert not first.offline
    assert other.scan(GONCALO).verdict.reason is Reason.ALREADY_REDEEMED
