"""What the page of printing knows at a moment, untranslated; draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.app.prints_jobs import Queue
from kiosk.domain.errors import KnownError
from kiosk.domain.people import Person
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services.printing import FoundPrinter
from kiosk.ui.printing.state import PrinterForm
from kiosk.ui.widgets.chip import Tone


@dataclass(frozen=True, slots=True)
class SetUpModel:
    """The set-up of a printer. `chosen` is the URI that the form is about, "" while one is chosen.

    `editing` is the id of the printer that is changed, "" for a new one. `status` is what the
    chosen one said of itself.
    """

    found: tuple[FoundPrinter, ...] = ()
    looking: bool = False
    asking: bool = False
    problem: KnownError | None = None
    chosen: str = ""
    title: str = ""
    status: PrinterStatus | None = None
    editing: str = ""
    layouts: tuple[str, ...] = ()
    form: PrinterForm = field(default_factory=PrinterForm)
    serial: int = 0


@dataclass(frozen=True, slots=True)
class PrintsModel:
    """The queue as it was read last, what each printer says of itself by its id, what is open.

    `owed` are the people whose names are shown, None while they are not.
    """

    queue: Queue = field(default_factory=Queue)
    lights: Mapping[str, PrinterStatus] = field(default_factory=dict)
    owed: tuple[Person, ...] | None = None
    message: Callable[[], str] | None = None
    message_tone: Tone = Tone.OK
    set_up: SetUpModel | None = None
