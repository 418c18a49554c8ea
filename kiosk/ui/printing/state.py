"""What the page of printing draws, as frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.ui.widgets.chip import ChipData, Tone


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One job of the queue. `words` are the printer's own; `asks` whether it came out at all."""

    job_id: str
    title: str
    detail: str
    state: ChipData
    words: str = ""
    asks: bool = False
    can_retry: bool = False
    can_cancel: bool = False
    person_id: str = ""
    """Whose badge may be printed once more, with a reason; "" for nobody's."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Badges that were asked for together: how many of them are out."""

    batch_id: str
    title: str
    detail: str
    done: int
    total: int
    can_cancel: bool = False


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One printer: its light in words, why, and what is left on its roll.

    `words` are the printer's own; `share` is how full the roll is, None where nobody counts.
    """

    id: str
    name: str
    light: ChipData
    detail: str = ""
    words: str = ""
    labels: str = ""
    share: float | None = None
    low: bool = False
    paused: bool = False
    can_refill: bool = False


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A printer that can be chosen: its light as it tells it itself."""

    uri: str
    name: str
    detail: str
    light: ChipData


@dataclass(frozen=True, slots=True)
class PrinterForm:
    """What is typed about a printer, as text; `role` is one role's id or "" for all."""

    name: str = ""
    layout: str = ""
    role: str = ""
    pool: str = ""
    fallback: str = ""
    labels: str = ""
    alert: str = ""


@dataclass(frozen=True, slots=True)
class SetUpState:
    """The set-up of printers. `chosen` is the URI that the form is about, "" while one is chosen.

    `layouts`, `roles` and `others` (printers that may stand in) are (value, words); `light` is
    what the chosen printer says of itself.
    """

    found: tuple[FoundRow, ...] = ()
    looking: bool = False
    asking: bool = False
    problem: str = ""
    chosen: str = ""
    title: str = ""
    light: ChipData | None = None
    layouts: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    can_remove: bool = False
    serial: int = 0
    """Another number where the form is to be filled with `form`."""
    form: PrinterForm = field(default_factory=PrinterForm)


@dataclass(frozen=True, slots=True)
class PrintsState:
    """The page of printing. `owed` are who came and has no badge, `owed_words` how many."""

    rows: tuple[PrintRow, ...] = ()
    batches: tuple[BatchRow, ...] = ()
    printers: tuple[PrinterRow, ...] = ()
    owed_words: str = ""
    owed: tuple[str, ...] = ()
    owed_open: bool = False
    message: str = ""
    message_tone: Tone = Tone.OK
    set_up: SetUpState | None = None
