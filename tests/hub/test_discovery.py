"""Hubs are found by their announcement: real DNS-SD over loopback, and nothing where there is none."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from zeroconf import ServiceInfo, Zeroconf

from kiosk.hub import discovery
from kiosk.hub.discovery import Announcement, find

HERE = ["127.0.0.1"]
MARK, OTHER = bytes(range(12)), bytes(12)
PATIENT = 20.0
"""Seconds; what is there ends the waiting at once."""
BRIEF = 0.3
"""Seconds for what cannot be found."""


@pytest.fixture
def announce() -> Iterator[Callable[..., Announcement]]:
    """announce("e1", port=4222): a hub that says where it is, on this machine only."""
    made: list[Announcement] = []

    def begin(event: str, mark: bytes = MARK, name: str = "", port: int = 4222) -> Announcement:
        one = Announcement(event, mark, name or f"{event}-{len(made)}", port, HERE)
        one.begin()
        made.append(one)
        return one

    yield begin
    for one in made:
        one.close()


def test_a_hub_is_found_by_its_event_and_its_mark(announce):
    assert announce("found-1", port=4300).told == ("127.0.0.1",)

    assert find("found-1", MARK, PATIENT, HERE) == ("127.0.0.1:4300",)


@pytest.mark.parametrize(
    ("event", "mark"), [("found-3", MARK), ("found-2", OTHER)], ids=["event", "authority"]
)
def test_another_hub_is_not_taken_for_it(announce, event, mark):
    announce("found-2")

    assert find(event, mark, BRIEF, HERE) == ()


def test_an_event_is_looked_for_by_its_token(announce):
    announce("Año 46")

    assert find("Año 46", MARK, PATIENT, HERE) == ("127.0.0.1:4222",)


def test_a_hub_that_has_ended_is_found_no_more(announce):
    one = announce("found-4")
    assert find("found-4", MARK, PATIENT, HERE)
    one.close()

    assert one.told == ()
    assert find("found-4", MARK, BRIEF, HERE) == ()


def test_a_name_that_is_too_long_for_dns_is_cut_at_its_front(announce):
    announce("found-5", name="x" * 80 + "-a1b2c3-1")

    assert find("found-5", MARK, PATIENT, HERE)


def test_nobody_makes_a_station_try_hundreds_of_addresses():
    addresses = [f"127.0.1.{number}" for number in range(1, 60)]
    told = {"event": "found-6", "ca": MARK.hex()}
    info = ServiceInfo(
        discovery.SERVICE,
        f"crowd.{discovery.SERVICE}",
        port=4222,
        addresses=[socket.inet_aton(one) for one in addresses],
        properties=told,
        server="crowd.local.",
    )
    network = Zeroconf(interfaces=HERE)
    try:
        network.register_service(info, cooperating_responders=True)
        found = find("found-6", MARK, PATIENT, HERE)
    finally:
        network.unregister_all_services()
        network.close()

    assert len(found) == 8


class NoNetwork:
    """A machine whose network is down."""

    def __init__(self, *args: object, **more: object) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")


def test_without_a_network_nothing_is_found_and_nothing_fails(monkeypatch):
    monkeypatch.setattr(discovery, "Zeroconf", NoNetwork)
    one = Announcement("found-7", MARK, "n", 4222, HERE)
    one.begin()
    one.close()

    assert (one.told, find("found-7", MARK, BRIEF)) == ((), ())


def test_without_an_address_nothing_is_announced(monkeypatch):
    monkeypatch.setattr(discovery, "own_addresses", lambda: ())
    monkeypatch.setattr(discovery, "Zeroconf", NoNetwork)
    one = Announcement("found-8", MARK, "n", 4222)
    one.begin()

    assert one.told == ()
    assert not one.follow()


def test_a_machine_that_gets_another_address_is_announced_there(monkeypatch):
    now = {"addresses": ("127.0.0.1",)}
    monkeypatch.setattr(discovery, "own_addresses", lambda: now["addresses"])
    one = Announcement("found-9", MARK, "moved", 4222)
    try:
        one.begin()
        assert not one.follow()
        now["addresses"] = ("127.0.0.2",)
        assert one.follow()
        assert one.told == ("127.0.0.2",)
        assert not one.follow()
        now["addresses"] = ()
        assert one.follow()
        assert one.told == ()
    finally:
        one.close()


def test_only_addresses_that_others_may_reach_are_own(monkeypatch):
    every = ["127.0.0.1", "192.168.1.5", "169.254.3.4", "10.0.0.1", ("fe80::1", 0, 3)]
    ips = [SimpleNamespace(ip=ip, is_IPv4=isinstance(ip, str)) for ip in every]
    adapters = [SimpleNamespace(ips=ips[:2]), SimpleNamespace(ips=ips[2:])]
    monkeypatch.setattr(discovery.ifaddr, "get_adapters", lambda: adapters)

    assert discovery.own_addresses() == ("10.0.0.1", "192.168.1.5")


@pytest.mark.parametrize("failure", [OSError(), RuntimeError("loop closed")], ids=["os", "loop"])
def test_a_goodbye_that_cannot_be_said_stops_nobody(monkeypatch, announce, failure):
    def cannot(*_args: object) -> None:
        raise failure

    one = announce(f"bye-{type(failure).__name__}")
    with monkeypatch.context() as broken:
        broken.setattr(Zeroconf, "unregister_all_services", cannot)
        one.close()

    assert one.told == ()
