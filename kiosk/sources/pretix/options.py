"""How one pretix event is reached and read, as a value; holds no token."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEVICE = "Device"
"""The kind of a token that a paired device has."""
TEAM = "Token"
"""The kind of a token that a team made for itself in pretix."""


@dataclass(frozen=True, slots=True)
class Options:
    """`kind` is the token's. `lists` are ids of check-in lists, empty for all.

    `testmode` also brings orders that were only made to try the shop. `roles` are the ids of the
    event's roles, so that a product's name can tell one. `ca_file` holds authorities (PEM) that
    count beside the system's.
    """

    kind: str = DEVICE
    testmode: bool = False
    lists: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    ca_file: Path | None = None
