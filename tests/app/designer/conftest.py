"""A designer in a real window, on a real store in its own thread, with people to try it on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.app.designer_controller import DesignerController
from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind
from kiosk.domain.event import Event
from kiosk.domain.people import Person
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station, Theme
from kiosk.services.badge_layout import own_layouts
from kiosk.services.context import Context
from kiosk.services.profile import save_station
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person
from kiosk.store.transact import writing
from kiosk.ui import stylesheet
from kiosk.ui.designer.page import DesignerPage
from kiosk.ui.designer.state import Ask

PEOPLE = (
    Person("jose", "José", "Núñez Ibáñez", organisation="Cooperativa Bahía Net", country="UY"),
    Person("li", "Li", organisation="Red Quebracho", country="PY"),
    Person("arab", "محمد", "عبد الله", organisation="NIC", country="EG"),
    Person("free", "Ana María", "Silva", country="BR"),
)


def words(text: str) -> dict[str, str]:
    return {"es": text, "pt": text, "en": text}


EVENT = Event(
    id="lacnic46",
    name=words("LACNIC 46"),
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC",
    roles=STANDARD_ROLES,
    checkpoints=(
        Checkpoint("main", words("Entrada"), Kind.ENTRANCE, entry=EntryRule.ONCE),
        Checkpoint("csirt", words("CSIRT"), admits=Admits.INVITED),
    ),
)


class Designer:
    """The window, its controller, and what a test does with them."""

    def __init__(self, qtbot, controller: DesignerController, folder: Path) -> None:
        self.qtbot, self.controller, self.page = qtbot, controller, controller.page
        self.own = own_layouts(folder)
        self.folder = folder

    @property
    def state(self):
        return self.page.state

    @property
    def layout(self):
        return self.controller.model.session.layout

    @property
    def canvas(self):
        return self.page.stage.canvas

    def idle(self) -> None:
        """Wait for every picture, check and answer."""
        self.qtbot.waitUntil(lambda: not self.controller.busy, timeout=30_000)

    def index_of(self, title: str) -> int:
        return next(one.index for one in self.state.frames if title in (one.title, one.kind))

    def choose(self, title: str) -> int:
        """Press its row in the list."""
        index = self.index_of(title)
        rows = self.page.elements.list._rows.rows
        at = next(n for n, row in enumerate(rows) if row.index == index)
        self.page.elements.list.setCurrentIndex(self.page.elements.list.model().index(at, 0))
        return index

    def spot(self, x: float, y: float) -> QPoint:
        """Where that place of the sheet (mm) is on the canvas."""
        sheet, scale = self.canvas.sheet(), self.canvas._scale
        return QPoint(round(sheet.x() + x * scale), round(sheet.y() + y * scale))

    def drag(self, start: QPoint, end: QPoint, keys=Qt.KeyboardModifier.AltModifier) -> None:
        """Press, move, let go; Alt keeps it from snapping."""
        button = Qt.MouseButton.LeftButton
        QTest.mousePress(self.canvas, button, keys, start)
        for step in range(1, 5):
            way = QPoint((end - start) * step / 4)
            self._move(start + way, keys)
        QTest.mouseRelease(self.canvas, button, keys, end)

    def _move(self, to: QPoint, keys) -> None:
        """A move with its button and keys held, as the system sends it."""
        from PySide6.QtCore import QEvent, QPointF
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        button, spot = Qt.MouseButton.LeftButton, QPointF(to)
        place = QPointF(self.canvas.mapToGlobal(to))
        event = QMouseEvent(
            QEvent.Type.MouseMove, spot, place, Qt.MouseButton.NoButton, button, keys
        )
        QApplication.sendEvent(self.canvas, event)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier, where=None) -> None:
        QTest.keyClick(where or self.page.window().focusWidget(), key, modifiers)

    def answer(self, ask: Ask, text: str | None = None) -> None:
        """Press the button of that answer, after typing the text."""
        if text is not None:
            self.page.ask.line.setText(text)
        self.page.ask.buttons[ask].click()


@pytest.fixture
def station() -> Station:
    return Station(name="Mesa 2", checkpoint="main")


@pytest.fixture
def open_context(tmp_path, station):
    """Open a store with the four people; every opener closes what it opened."""
    db = open_store(tmp_path / "event.db")
    with writing(db):
        for person in PEOPLE:
            put_person(db, person, source="file", source_ref=person.person_id)
    close(db)
    save_station(tmp_path, station)
    now = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)

    def open_here() -> Context:
        db = open_store(tmp_path / "event.db")
        return Context(db, EVENT, station, lambda: now, tmp_path)

    return open_here


@pytest.fixture
def designer(qtbot, qapp, make_worker, open_context, tmp_path):
    stylesheet.apply(qapp, Theme.LIGHT)
    store = make_worker("store", open_context, lambda ctx: close(ctx.db))
    page = DesignerPage()
    qtbot.addWidget(page)
    page.resize(1400, 860)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    controller = DesignerController(page, store, EVENT, make_worker)
    controller.open()
    made = Designer(qtbot, controller, tmp_path)
    qtbot.waitUntil(lambda: bool(made.state.png), timeout=30_000)
    controller.rest.stop()  # what no test changes need not be tried on paper in each
    yield made
    controller.stop()
