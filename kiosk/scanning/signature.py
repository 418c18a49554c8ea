"""Whether one of an event's keys signed a code; the only place that knows cryptography."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.domain.signed_ticket import Envelope

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

log = logging.getLogger(__name__)


def verified(envelope: Envelope, keys: Iterable[str]) -> bool:
    """Whether any of the keys signed the envelope's payload (Ed25519, RFC 8032).

    `keys` are base64 of a PEM SubjectPublicKeyInfo, as pretix gives them. One that cannot be
    read is skipped, and the log says so without its content.
    """
    return verified_bytes(envelope.payload, envelope.signature, keys)


def verified_bytes(payload: bytes, signature: bytes, keys: Iterable[str]) -> bool:
    """Whether any of the keys, in the form of verified(), signed these bytes."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  start-up time

    for text in keys:
        key = _key(text)
        if key is None:
            continue
        try:
            key.verify(signature, payload)
        except InvalidSignature:
            continue
        return True
    return False


@lru_cache(maxsize=64)
def _key(text: str) -> Ed25519PublicKey | None:
    """The key behind its text; None, and one line in the log, where it is none."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  start-up time
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  start-up time
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  start-up time
        load_pem_public_key,
    )

    try:
        key = load_pem_public_key(base64.b64decode(text, validate=True))
    except (ValueError, UnsupportedAlgorithm) as error:
        log.warning("a signing key of the event cannot be read: %s", type(error).__name__)
        return None
    if isinstance(key, ed25519.Ed25519PublicKey):
        return key
    log.warning("a signing key of the event is of another kind: %s", type(key).__name__)
    return None
