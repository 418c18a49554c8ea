"""Hubs that announce themselves on the local network (DNS-SD); trusts none of what is said there.

What is found is an address only: whether the hub stands there is told by its certificate. Where
there is no multicast nothing is found, and a typed address works all the same.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Sequence

import ifaddr
from zeroconf import Error as MulticastError
from zeroconf import (
    InterfaceChoice,
    IPVersion,
    ServiceBrowser,
    ServiceInfo,
    ServiceListener,
    Zeroconf,
)

from kiosk.hub.subjects import token

SERVICE = "_kiosk-hub._tcp.local."
LISTENING = 1.5
"""Seconds until nearly every hub has answered: they wait up to 120 ms, and are asked twice."""
_RESOLVE_MS = 500
_LONGEST_NAME = 63
"""Bytes of an instance's name (RFC 6763, 4.1.1); those of hubs are plain letters."""
_MOST = 8
"""Addresses taken of those that are said: nobody makes a station try hundreds."""
_FAILURES = (OSError, MulticastError, RuntimeError, TimeoutError)

log = logging.getLogger(__name__)


def own_addresses() -> tuple[str, ...]:
    """The IPv4 addresses of this machine that others may reach, in a settled order."""
    found = {str(one.ip) for adapter in ifaddr.get_adapters() for one in adapter.ips if one.is_IPv4}
    return tuple(sorted(one for one in found if not one.startswith(("127.", "169.254."))))


class Announcement:
    """Tells the network where a hub's server is, from begin() until close(), where it can.

    `interfaces` are addresses of this machine, else all of them. Of the hub nothing is said but
    the event's token and the fingerprint of its authority, both of which an invitation tells too.
    """

    def __init__(
        self,
        event: str,
        fingerprint: bytes,
        name: str,
        port: int,
        interfaces: Sequence[str] = (),
    ) -> None:
        self._name, self._port = name[-_LONGEST_NAME:], port
        self._said = {"event": token(event), "ca": fingerprint.hex()}
        self._interfaces = tuple(interfaces)
        self._network: Zeroconf | None = None
        self._addresses: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The addresses that are announced now; () where none are."""
        return self._addresses if self._network is not None else ()

    def begin(self) -> None:
        """Announce the addresses that this machine has now."""
        self._addresses = addresses = self._interfaces or own_addresses()
        if not addresses:
            return
        info = ServiceInfo(
            SERVICE,
            f"{self._name}.{SERVICE}",
            port=self._port,
            addresses=[socket.inet_aton(one) for one in addresses],
            properties=self._said,
            server=f"{self._name}.local.",
        )
        network: Zeroconf | None = None
        try:
            network = _opened(addresses)
            # the name holds a random mark of this hub: nobody is asked first whether it is free
            network.register_service(info, cooperating_responders=True)
        except _FAILURES as problem:
            log.debug("the hub is not announced: %r", problem)
            _hang_up(network)
            return
        self._network = network

    def follow(self) -> bool:
        """Announce anew where this machine's addresses have changed; whether they had."""
        if self._interfaces or own_addresses() == self._addresses:
            return False
        self.close()
        self.begin()
        return True

    def close(self) -> None:
        """Take it back."""
        network, self._network = self._network, None
        if network is None:
            return
        try:
            network.unregister_all_services()
        except _FAILURES as problem:
            log.debug("the hub's goodbye was not said: %r", problem)
        _hang_up(network)


def find(
    event: str, fingerprint: bytes, wait: float = LISTENING, interfaces: Sequence[str] = ()
) -> tuple[str, ...]:
    """Where servers of that event's hub say that they are, as "host:port"; () for nowhere.

    Waits at most `wait` seconds for the first that fits, and a little to ask it. `interfaces` as
    for Announcement.
    """
    wanted = {b"event": token(event).encode(), b"ca": fingerprint.hex().encode()}
    network: Zeroconf | None = None
    try:
        network = _opened(interfaces)
        return _listen(network, wanted, wait)
    except _FAILURES as problem:
        log.debug("nothing is heard of a hub: %r", problem)
        return ()
    finally:
        _hang_up(network)


def _opened(interfaces: Sequence[str]) -> Zeroconf:
    chosen = list(interfaces) or InterfaceChoice.All
    return Zeroconf(chosen, ip_version=IPVersion.V4Only)


def _hang_up(network: Zeroconf | None) -> None:
    if network is None:
        return
    try:
        network.close()
    except _FAILURES as problem:
        log.debug("%r", problem)


def _listen(network: Zeroconf, wanted: dict[bytes, bytes], wait: float) -> tuple[str, ...]:
    heard = _Heard(wanted)
    browser = ServiceBrowser(network, [SERVICE], listener=heard)
    try:
        heard.enough.wait(wait)
    finally:
        browser.cancel()
    return heard.places()


class _Heard(ServiceListener):
    """Collects where hubs that fit are; each is asked in the thread of whoever listens."""

    def __init__(self, wanted: dict[bytes, bytes]) -> None:
        self.enough = threading.Event()
        self._wanted = wanted
        self._lock = threading.Lock()
        self._found: list[str] = []

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Ask one for its place, and keep it where it is the hub that is looked for."""
        try:
            info = zc.get_service_info(type_, name, _RESOLVE_MS)
        except _FAILURES:
            return  # the listening has ended meanwhile
        if info is None or info.port is None or not self._fits(info):
            return
        with self._lock:
            self._found += [f"{one}:{info.port}" for one in info.parsed_addresses(IPVersion.V4Only)]
        self.enough.set()

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """It may have moved: its new place stands behind the old one."""
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Gone again; whoever dials finds out."""

    def places(self) -> tuple[str, ...]:
        """Each once, as they came."""
        with self._lock:
            return tuple(dict.fromkeys(self._found))[:_MOST]

    def _fits(self, info: ServiceInfo) -> bool:
        said = info.properties
        return all(said.get(key) == value for key, value in self._wanted.items())
