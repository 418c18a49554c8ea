"""What the panel draws, as frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.ui.widgets.chip import ChipData, Tone


@dataclass(frozen=True, slots=True)
class RoomBar:
    """One room: people inside against its capacity, None without; `tight`: nearly full or full."""

    icon: str
    name: str
    inside: int
    capacity: int | None = None
    note: str = ""
    tight: bool = False


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call: its hour and name, and what came of it."""

    title: str
    detail: str
    tone: Tone = Tone.MUTE


@dataclass(frozen=True, slots=True)
class GaugeState:
    """`present` of `total`, of which `needed` make the quorum (None without calls)."""

    present: int
    total: int
    needed: int | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class AssemblyCardState:
    """One assembly. `figures` are three numbers with their words."""

    id: str
    name: str
    chip: ChipData
    gauge: GaugeState
    quorum: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    calls: tuple[CallLine, ...] = ()
    requests: str = ""


@dataclass(frozen=True, slots=True)
class PanelState:
    """The whole panel. `assemblies` are ids with names; `saved` says where the book lies."""

    rooms: tuple[RoomBar, ...] = ()
    assemblies: tuple[tuple[str, str], ...] = ()
    assembly: AssemblyCardState | None = None
    saved: str = ""
