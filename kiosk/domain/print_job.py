"""Where a print job may stand and where it may go from there; knows no printer and no store.

waiting -> rendering -> sent -> printing -> done | failed | unknown | cancelled. A job is `sent`
from the moment before its first byte leaves: from then on nothing may send it again unless the
printer proves, or a person says, that it did not come out.
"""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RENDERING = "rendering"
    SENT = "sent"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"

    @property
    def unsent(self) -> bool:
        """Whether it is certain that no printer was sent anything of it."""
        return self in UNSENT

    @property
    def at_printer(self) -> bool:
        """Whether a printer may have it, and is asked about it."""
        return self in AT_PRINTER

    @property
    def pending(self) -> bool:
        """Whether it may still come out by itself."""
        return self in PENDING

    @property
    def open(self) -> bool:
        """Whether it has not ended: it goes on by itself, or waits for a person's answer."""
        return self.pending or self is JobState.UNKNOWN


UNSENT = (JobState.WAITING, JobState.RENDERING)
AT_PRINTER = (JobState.SENT, JobState.PRINTING)
PENDING = (*UNSENT, *AT_PRINTER)
"""The states of a job that may still come out by itself."""

_NEXT: dict[JobState, tuple[JobState, ...]] = {
    JobState.WAITING: (
        JobState.RENDERING,
        JobState.SENT,
        JobState.PRINTING,
        JobState.DONE,
        JobState.FAILED,
        JobState.UNKNOWN,
        JobState.CANCELLED,
    ),
    JobState.RENDERING: (JobState.WAITING, JobState.FAILED, JobState.CANCELLED),
    JobState.SENT: (
        JobState.WAITING,
        JobState.PRINTING,
        JobState.DONE,
        JobState.FAILED,
        JobState.UNKNOWN,
        JobState.CANCELLED,
    ),
    JobState.PRINTING: (
        JobState.SENT,
        JobState.DONE,
        JobState.FAILED,
        JobState.UNKNOWN,
        JobState.CANCELLED,
    ),
    JobState.UNKNOWN: (JobState.WAITING, JobState.DONE, JobState.CANCELLED),
    JobState.FAILED: (JobState.CANCELLED,),
}


def may_become(before: JobState, after: JobState) -> bool:
    """Whether a job may go from one state to the other; staying is always allowed.

    A job that is done or cancelled stays so, and a failed one is asked for anew, as another job.
    """
    return before is after or after in _NEXT.get(before, ())
