"""Secret random numbers by the thousand for an import's codes; keeps none of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable

_POOL = 8192


def random_source() -> Callable[[int], int]:
    """As secrets.randbelow, but asks the system for bytes in bulk where `below` divides 256."""
    pool = bytearray()

    def below(limit: int) -> int:
        if limit > 256 or 256 % limit:
            return secrets.randbelow(limit)
        if not pool:
            pool.extend(secrets.token_bytes(_POOL))
        return pool.pop() % limit

    return below
