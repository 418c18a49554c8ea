"""Asks one printer over HTTP: the operations that badges need; decides nothing about jobs."""

from __future__ import annotations

import http.client
import itertools
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from kiosk.printing.ipp.address import Address
from kiosk.printing.ipp.pins import ChangedError, Pins, UnreachableError, pinned_connection
from kiosk.printing.ipp.wire import (
    JOB,
    KEYWORD,
    MIME,
    NAME,
    PRINTER,
    URI,
    Answer,
    Attributes,
    Value,
    WireError,
    answer,
    number,
    request,
)

from kiosk.printing.ipp.wire import BOOLEAN, INTEGER  # isort: skip  the rest of the tags

PRINT_JOB, VALIDATE_JOB, CREATE_JOB, SEND_DOCUMENT = 0x0002, 0x0004, 0x0005, 0x0006
GET_JOB, GET_JOBS, GET_PRINTER, GET_QUEUES = 0x0009, 0x000A, 0x000B, 0x4002

PDF = "application/pdf"
BUSY = 0x0507
NOT_FOUND = 0x0406
NOT_POSSIBLE = 0x0404
NOT_ACCEPTING = 0x0506
ONE_DOCUMENT_ONLY = 0x0509
"""The answer to a second document, also while a job that has its first still counts as pending."""
NO_SUCH_FORMAT = 0x040A
UNSUPPORTED = 0x040B
UNSUPPORTED_GROUP = 0x05
_FIRST_ERROR = 0x0400
_HTTP_OK = 200
_TIMEOUT = 3.0
_PATIENCE = 10.0
_LONGEST_ANSWER = 4_000_000
"""Bytes: the longest honest answer, a CUPS server's many queues, has a hundredth of it."""
_USER = "kiosk"
_JOB_WORDS = ("job-id", "job-name", "job-state", "job-state-reasons", "number-of-documents")
_PRINTER_WORDS = (
    "color-supported",
    "device-uri",
    "document-format-supported",
    "media-bottom-margin-supported",
    "media-left-margin-supported",
    "media-ready",
    "media-right-margin-supported",
    "media-size-supported",
    "media-supported",
    "media-top-margin-supported",
    "operations-supported",
    "print-scaling-supported",
    "printer-info",
    "printer-is-accepting-jobs",
    "printer-name",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
    "printer-uri-supported",
    "pwg-raster-document-resolution-supported",
    "pwg-raster-document-type-supported",
    "urf-supported",
)


class RefusedError(Exception):
    """The printer answered with an IPP error; `status` is its code (RFC 8011, appendix B)."""

    def __init__(self, status: int) -> None:
        super().__init__(f"IPP 0x{status:04x}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Payload:
    """A document in one of the printer's formats."""

    mime: str
    data: bytes


class IppClient:
    """One printer or queue; each call is one HTTP request and keeps nothing open."""

    def __init__(
        self,
        address: Address,
        timeout: float = _TIMEOUT,
        patience: float = _PATIENCE,
        pins: Pins | None = None,
    ) -> None:
        """`timeout` seconds for each sign of life, `patience` seconds for the whole answer.

        `pins` remembers the certificates of encrypted printers; without it none is remembered.
        """
        self.address = address
        self._pins = pins
        self._timeout = timeout
        self._patience = patience
        self._numbers = itertools.count(1)

    def printer(self) -> Attributes:
        """What the printer says of itself: state, reasons, formats, media, operations."""
        wanted = {"requested-attributes": Value(KEYWORD, _PRINTER_WORDS)}
        return self._ask(GET_PRINTER, wanted).group(PRINTER)

    def queues(self) -> list[Attributes]:
        """Every queue of a CUPS server."""
        wanted = {"requested-attributes": Value(KEYWORD, _PRINTER_WORDS)}
        return self._ask(GET_QUEUES, wanted).all(PRINTER)

    def validate(self, name: str, job: Mapping[str, Value], mime: str) -> None:
        """Ask whether such a document would be taken, on that paper. Raises RefusedError.

        A printer may answer "yes, on other paper" and name the paper among what it ignored.
        """
        words = self._named(name) | {"document-format": Value(MIME, [mime])}
        ignored = self._ask(VALIDATE_JOB, words, job).group(UNSUPPORTED_GROUP)
        if "media" in ignored or "media-col" in ignored:
            raise RefusedError(UNSUPPORTED)

    def create_job(self, name: str, job: Mapping[str, Value]) -> int:
        """Announce a job without document; answers its id."""
        return _job_id(self._ask(CREATE_JOB, self._named(name), job))

    def send_document(self, job_id: int, name: str, payload: Payload) -> None:
        """Hand the job its only document."""
        words = {
            "job-id": Value(INTEGER, [job_id]),
            "requesting-user-name": Value(NAME, [_USER]),
            "document-name": Value(NAME, [name]),
            "document-format": Value(MIME, [payload.mime]),
            "last-document": Value(BOOLEAN, [True]),
        }
        self._ask(SEND_DOCUMENT, words, document=payload.data)

    def print_job(self, name: str, job: Mapping[str, Value], payload: Payload) -> int:
        """Job and document in one; answers its id."""
        words = self._named(name) | {"document-format": Value(MIME, [payload.mime])}
        return _job_id(self._ask(PRINT_JOB, words, job, document=payload.data))

    def job(self, job_id: int) -> Attributes:
        """State and name of a job."""
        words = {
            "job-id": Value(INTEGER, [job_id]),
            "requesting-user-name": Value(NAME, [_USER]),
            "requested-attributes": Value(KEYWORD, _JOB_WORDS),
        }
        return self._ask(GET_JOB, words).group(JOB)

    def jobs(self) -> list[Attributes]:
        """Every job that the printer remembers, ended ones too."""
        found: list[Attributes] = []
        for which in ("not-completed", "completed"):
            words = {
                "requesting-user-name": Value(NAME, [_USER]),
                "which-jobs": Value(KEYWORD, [which]),
                "requested-attributes": Value(KEYWORD, _JOB_WORDS),
            }
            found += self._ask(GET_JOBS, words).all(JOB)
        return found

    def _named(self, name: str) -> dict[str, Value]:
        return {
            "requesting-user-name": Value(NAME, [_USER]),
            "job-name": Value(NAME, [name]),
        }

    def _ask(
        self,
        operation: int,
        words: Mapping[str, Value],
        job: Mapping[str, Value] | None = None,
        document: bytes = b"",
    ) -> Answer:
        target = {} if operation == GET_QUEUES else {"printer-uri": Value(URI, [self.address.uri])}
        head = request(operation, next(self._numbers), {**target, **words}, job)
        result = self._post(head + document)
        if result.status >= _FIRST_ERROR:
            raise RefusedError(result.status)
        return result

    def _post(self, body: bytes) -> Answer:
        try:
            with closing(self._connection()) as connection:
                return self._exchange(connection, body)
        except ChangedError:
            raise
        except (OSError, http.client.HTTPException, UnicodeError, WireError) as error:
            raise UnreachableError(str(error)) from error

    def _exchange(self, connection: http.client.HTTPConnection, body: bytes) -> Answer:
        connection.request("POST", self.address.path, body, {"Content-Type": "application/ipp"})
        with _deadline(connection, self._patience):
            response = connection.getresponse()
            data = response.read(_LONGEST_ANSWER + 1)
        if response.status != _HTTP_OK or len(data) > _LONGEST_ANSWER:
            raise UnreachableError(f"HTTP {response.status}, {len(data)} bytes")
        return answer(data)

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self.address.host, self.address.port
        if not self.address.tls:
            return http.client.HTTPConnection(host, port, timeout=self._timeout)
        return pinned_connection(host, port, self._timeout, self._pins)


def job_id_of(job: Attributes) -> int:
    """The job's number there. Raises UnreachableError where the printer gives it none."""
    found = number(job, "job-id")
    if found is None or found <= 0:
        raise UnreachableError("no job id")
    return found


@contextmanager
def _deadline(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Hang up when the time is over: a peer that drips single bytes never times out by itself."""
    # A copy of the handle: reading may let go of the connection's own before it ends.
    line = connection.sock

    def hang_up() -> None:
        with suppress(OSError):  # closed already: all is well
            line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _job_id(result: Answer) -> int:
    return job_id_of(result.group(JOB))
