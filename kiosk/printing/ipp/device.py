"""Asks the printer behind a CUPS queue, where it speaks IPP itself; changes nothing there."""

from __future__ import annotations

from kiosk.domain.errors import WrongUseError
from kiosk.printing.ipp import reasons
from kiosk.printing.ipp.address import address_of
from kiosk.printing.ipp.client import PDF, IppClient, RefusedError
from kiosk.printing.ipp.pins import UnreachableError
from kiosk.printing.ipp.wire import Attributes, number

UNHEARD = 0
"""In place of a job's state: the printer answers, and never heard of the job."""


def device_job(queue: IppClient, name: str) -> int | None:
    """The state (RFC 8011, job-state) of the job of that name at the printer behind the queue.

    UNHEARD where the printer remembers other jobs but not that one, or remembers none and takes no
    PDF: CUPS may have called the job completed although the printer refused it. None where there
    is no such printer or it does not answer, or where it keeps no list of jobs at all.
    """
    try:
        device = _device(queue.printer())
        jobs = device.jobs() if device else []
        formats = device.printer().get("document-format-supported", [PDF]) if device else [PDF]
    except (UnreachableError, RefusedError):
        return None
    states = [number(job, "job-state") for job in jobs if job.get("job-name") == [name]]
    known = [state for state in states if state is not None]
    if known:
        return known[-1]
    return UNHEARD if jobs or PDF not in formats else None


def device_trouble(queue: Attributes) -> str | None:
    """What stops the printer behind a queue, as a sentence; None where it cannot be asked."""
    device = _device(queue)
    if device is None:
        return None
    try:
        return reasons.trouble(device.printer())
    except UnreachableError:
        return reasons.UNREACHABLE
    except RefusedError:
        return None


def _device(queue: Attributes) -> IppClient | None:
    """A client for the queue's device-uri, if that is an IPP printer with a plain host name."""
    uri = str(queue.get("device-uri", [""])[0])
    if not uri.startswith(("ipp://", "ipps://")):
        return None
    try:
        return IppClient(address_of(uri))
    except WrongUseError:
        return None
