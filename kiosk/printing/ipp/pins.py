"""Remembers the certificate of each encrypted printer at its first use; verifies no authority.

Printers sign their own certificates, so no authority vouches for them. The first certificate is
kept in the profile; another one at the same address later is a stranger, and no badge is sent.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
import threading
from pathlib import Path

FILE = "printer-certificates.txt"
"""In the profile: a line a printer, "host:port sha256"; deleting a line forgets the printer."""
_LOCK = threading.Lock()


class UnreachableError(Exception):
    """Nobody answers at the address, or what answers is no printer."""


class ChangedError(UnreachableError):
    """Another certificate than at first use answers at the address."""


class Pins:
    """The certificates of one profile, by address."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def check(self, place: str, certificate: bytes) -> None:
        """Remember the certificate of a new address. Raises ChangedError where it is another."""
        found = hashlib.sha256(certificate).hexdigest()
        with _LOCK:
            known = self._read()
            if place not in known:
                with self._path.open("a", encoding="ascii") as stream:
                    stream.write(f"{place} {found}\n")
            elif known[place] != found:
                raise ChangedError(place)

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        lines = self._path.read_text("ascii", errors="replace").splitlines()
        pairs = (line.split(" ") for line in lines)
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


class _Pinned(http.client.HTTPSConnection):
    """An encrypted connection that shows its peer's certificate before anything is said."""

    pins: Pins | None = None

    def connect(self) -> None:
        super().connect()
        certificate = self.sock.getpeercert(binary_form=True)
        if self.pins is not None and certificate:
            self.pins.check(f"{self.host}:{self.port}", certificate)


def pinned_connection(
    host: str, port: int, timeout: float, pins: Pins | None
) -> http.client.HTTPSConnection:
    """A connection that trusts whoever answers first, and nobody else later."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = _Pinned(host, port, timeout=timeout, context=context)
    connection.pins = pins
    return connection
