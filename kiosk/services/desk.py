"""What the desk may change, under one name; each use case stands in its own file."""

from __future__ import annotations

from kiosk.services.correct import correct
from kiosk.services.undo import LastCheckIn, last_check_in, undo
from kiosk.services.walk_in import SAME_EMAIL, SAME_NAME, SIMILAR_NAME, WalkIn, similar, walk_in

__all__ = [
    "SAME_EMAIL",
    "SAME_NAME",
    "SIMILAR_NAME",
    "LastCheckIn",
    "WalkIn",
    "correct",
    "last_check_in",
    "similar",
    "undo",
    "walk_in",
]
