"""What every way to a printer can do; drives none.

How a badge comes out once and only once, whatever dies in between:

1. WAITING: nothing was sent. A backend that can ask the printer afterwards (a job's number, its
   name, a file) may begin at once and answers SENT with the printer's name for the job.
2. A backend that pushes bytes into a line, and cannot ask afterwards, sends nothing yet: it answers
   SENT with remote_job=READY. The queue writes that down, and before it calls again it writes
   BEGUN in its place, durably. Only the call with READY may send, and may send everything.
3. A call with BEGUN comes from a program that died in that step: the backend sends nothing. It
   proves from the printer what became of the job (DONE, PRINTING, WAITING only where not one byte
   can have arrived), or answers UNKNOWN, and a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

READY = ">"
"""remote_job of a document whose bytes go out with the next call."""
BEGUN = ">!"
"""remote_job of a document whose bytes may have gone out: nothing of it is ever sent again."""


class Step(StrEnum):
    """Where a document stands after one step; the names are those of a job's states."""

    WAITING = "waiting"
    SENT = "sent"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be printed.

    `name` is unique to the job and without personal data but the badge code; `media` is the PWG
    name of the paper, which also tells its size.
    """

    name: str
    pdf: bytes
    media: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """The answer of one step. `reason` is a Spanish sentence (a msgid), empty where all is well.

    `remote_job` is the printer's own name for the job; empty while no printer knows of it.
    `said` holds the printer's own words, untranslated.
    """

    state: Step
    reason: str = ""
    remote_job: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer is: ready to print now, and if not, why (a Spanish sentence, a msgid).

    `said` holds the printer's own words for its state, untranslated.
    """

    ready: bool
    reason: str = ""
    name: str = ""
    said: str = ""


class Backend(Protocol):
    """A way to a printer. Each step may be repeated after a crash without a second badge."""

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:
        """Do the next step for a document that is `state` and known there as `remote_job`.

        `state` is WAITING, SENT or PRINTING. FAILED means that it certainly will not come out;
        where that is not certain the answer is UNKNOWN. Never raises for what a printer or network
        may do: that is an answer with a reason.
        """
        ...

    def status(self) -> PrinterStatus:
        """Ask how the printer is; waits a few seconds at most."""
        ...
