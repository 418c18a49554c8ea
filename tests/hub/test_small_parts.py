"""The parts without a server: the hub of one, the loop's thread, addresses, what status says."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time

import nats.errors
import pytest
from nats.js.api import ClusterInfo, PeerInfo, StreamInfo

from kiosk.cli.hub import qr_rows
from kiosk.cli.hub_status import state_of
from kiosk.domain.errors import WrongUseError
from kiosk.hub.addresses import address, own_address
from kiosk.hub.certificates import fingerprint, new_authority, new_server
from kiosk.hub.interface import Health, Hub, Node, Outgoing, Survey, Trouble, Won
from kiosk.hub.local import LocalHub
from kiosk.hub.membership import Membership, leave, read_membership, write_membership
from kiosk.hub.nats_connection import trouble_of
from kiosk.hub.nats_link import LoopThread, run_alone
from kiosk.hub.nats_streams import stream_configs
from kiosk.hub.nats_survey import survey_of


def test_a_station_alone_wins_every_claim_and_hears_nobody():
    hub: Hub = LocalHub()
    entry = Outgoing("id", "pass", "K", b"")

    assert hub.claim(entry, 5, 0) == hub.publish(entry, 0) == Won(0)
    assert (hub.events_from(0, 10, 0), hub.beats(), hub.survey(0)) == ((), {}, None)
    assert hub.records_from(0, 10, 0) == ()
    assert not hub.put("full", "person", "ana", b"{}", 0)
    assert not hub.health().connected
    hub.beat(b"")
    hub.close()


async def _answer(value: int, seconds: float = 0) -> int:
    await asyncio.sleep(seconds)
    return value


def test_a_call_of_its_own_leaves_nothing_behind_not_even_what_began_at_its_end():
    begun: list[asyncio.Task[None]] = []

    async def lasts() -> None:
        await asyncio.sleep(60)

    async def begins_another() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            begun.append(asyncio.create_task(lasts()))

    async def work() -> int:
        begun.append(asyncio.create_task(begins_another()))
        await asyncio.sleep(0)
        return 7

    assert run_alone(work()) == 7
    assert [task.cancelled() for task in begun] == [True, True]


def test_what_began_a_moment_before_the_end_does_what_it_must_at_its_end():
    said: list[str] = []

    async def hangs_up() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            said.append("bye")

    async def work() -> None:
        """Its end is noticed in the round in which the other begins."""
        asyncio.get_running_loop().call_soon(
            lambda: begun.append(asyncio.ensure_future(hangs_up()))
        )

    begun: list[asyncio.Future[None]] = []
    run_alone(work())
    assert [one.cancelled() for one in begun] == [True]
    assert said == ["bye"]


def test_a_call_of_its_own_that_fails_says_so_and_ends_too():
    async def fails() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        run_alone(fails())


def test_the_loops_thread_answers_in_time_or_not_at_all():
    thread = LoopThread("test loop")
    assert thread.ask(_answer(1), 5, 0) == 1
    assert thread.ask(_answer(1, 60), 0.01, 0) == 0
    thread.start(_answer(2, 60))
    began = time.monotonic()
    thread.close(_answer(3, 60))
    thread.close(_answer(3))

    assert time.monotonic() - began < 10
    assert thread.ask(_answer(1), 5, 0) == 0
    thread.start(_answer(1))
    assert "test loop" not in [one.name for one in threading.enumerate()]


def test_nobody_waits_for_a_loop_that_ends_while_it_is_asked():
    thread, answers = LoopThread("test loop"), []
    asking = [
        threading.Thread(target=lambda: answers.append(thread.ask(_answer(1, 600), 600, 0)))
        for _ in range(20)
    ]
    for one in asking:
        one.start()
    thread.close(_answer(0))
    for one in asking:
        one.join(60)

    assert answers == [0] * 20


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("192.168.1.5", ("192.168.1.5", 4222)),
        (" hub.local:5000 ", ("hub.local", 5000)),
        ("[fe80::1]:7", ("fe80::1", 7)),
    ],
)
def test_addresses_are_read(text, found):
    assert address(text, 4222) == found


@pytest.mark.parametrize("text", ["", "a b", "host:0", "host:65535", "host:x", "fe80::1", "a/b"])
def test_what_is_no_address_is_wrong(text):
    with pytest.raises(WrongUseError):
        address(text, 4222)


def test_this_machine_has_an_address():
    assert address(own_address(), 1)


@pytest.mark.parametrize(
    ("problem", "trouble"),
    [
        (ssl.SSLCertVerificationError("no"), Trouble.CERTIFICATE),
        (nats.errors.Error("nats: 'Authorization Violation'"), Trouble.REFUSED),
        (nats.errors.Error("nats: Permissions Violation for Publish"), Trouble.NONE),
        (ConnectionRefusedError(), Trouble.UNREACHABLE),
        (TimeoutError(), Trouble.UNREACHABLE),
    ],
    ids=["certificate", "refused", "permission", "nobody", "silence"],
)
def test_a_failure_is_told_by_what_it_means(problem, trouble):
    assert trouble_of(problem) is trouble


UP = Health(connected=True)


@pytest.mark.parametrize(
    ("health", "online", "servers", "state"),
    [
        (UP, 1, 1, "ok"),
        (UP, 3, 3, "ok"),
        (UP, 2, 3, "degraded"),
        (UP, 1, 3, "no_majority"),
        (UP, None, 3, "no_majority"),
        (Health(connected=False), None, 1, "unreachable"),
        (Health(connected=False, trouble=Trouble.REFUSED), None, 1, "refused"),
        (Health(connected=False, trouble=Trouble.CERTIFICATE), None, 1, "certificate"),
    ],
)
def test_the_state_is_what_a_station_can_rely_on(health, online, servers, state):
    nodes = tuple(Node(f"n{i}", online=i < (online or 0)) for i in range(servers))
    survey = None if online is None else Survey(nodes, 0, 0, 0)

    assert state_of(health, survey, servers) == state


@pytest.mark.parametrize(
    ("heard_ns", "marked", "online"),
    [
        (900_000_000, None, True),
        (3_500_000_000, None, False),
        (0, None, False),
        (None, None, False),
        (900_000_000, True, False),
    ],
)
def test_a_server_counts_as_there_while_its_leader_hears_it(heard_ns, marked, online):
    peer = PeerInfo(name="n2", current=True, offline=marked, active=heard_ns, lag=3)
    info = StreamInfo.from_response(
        {"config": {"name": "CI"}, "created": "2026-10-05T12:00:00Z",
         "state": {"messages": 4, "bytes": 5, "first_seq": 1, "last_seq": 4, "consumer_count": 0}}
    )  # fmt: skip
    info.cluster = ClusterInfo(leader="n1", replicas=[peer])

    survey = survey_of(info, "n1")

    assert survey == Survey((Node("n1", True, True), Node("n2", online, False, 3)), 4, 4, 5)
    info.cluster = ClusterInfo(leader=None, replicas=[peer])
    assert survey_of(info, "n1") is None  # without a leader nobody can say what is held


def test_no_stream_of_record_can_lose_anything():
    configs = {config.name: config for config in stream_configs("e1", 3)}

    for name in ("CI_e1", "HUB_e1"):
        assert configs[name].deny_delete
        assert configs[name].deny_purge
        assert configs[name].duplicate_window == 86400
        assert configs[name].max_age is None
    assert all(config.num_replicas == 3 for config in configs.values())
    assert configs["RO_e1"].max_msgs_per_subject == 1


def test_a_membership_is_kept_for_its_owner_only_and_can_be_left(tmp_path):
    member = Membership("e1", "S01", "Mesa 1", "desk", ("h:1",), "PEM", "SUSECRET")
    write_membership(tmp_path, member)

    assert read_membership(tmp_path) == member
    assert (tmp_path / "membership.json").stat().st_mode & 0o77 == 0
    leave(tmp_path)
    leave(tmp_path)
    assert read_membership(tmp_path) is None


def test_certificates_bear_one_name_and_are_known_by_their_authority():
    from datetime import UTC, datetime

    from cryptography import x509

    authority = new_authority("e1", datetime.now(UTC))
    server = new_server(authority, ["10.0.0.1", "hub.local", "10.0.0.1"], datetime.now(UTC))
    leaf, issuer = x509.load_pem_x509_certificates(server.certificate.encode())

    leaf.verify_directly_issued_by(issuer)
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["kiosk-hub", "hub.local"]
    assert len(fingerprint(authority.certificate)) == 12


def test_a_symbol_in_the_terminal_has_its_quiet_zone():
    rows = qr_rows("HUB.ABC")

    assert len({len(row) for row in rows}) == 1
    assert rows[0] == rows[1] == "█" * len(rows[0])
    assert all(row.startswith("████") and row.endswith("████") for row in rows)
