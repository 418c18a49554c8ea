"""What tests of `kiosk hub` share: a free port, and patience."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Callable

BESIDE = (0, 2000, 3000, 4000)
"""Ports that a server takes, beside the one that it is told."""


def free_port() -> int:
    """A port that is free with those beside it."""
    while True:
        port = 30_000 + secrets.randbelow(10_000)
        if all(_free(port + offset) for offset in BESIDE):
            return port


def _free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    """Wait for it."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
