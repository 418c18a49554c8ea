"""A free port for each server of a test, of all tests that run at once; starts nothing."""

from __future__ import annotations

import secrets
import socket

from kiosk.hub.server_config import LEAF_OFFSET, MONITOR_OFFSET, ROUTE_OFFSET

_BESIDE = (0, ROUTE_OFFSET, LEAF_OFFSET, MONITOR_OFFSET)
_LOWEST, _END = 11_000, 32_768 - max(_BESIDE)
"""From 32768 on, Linux gives ports to whatever connects: one that is free now is taken at once."""
_APART = 1_000
"""The offsets are whole thousands: servers with another rest by this have no port in common."""
_held: list[socket.socket] = []


def free_port() -> int:
    """A port that is free with those that a hub's server takes beside it, and stays ours.

    No other process of tests gets one of them while this one runs, and this one gets it once.
    """
    ports = range(_LOWEST, _END)
    for port in secrets.SystemRandom().sample(ports, len(ports)):  # random is seeded by the tests
        if all(_bindable(port + offset) for offset in _BESIDE) and _hold(port % _APART):
            return port
    raise AssertionError("no port is free")


def _bindable(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104  asks whether the server can
        except OSError:
            return False
    return True


def _hold(rest: int) -> bool:
    """Whether nobody else holds the ports of that rest; the sign is a UDP port that is bound."""
    sign = socket.socket(type=socket.SOCK_DGRAM)
    try:
        sign.bind(("127.0.0.1", _LOWEST - _APART + rest))
    except OSError:
        sign.close()
        return False
    _held.append(sign)
    return True
