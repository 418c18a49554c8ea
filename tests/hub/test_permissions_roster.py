"""What a station's key opens of the list at a real server, tried without keeping our manners."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.hub.credentials import new_seed
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub
from kiosk.hub.nats_connection import trusting
from tests.hub.lab import Lab
from tests.patience import until

API, SERVER, DOMAIN = "HUB.API", "$JS.API", "$JS.hub.API"
SECRET = b'{"email":"ana@example.org"}'
STREAM = "RO_vip"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """S01 holds the source; one desk, one panel, one door, one self-service."""
    roles = {"S02": "desk", "S03": "door", "S04": "self-service", "S05": "dashboard"}
    folder = tmp_path_factory.mktemp("list")
    with Lab(folder, ("S01", *roles), event="vip", roles=roles, sources=("S01",)) as made:
        hub = made.hub("S01")
        until(lambda: hub.put("full", "person", "ana", SECRET, 2))
        until(lambda: hub.put("lean", "person", "ana", b'{"name":"Ana"}', 2))
        yield made


def attempts(me: str, stream: str = STREAM) -> list[tuple[str, object]]:
    """Every way in which JetStream could give a message of the full view, by subject and body."""
    found: list[tuple[str, object]] = []
    full, everything = "ro.vip.full.>", "ro.vip.>"

    def consumer(name: str, **more: object) -> dict[str, object]:
        return {"stream_name": stream, "config": {"name": name, "ack_policy": "none", **more}}

    for api in (API, SERVER, DOMAIN):
        found += [
            (f"{api}.STREAM.MSG.GET.{stream}", {"seq": 1}),
            (f"{api}.STREAM.MSG.GET.{stream}", {"last_by_subj": "ro.vip.full.person.ana"}),
            (f"{api}.STREAM.MSG.GET.{stream}", {"next_by_subj": full, "seq": 1}),
            (f"{api}.DIRECT.GET.{stream}", {"seq": 1}),
            (f"{api}.DIRECT.GET.{stream}.ro.vip.full.person.ana", None),
            (f"{api}.CONSUMER.CREATE.{stream}.{me}.{full}", consumer(me, filter_subject=full)),
            (f"{api}.CONSUMER.CREATE.{stream}.{me}.{everything}", consumer(me)),
            (f"{api}.CONSUMER.CREATE.{stream}.{me}", consumer(me, filter_subjects=[full])),
            (f"{api}.CONSUMER.CREATE.{stream}", consumer("", filter_subject=full)),
            (f"{api}.CONSUMER.DURABLE.CREATE.{stream}.{me}", consumer(me, durable_name=me)),
            (f"{api}.CONSUMER.MSG.NEXT.{stream}.S02", {"batch": 10}),
            (f"{api}.CONSUMER.INFO.{stream}.S02", None),
            (f"{api}.CONSUMER.LIST.{stream}", None),
            (f"{api}.STREAM.SNAPSHOT.{stream}", {"deliver_subject": f"_INBOX_{me}.snap"}),
            (f"{api}.STREAM.CREATE.MINE", {"name": "MINE", "sources": [{"name": stream}]}),
            (f"{api}.STREAM.UPDATE.{stream}", {"name": stream, "subjects": [everything]}),
            (f"{api}.STREAM.DELETE.{stream}", None),
            (f"{api}.STREAM.PURGE.{stream}", None),
            (f"{api}.STREAM.MSG.DELETE.{stream}", {"seq": 1}),
        ]
    # the one consumer that it may make, with another filter in the body than in the subject
    allowed = f"{API}.CONSUMER.CREATE.{stream}.{me}.ro.vip.lean.>"
    found += [
        (allowed, consumer(me, filter_subject=full)),
        (allowed, consumer(me, filter_subjects=[full, "ro.vip.lean.>"])),
        (allowed, consumer(me)),
        (allowed, consumer("S02", filter_subject=full)),
        (allowed, consumer(me, filter_subject="ro.vip.lean.>", deliver_subject="ro.vip.lean.x.y")),
        (allowed, consumer(me, filter_subject="ro.vip.lean.>", direct=True)),
    ]
    return found


async def answers_of(client: Any, me: str) -> list[bytes]:
    """All that came back to any of the attempts, and what its consumers deliver afterwards."""
    heard: list[bytes] = []

    async def keep(message: Any) -> None:
        heard.append(message.data)

    await client.subscribe(f"_INBOX_{me}.>", cb=keep)
    for number, (subject, body) in enumerate(attempts(me)):
        data = b"" if body is None else json.dumps(body).encode()
        await client.publish(subject, data, reply=f"_INBOX_{me}.{number}")
        await client.publish(
            f"{API}.CONSUMER.MSG.NEXT.{STREAM}.{me}",
            b'{"batch":10,"no_wait":true}',
            reply=f"_INBOX_{me}.next{number}",
        )
    await client.flush(20)
    for _ in range(100):
        if any(b'"name":"Ana"' in one for one in heard):
            break
        await asyncio.sleep(0.05)
    await client.flush(20)
    return heard


@pytest.mark.parametrize("name", ["S03", "S04"])
def test_a_door_gets_no_word_of_the_full_view_whatever_it_asks(shop: Lab, name: str):
    async def work(client: Any, told: list[str]) -> list[bytes]:
        heard = await answers_of(client, name)
        own = {"name": name, "ack_policy": "none", "filter_subject": "ro.vip.lean.>"}
        subject = f"{API}.CONSUMER.CREATE.{STREAM}.{name}.ro.vip.lean.>"
        body = json.dumps({"stream_name": STREAM, "config": own}).encode()
        await client.request(f"{API}.CONSUMER.DELETE.{STREAM}.{name}", b"", timeout=5)
        made = await client.request(subject, body, timeout=5)
        assert "error" not in json.loads(made.data)
        ask = b'{"batch":10,"no_wait":true}'
        got = await client.request(f"{API}.CONSUMER.MSG.NEXT.{STREAM}.{name}", ask, timeout=5)
        return [*heard, got.data]

    heard = asyncio.run(shop.as_station(name, work))

    assert b'{"name":"Ana"}' in heard  # the way is open to what is for it
    assert [data for data in heard if b"@" in data or b"example" in data] == []


def test_a_desk_and_a_panel_read_the_full_view_and_nothing_else(shop: Lab):
    for name in ("S02", "S05"):
        found = shop.hub(name).records_from(0, 10, 2)
        assert [one.body for one in found] == [SECRET]
    for name in ("S03", "S04"):
        found = shop.hub(name).records_from(0, 10, 2)
        assert [one.body for one in found] == [b'{"name":"Ana"}']


@pytest.mark.parametrize("name", ["S02", "S03", "S04", "S05"])
def test_nobody_but_the_source_tells_the_list(shop: Lab, name: str):
    subjects = [
        *(f"ro.vip.{view}.person.ana" for view in ("full", "lean")),
        *("ro.vip.other.person.ana", "ro.vip.full.doc.event", "ro.vip", "ro.vip.full"),
        "ro.other.full.person.ana",
    ]

    async def work(client: Any, told: list[str]) -> list[str]:
        for subject in subjects:
            await client.publish(subject, b"forged")
        for subject in subjects:  # by an answer that the server sends there
            asked = f"{API}.STREAM.INFO.{STREAM}"
            await client.publish(asked, b"", reply=subject)
        await client.flush(20)
        await asyncio.sleep(0.2)
        return list(told)

    told = asyncio.run(shop.as_station(name, work))

    assert len([text for text in told if "permissions violation for publish" in text]) == len(
        subjects
    )
    assert [one.body for one in shop.hub("S02").records_from(0, 10, 0)] == [SECRET]


def test_the_source_tells_in_its_event_and_can_take_nothing_away(shop: Lab):
    forbidden = [
        "ro.other.full.person.ana",
        "ro.vip.full.person",
        "ro.vip.full.person.ana.more",
        *(
            f"{api}.STREAM.{what}.{STREAM}"
            for api in (API, SERVER, DOMAIN)
            for what in ("DELETE", "PURGE", "UPDATE", "MSG.DELETE", "MSG.GET")
        ),
    ]

    async def work(client: Any, told: list[str]) -> list[str]:
        for subject in forbidden:
            await client.publish(subject, b"{}")
        await client.flush(20)
        await asyncio.sleep(0.1)
        return list(told)

    told = asyncio.run(shop.as_station("S01", work))

    assert len([text for text in told if "permissions violation" in text]) == len(forbidden)
    assert [one.body for one in shop.hub("S01").records_from(0, 10, 0)] == [SECRET]


def test_nobody_hears_the_list_as_it_is_told(shop: Lab):
    """Only by a consumer, which has a view; not by listening on the way."""
    wanted = ["ro.vip.>", "ro.vip.full.person.ana", ">", "*.vip.>", f"{SERVER}.>", "_INBOX_S01.>"]

    async def work(client: Any, told: list[str]) -> list[str]:
        for subject in wanted:
            await client.subscribe(subject)
        await client.flush(20)
        await asyncio.sleep(0.1)
        return list(told)

    for name in ("S02", "S03"):
        told = asyncio.run(shop.as_station(name, work))
        assert len([t for t in told if "violation for subscription" in t]) == len(wanted)


def test_whoever_is_nobody_gets_nothing(shop: Lab):
    member = shop.members["S02"]
    stranger = NatsHub(
        Membership("vip", "S02", "S02", "desk", member.addresses, member.authority, new_seed())
    )

    async def anonymous() -> bytes:
        host, _, port = member.addresses[0].partition(":")
        reader, writer = await asyncio.open_connection(
            host, int(port), ssl=trusting(member.authority), server_hostname="kiosk-hub"
        )
        writer.write(b"CONNECT {}\r\nSUB ro.vip.> 1\r\nPING\r\n")
        try:
            return await asyncio.wait_for(reader.read(), 10)
        finally:
            writer.close()

    try:
        assert stranger.records_from(0, 10, 0.5) == ()
        assert not stranger.put("full", "person", "ana", b"forged", 0.3)
    finally:
        stranger.close()
    said = asyncio.run(anonymous())
    assert b"Authorization Violation" in said
    assert b"PONG" not in said
