"""Keys of stations (nkeys, Ed25519) and of one-time invitations; stores none of them.

Format: https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os

import nkeys

_USER = nkeys.PREFIX_BYTE_USER
_PUBLIC_BYTES = 35  # one of kind, 32 of key, two of checksum


def new_seed() -> str:
    """A fresh secret key of a user: "SU" and 56 letters."""
    return _seed(os.urandom(32))


def seed_from(secret: bytes) -> str:
    """The secret key that an invitation's short secret stands for; the same on both sides."""
    return _seed(hashlib.sha256(b"kiosk hub invitation\0" + secret).digest())


def public_key_of(seed: str) -> str:
    """The public key of a secret one: "U" and 55 letters. All that a server needs to know."""
    pair = nkeys.from_seed(bytearray(seed.encode()))
    return bytes(pair.public_key).decode()


def is_public_key(text: str) -> bool:
    """Whether that is a user's public key, checksum included.

    A server whose configuration holds any other does not start.
    """
    try:
        raw = base64.b32decode(text, casefold=False)
    except (binascii.Error, ValueError):
        return False
    checksum = binascii.crc_hqx(raw[:-2], 0).to_bytes(2, "little")
    return len(raw) == _PUBLIC_BYTES and raw[0] == _USER and raw[-2:] == checksum


def _seed(raw: bytes) -> str:
    return bytes(nkeys.encode_seed(raw, _USER)).decode()
