"""The IPP backend, step by step, against a printer at the wire."""

import pytest

from kiosk.printing.backends.base import Delivery, Document, Step
from kiosk.printing.backends.ipp import (
    ABORTED_THERE,
    CANCELED_THERE,
    FORGOTTEN,
    NO_FORMAT,
    REFUSED,
    UNNAMED,
    ipp_backend,
)
from kiosk.printing.backends.raw_words import BROKEN, UNPROVEN
from kiosk.printing.discovery import cups_printers
from kiosk.printing.ipp import client, reasons
from kiosk.printing.ipp.wire import KEYWORD, NAME, Value

BADGE = Document("LAC46.K7PX42NQ-1", b"%PDF-1.4 a badge", "iso_a6_105x148mm")


@pytest.fixture
def step(stand_in):
    """One step of the badge at the stand-in, from an earlier answer."""
    backend = ipp_backend(stand_in.uri)

    def take(before=Delivery(Step.WAITING)):  # noqa: B008  a frozen value
        return backend.advance(BADGE, before.state, before.remote_job)

    return take


def test_announced_then_sent_then_printed(stand_in, step):
    announced = step()
    assert announced == Delivery(Step.SENT, remote_job="1")
    assert stand_in.documents == []

    sent = step(announced)
    assert sent == Delivery(Step.SENT, remote_job="1!")
    assert stand_in.documents == [BADGE.pdf]

    assert step(sent) == sent
    stand_in.jobs[1]["state"] = 9
    assert step(sent) == Delivery(Step.DONE, remote_job="1!")
    assert stand_in.documents == [BADGE.pdf]


def test_paper_and_scaling_are_asked_for_before_anything_is_announced(stand_in, step):
    step()

    assert stand_in.asked == [client.GET_PRINTER, client.VALIDATE_JOB, client.CREATE_JOB]
    assert stand_in.last == {"media": ["iso_a6_105x148mm"], "print-scaling": ["none"]}


@pytest.mark.parametrize("counts", [True, False])
def test_a_document_sent_before_a_crash_is_not_sent_again(stand_in, step, counts):
    stand_in.counts_documents = counts
    announced = step()
    step(announced)  # its answer was lost in the crash

    for state in (3, 4, 5):
        stand_in.jobs[1]["state"] = state
        assert step(announced).remote_job == "1!"
    assert stand_in.documents == [BADGE.pdf]


def test_a_job_announced_and_forgotten_before_it_was_sent_starts_anew(stand_in, step):
    announced = step()
    stand_in.jobs.clear()

    assert step(announced) == Delivery(Step.WAITING)


def test_a_job_forgotten_after_it_was_sent_is_for_a_human_to_judge(stand_in, step):
    sent = step(step())
    stand_in.jobs.clear()

    assert step(sent) == Delivery(Step.UNKNOWN, FORGOTTEN)


def test_another_job_under_the_same_number_is_not_ours(stand_in, step):
    sent = step(step())
    stand_in.jobs[1] |= {"name": "somebody else's", "state": 9}

    assert step(sent) == Delivery(Step.UNKNOWN, FORGOTTEN)


@pytest.mark.parametrize(("state", "words"), [(7, CANCELED_THERE), (8, ABORTED_THERE)])
def test_ended_badly(stand_in, step, state, words):
    sent = step(step())
    stand_in.jobs[1]["state"] = state

    assert step(sent) == Delivery(Step.FAILED, words, "1!")


def test_the_printer_tells_what_it_waits_for(stand_in, step):
    sent = step(step())
    stand_in.reasons = ["cover-open-error"]

    assert step(sent) == Delivery(
        Step.SENT, "La tapa de la impresora está abierta.", "1!", said="cover-open-error"
    )


@pytest.mark.parametrize("status", [0x0507, 0x0506, 0x0502])
def test_a_printer_that_cannot_now_is_tried_again(stand_in, step, status):
    stand_in.refuse[client.CREATE_JOB] = status
    refused = step()

    assert refused.state is Step.WAITING
    assert refused.reason in {reasons.BUSY, reasons.NOT_ACCEPTING}

    stand_in.refuse.clear()
    assert step(refused).state is Step.SENT


def test_busy_while_sending_keeps_the_announced_job(stand_in, step):
    announced = step()
    stand_in.refuse[client.SEND_DOCUMENT] = 0x0507
    assert step(announced) == Delivery(Step.SENT, reasons.BUSY, "1")

    stand_in.refuse.clear()
    assert step(step(announced)).remote_job == "1!"
    assert len(stand_in.documents) == 1


@pytest.mark.parametrize(
    ("status", "words"), [(0x040A, NO_FORMAT), (0x0400, REFUSED), (0x040B, reasons.WRONG_PAPER)]
)
def test_a_printer_that_will_never_is_told(stand_in, step, status, words):
    stand_in.refuse[client.VALIDATE_JOB] = status

    assert step() == Delivery(Step.FAILED, words)


def test_nothing_is_sent_to_a_printer_that_takes_none_of_our_formats(stand_in, step):
    stand_in.formats = ["application/vnd.hp-pcl", "text/plain"]

    assert step() == Delivery(Step.FAILED, NO_FORMAT)
    assert stand_in.jobs == {}


def test_a_printer_that_stopped_taking_our_formats_is_told_before_sending(stand_in, step):
    announced = step()
    stand_in.formats = ["text/plain"]

    assert step(announced) == Delivery(Step.FAILED, NO_FORMAT, "1")
    assert stand_in.documents == []


def test_paper_of_another_size_in_the_printer_is_asked_to_be_changed(stand_in, step):
    stand_in.extra["media-ready"] = Value(KEYWORD, ["na_letter_8.5x11in"])
    waiting = step()

    assert (waiting.state, waiting.reason) == (Step.WAITING, reasons.MEDIA_NEEDED)
    assert waiting.said == "media-ready: na_letter_8.5x11in"
    assert stand_in.jobs == {}

    stand_in.extra["media-ready"] = Value(KEYWORD, ["iso_a4_210x297mm", "iso_a6_105x148mm"])
    assert step(waiting).state is Step.SENT


def test_a_printer_that_would_take_other_paper_instead_is_sent_nothing(stand_in, step):
    stand_in.ignores = {"media": Value(KEYWORD, ["iso_a6_105x148mm"])}

    assert step() == Delivery(Step.FAILED, reasons.WRONG_PAPER)
    assert stand_in.jobs == {}


@pytest.mark.parametrize("mime", ["image/pwg-raster", "image/urf"])
def test_a_printer_without_pdf_is_sent_dots(stand_in, badge, mime):
    stand_in.formats = [mime]
    stand_in.extra["pwg-raster-document-type-supported"] = Value(KEYWORD, ["sgray_8"])
    backend = ipp_backend(stand_in.uri)
    sent = backend.advance(badge, Step.SENT, backend.advance(badge, Step.WAITING, "").remote_job)

    assert sent.remote_job == "1!"
    assert stand_in.documents[0].startswith(b"RaS2" if mime == "image/pwg-raster" else b"UNIRAST")


def test_a_broken_page_for_a_printer_of_dots_is_told(stand_in, step):
    announced = step()
    stand_in.formats = ["image/urf"]

    assert step(announced) == Delivery(Step.FAILED, BROKEN, "1")


def test_without_create_job_the_name_tells_whether_it_went_out(stand_in, step):
    stand_in.operations = [2, 4, 9, 10, 11]
    meant = step()
    assert meant == Delivery(Step.SENT, remote_job=UNNAMED)
    assert stand_in.documents == []

    step(meant)  # its answer was lost in a crash
    assert step(meant) == Delivery(Step.SENT, remote_job="1!")
    assert stand_in.documents == [BADGE.pdf]


@pytest.mark.parametrize(
    "before",
    [
        Delivery(Step.WAITING),
        Delivery(Step.SENT, remote_job="1!"),
        Delivery(Step.SENT, remote_job="?"),
    ],
)
@pytest.mark.parametrize("fault", [{"http_status": 500}, {"raw": b"<html>"}, {"raw": b""}])
def test_what_is_no_printer_changes_nothing(stand_in, step, before, fault):
    for name, value in fault.items():
        setattr(stand_in, name, value)

    assert step(before) == Delivery(before.state, reasons.UNREACHABLE, before.remote_job)


def test_nobody_there(unused_tcp_port_uri):
    backend = ipp_backend(unused_tcp_port_uri)

    assert backend.advance(BADGE, Step.WAITING, "").reason == reasons.UNREACHABLE
    assert backend.status().reason == reasons.UNREACHABLE


@pytest.fixture
def unused_tcp_port_uri():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"ipp://127.0.0.1:{probe.getsockname()[1]}/ipp/print"


def test_status(stand_in):
    backend = ipp_backend(stand_in.uri)
    assert (backend.status().ready, backend.status().name) == (True, "Badge")

    stand_in.reasons = ["media-jam-error"]
    assert "atascado" in backend.status().reason

    stand_in.refuse[client.GET_PRINTER] = 0x0401
    assert backend.status().reason == reasons.NOT_ACCEPTING


@pytest.fixture
def queue(stand_in):
    """The stand-in as a CUPS queue to itself: its own jobs are the device's too."""
    stand_in.extra["device-uri"] = Value(NAME, [stand_in.uri])
    return ipp_backend(f"ipp://127.0.0.1:{stand_in.port}/printers/Badge")


def test_completed_at_cups_but_given_up_by_the_printer_has_failed(stand_in, queue):
    stand_in.jobs = {
        1: {"name": BADGE.name, "state": 9, "documents": 1},
        2: {"name": BADGE.name, "state": 8, "documents": 0},  # as the printer behind tells it
    }

    assert queue.advance(BADGE, Step.SENT, "1!") == Delivery(Step.FAILED, ABORTED_THERE, "1!")


def test_completed_at_cups_and_still_printing_goes_on(stand_in, queue):
    stand_in.reasons = ["media-empty-error"]
    # The stand-in lists what is not completed first: the newest word is that of the last.
    stand_in.jobs = {1: {"name": BADGE.name, "state": 9, "documents": 1}}
    original = stand_in.answer

    def still_printing(body):
        if body[2:4] == b"\x00\x0a":
            stand_in.jobs[1]["state"] = 5
        return original(body)

    stand_in.answer = still_printing

    assert queue.advance(BADGE, Step.SENT, "1!") == Delivery(
        Step.SENT, "La impresora no tiene papel.", "1!", "media-empty-error"
    )


def test_completed_at_cups_with_a_silent_printer_is_believed(stand_in, queue):
    stand_in.extra["device-uri"] = Value(NAME, ["usb://Label/Printer"])
    stand_in.jobs = {1: {"name": BADGE.name, "state": 9, "documents": 1}}

    assert queue.advance(BADGE, Step.SENT, "1!").state is Step.DONE


def test_the_queues_of_cups_are_found(stand_in, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{stand_in.port}")
    found = cups_printers()

    assert [(each.uri, each.name, each.ready) for each in found] == [("cups:Badge", "Badge", True)]


def test_without_cups_nothing_is_found(monkeypatch, unused_tcp_port_uri):
    monkeypatch.setenv("CUPS_SERVER", unused_tcp_port_uri.split("/")[2])

    assert cups_printers() == []


def test_completed_at_cups_and_unheard_of_by_the_printer_is_for_a_human_to_judge(stand_in, queue):
    stand_in.jobs = {1: {"name": BADGE.name, "state": 9, "documents": 1}}
    original = stand_in.answer

    def another_list(body):
        if body[2:4] == b"\x00\x0a":
            stand_in.jobs[1]["name"] = "somebody else's"
        return original(body)

    stand_in.answer = another_list

    assert queue.advance(BADGE, Step.SENT, "1!") == Delivery(Step.UNKNOWN, UNPROVEN, "1!")


@pytest.mark.parametrize(
    ("formats", "state"), [(["application/pdf"], Step.DONE), (["image/urf"], Step.UNKNOWN)]
)
def test_completed_at_cups_and_a_printer_that_keeps_no_list(stand_in, queue, formats, state):
    stand_in.jobs = {1: {"name": BADGE.name, "state": 9, "documents": 1}}
    stand_in.formats = formats
    original = stand_in.answer

    def no_list(body):
        if body[2:4] == b"\x00\x0a":
            stand_in.jobs.clear()
        return original(body)

    stand_in.answer = no_list

    assert queue.advance(BADGE, Step.SENT, "1!").state is state
