"""The PIN of a station: made into a hash and compared with one; keeps and shows no PIN."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

SHORTEST, LONGEST = 4, 12


def hash_pin(pin: str) -> str:
    """The Argon2id hash for station.toml; "" for no PIN.

    Raises WrongUseError for anything but 4 to 12 digits.
    """
    if not pin:
        return ""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise WrongUseError(
            N_("El PIN tiene de {shortest} a {longest} cifras."), shortest=SHORTEST, longest=LONGEST
        )
    return PasswordHasher().hash(pin)


def pin_fits(pin: str, pin_hash: str) -> bool:
    """Whether this is the PIN of that hash; a damaged hash fits no PIN."""
    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
