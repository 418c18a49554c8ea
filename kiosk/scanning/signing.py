"""Makes an event's own key and signs with it; keeps no key and reads no file."""

from __future__ import annotations

import base64
from collections.abc import Callable

_BEGIN, _END = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"


def new_key() -> str:
    """A new Ed25519 key (RFC 8032): its 32 secret bytes in base64."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  start-up time
        Ed25519PrivateKey,
    )

    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def public_key(secret: str) -> str:
    """The PEM (SubjectPublicKeyInfo) with which anybody verifies what that key signed.

    Raises ValueError for a text that is no key of new_key().
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  start-up time
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  start-up time
        Encoding,
        PublicFormat,
    )

    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret, validate=True))
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem.decode("ascii")


def public_keys(pem: str) -> tuple[str, ...]:
    """The keys of a PEM text that may hold several, as signature.verified() takes them."""
    blocks = (piece.partition(_END)[0] for piece in pem.split(_BEGIN)[1:])
    return tuple(base64.b64encode(f"{_BEGIN}{block}{_END}\n".encode()).decode() for block in blocks)


def signer(secret: str) -> Callable[[bytes], bytes]:
    """What signs bytes with that key: 64 bytes each time. Raises as public_key()."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  start-up time
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret, validate=True)).sign
