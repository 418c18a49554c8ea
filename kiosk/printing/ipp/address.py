"""Where a printer is: from a URI to host, port and path; connects to nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

PORT = 631
_DEFAULT_PATH = "/ipp/print"


@dataclass(frozen=True, slots=True)
class Address:
    """One printer or queue. `uri` is what the printer calls itself; `cups` marks a CUPS queue."""

    host: str
    port: int
    path: str
    tls: bool = False
    cups: bool = False

    @property
    def uri(self) -> str:
        """As RFC 3510 writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ipps' if self.tls else 'ipp'}://{host}:{self.port}{self.path}"


def address_of(uri: str) -> Address:
    """The address behind "ipp://host/path", "ipps://..." or "cups:QUEUE".

    Raises WrongUseError for any other text.
    """
    scheme, _, rest = uri.partition(":")
    scheme = scheme.lower()
    if scheme == "cups" and rest.strip("/"):
        host, port = cups_server()
        return Address(host, port, f"/printers/{quote(rest.strip('/'))}", cups=True)
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        host, port = "", 0
    if scheme not in {"ipp", "ipps"} or not host:
        raise WrongUseError(
            N_("No se conoce la impresora «{uri}»: use folder:, cups:COLA, ipp:// o ipps://"),
            uri=uri,
        )
    path = parts.path if parts.path not in {"", "/"} else _DEFAULT_PATH
    queue = path.startswith(("/printers/", "/classes/"))
    return Address(host, port, path, tls=scheme == "ipps", cups=queue)


def cups_server() -> tuple[str, int]:
    """Host and port of the CUPS server: $CUPS_SERVER as "host[:port]", else this machine."""
    named = os.environ.get("CUPS_SERVER", "")
    if not named or named.startswith("/"):  # a path would be a local socket: the port serves too
        return "localhost", PORT
    parts = urlsplit(f"//{named.split('/')[0]}")
    return parts.hostname or "localhost", parts.port or PORT
