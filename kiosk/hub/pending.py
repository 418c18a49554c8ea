"""What a station remembers of a joining that is under way, so that a cut-off one can be ended."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.domain.errors import FailureError
from kiosk.hub.credentials import new_seed
from kiosk.hub.files import read_json, write_json

FILE = "membership.pending"


class Pending(msgspec.Struct, frozen=True):
    """The key that was made for that invitation, and as whom it was shown to the hub, if it was."""

    invitation: str
    seed: str
    name: str = ""
    role: str = ""
    source: bool = False

    def __repr__(self) -> str:
        """Without the secret, since values end in logs."""
        return f"Pending({self.invitation!r}, {self.name!r}, {self.role!r})"


def pending_for(profile: Path, invitation: str) -> Pending:
    """What a cut-off attempt by that invitation has left, else a new key, on the disk already."""
    path = profile / FILE
    try:
        kept = read_json(path, Pending) if path.is_file() else None
    except FailureError:
        kept = None  # cut off while it was written by another program: a new key does as well
    if kept is not None and kept.invitation == invitation:
        return kept
    made = Pending(invitation, new_seed())
    keep_pending(profile, made)
    return made


def keep_pending(profile: Path, pending: Pending) -> None:
    """Remember it, before the hub hears of it."""
    write_json(profile / FILE, pending)


def forget_pending(profile: Path) -> None:
    """It has come to its end."""
    (profile / FILE).unlink(missing_ok=True)
