"""Prints on Zebras and their like over TCP 9100, once and only once; stores nothing.

Status is asked first and nothing is sent while the printer reports trouble. The bytes go out in
the one call that the queue has written down as begun; after that the printer is only asked: its
label counter, where it has one, proves that the badge came out, else two answers of an idle
printer that was never lost sight of. What is not proven is "unknown", and a person looks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pypdfium2 import PdfiumError

from kiosk.printing.backends.base import BEGUN, READY, Delivery, Document, PrinterStatus, Step
from kiosk.printing.backends.raw_words import BROKEN, CUT, SILENT, UNPROVEN
from kiosk.printing.ipp import reasons
from kiosk.printing.ipp.media import dimensions, same_size
from kiosk.printing.raw_address import RawAddress, raw_address, wrong_option
from kiosk.printing.raw_line import LineError, RawLine, open_line
from kiosk.printing.zpl import questions
from kiosk.printing.zpl.label import labels
from kiosk.printing.zpl.status import ZplStatus

DPIS = {"203": 203.2, "300": 300.0, "600": 600.0}
"""Dots per inch of heads by their name: the smallest has exactly 8 dots per millimetre."""
_PROOF = 2
_PATIENCE = 12
"""Idle answers, 250 ms apart, after which a count that did not rise is no proof any more."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of a job whose bytes are out, as the queue keeps it for us.

    `expected` is what the printer's counter reads once the badge is out (None: it has no counter),
    `idle` how often it was idle since, `lost` whether it was out of sight meanwhile.
    """

    expected: int | None
    idle: int = 0
    lost: bool = False

    def __str__(self) -> str:
        expected = "-" if self.expected is None else self.expected
        return f"{expected} {self.idle} {'lost' if self.lost else 'seen'}"


def trace_of(text: str) -> Trace | None:
    """A trace out of its text; None for anything else."""
    parts = text.split(" ")
    if len(parts) != 3 or not parts[1].isdecimal():
        return None
    if parts[0] != "-" and not parts[0].isdecimal():
        return None
    return Trace(None if parts[0] == "-" else int(parts[0]), int(parts[1]), parts[2] == "lost")


class ZplBackend:
    """One label printer: its address, its head's dots per inch, and the paper that is loaded."""

    def __init__(self, address: RawAddress, dpi: float, media: str = "") -> None:
        self._address = address
        self._dpi = dpi
        self._media = media

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:
        """One step: look, send, or ask. See the module's first lines."""
        if state is Step.WAITING or not remote_job:
            return self._look(document)
        if remote_job == READY:
            return self._send(document)
        trace = trace_of(remote_job)
        if remote_job == BEGUN or trace is None:
            return Delivery(Step.UNKNOWN, CUT)
        return self._follow(trace)

    def status(self) -> PrinterStatus:
        """How the printer is, in its own words too."""
        try:
            with open_line(self._address.host, self._address.port) as line:
                told = questions.status(line)
        except LineError:
            return PrinterStatus(ready=False, reason=reasons.UNREACHABLE, name=self._address.host)
        trouble = self._trouble(told)
        said = told.said if told else ""
        return PrinterStatus(not trouble, trouble, self._address.host, said)

    def _look(self, document: Document) -> Delivery:
        """Ready to send where the paper fits and nothing stops the printer."""
        if self._media and not same_size(self._media, document.media):
            return Delivery(Step.FAILED, reasons.WRONG_PAPER)
        status = self.status()
        if not status.ready:
            return Delivery(Step.WAITING, status.reason, said=status.said)
        return Delivery(Step.SENT, remote_job=READY)

    def _send(self, document: Document) -> Delivery:
        try:
            data = labels(document.pdf, self._dpi)
        except PdfiumError:
            return Delivery(Step.FAILED, BROKEN)
        try:
            with open_line(self._address.host, self._address.port) as line:
                told = questions.status(line)
                if trouble := self._trouble(told):
                    return Delivery(Step.WAITING, trouble, said=told.said if told else "")
                made = questions.counter(line) if told is not None else None
                return self._push(line, data, made)
        except LineError:  # before the first byte of the label
            return Delivery(Step.WAITING, reasons.UNREACHABLE)

    def _push(self, line: RawLine, data: list[bytes], made: int | None) -> Delivery:
        """The bytes, then one question behind them, whose answer shows that they were taken."""
        try:
            line.send(b"".join(data))
            if not self._address.confirms:
                line.hang_up()
                return Delivery(Step.DONE)
            questions.status(line)
        except LineError:
            return Delivery(Step.UNKNOWN, CUT)
        trace = Trace(None if made is None else made + len(data))
        return Delivery(Step.PRINTING, remote_job=str(trace))

    def _follow(self, trace: Trace) -> Delivery:
        try:
            with open_line(self._address.host, self._address.port) as line:
                told = questions.status(line)
                made = questions.counter(line) if told and trace.expected is not None else None
        except LineError:
            lost = str(replace(trace, lost=True))
            return Delivery(Step.PRINTING, reasons.UNREACHABLE, lost)
        if trace.expected is not None and made is not None and made >= trace.expected:
            return Delivery(Step.DONE, remote_job=str(trace))
        if told is not None and (told.trouble or told.busy):
            return Delivery(Step.PRINTING, told.trouble, str(trace), told.said)
        return _judged(replace(trace, idle=trace.idle + 1), silent=told is None)

    def _trouble(self, told: ZplStatus | None) -> str:
        """Why nothing should be sent now; a printer that never tells is believed to be well."""
        if told is None:
            return SILENT if self._address.confirms else ""
        return told.trouble


def zpl_backend(uri: str) -> ZplBackend:
    """The way to "zpl://host[:9100]?dpi=203|300|600&media=PWG-NAME&confirm=no".

    `media` says which labels are loaded, so that a badge of another size is refused. Raises
    WrongUseError for anything else.
    """
    address = raw_address(uri, frozenset({"dpi", "media"}))
    dpi, media = address.options.get("dpi", "203"), address.options.get("media", "")
    if dpi not in DPIS:
        raise wrong_option("dpi", dpi)
    if media and dimensions(media) is None:
        raise wrong_option("media", media)
    return ZplBackend(address, DPIS[dpi], media)


def _judged(trace: Trace, *, silent: bool) -> Delivery:
    """What an idle or silent printer proves: by its count, or by having been idle all the while."""
    countless = trace.expected is None and not silent
    if countless and not trace.lost and trace.idle >= _PROOF:
        return Delivery(Step.DONE, remote_job=str(trace))
    if (countless and trace.lost) or trace.idle >= _PATIENCE:
        return Delivery(Step.UNKNOWN, UNPROVEN, str(trace))
    return Delivery(Step.PRINTING, remote_job=str(trace))
