"""Printers that other stations own: their URIs, and what their words mean for a job; sends nothing.

A request is answered in this order: taken, then printing, then done, failed or unknown; or it is
refused at once. What was asked can be withdrawn: whichever of the two, taking and withdrawing,
the hub has numbered first counts. So nobody has to answer for a request to be certainly off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kiosk.domain.print_job import AT_PRINTER, JobState

SCHEME = "station"
GOOD_FOR = timedelta(minutes=15)
"""How long the other station may take a request."""
GRACE = timedelta(seconds=30)
"""How long after that nobody is asked yet: the hub may still tell that it is off."""
AHEAD = 3
"""Badges that lie at another station's printer at a time, so that it need not wait for the next."""


@dataclass(frozen=True, slots=True)
class RemotePrinter:
    """A printer of another station: `station` as the hub names it, `printer` its id there."""

    station: str
    printer: str

    @property
    def uri(self) -> str:
        """As station.toml has it: station:Mesa-1/zebra."""
        return f"{SCHEME}:{self.station}/{self.printer}"


def remote_of(uri: str) -> RemotePrinter | None:
    """The other station's printer that a URI means, None for a printer of one's own."""
    scheme, _, rest = uri.partition(":")
    if scheme.lower() != SCHEME:
        return None
    station, _, printer = rest.partition("/")
    return RemotePrinter(station, printer)


class Told(StrEnum):
    """What the station that owns the printer says of a request."""

    TAKEN = "taken"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    """It was never taken: nothing of it will be printed there."""
    WITHDRAWN = "withdrawn"
    """It was taken, and let go before any printer had it."""


_ENDS = (Told.DONE, Told.FAILED, Told.REFUSED, Told.WITHDRAWN)


def is_last_word(told: Told) -> bool:
    """Whether nothing follows on it."""
    return told in _ENDS


def told_of(state: JobState) -> Told:
    """What a station says of a job of its own queue that another asked for."""
    return {
        JobState.WAITING: Told.TAKEN,
        JobState.RENDERING: Told.TAKEN,
        JobState.SENT: Told.PRINTING,
        JobState.PRINTING: Told.PRINTING,
        JobState.DONE: Told.DONE,
        JobState.FAILED: Told.FAILED,
        JobState.UNKNOWN: Told.UNKNOWN,
        JobState.CANCELLED: Told.WITHDRAWN,
    }[state]


class Wish(StrEnum):
    """Why the station that asked withdrew its request, and so what becomes of the job."""

    NONE = ""
    CANCEL = "cancel"
    """Somebody does not want it any more."""
    ELSEWHERE = "elsewhere"
    """It waits again: for another printer, or for the same one to be asked anew."""
    LATE = "late"
    """Nobody took it in time."""


_OFF = {
    Wish.CANCEL: JobState.CANCELLED,
    Wish.ELSEWHERE: JobState.WAITING,
    Wish.LATE: JobState.FAILED,
    Wish.NONE: JobState.FAILED,
}


def after(state: JobState, told: Told, wish: Wish, *, taken: bool) -> JobState | None:
    """The state of the asking station's job by the word on its request; None where it stays so.

    `state` is that of a job whose last request the word is about, `taken` whether it was said
    before that the other station has it: then a refusal is one of a station that lost its file.
    """
    if told is Told.DONE:
        return JobState.DONE if state is not JobState.DONE else None
    if state not in (*AT_PRINTER, JobState.UNKNOWN) or (told is Told.REFUSED and taken):
        return None
    if told is Told.WITHDRAWN or (told is Told.REFUSED and wish in (Wish.CANCEL, Wish.ELSEWHERE)):
        return _OFF[wish]
    return {
        Told.TAKEN: JobState.SENT,
        Told.PRINTING: JobState.PRINTING,
        Told.FAILED: JobState.FAILED,
        Told.REFUSED: JobState.FAILED,
        Told.UNKNOWN: JobState.UNKNOWN,
    }[told]
