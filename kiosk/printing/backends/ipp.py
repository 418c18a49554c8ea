"""Prints over IPP, to a printer or a CUPS queue, once and only once; stores nothing.

A job is first announced (Create-Job) and its id recorded by the caller, then the document is sent,
then the printer is asked until the job has ended. So a crash at any point is resumed by asking.
A remote job is written as "12" once announced, "12!" once the document was sent, and "?" for a
printer without Create-Job, which is asked for our job's name before anything is sent.
"""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfiumError

from kiosk.printing.backends.base import Delivery, Document, PrinterStatus, Step
from kiosk.printing.backends.raw_words import BROKEN, UNPROVEN
from kiosk.printing.ipp import client, reasons
from kiosk.printing.ipp.address import Address, address_of
from kiosk.printing.ipp.client import IppClient, Payload, RefusedError
from kiosk.printing.ipp.device import UNHEARD, device_job, device_trouble
from kiosk.printing.ipp.formats import format_of, payload
from kiosk.printing.ipp.media import job_attributes, loaded
from kiosk.printing.ipp.pins import ChangedError, Pins, UnreachableError
from kiosk.printing.ipp.wire import Attributes, number
from kiosk.texts import N_

UNNAMED = "?"
SENT_MARK = "!"
PENDING, HELD, CANCELED, ABORTED, COMPLETED = 3, 4, 7, 8, 9

FORGOTTEN = N_("La impresora olvidó el trabajo: mire si la credencial salió antes de repetirla.")
NO_FORMAT = N_("La impresora no acepta PDF ni imágenes que conocemos: instálela como cola de CUPS.")
REFUSED = N_("La impresora rechazó la credencial.")
CHANGED = N_(
    "Otra impresora responde en esa dirección: cambió su certificado. Si es la correcta,"
    " borre su línea en printer-certificates.txt."
)
ABORTED_THERE = N_("La impresora interrumpió el trabajo.")
CANCELED_THERE = N_("El trabajo fue cancelado en la impresora.")


class IppBackend:
    """One printer or queue by its address."""

    def __init__(self, address: Address, pins: Pins | None = None) -> None:
        self._client = IppClient(address, pins=pins)

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:
        """One step: announce, send, or ask. See the module's first lines."""
        try:
            if state is Step.WAITING or not remote_job:
                return self._announce(document)
            if remote_job == UNNAMED:
                return self._print_at_once(document)
            return self._follow(document, remote_job)
        except UnreachableError as error:
            return Delivery(state, _unreachable(error), remote_job)
        except RefusedError as error:
            return _refused(error, state, remote_job)
        except PdfiumError:
            return Delivery(Step.FAILED, BROKEN, remote_job)

    def status(self) -> PrinterStatus:
        """How the printer is; behind a CUPS queue the printer itself is asked where it can be."""
        try:
            printer = self._client.printer()
        except UnreachableError as error:
            return PrinterStatus(ready=False, reason=_unreachable(error))
        except RefusedError:
            return PrinterStatus(ready=False, reason=reasons.NOT_ACCEPTING)
        told = self._trouble(printer)
        name = str(printer.get("printer-info", printer.get("printer-name", [""]))[0])
        return PrinterStatus(not told, told, name, said=reasons.own_words(printer))

    def _announce(self, document: Document) -> Delivery:
        printer = self._client.printer()
        mime = format_of(printer)
        if mime is None:
            return Delivery(Step.FAILED, NO_FORMAT)
        if not self._client.address.cups and not loaded(printer, document.media):
            return Delivery(Step.WAITING, reasons.MEDIA_NEEDED, said=_ready(printer))
        job = job_attributes(printer, document.media)
        self._client.validate(document.name, job, mime)
        operations = printer.get("operations-supported", [])
        if client.CREATE_JOB not in operations or client.SEND_DOCUMENT not in operations:
            return Delivery(Step.SENT, remote_job=UNNAMED)
        return Delivery(Step.SENT, remote_job=str(self._client.create_job(document.name, job)))

    def _print_at_once(self, document: Document) -> Delivery:
        """For printers without Create-Job: our job's name tells whether it went out before."""
        known = [job for job in self._client.jobs() if job.get("job-name") == [document.name]]
        if known:
            return Delivery(Step.SENT, remote_job=f"{client.job_id_of(known[0])}{SENT_MARK}")
        job = job_attributes(self._client.printer(), document.media)
        given = self._client.print_job(document.name, job, self._payload(document))
        return Delivery(Step.SENT, remote_job=f"{given}{SENT_MARK}")

    def _follow(self, document: Document, remote_job: str) -> Delivery:
        ours = int(remote_job.rstrip(SENT_MARK))
        sent = remote_job.endswith(SENT_MARK)
        job = self._job(ours, document.name)
        if job is None:
            return Delivery(Step.UNKNOWN, FORGOTTEN) if sent else Delivery(Step.WAITING)
        state = number(job, "job-state")
        remote = f"{ours}{SENT_MARK}"
        if not sent and _may_be_empty(job):
            self._send(ours, document)
            return Delivery(Step.SENT, remote_job=remote)
        if state == COMPLETED:
            return self._completed(document, remote)
        if state in {CANCELED, ABORTED}:
            words = CANCELED_THERE if state == CANCELED else ABORTED_THERE
            return Delivery(Step.FAILED, words, remote)
        return self._underway(remote)

    def _underway(self, remote: str) -> Delivery:
        """What the printer says while it has the job."""
        printer = self._client.printer()
        told = self._trouble(printer)
        return Delivery(Step.SENT, told, remote, reasons.own_words(printer) if told else "")

    def _send(self, job_id: int, document: Document) -> None:
        """Hand over the document, unless the job turns out to have one since before a crash."""
        whole = self._payload(document)
        try:
            self._client.send_document(job_id, document.name, whole)
        except RefusedError as error:
            if error.status not in {client.NOT_POSSIBLE, client.ONE_DOCUMENT_ONLY}:
                raise

    def _payload(self, document: Document) -> Payload:
        """The badge as the printer wants it now; it may take other formats than an hour ago."""
        printer = self._client.printer()
        mime = format_of(printer)
        if mime is None:
            raise RefusedError(client.NO_SUCH_FORMAT)
        return payload(printer, mime, document.pdf, document.media)

    def _job(self, job_id: int, name: str) -> Attributes | None:
        """The job, if the printer still knows it; a printer that restarted gives ids anew."""
        try:
            job = self._client.job(job_id)
        except RefusedError as error:
            if error.status == client.NOT_FOUND:
                return None
            raise
        return job if job.get("job-name", [name]) == [name] else None

    def _completed(self, document: Document, remote: str) -> Delivery:
        """CUPS calls a job completed that the printer refused: the printer has the last word."""
        state = device_job(self._client, document.name) if self._client.address.cups else None
        if state in {CANCELED, ABORTED}:
            return Delivery(Step.FAILED, ABORTED_THERE, remote)
        if state == UNHEARD:
            return Delivery(Step.UNKNOWN, UNPROVEN, remote)
        if state is not None and state != COMPLETED:
            return self._underway(remote)
        return Delivery(Step.DONE, remote_job=remote)

    def _trouble(self, printer: Attributes) -> str:
        """CUPS hears of a printer's state late: the printer itself is asked where it can be."""
        if self._client.address.cups:
            told = device_trouble(printer)
            if told is not None:
                return told
        return reasons.trouble(printer)


def ipp_backend(uri: str, folder: Path | None = None) -> IppBackend:
    """The way to "ipp://", "ipps://" or "cups:". Raises WrongUseError for any other URI.

    `folder` is the profile's: it keeps the certificates of encrypted printers.
    """
    return IppBackend(address_of(uri), Pins(folder) if folder else None)


def _unreachable(error: UnreachableError) -> str:
    return CHANGED if isinstance(error, ChangedError) else reasons.UNREACHABLE


def _ready(printer: Attributes) -> str:
    return "media-ready: " + ", ".join(str(name) for name in printer.get("media-ready", []))


def _may_be_empty(job: Attributes) -> bool:
    """Whether an announced job may still wait for its document; not all printers count them."""
    documents = number(job, "number-of-documents")
    if documents is not None:
        return documents == 0
    return number(job, "job-state") in {PENDING, HELD}


def _refused(error: RefusedError, state: Step, remote_job: str) -> Delivery:
    """What an IPP error means: later again, or never."""
    if error.status == client.BUSY:
        return Delivery(state, reasons.BUSY, remote_job)
    if error.status in {client.NOT_ACCEPTING, 0x0500, 0x0502, 0x0505}:
        return Delivery(state, reasons.NOT_ACCEPTING, remote_job)
    words = {client.UNSUPPORTED: reasons.WRONG_PAPER, client.NO_SUCH_FORMAT: NO_FORMAT}
    return Delivery(Step.FAILED, words.get(error.status, REFUSED), remote_job)
