"""What a station's key opens at a real server, used by a program that does not keep our manners."""

from __future__ import annotations

import asyncio
import json
import ssl
from datetime import UTC, datetime
from typing import Any

import nats
import pytest

from kiosk.hub.certificates import new_authority
from kiosk.hub.credentials import new_seed
from kiosk.hub.interface import Trouble, Unanswered
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub
from kiosk.hub.nats_connection import trusting
from tests.hub.lab import Lab, entry
from tests.patience import until

API = "HUB.API"
ACKED = "$JS.ACK.CI_e1.S02.1.1.1.1.0"


async def last_seq(client: Any) -> int:
    answer = await client.request(f"{API}.STREAM.INFO.CI_e1", b"", timeout=2)
    return int(json.loads(answer.data)["state"]["last_seq"])


FORBIDDEN = [
    "ci.e1.pass.S02.K",
    "ci.e1.log.S02.K",
    "ci.e1.pass.S01.K.more",
    "ci.e1.other.S01.K",
    "ci.e2.pass.S01.K",
    "hb.e1.S02",
    "hl.e1.S02",
    "hub.e1.member.S01",
    "join.e1.x",
    "ro.e1.full.person.x",
    "_INBOX_S02.x",
    ACKED,
    *(
        f"{api}.{end}"
        for api in (API, "$JS.API", "$JS.hub.API")
        for end in (
            "STREAM.DELETE.CI_e1",
            "STREAM.PURGE.CI_e1",
            "STREAM.UPDATE.CI_e1",
            "STREAM.CREATE.MINE",
            "STREAM.MSG.DELETE.CI_e1",
            "STREAM.INFO.HUB_e1",
            "STREAM.MSG.GET.HUB_e1",
            "STREAM.MSG.GET.RO_e1",
            "CONSUMER.CREATE.CI_e1.S02.ci.e1.>",
            "CONSUMER.CREATE.CI_e1.S01.>",
            "CONSUMER.CREATE.CI_e1",
            "CONSUMER.DURABLE.CREATE.CI_e1.S01",
            "CONSUMER.MSG.NEXT.CI_e1.S02",
            "CONSUMER.DELETE.CI_e1.S02",
            "CONSUMER.CREATE.CI_e2.S01.ci.e2.>",
            "STREAM.INFO.CI_e2",
        )
    ),
]


def test_a_station_may_publish_nothing_but_its_own(lab):
    async def try_all(client: Any, told: list[str]) -> tuple[int, int]:
        before = await last_seq(client)
        for subject in FORBIDDEN:
            await client.publish(subject, b"{}")
        await client.flush(20)
        return before, await last_seq(client)

    told: list[str] = []

    async def work(client: Any, said: list[str]) -> tuple[int, int]:
        try:
            return await try_all(client, said)
        finally:
            told.extend(said)

    before, after = asyncio.run(lab.as_station("S01", work))

    assert after == before
    violations = [text for text in told if "permissions violation for publish" in text]
    assert len(violations) == len(FORBIDDEN)


def test_a_station_hears_only_what_is_for_it(lab):
    subjects = ["ci.e1.>", "hb.e1.*", ">", "_INBOX_S02.>", "join.e1.*", "$JS.API.>", "cmd.e1.S02"]

    async def work(client: Any, told: list[str]) -> list[str]:
        for subject in subjects:
            await client.subscribe(subject, cb=_ignore)
        await client.flush(20)
        await asyncio.sleep(0.05)
        return list(told)

    told = asyncio.run(lab.as_station("S01", work))

    assert len([t for t in told if "permissions violation for subscription" in t]) == len(subjects)


def test_an_answer_cannot_be_sent_under_the_name_of_another(lab):
    """A server answers at whatever subject a request names: it must not leave the account."""
    stolen = "ci.e1.pass.S02.STOLEN"

    async def work(client: Any, told: list[str]) -> tuple[int, int]:
        own = "ci.e1.log.S01.OWN-1"
        await client.request(own, b"forged", timeout=2)
        before = await last_seq(client)
        await client.publish(f"{API}.STREAM.MSG.GET.CI_e1", b'{"seq":1}', reply=stolen)
        await client.publish(f"{API}.STREAM.INFO.CI_e1", b"", reply=stolen)
        consumer = {"name": "S01", "filter_subject": "ci.e1.>", "ack_policy": "none",
                    "mem_storage": True}  # fmt: skip
        body = json.dumps({"stream_name": "CI_e1", "config": consumer}).encode()
        await client.request(f"{API}.CONSUMER.CREATE.CI_e1.S01.ci.e1.>", body, timeout=2)
        await client.publish(
            f"{API}.CONSUMER.MSG.NEXT.CI_e1.S01", b'{"batch":10}', reply="ci.e1.log.S02.X"
        )
        await client.publish("ci.e1.log.S01.OWN-2", b"x", reply=stolen)
        await client.flush(20)
        await asyncio.sleep(0.2)
        after = await last_seq(client)
        await client.request(f"{API}.CONSUMER.DELETE.CI_e1.S01", b"", timeout=2)
        return before, after

    before, after = asyncio.run(lab.as_station("S01", work))
    messages = lab.hub("S02").events_from(before, 100, 1)

    assert after == before + 1
    assert [(m.station, m.key) for m in messages] == [("S01", "OWN-2")]


def test_a_door_reads_the_lean_view_of_the_roster_and_a_desk_the_full_one(lab):
    async def create(client: Any, view: str) -> bool:
        name = client._inbox_prefix.decode().removeprefix("_INBOX_")
        config = {"name": name, "filter_subject": f"ro.e1.{view}.>", "ack_policy": "none"}
        body = json.dumps({"stream_name": "RO_e1", "config": config}).encode()
        subject = f"{API}.CONSUMER.CREATE.RO_e1.{name}.ro.e1.{view}.>"
        try:
            answer = await client.request(subject, body, timeout=0.3)
        except nats.errors.TimeoutError:
            return False
        return "error" not in json.loads(answer.data)

    async def both(client: Any, told: list[str]) -> tuple[bool, bool]:
        return await create(client, "lean"), await create(client, "full")

    assert asyncio.run(lab.as_station("S03", both)) == (True, False)
    assert asyncio.run(lab.as_station("S02", both)) == (False, True)


def test_not_even_the_hubs_own_user_deletes_from_a_journal(lab):
    async def work(client: Any) -> list[int]:
        streams = client.jetstream()
        await streams.publish("ci.e1.log.S01.KEPT", b"x")
        codes = []
        for attempt in (streams.delete_msg("CI_e1", 1), streams.purge_stream("CI_e1")):
            try:
                await attempt
            except nats.js.errors.APIError as refused:
                codes.append(refused.err_code)
        return codes

    assert len(asyncio.run(lab.as_hub(work))) == 2


@pytest.fixture
def another_authority() -> str:
    return new_authority("another", datetime.now(UTC)).certificate


def test_a_hub_of_another_authority_is_refused_before_anything_is_said(lab, another_authority):
    member = lab.members["S01"]
    hub = NatsHub(
        Membership("e1", "S01", "S01", "desk", member.addresses, another_authority, member.seed)
    )
    try:
        until(lambda: hub.health().trouble is Trouble.CERTIFICATE)
        assert hub.claim(entry("x"), 0, 0.1) == Unanswered()
    finally:
        hub.close()


def test_a_key_that_nobody_knows_is_refused(lab):
    member = lab.members["S01"]
    hub = NatsHub(
        Membership("e1", "S01", "S01", "desk", member.addresses, member.authority, new_seed())
    )
    try:
        until(lambda: hub.health().trouble is Trouble.REFUSED)
    finally:
        hub.close()


def test_nothing_crosses_unencrypted(lab):
    """Not even the server's greeting comes before TLS 1.3."""
    host, _, port = lab.about.addresses[0].partition(":")
    member = lab.members["S01"]

    async def plain() -> bytes:
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"CONNECT {}\r\nPING\r\n")
        try:
            return await asyncio.wait_for(reader.read(100), 3)
        except (TimeoutError, ConnectionError):
            return b""
        finally:
            writer.close()

    async def old() -> None:
        context = trusting(member.authority)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
        await asyncio.open_connection(host, int(port), ssl=context, server_hostname="kiosk-hub")

    assert b"INFO" not in asyncio.run(plain())
    with pytest.raises((ssl.SSLError, ConnectionError)):
        asyncio.run(old())


def test_two_programs_of_one_station_end_with_the_same_entries(lab: Lab):
    """They share a consumer and take it from each other; neither misses anything for it."""
    one, two = lab.hub("S02"), lab.hub("S02")
    for i in range(20):
        one.publish(entry(f"share-{i}", f"SHARE-{i}", "log"), 2)
    found: dict[int, list[int]] = {0: [], 1: []}
    last = until(lambda: one.survey(1)).last_seq

    def step() -> bool:
        for n, hub in enumerate((one, two)):
            cursor = found[n][-1] if found[n] else 0
            found[n] += [m.seq for m in hub.events_from(cursor, 3, 0.05)]
        return all(seqs and seqs[-1] >= last for seqs in found.values())

    until(step)
    assert found[0][:last] == found[1][:last] == list(range(1, last + 1))


async def _ignore(message: Any) -> None:
    del message
