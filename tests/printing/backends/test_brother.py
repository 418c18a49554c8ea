"""The Brother backend against a printer at a real socket, its bytes read by brother_ql's reader."""

import io
import sys

import pytest
import zxingcpp
from brother_ql.reader import BrotherQLReader
from PIL import Image

from kiosk.domain.errors import WrongUseError
from kiosk.printing.backends import brother as backend_module
from kiosk.printing.backends.base import BEGUN, READY, Delivery, Document, Step
from kiosk.printing.backends.brother import brother_backend
from kiosk.printing.backends.raw_words import BROKEN, CUT, SILENT, UNPROVEN
from kiosk.printing.brother.status import OTHER_ROLL
from kiosk.printing.ipp import reasons


@pytest.fixture
def step(brother, label_62x100):
    """One step of the badge at the printer: step(before, options)."""

    def take(before=None, options=""):
        before = before or Delivery(Step.WAITING)
        backend = brother_backend(brother.uri + options)
        return backend.advance(label_62x100, before.state, before.remote_job)

    return take


@pytest.fixture
def impatient(monkeypatch):
    """For printers that never answer: nobody waits for them."""
    monkeypatch.setattr(backend_module, "PATIENCE", 0.05)
    monkeypatch.setattr(backend_module, "_PRINTING", 0.05)


def test_looked_at_then_sent_and_proven_by_the_printers_word(brother, step):
    ready = step()
    assert ready == Delivery(Step.SENT, remote_job=READY)
    assert brother.received == b""

    assert step(ready) == Delivery(Step.DONE)


def test_the_analyser_of_another_make_reads_our_label_and_its_code(
    brother, step, tmp_path, monkeypatch
):
    step(step())
    monkeypatch.chdir(tmp_path)  # the analyser writes where it stands
    reader = BrotherQLReader(io.BytesIO(brother.received))
    reader.analyse()

    assert (reader.mwidth, reader.raster_no, reader.cut_at_end) == (62, 1109, True)
    with Image.open(tmp_path / "label0001.png") as seen:
        assert [found.text for found in zxingcpp.read_barcodes(seen.convert("L"))] == [
            "LAC46.K7PX42NQ"
        ]


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        ((0x01, 0), reasons.MEDIA_EMPTY),
        ((0x02, 0), reasons.MEDIA_EMPTY),
        ((0, 0x10), reasons.COVER_OPEN),
        ((0, 0x40), reasons.MEDIA_JAM),
        ((0, 0x80), reasons.STOPPED),
    ],
    ids=["no-media", "end-of-media", "cover", "jam", "other"],
)
def test_nothing_is_sent_while_the_printer_reports_trouble(brother, step, errors, words):
    ready = step()
    brother.errors = errors
    waiting = step(ready)

    assert (waiting.state, waiting.reason) == (Step.WAITING, words)
    assert waiting.said.startswith("ERROR ")
    assert step().reason == words
    assert not brother_backend(brother.uri).status().ready
    assert brother.received == b""


def test_another_roll_than_the_address_says_is_told(brother, step):
    brother.roll = (29, 90)

    assert step() == Delivery(Step.WAITING, OTHER_ROLL)


def test_an_error_on_the_way_is_for_a_human_to_judge(brother, step):
    brother.errors_after = (0x02, 0)

    assert step(step()) == Delivery(Step.UNKNOWN, UNPROVEN, said="ERROR 02 00")


def test_silence_after_the_bytes_is_no_proof(brother, step, impatient):
    brother.completes = False

    assert step(step()) == Delivery(Step.UNKNOWN, UNPROVEN)


def test_a_line_cut_in_mid_label(brother, step):
    ready = step()
    brother.dies = True

    assert step(ready).state is Step.UNKNOWN


def test_a_step_that_was_begun_before_a_crash_is_never_repeated(brother, step):
    assert step(Delivery(Step.SENT, remote_job=BEGUN)) == Delivery(Step.UNKNOWN, CUT)
    assert brother.received == b""


def test_a_silent_model_prints_only_where_the_station_says_so(brother, step, impatient):
    brother.answers = False
    assert step() == Delivery(Step.WAITING, SILENT)

    assert step(step(options="&confirm=no"), options="&confirm=no") == Delivery(Step.DONE)


def test_nobody_there(brother, step):
    ready = step()
    brother.port = 1

    assert step(ready) == Delivery(Step.WAITING, reasons.UNREACHABLE)
    assert step() == Delivery(Step.WAITING, reasons.UNREACHABLE)


def test_a_badge_of_another_size_and_a_broken_one_fail(brother, badge):
    backend = brother_backend(brother.uri)

    assert backend.advance(badge, Step.WAITING, "").reason == reasons.WRONG_PAPER
    assert backend.advance(Document("x", b"%PDF-", ""), Step.WAITING, "").reason == BROKEN


def test_without_the_extra_one_sentence_says_what_to_install(brother, monkeypatch):
    monkeypatch.setitem(sys.modules, "brother_ql.labels", None)

    with pytest.raises(WrongUseError, match=r"kiosk\[brother\]"):
        brother_backend(brother.uri)


@pytest.mark.parametrize(
    "uri",
    [
        "brother://",
        "brother://host?model=QL-1",
        "brother://host?label=wide",
        "brother://host?dpi=1",
    ],
)
def test_a_wrong_address_is_refused_with_words(uri):
    with pytest.raises(WrongUseError):
        brother_backend(uri)
