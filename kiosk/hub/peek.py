"""Fetches the hub's authority from one of its servers, known by a fingerprint; trusts no other."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Iterable
from typing import Any

from kiosk.domain.errors import FailureError
from kiosk.hub.certificates import SERVER_NAME, as_pem, fingerprint
from kiosk.hub.line_trouble import not_reached
from kiosk.texts import N_

log = logging.getLogger(__name__)

_SECONDS = 3.0
_INNER = "_sslobj"
_DER = 2  # _ssl.ENCODING_DER


def authority_at(addresses: Iterable[str], expected: bytes) -> tuple[str, str]:
    """The first address where the hub with that fingerprint answers, and its authority's PEM.

    Whoever else answers is passed over: a network gives old addresses to other machines.
    FailureError where none answers, or where nobody who answers is that hub.
    """
    tried: list[tuple[str, Exception]] = []
    stranger = ""
    for address in addresses:
        host, _, port = address.rpartition(":")
        try:
            chain = _chain(host.strip("[]"), int(port))
        except (OSError, ValueError, OverflowError) as problem:
            log.info("no hub at %s: %r", address, problem)
            tried.append((address, problem))
            continue
        for certificate in chain:
            pem = as_pem(certificate)
            if fingerprint(pem) == expected:
                return address, pem
        stranger = address
    if stranger:
        raise FailureError(
            N_("Quien responde en {address} no es la central de esta invitación."), address=stranger
        )
    raise not_reached(tried)


def _chain(host: str, port: int) -> list[bytes]:
    """The certificates that a server shows, DER, unchecked: nothing is said to it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # the fingerprint decides, see above
    with (
        socket.create_connection((host, port), timeout=_SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=SERVER_NAME) as secured,
    ):
        return _shown(secured)


def _shown(secured: ssl.SSLSocket) -> list[bytes]:
    """What the peer has shown. Public from Python 3.13 on; before, only the inner object has it."""
    public = getattr(secured, "get_unverified_chain", None)
    if public is not None:
        return list(public())
    inner: Any = getattr(secured, _INNER)
    return [bytes(one.public_bytes(_DER)) for one in inner.get_unverified_chain() or ()]
