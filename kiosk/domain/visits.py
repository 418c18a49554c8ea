"""Entries and exits of people at checkpoints as values; stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import Direction


@dataclass(frozen=True, slots=True)
class Visit:
    """One entry or exit that counts (undone ones are left out); `at` is its true time, aware."""

    entry_id: str
    person_id: str
    checkpoint: str
    direction: Direction
    at: datetime
    station: str = ""
    operator: str = ""
