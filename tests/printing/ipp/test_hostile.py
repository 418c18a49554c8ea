"""A broken or malicious printer: whatever it answers, an answer or a reason; no crash, no waiting."""

import http.server
import socket
import threading
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.printing.backends.base import Delivery, Document, PrinterStatus, Step
from kiosk.printing.backends.ipp import IppBackend, ipp_backend
from kiosk.printing.discovery import cups_printers
from kiosk.printing.ipp import reasons, wire
from kiosk.printing.ipp.address import Address
from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.pins import UnreachableError
from kiosk.printing.ipp.wire import Value, WireError, answer, request

BADGE = Document("LAC46.K7PX42NQ-1", b"%PDF-1.4 a badge", "iso_a6_105x148mm")
STATES = ("", "1", "1!", "?")
WORDS = [
    "job-id",
    "job-name",
    "job-state",
    "number-of-documents",
    "device-uri",
    "document-format-supported",
    "media-size-supported",
    "media-supported",
    "operations-supported",
    "print-scaling-supported",
    "printer-info",
    "printer-is-accepting-jobs",
    "printer-name",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
]
IN_PROCESS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

small = st.integers(-(2**31), 2**31 - 1)
texts = st.text(max_size=12)
kinds = st.one_of(
    small.map(lambda value: Value(wire.INTEGER, [value])),
    st.sampled_from([2, 3, 4, 5, 6, 7, 8, 9]).map(lambda value: Value(wire.ENUM, [value])),
    st.lists(texts, min_size=1, max_size=3).map(lambda value: Value(wire.KEYWORD, value)),
    st.sampled_from(["application/pdf", BADGE.name, "1"]).map(lambda one: Value(wire.NAME, [one])),
    st.booleans().map(lambda value: Value(wire.BOOLEAN, [value])),
    small.map(lambda value: Value(wire.BEGIN_COLLECTION, [{"x": Value(wire.INTEGER, [value])}])),
)
groups = st.dictionaries(st.sampled_from(WORDS), kinds, max_size=10)


def message(status, jobs, printer):
    """A well-formed answer with senseless words in it."""
    head = request(status, 1, {})[:-1]
    for tag, group in ((wire.JOB, jobs), (wire.PRINTER, printer)):
        head += bytes([tag]) + b"".join(wire._attribute(key, value) for key, value in group.items())
    return head + bytes([wire.END])


def told(backend, remote):
    """One step and one look at the printer: both must come back as what they promise to be."""
    before = Step.SENT if remote else Step.WAITING
    step = backend.advance(BADGE, before, remote)
    status = backend.status()

    assert isinstance(step, Delivery)
    assert isinstance(status, PrinterStatus)
    assert isinstance(step.state, Step)
    assert isinstance(status.said, str)
    return step


@IN_PROCESS
@given(
    status=st.sampled_from([0, 0, 0, 1, 0x0400, 0x0404, 0x0406, 0x0507, 0x0509]),
    jobs=groups,
    printer=groups,
    remote=st.sampled_from(STATES),
    queue=st.booleans(),
)
def test_senseless_words_never_crash_a_step(stand_in, status, jobs, printer, remote, queue):
    printer.pop("device-uri", None)  # it would send us to a stranger: its own test below
    stand_in.raw = message(status, jobs, printer)
    told(IppBackend(Address("127.0.0.1", stand_in.port, "/ipp/print", cups=queue)), remote)


@IN_PROCESS
@given(data=st.binary(max_size=200), start=st.booleans(), remote=st.sampled_from(STATES))
def test_bytes_of_any_kind_change_nothing_or_are_an_answer(stand_in, data, start, remote):
    stand_in.raw = (b"\x01\x01\x00\x00\x00\x00\x00\x01" if start else b"") + data
    step = told(ipp_backend(stand_in.uri), remote)

    assert step.state is not Step.DONE or start


@IN_PROCESS
@given(cut=st.integers(0, 400), flip=st.integers(0, 400), byte=st.integers(0, 255))
def test_an_honest_answer_cut_or_damaged_is_told_apart(stand_in, cut, flip, byte):
    whole = bytearray(message(0, {"job-id": Value(wire.INTEGER, [7])}, stand_in.printer()))
    whole[flip % len(whole)] = byte
    stand_in.raw = bytes(whole[: len(whole) - cut % len(whole)])
    told(ipp_backend(stand_in.uri), "7!")


@IN_PROCESS
@given(printer=groups)
def test_a_cups_server_of_any_mind_lists_only_printers_with_names(stand_in, printer):
    printer.pop("device-uri", None)
    stand_in.raw = message(0, {}, printer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", f"127.0.0.1:{stand_in.port}")
        found = cups_printers()

    assert len(found) == ("printer-name" in printer)
    assert all(each.uri.startswith("cups:") for each in found)


@pytest.mark.parametrize(
    "uri",
    [
        "ipp://",
        "ipp://[",
        "ipp://a b/",
        "ipp://h\u00f1\u0000st/ipp",
        "ipp://127.0.0.1:1/\u00e1rea",
        "ipp://127.0.0.1:1/a\nHost: x",
        "ipp://127.0.0.1:99999/",
        "ipp://" + "a" * 300 + "/",
        "ipp://.../",
        "socket://10.0.0.9",
        "",
    ],
)
def test_a_queue_that_names_a_senseless_device_still_has_a_status(stand_in, uri):
    stand_in.extra["device-uri"] = Value(wire.URI, [uri])
    stand_in.jobs = {1: {"name": BADGE.name, "state": 9, "documents": 1}}
    backend = ipp_backend(f"ipp://127.0.0.1:{stand_in.port}/printers/Badge")

    assert isinstance(backend.status(), PrinterStatus)
    assert backend.advance(BADGE, Step.SENT, "1!").state is Step.DONE


def test_a_job_of_our_name_without_a_number_is_asked_for_again(stand_in):
    stand_in.raw = message(
        0, {"job-name": Value(wire.NAME, [BADGE.name])}, {"printer-name": Value(wire.NAME, ["x"])}
    )

    assert told(ipp_backend(stand_in.uri), "?") == Delivery(Step.SENT, reasons.UNREACHABLE, "?")


@pytest.mark.parametrize("status", [0x0404, 0x0509])
def test_a_printer_that_has_the_document_already_is_only_asked(stand_in, status):
    backend = ipp_backend(stand_in.uri)
    announced = backend.advance(BADGE, Step.WAITING, "")
    backend.advance(BADGE, announced.state, announced.remote_job)  # its answer was lost
    # The job still counts as pending while its first document is being taken in.
    stand_in.jobs[1] |= {"state": 3, "documents": 0}
    stand_in.refuse[0x0006] = status
    again = backend.advance(BADGE, announced.state, announced.remote_job)

    assert again == Delivery(Step.SENT, remote_job="1!")
    assert len(stand_in.documents) == 1


@contextmanager
def server(handle):
    """A bare TCP server for one hung-up peer: handle(connection) answers as it likes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = threading.Event()

        def serve():
            while not ended.is_set():
                try:
                    peer, _ = listening.accept()
                except OSError:
                    return
                with peer:
                    handle(peer, ended)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Address("127.0.0.1", listening.getsockname()[1], "/ipp/print")
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def drip(peer, ended):
    """Byte after byte, each in time for a timeout of its own, and never an end."""
    peer.recv(65536)
    peer.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    try:
        while not ended.wait(0.02):
            peer.sendall(b"x")
    except OSError:
        return


def drip_body(peer, ended):
    peer.recv(65536)
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n")
    try:
        while not ended.wait(0.02):
            peer.sendall(b"\x01")
    except OSError:
        return


def say_continue(peer, ended):
    peer.recv(65536)
    try:
        while not ended.wait(0.005):
            peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    except OSError:
        return


def say_nothing(peer, ended):
    peer.recv(65536)
    ended.wait(30)


@pytest.mark.parametrize("handle", [drip, drip_body, say_continue])
def test_a_printer_that_never_comes_to_an_end_is_hung_up(handle):
    with server(handle) as address, pytest.raises(UnreachableError):
        IppClient(address, timeout=5.0, patience=0.2).printer()


def test_a_printer_that_says_nothing_does_not_answer():
    with server(say_nothing) as address, pytest.raises(UnreachableError):
        IppClient(address, timeout=0.1).printer()


class _Endless(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(80):
                self.wfile.write(b"\x01" * 100_000)
        except OSError:
            return

    def log_message(self, *args):
        """Say nothing."""


def test_an_answer_of_many_megabytes_is_no_printer():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Endless) as endless:
        thread = threading.Thread(target=endless.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = Address("127.0.0.1", endless.server_address[1], "/")
        with pytest.raises(UnreachableError):
            IppClient(address).printer()
        endless.shutdown()
        thread.join()


names = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20)


@given(st.dictionaries(names, st.lists(small, min_size=1, max_size=4), max_size=6))
def test_numbers_survive_the_wire(numbers):
    sent = {name: Value(wire.INTEGER, values) for name, values in numbers.items()}
    read = answer(request(0, 1, {}, sent))

    assert read.group(wire.JOB) == numbers


@given(st.dictionaries(names, st.lists(texts, min_size=1, max_size=4), max_size=6))
def test_texts_of_any_script_survive_the_wire(words):
    sent = {name: Value(wire.NAME, values) for name, values in words.items()}

    assert answer(request(0, 1, {}, sent)).group(wire.JOB) == words


@given(
    st.recursive(
        small, lambda inner: st.dictionaries(names, inner, min_size=1, max_size=3), max_leaves=8
    )
)
def test_collections_in_collections_survive_the_wire(tree):
    def packed(node):
        if isinstance(node, int):
            return Value(wire.INTEGER, [node])
        return Value(wire.BEGIN_COLLECTION, [{key: packed(value) for key, value in node.items()}])

    def plain(node):
        return (
            node if isinstance(node, int) else {key: [plain(value)] for key, value in node.items()}
        )

    assert answer(request(0, 1, {}, {"a": packed(tree)})).group(wire.JOB) == {"a": [plain(tree)]}


@pytest.mark.parametrize("depth", [17, 2000])
def test_collections_without_end_are_no_answer(depth):
    head = b"\x01\x01\x00\x00\x00\x00\x00\x01\x04\x34\x00\x01a\x00\x00"

    with pytest.raises(WireError):
        answer(head + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * depth)


@pytest.mark.parametrize(
    ("attributes", "found"),
    [({"n": [3]}, 3), ({"n": ["3"]}, None), ({"n": [{"x": [1]}]}, None), ({}, None)],
)
def test_only_a_number_is_a_number(attributes, found):
    assert wire.number(attributes, "n") == found


@pytest.mark.parametrize(
    ("printer", "said"),
    [
        ({"printer-state-reasons": ["none"]}, ""),
        ({"printer-state-reasons": ["media-jam-error"]}, "media-jam-error"),
        (
            {"printer-state-reasons": ["cover-open"], "printer-state-message": ["Open lid "]},
            "cover-open: Open lid",
        ),
        ({"printer-state-message": ["Ready"]}, "Ready"),
        ({}, ""),
    ],
)
def test_the_printers_own_words_are_left_as_they_are(printer, said):
    assert reasons.own_words(printer) == said
