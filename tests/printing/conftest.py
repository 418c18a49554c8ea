"""Badges to draw, and an IPP printer that stands in at the wire: real HTTP, scripted answers."""

from __future__ import annotations

import http.server
import io
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from kiosk.domain.badge import BadgeContent
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.printing.ipp import wire
from kiosk.printing.ipp.wire import ENUM, INTEGER, KEYWORD, MIME, NAME, Value

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package: this finds zebra.py
from brother_ql_printer import Brother, BrotherServer
from zebra import Zebra, ZebraServer

ROLES = {role.id: role for role in STANDARD_ROLES}
MARIA = BadgeContent(
    first_line="María José",
    second_line="Núñez Prado",
    organisation="Universidad Punta Sol",
    country="Costa Rica",
    roles=(ROLES["fellow"],),
    code="LAC46.K7PX42NQ",
    languages=("es", "en"),
    photo_ok=False,
    event_name="LACNIC 46",
    event_dates="5–9 de octubre de 2026",
)


@pytest.fixture
def content() -> Callable[..., BadgeContent]:
    """A badge with some words of its own: content(first_line="Ana", roles=("board",))."""

    def make(roles: tuple[str, ...] = ("fellow",), **words: object) -> BadgeContent:
        return replace(MARIA, roles=tuple(ROLES[role] for role in roles), **words)

    return make


@pytest.fixture
def picture() -> Callable[..., Image.Image]:
    """A page of a PDF as a picture: picture(pdf, dpi=100, page=0)."""

    def draw(pdf: bytes, dpi: float = 100, page: int = 0) -> Image.Image:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return document[page].render(scale=dpi / 72).to_pil().convert("RGB")
        finally:
            document.close()

    return draw


@pytest.fixture
def words() -> Callable[[bytes], str]:
    """All text of a PDF's first page."""

    def read(pdf: bytes) -> str:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return document[0].get_textpage().get_text_bounded()
        finally:
            document.close()

    return read


class StandIn:
    """A printer that does what the test says and remembers what it was sent."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.operations = [2, 4, 5, 6, 9, 10, 11]
        self.formats = ["application/pdf"]
        self.state = 3
        self.reasons = ["none"]
        self.extra: dict[str, Value] = {}
        self.refuse: dict[int, int] = {}
        self.jobs: dict[int, dict[str, object]] = {}
        self.documents: list[bytes] = []
        self.asked: list[int] = []
        self.last: wire.Attributes = {}
        self.raw: bytes | None = None
        self.http_status = 200
        self.counts_documents = True
        self.ignores: dict[str, Value] = {}

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    def answer(self, body: bytes) -> bytes:
        stream = io.BytesIO(body)
        message = wire.answer(body)
        operation = message.status
        self.asked.append(operation)
        group = message.group(wire.OPERATION)
        self.last = message.group(wire.JOB)
        if operation in self.refuse:
            return response(self.refuse[operation])
        handler = getattr(self, f"_op_{operation:04x}", None)
        return handler(group, stream) if handler else response(0x0501)

    def _op_0004(self, group, stream):
        return response(1, ignored=[self.ignores]) if self.ignores else response(0)

    def _op_0005(self, group, stream):
        number = len(self.jobs) + 1
        self.jobs[number] = {"name": group["job-name"][0], "state": 4, "documents": 0}
        return response(0, jobs=[{"job-id": Value(INTEGER, [number])}])

    def _op_0006(self, group, stream):
        number = group["job-id"][0]
        if self.jobs[number]["documents"]:
            return response(0x0404)
        self._take(number, stream)
        return response(0)

    def _op_0002(self, group, stream):
        reply = self._op_0005(group, stream)
        self._take(len(self.jobs), stream)
        return reply

    def _take(self, number: int, stream: io.BytesIO) -> None:
        self.jobs[number] |= {"state": 5, "documents": 1}
        body = stream.getvalue()
        start = min(at for word in (b"%PDF", b"RaS2", b"UNIRAST") if (at := body.find(word)) >= 0)
        self.documents.append(body[start:])

    def _op_0009(self, group, stream):
        number = group["job-id"][0]
        if number not in self.jobs:
            return response(0x0406)
        return response(0, jobs=[self._job(number)])

    def _op_000a(self, group, stream):
        ended = group["which-jobs"][0] == "completed"
        found = [n for n, job in self.jobs.items() if (job["state"] >= 7) == ended]
        return response(0, jobs=[self._job(number) for number in found])

    def _job(self, number: int) -> dict[str, Value]:
        job = self.jobs[number]
        told = {
            "job-id": Value(INTEGER, [number]),
            "job-name": Value(NAME, [job["name"]]),
            "job-state": Value(ENUM, [job["state"]]),
        }
        if self.counts_documents:
            told["number-of-documents"] = Value(INTEGER, [job["documents"]])
        return told

    def _op_000b(self, group, stream):
        return response(0, printers=[self.printer()])

    def _op_4002(self, group, stream):
        return response(0, printers=[self.printer()])

    def printer(self) -> dict[str, Value]:
        return {
            "printer-name": Value(NAME, ["Badge"]),
            "printer-state": Value(ENUM, [self.state]),
            "printer-state-reasons": Value(KEYWORD, self.reasons),
            "operations-supported": Value(ENUM, self.operations),
            "document-format-supported": Value(MIME, self.formats),
            **self.extra,
        }


def response(status: int, jobs=(), printers=(), ignored=()) -> bytes:
    """A response with those groups."""
    head = wire.request(status, 1, {})[:-1]
    for tag, groups in ((wire.JOB, jobs), (wire.PRINTER, printers), (0x05, ignored)):
        for group in groups:
            head += bytes([tag])
            head += b"".join(wire._attribute(name, value) for name, value in group.items())
    return head + bytes([wire.END])


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        stand_in = self.server.stand_in
        reply = stand_in.raw if stand_in.raw is not None else stand_in.answer(body)
        self.send_response(stand_in.http_status)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def stand_in_handler() -> type[_Handler]:
    """What answers for the stand-in, for a server of another kind."""
    return _Handler


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A printer on a free port of this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.stand_in = StandIn(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.stand_in
        server.shutdown()
        thread.join()


@pytest.fixture
def zebra() -> Iterator[Zebra]:
    """A label printer on a free port, switched on."""
    made = Zebra()
    server = ZebraServer(made)
    yield made
    server.off()


@pytest.fixture
def brother() -> Iterator[Brother]:
    """A Brother on a free port, switched on, with labels of 62 x 100 mm."""
    made = Brother()
    server = BrotherServer(made)
    yield made
    server.off()
