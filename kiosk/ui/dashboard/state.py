"""What the panel draws, as frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.ui.stations.state import StationLine
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
class Figure:
    """A number, the words under it, and its sign."""

    icon: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of the arrivals; `running` while its quarter of an hour is not over."""

    label: str
    count: int
    running: bool = False


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """One printer: its name, how it is, and how full its roll is (None where nobody counts)."""

    name: str
    state: ChipData
    labels: str = ""
    share: float | None = None
    low: bool = False


@dataclass(frozen=True, slots=True)
class DocumentsState:
    """The card of documents. `form` while certificates are asked for.

    `running` says what is being made, with `done` of `total` where that is known (0 where not).
    `saved` says where it lies, `problem` why nothing was written. `places` are (id, name) of the
    checkpoints that a certificate can be of; `folder` is where files go.
    """

    form: bool = False
    places: tuple[tuple[str, str], ...] = ()
    folder: str = ""
    running: str = ""
    done: int = 0
    total: int = 0
    stopping: bool = False
    saved: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CertificatesForm:
    """What is asked for: a checkpoint's id ("" for the event), hours as typed, one file or many."""

    place: str = ""
    hours: str = ""
    one_file: bool = False


@dataclass(frozen=True, slots=True)
class PanelState:
    """The whole panel. `assemblies` are ids with names; `saved` says where the book lies.

    `peak` says when most people came.
    """

    rooms: tuple[RoomBar, ...] = ()
    assemblies: tuple[tuple[str, str], ...] = ()
    assembly: AssemblyCardState | None = None
    saved: str = ""
    figures: tuple[Figure, ...] = ()
    bars: tuple[Bar, ...] = ()
    peak: str = ""
    printers: tuple[PrinterLine, ...] = ()
    documents: DocumentsState = field(default_factory=DocumentsState)
    stations: tuple[StationLine, ...] = ()
