"""The list over a real server: the last word on everything, in two views."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hub.interface import Record, Saying
from kiosk.hub.nats import NatsHub
from tests.hub.lab import DEADLINE, Lab
from tests.patience import until


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """S01 holds the source, S02 is a desk, S03 a door."""
    with Lab(
        tmp_path_factory.mktemp("list"),
        ("S01", "S02", "S03"),
        roles={"S03": "door"},
        sources=("S01",),
    ) as made:
        yield made


@pytest.fixture(scope="module")
def source(shop: Lab) -> NatsHub:
    return shop.hub("S01")


@pytest.fixture(scope="module")
def desk(shop: Lab) -> NatsHub:
    return shop.hub("S02")


@pytest.fixture(scope="module")
def door(shop: Lab) -> NatsHub:
    return shop.hub("S03")


def say(hub: NatsHub, key: str, text: str, kind: str = "person") -> bool:
    full = hub.put("full", kind, key, f"all of {text}".encode(), DEADLINE)
    return full and hub.put("lean", kind, key, text.encode(), DEADLINE)


def all_of(source: NatsHub, hub: NatsHub, cursor: int = 0, most: int = 7) -> list[Record]:
    """All behind a number that a station may read, up to a mark that the source makes now."""
    mark = secrets.token_hex(4)
    assert say(source, "mark", mark)
    found: list[Record] = []
    while not (found and found[-1].body.endswith(mark.encode())):
        behind = found[-1].seq if found else cursor
        found += until(lambda behind=behind: hub.records_from(behind, most, 0.2))
    return found


def words(records: list[Record], prefix: str) -> list[tuple[str, bytes]]:
    return [(one.key, one.body) for one in records if one.key.startswith(prefix)]


def test_everybody_reads_the_view_of_their_role(source, desk, door):
    assert say(source, "view-1", "Ana")
    assert say(source, "view-2", "Bea")

    whole = [("view-1", b"all of Ana"), ("view-2", b"all of Bea")]
    assert words(all_of(source, desk), "view") == whole
    assert words(all_of(source, source), "view") == whole
    assert words(all_of(source, door), "view") == [("view-1", b"Ana"), ("view-2", b"Bea")]


def test_what_was_said_again_is_read_once_with_its_last_value(source, desk):
    for i in range(20):
        say(source, f"last-{i}", "first")
    middle = all_of(source, desk)[-1].seq
    for i in range(0, 20, 2):
        say(source, f"last-{i}", "second")

    found = all_of(source, desk)
    assert [one.seq for one in found] == sorted({one.seq for one in found})
    last = dict(words(found, "last"))
    assert len(words(found, "last")) == len(last) == 20
    assert {key for key, body in last.items() if body == b"all of second"} == {
        f"last-{i}" for i in range(0, 20, 2)
    }
    news = words(all_of(source, desk, middle), "last")
    assert news == [(f"last-{i}", b"all of second") for i in range(0, 20, 2)]


def test_many_are_said_at_once_and_counted(source, desk):
    said = [Saying("full", "person", f"many-{i}", str(i).encode()) for i in range(300)]

    assert source.put_all(said, 20) == 300
    assert source.put_all((), 1) == 0
    found = words(all_of(source, desk, most=64), "many")
    assert dict(found) == {one.key: one.body for one in said}


def test_a_word_that_no_server_takes_holds_back_those_behind_it(source, desk):
    said = [Saying("full", "person", f"held-{i}", b"x") for i in range(200)]
    said[70] = Saying("full", "person", "held-70", b"x" * 2_000_000)

    until(lambda: source.put_all(said, 1.5) == 70)
    assert not source.put("full", "person", "held-70", said[70].body, 0.3)
    assert len(words(all_of(source, desk), "held")) <= 127  # nothing of the next hundred


def test_nobody_but_the_source_says_anything(desk, door, source):
    for hub in (desk, door):
        for view in ("full", "lean"):
            assert not hub.put(view, "person", "forbidden", b"{}", 0.3)

    assert words(all_of(source, source), "forbidden") == []


def test_whoever_waits_hears_the_next_word_at_once(source, desk):
    say(source, "heard", "before")
    last = all_of(source, desk)[-1].seq
    heard: list[Record] = []

    def wait() -> None:
        heard.extend(until(lambda: desk.records_from(last, 10, 20)))

    waiting = threading.Thread(target=wait)
    waiting.start()
    desk.events_from(0, 10, 0)  # the journal is not held up by it
    say(source, "heard", "now")
    waiting.join(60)

    assert [(one.kind, one.key) for one in heard] == [("person", "heard")]


def test_two_programs_of_one_station_miss_nothing_though_they_share_a_consumer(source, shop):
    one, two = shop.hub("S02"), shop.hub("S02")
    for i in range(30):
        say(source, f"shared-{i}", "x")
        say(source, f"shared-{i // 2}", "y")
    whole = [record.seq for record in all_of(source, source)]
    found: dict[int, list[int]] = {0: [], 1: []}

    def step() -> bool:
        for n, hub in enumerate((one, two)):
            behind = found[n][-1] if found[n] else 0
            found[n] += [record.seq for record in hub.records_from(behind, 5, 0.05)]
        return all(seqs and seqs[-1] >= whole[-1] for seqs in found.values())

    until(step)
    assert found[0] == found[1] == whole


def test_which_list_it_is_is_known_with_the_connection_and_both_stations_agree(source, desk, door):
    say(source, "counted", "in both views")
    known = desk.health().roster

    assert known
    assert known == until(lambda: door.health().roster)
    assert until(lambda: desk.survey(2)).records >= 2


def test_a_hub_that_lost_everything_has_another_list(tmp_path: Path):
    with Lab(tmp_path, ("S01",), event="anew", sources=("S01",)) as shop:
        hub = shop.hub("S01")
        first = until(lambda: hub.health().roster)
        assert say(hub, "ana", "Ana")
        shop.servers[0].stop()
        shutil.rmtree(shop.folders[0].path / "jetstream")
        shop.start()
        until(lambda: hub.health().roster not in ("", first))

        assert hub.records_from(0, 10, 0) == ()
        assert say(hub, "ana", "Ana")
        assert [one.seq for one in until(lambda: hub.records_from(0, 10, 0.2))] == [1]
