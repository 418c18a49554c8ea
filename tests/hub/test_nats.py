"""Two stations and a real server: claims, facts, reading on, signs of life."""

from __future__ import annotations

import threading
import time

import pytest

from kiosk.hub.interface import Behind, Trouble, Unanswered, Won
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub
from tests.hub.lab import DEADLINE, Lab, entry, events
from tests.patience import until


@pytest.fixture(scope="module")
def one(lab: Lab) -> NatsHub:
    return lab.hub("S01")


@pytest.fixture(scope="module")
def two(lab: Lab) -> NatsHub:
    return lab.hub("S02")


def test_the_first_claim_wins_and_the_second_is_told_who_was_first(one, two):
    first = one.claim(entry("first-1", "FIRST", body=b"a"), 0, DEADLINE)
    second = two.claim(entry("first-2", "FIRST", body=b"b"), 0, DEADLINE)

    assert isinstance(first, Won)
    assert isinstance(second, Behind)
    message = second.message
    assert (message.seq, message.entry_id, message.station) == (first.seq, "first-1", "S01")
    assert (message.kind, message.key, message.body) == ("pass", "FIRST", b"a")


def test_whoever_knows_the_last_message_of_a_key_may_go_on_from_there(one, two):
    entered = one.claim(entry("again-1", "AGAIN"), 0, DEADLINE)
    left = two.claim(entry("again-2", "AGAIN"), entered.seq, DEADLINE)

    assert isinstance(left, Won)
    assert isinstance(one.claim(entry("again-3", "AGAIN"), entered.seq, DEADLINE), Behind)
    assert isinstance(one.claim(entry("again-4", "AGAIN"), left.seq, DEADLINE), Won)


def test_a_claim_that_is_repeated_is_won_as_the_first_time(one):
    first = one.claim(entry("twice-1", "TWICE"), 0, DEADLINE)

    assert one.claim(entry("twice-1", "TWICE"), 0, DEADLINE) == first
    assert one.publish(entry("twice-1", "TWICE"), DEADLINE) == first


def test_a_fact_is_told_whatever_was_said_before(one, two):
    claimed = one.claim(entry("fact-1", "FACT"), 0, DEADLINE)
    told = two.publish(entry("fact-2", "FACT"), DEADLINE)

    assert isinstance(told, Won)
    assert told.seq > claimed.seq


def test_different_visitors_do_not_meet(one, two):
    assert isinstance(one.claim(entry("apart-1", "APART-A"), 0, DEADLINE), Won)
    assert isinstance(two.claim(entry("apart-2", "APART-B"), 0, DEADLINE), Won)


def test_everything_is_read_in_the_same_order_by_all_and_without_a_gap(one, two):
    for i in range(30):
        (one, two)[i % 2].publish(entry(f"order-{i}", f"ORDER-{i}", "log", bytes([i])), DEADLINE)

    end = until(lambda: one.survey(2)).last_seq
    mine = events(one, end, most=7)
    assert mine == events(two, end, most=7)
    assert [message.seq for message in mine] == list(range(1, end + 1))
    said = [(m.entry_id, m.body) for m in mine if m.entry_id.startswith("order-")]
    assert said == [(f"order-{i}", bytes([i])) for i in range(30)]


def test_reading_may_begin_anywhere_again(one):
    one.publish(entry("back-1", "BACK-1", "log"), DEADLINE)
    end = one.publish(entry("back-2", "BACK-2", "log"), DEADLINE).seq
    some = events(one, end)

    assert one.events_from(end, 10, 0) == ()
    assert events(one, end) == some
    assert events(one, end, behind=end - 1) == some[-1:]


def test_a_waiting_reader_has_the_next_entry_as_soon_as_it_is_there(one, two):
    cursor = until(lambda: two.survey(1)).last_seq
    found: list[object] = []
    reader = threading.Thread(target=lambda: found.extend(two.events_from(cursor, 100, 600)))
    reader.start()
    won = one.publish(entry("soon-1", "SOON", "log"), DEADLINE)
    reader.join(DEADLINE)  # of what it was willing to wait, a small part

    assert [(m.seq, m.entry_id) for m in found] == [(won.seq, "soon-1")]


def test_stations_hear_each_other_live(one, two):
    def heard() -> bool:
        one.beat(b"one is well")
        return two.beats().get("S01") is not None

    until(heard)
    sign = two.beats()["S01"]
    assert sign.body == b"one is well"
    assert abs(sign.at_ms / 1000 - time.time()) < 60


def test_health_and_survey_name_the_server(one, lab):
    health = until(lambda: one.health().stream and one.health())
    survey = until(lambda: one.survey(2))
    name = lab.about.node.name

    assert (health.connected, health.server, health.trouble) == (True, name, Trouble.NONE)
    assert [(n.name, n.online, n.leads) for n in survey.nodes] == [(name, True, True)]
    assert survey.entries == survey.last_seq


def test_what_is_no_entry_does_not_stand_in_a_claims_way(one, two, lab):
    """Only the hub's own user could put it there; it is stepped over all the same."""
    import asyncio

    async def junk(client):
        await client.jetstream().publish("ci.e1.pass.S02.JUNK", b"x")

    asyncio.run(lab.as_hub(junk))

    assert isinstance(one.claim(entry("junk-1", "JUNK"), 0, DEADLINE), Won)
    assert isinstance(two.claim(entry("junk-2", "JUNK"), 0, DEADLINE), Behind)


def test_many_ask_at_once_and_each_key_is_won_once(one, two):
    won: list[str] = []

    def ask(hub: NatsHub, name: str) -> None:
        for i in range(40):
            if isinstance(hub.claim(entry(f"{name}-{i}", f"MANY-{i}"), 0, DEADLINE), Won):
                won.append(f"MANY-{i}")

    threads = [
        threading.Thread(target=ask, args=(hub, f"{hub is one}-{n}"))
        for hub in (one, two)
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == sorted(f"MANY-{i}" for i in range(40))


def test_where_nobody_answers_nobody_waits_longer_than_allowed(lab):
    nowhere = Membership("e1", "S01", "S01", "desk", ("127.0.0.1:9",), lab.folders[0].authority,
                         lab.members["S01"].seed)  # fmt: skip
    hub = NatsHub(nowhere)
    try:
        began = time.monotonic()
        assert hub.claim(entry("lost", "LOST"), 0, 0.4) == Unanswered()
        assert hub.publish(entry("lost", "LOST"), 0.4) == Unanswered()
        assert hub.events_from(0, 10, 0.1) == ()
        assert hub.survey(0.2) is None
        hub.beat(b"unheard")
        assert time.monotonic() - began < 5
        assert not hub.health().connected
        assert hub.health().trouble is Trouble.UNREACHABLE
    finally:
        hub.close()


def test_after_the_end_every_call_answers_and_nothing_is_left(lab):
    hub = lab.hub("S03")
    hub.close()
    hub.close()

    assert hub.claim(entry("ended", "ENDED"), 0, 0.1) == Unanswered()
    assert hub.events_from(0, 1, 0.1) == ()
    hub.beat(b"")
    assert not [t for t in threading.enumerate() if t.name == "hub" and not t.is_alive()]
