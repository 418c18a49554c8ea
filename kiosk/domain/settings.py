"""The settings of one station (station.toml) as a value with defaults; reads no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.printers import Printer


class StationRole(StrEnum):
    """What a station is for; one at a time."""

    DESK = "desk"
    SELF_SERVICE = "self-service"
    DOOR = "door"
    DASHBOARD = "dashboard"


class Theme(StrEnum):
    """Colours of the screens."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Wedge:
    """How the keyboard scanner of this station behaves; times in milliseconds.

    `prefix` is what the scanner sends first: a function key by name ("F9") or text; empty for
    none. `ends` lists what ends a code: "enter" (Enter, keypad Enter, CR, LF), "tab", "etx"
    (Ctrl+C after a prefix), "silence". A slow scanner needs a larger `max_gap_ms`.
    """

    max_gap_ms: int = 35
    min_length: int = 6
    prefix: str = ""
    silence_ms: int = 35
    silence_min_length: int = 8
    ends: tuple[str, ...] = ("enter", "tab", "silence")


@dataclass(frozen=True, slots=True)
class Station:
    """Everything of station.toml.

    `printer` is a URI: "folder:" (the profile's badges/), "folder:/path", "ipp://host/path",
    "cups:QUEUE", or "" for none; `printers`, where there are any, stand in its place. `pin_hash`
    is an Argon2 hash; empty means no PIN is set.
    `badge_slot` tells where the badge comes out: below, left or right.
    """

    name: str = "Mesa 1"
    role: StationRole = StationRole.DESK
    checkpoint: str = ""
    language: str = "es"
    theme: Theme = Theme.LIGHT
    printer: str = "folder:"
    badge_layout: str = ""
    badge_slot: str = "below"
    operator: str = ""
    place: str = ""
    sound: bool = True
    reduce_motion: bool = False
    pin_hash: str = ""
    rehearsal: bool = False
    wedge: Wedge = field(default_factory=Wedge)
    printers: tuple[Printer, ...] = ()

    @property
    def all_printers(self) -> tuple[Printer, ...]:
        """The printers of the station; the single one has its URI as its id."""
        if self.printers or not self.printer:
            return self.printers
        return (Printer(self.printer, self.printer),)
