"""The system's printing: a badge in its size, one question at most, and nothing twice."""

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from kiosk.app import system_printer
from kiosk.app.system_printer import CHOOSE, MISSING, REFUSED, SystemPrinters
from kiosk.domain.badge import BadgeContent
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.printing.backends.base import BEGUN, READY, Delivery, Document, Step
from kiosk.printing.backends.raw_words import BROKEN, CUT
from kiosk.printing.backends.registry import NO_WINDOW, backend_of
from kiosk.printing.badge import draw_badges
from kiosk.printing.ipp.reasons import UNREACHABLE
from kiosk.printing.layout import load_layout

CODE = "LAC46.K7PX42NQ"


def badge_of(layout, people=1):
    shape = load_layout(layout)
    ana = BadgeContent(
        "Ana", "Núñez", "NIC", "Costa Rica", (STANDARD_ROLES[0],), CODE, event_name="LACNIC 46"
    )
    return Document(f"{CODE}-1", draw_badges([ana] * people, shape).pdf, shape.media)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "printed.pdf"


@pytest.fixture
def printers(qapp, out):
    """The system's printers, each of which writes a file here; "none" is not installed."""

    def to_file(name):
        if name == "none":
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    made = SystemPrinters(make=to_file)
    yield made
    made.withdraw()
    made.deleteLater()


@pytest.mark.parametrize(("layout", "size"), [("a6", (105.0, 148.0)), ("4x3in", (101.6, 76.2))])
def test_a_badge_comes_out_in_its_size_and_its_code_reads_back(
    printers, out, tmp_path, layout, size
):
    way, badge = backend_of("system:Badge", tmp_path), badge_of(layout)
    ready = way.advance(badge, Step.WAITING, "")
    assert ready == Delivery(Step.SENT, remote_job=READY)
    assert not out.exists()

    assert way.advance(badge, Step.SENT, READY) == Delivery(Step.DONE)
    document = pypdfium2.PdfDocument(out)
    page = document[0]
    image = page.render(scale=203 / 72, grayscale=True).to_pil()
    measured = tuple(side * 25.4 / 72 for side in page.get_size())
    document.close()

    assert measured == pytest.approx(size, abs=0.3)
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [CODE]


def test_each_side_is_a_page(printers, out, tmp_path):
    way = backend_of("system:Badge", tmp_path)
    way.advance(badge_of("4x3in", people=2), Step.SENT, READY)
    document = pypdfium2.PdfDocument(out)
    pages = len(document)
    document.close()

    assert pages == 2


def test_a_step_that_was_begun_before_a_crash_is_never_repeated(printers, out, tmp_path):
    way = backend_of("system:Badge", tmp_path)

    assert way.advance(badge_of("a6"), Step.SENT, BEGUN) == Delivery(Step.UNKNOWN, CUT)
    assert not out.exists()


def test_a_printer_that_the_system_does_not_have(printers, tmp_path):
    way = backend_of("system:none", tmp_path)

    assert way.advance(badge_of("a6"), Step.WAITING, "") == Delivery(Step.WAITING, MISSING)
    assert (way.status().ready, way.status().reason) == (False, MISSING)


def test_an_unknown_name_is_no_printer_of_this_computer(qapp):
    assert system_printer.installed("no such printer") is None


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_the_system_refuses_before_anything_is_sent(printers, out, tmp_path):
    out.mkdir()  # a file cannot be written there
    way = backend_of("system:Badge", tmp_path)

    assert way.advance(badge_of("a6"), Step.SENT, READY) == Delivery(Step.WAITING, UNREACHABLE)


def test_a_broken_page(printers, tmp_path):
    way = backend_of("system:Badge", tmp_path)

    assert way.advance(Document("x", b"%PDF-", ""), Step.SENT, READY).reason == BROKEN


def test_status(printers, tmp_path):
    assert backend_of("system:Badge", tmp_path).status().ready
    assert backend_of("system:", tmp_path).status().ready


@pytest.fixture
def dialogue(monkeypatch):
    """The system's dialogue, without a screen to click on: dialogue[-1].done(1)."""
    opened = []

    class Dialogue(QPrintDialog):
        def show(self):
            opened.append(self)

        def printer(self):
            printer = QPrinter()
            printer.printerName = lambda: "Mesa 3"
            return printer

    monkeypatch.setattr(system_printer, "QPrintDialog", Dialogue)
    return opened


def test_without_a_name_the_dialogue_asks_once(printers, out, tmp_path, dialogue, qtbot):
    way, badge = backend_of("system:", tmp_path), badge_of("a6")
    assert way.advance(badge, Step.WAITING, "") == Delivery(Step.WAITING, CHOOSE)
    qtbot.waitUntil(lambda: len(dialogue) == 1)

    assert way.advance(badge, Step.WAITING, "") == Delivery(Step.WAITING, CHOOSE)
    dialogue[0].done(1)
    assert way.advance(badge, Step.WAITING, "") == Delivery(Step.SENT, remote_job=READY)
    assert way.advance(badge, Step.SENT, READY).state is Step.DONE

    assert backend_of("system:", tmp_path).advance(badge, Step.WAITING, "").state is Step.SENT
    assert len(dialogue) == 1


def test_a_dialogue_that_is_closed_gives_the_badge_up_and_asks_for_the_next(
    printers, tmp_path, dialogue, qtbot
):
    way, badge = backend_of("system:", tmp_path), badge_of("a6")
    way.advance(badge, Step.WAITING, "")
    qtbot.waitUntil(lambda: len(dialogue) == 1)
    dialogue[0].done(0)

    assert way.advance(badge, Step.WAITING, "") == Delivery(Step.FAILED, REFUSED)
    other = Document("other", badge.pdf, badge.media)
    assert way.advance(other, Step.WAITING, "") == Delivery(Step.WAITING, CHOOSE)
    qtbot.waitUntil(lambda: len(dialogue) == 2)
    dialogue[1].done(0)


def test_gone_with_the_window(printers, tmp_path):
    printers.withdraw()

    assert backend_of("system:Badge", tmp_path).status().reason == NO_WINDOW
