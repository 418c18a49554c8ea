"""The ZPL backend against a printer at a real socket: nothing twice, nothing believed unproven."""

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.printing.backends.base import BEGUN, READY, Delivery, Document, Step
from kiosk.printing.backends.raw_words import BROKEN, CUT, SILENT, UNPROVEN
from kiosk.printing.backends.zpl import trace_of, zpl_backend
from kiosk.printing.ipp import reasons
from kiosk.printing.zpl import questions
from kiosk.printing.zpl.status import HEAD_OPEN, TOO_HOT


@pytest.fixture
def step(zebra, badge):
    """One step of the badge at the printer, from an earlier answer: step(before, options)."""

    def take(before=None, options=""):
        before = before or Delivery(Step.WAITING)
        backend = zpl_backend(zebra.uri + options)
        return backend.advance(badge, before.state, before.remote_job)

    return take


@pytest.fixture
def impatient(monkeypatch):
    """For printers that never answer: nobody waits for them."""
    monkeypatch.setattr(questions, "PATIENCE", 0.05)
    monkeypatch.setattr(questions, "_COUNTER_PATIENCE", 0.05)


def drive(step, before=None, steps=20):
    """Go on until the job has ended."""
    for _ in range(steps):
        before = step(before)
        if before.state in {Step.DONE, Step.FAILED, Step.UNKNOWN}:
            return before
    return before


def test_looked_at_then_sent_then_proven_by_the_counter(zebra, step):
    ready = step()
    assert ready == Delivery(Step.SENT, remote_job=READY)
    assert zebra.labels == []

    sent = step(ready)
    assert (sent.state, sent.reason) == (Step.PRINTING, "")
    assert len(zebra.labels) == 1

    assert step(sent).state is Step.DONE
    assert len(zebra.labels) == 1


def test_while_labels_are_under_way_it_is_printing(zebra, step):
    zebra.holds = True
    sent = step(step())
    for _ in range(20):
        sent = step(sent)
        assert (sent.state, sent.reason) == (Step.PRINTING, "")

    zebra.mend()
    assert step(sent).state is Step.DONE


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("media_out", reasons.MEDIA_EMPTY),
        ("head_open", HEAD_OPEN),
        ("paused", reasons.PAUSED),
        ("ribbon_out", reasons.SUPPLY_EMPTY),
        ("hot", TOO_HOT),
        ("jam", reasons.MEDIA_JAM),
        ("odd", reasons.STOPPED),
    ],
)
def test_nothing_is_sent_while_the_printer_reports_trouble(zebra, step, trouble, words):
    ready = step()
    zebra.trouble = {trouble}

    waiting = step(ready)
    assert (waiting.state, waiting.reason, waiting.remote_job) == (Step.WAITING, words, "")
    assert waiting.said.startswith("ERRORS 00000000")
    assert step(waiting).reason == words
    assert zebra.labels == zebra.waiting == []

    zebra.mend()
    assert drive(step, waiting).state is Step.DONE
    assert len(zebra.labels) == 1


def test_trouble_after_the_bytes_is_told_and_ends_well(zebra, step):
    zebra.holds = True
    sent = step(step())
    zebra.trouble = {"media_out"}

    stuck = step(sent)
    assert (stuck.state, stuck.reason) == (Step.PRINTING, reasons.MEDIA_EMPTY)

    zebra.mend()
    assert step(stuck).state is Step.DONE
    assert len(zebra.labels) == 1


def test_an_older_model_that_knows_host_status_only(zebra, step):
    zebra.knows_errors, zebra.counts = False, False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(questions, "PATIENCE", 0.3)
        zebra.trouble = {"ribbon_out"}
        assert step().reason == reasons.SUPPLY_EMPTY

        zebra.mend()
        assert drive(step).state is Step.DONE
    assert len(zebra.labels) == 1


def test_without_a_counter_one_idle_answer_is_no_proof_and_two_are(zebra, step):
    zebra.counts = False
    sent = step(step())

    once = step(sent)
    assert once.state is Step.PRINTING
    assert step(once).state is Step.DONE


def test_a_line_that_is_cut_among_the_bytes_is_for_a_human_to_judge(zebra, step):
    ready = step()
    zebra.cut_after = 2000

    assert step(ready) == Delivery(Step.UNKNOWN, CUT)
    assert zebra.labels == []


def test_a_step_that_was_begun_before_a_crash_is_never_repeated(zebra, step):
    assert step(Delivery(Step.SENT, remote_job=BEGUN)) == Delivery(Step.UNKNOWN, CUT)
    assert step(Delivery(Step.SENT, remote_job="what is this")) == Delivery(Step.UNKNOWN, CUT)
    assert zebra.heard == zebra.labels == []


def test_power_lost_with_the_label_inside_is_not_called_printed(zebra, step):
    zebra.holds = True
    sent = step(step())
    zebra.lose_power()
    ended = drive(step, sent)

    assert (ended.state, ended.reason) == (Step.UNKNOWN, UNPROVEN)


def test_without_a_counter_a_printer_that_was_out_of_sight_proves_nothing(zebra, step):
    zebra.counts, zebra.holds = False, True
    sent = step(step())
    port, zebra.port = zebra.port, 1
    lost = step(sent)
    assert (lost.state, lost.reason) == (Step.PRINTING, reasons.UNREACHABLE)

    zebra.port = port
    zebra.lose_power()
    assert step(lost).state is Step.UNKNOWN


def test_a_printer_that_was_out_of_sight_is_believed_by_its_counter(zebra, step):
    sent = step(step())
    port, zebra.port = zebra.port, 1
    lost = step(sent)

    zebra.port = port
    assert step(lost).state is Step.DONE


def test_a_printer_that_tells_nothing_is_sent_nothing_unless_the_station_says_so(
    zebra, step, impatient
):
    zebra.answers = False
    assert step() == Delivery(Step.WAITING, SILENT)
    assert not zpl_backend(zebra.uri).status().ready

    trusted = step(step(options="?confirm=no"), options="?confirm=no")
    assert trusted.state is Step.DONE


def test_a_printer_that_falls_silent_after_the_bytes_ends_as_unknown(zebra, step, impatient):
    zebra.holds = True
    sent = step(step())
    zebra.answers = False

    assert drive(step, sent) == Delivery(Step.UNKNOWN, UNPROVEN, "101 12 seen")


def test_nobody_there_before_anything_was_sent(zebra, step):
    ready = step()
    zebra.port = 1

    for before in (None, ready):
        assert step(before) == Delivery(Step.WAITING, reasons.UNREACHABLE)


def test_a_broken_page_is_told(zebra):
    done = zpl_backend(zebra.uri).advance(Document("x", b"%PDF-", ""), Step.SENT, READY)

    assert done == Delivery(Step.FAILED, BROKEN)


@pytest.mark.parametrize(
    ("loaded", "state"),
    [
        ("iso_a6_105x148mm", Step.SENT),
        ("om_mine_105.5x147.5mm", Step.SENT),
        ("oe_badge-4x3_4x3in", Step.FAILED),
    ],
)
def test_the_wrong_labels_are_refused_where_the_station_says_what_is_loaded(step, loaded, state):
    looked = step(options=f"?media={loaded}")

    assert looked.state is state
    assert looked.reason == (reasons.WRONG_PAPER if state is Step.FAILED else "")


def test_status(zebra):
    backend = zpl_backend(zebra.uri)
    assert (backend.status().ready, backend.status().name) == (True, "127.0.0.1")

    zebra.trouble = {"head_open", "media_out"}
    told = backend.status()
    assert (told.ready, told.reason) == (False, HEAD_OPEN)
    assert told.said == "ERRORS 00000000 00000005"


def test_a_two_sided_badge_is_two_labels(zebra, content):
    from kiosk.printing.badge import draw_badges
    from kiosk.printing.layout import load_layout

    layout = load_layout("4x3in")
    both = draw_badges([content(), content()], layout).pdf
    backend = zpl_backend(zebra.uri)
    sent = backend.advance(Document("x", both, layout.media), Step.SENT, READY)

    assert len(zebra.labels) == 2
    assert trace_of(sent.remote_job).expected == 102


@pytest.mark.parametrize(
    "uri",
    [
        "zpl:",
        "zpl://",
        "zpl://host:port",
        "zpl://host/path",
        "zpl://host?dpi=150",
        "zpl://host?media=big",
        "zpl://host?confirm=maybe",
        "zpl://host?colour=red",
        "zpl://[host",
    ],
)
def test_a_wrong_address_is_refused_with_words(uri):
    with pytest.raises(WrongUseError):
        zpl_backend(uri)


@pytest.mark.parametrize("text", ["", "1", "a 1 seen", "1 b seen", "1 1 seen more", "- - -"])
def test_what_is_no_trace(text):
    assert trace_of(text) is None
