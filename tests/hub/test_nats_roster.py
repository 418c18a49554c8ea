"""The list over a real server: the last word on everything, in two views."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab import Lab

from kiosk.hub.interface import Record
from kiosk.hub.nats import NatsHub


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """S01 holds the source, S02 is a desk, S03 a door."""
    made = Lab(
        tmp_path_factory.mktemp("list"),
        ("S01", "S02", "S03"),
        roles={"S03": "door"},
        sources=("S01",),
    )
    yield made.start()
    made.close()


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
    full = hub.put("full", kind, key, f"all of {text}".encode(), 5)
    return full and hub.put("lean", kind, key, text.encode(), 5)


def all_of(hub: NatsHub, cursor: int = 0, most: int = 7) -> list[Record]:
    found: list[Record] = []
    while batch := hub.records_from(found[-1].seq if found else cursor, most, 0):
        found += batch
    return found


def words(records: list[Record], prefix: str) -> list[tuple[str, bytes]]:
    return [(one.key, one.body) for one in records if one.key.startswith(prefix)]


def test_everybody_reads_the_view_of_their_role(source, desk, door):
    assert say(source, "view-1", "Ana")
    assert say(source, "view-2", "Bea")

    whole = [("view-1", b"all of Ana"), ("view-2", b"all of Bea")]
    assert words(all_of(desk), "view") == whole
    assert words(all_of(source), "view") == whole
    assert words(all_of(door), "view") == [("view-1", b"Ana"), ("view-2", b"Bea")]


def test_what_was_said_again_is_read_once_with_its_last_value(source, desk):
    for i in range(20):
        say(source, f"last-{i}", "first")
    middle = all_of(desk)[-1].seq
    for i in range(0, 20, 2):
        say(source, f"last-{i}", "second")

    found = all_of(desk)
    assert [one.seq for one in found] == sorted({one.seq for one in found})
    last = dict(words(found, "last"))
    assert len(words(found, "last")) == len(last) == 20
    assert {key for key, body in last.items() if body == b"all of second"} == {
        f"last-{i}" for i in range(0, 20, 2)
    }
    news = words(all_of(desk, middle), "last")
    assert news == [(f"last-{i}", b"all of second") for i in range(0, 20, 2)]
