"""What a window knows of the other stations at a moment, as a frozen value; asks nobody."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.stations import Sign, StationState
from kiosk.hub.interface import Trouble


@dataclass(frozen=True, slots=True)
class HubView:
    """How this station stands with the others.

    `member` is False where it belongs to no hub; then nothing else means anything. `name` is this
    station's own there. `stations` are all that were heard, this one too. `waiting` counts own
    entries that the others do not know, `conflicts` people who were admitted twice.
    """

    member: bool = False
    name: str = ""
    connected: bool = False
    trouble: Trouble = Trouble.NONE
    stations: tuple[StationState, ...] = ()
    waiting: int = 0
    conflicts: int = 0

    @property
    def heard(self) -> int:
        """How many of the stations are heard now."""
        return sum(Sign.SILENT not in one.signs for one in self.stations)
