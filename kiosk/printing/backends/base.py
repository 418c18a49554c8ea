"""What every way to a printer can do; drives none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """Where a document stands after one step."""

    WAITING = "waiting"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"


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
    """

    state: Step
    reason: str = ""
    remote_job: str = ""


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

        Never raises for what a printer or network may do: that is an answer with a reason.
        """
        ...

    def status(self) -> PrinterStatus:
        """Ask how the printer is; waits a few seconds at most."""
        ...
