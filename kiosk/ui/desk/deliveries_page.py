"""What goes to the sources: what waits, what a server refused and why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.reason_panel import ReasonPanel
from kiosk.ui.desk.sources_card import SourcesCard
from kiosk.ui.desk.state import DeliveriesState, DeliveryLine, DeskState
from kiosk.ui.widgets.button import Button, ButtonSize
from kiosk.ui.widgets.chip import Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import LineList, ListLine
from kiosk.ui.widgets.panel import Panel

_SMALL = ButtonSize(height=48, px=17, padding=14)


class EntryLine(ListLine):
    """One entry: who, when and where, the server's words, state, and what can be done."""

    def __init__(self, row: DeliveryLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(116 if row.words else 80)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(row.title, px=21, weight=600, shrink=0.8))
        words.addWidget(ElidedLabel(row.detail, px=17, ink="text2"))
        self.retry = Button(_("Reenviar"), icon="refresh-cw", size=_SMALL)
        self.settle = Button(_("Resolver"), icon="check", size=_SMALL)
        for button, wanted in ((self.retry, row.can_retry), (self.settle, row.can_settle)):
            button.setObjectName(row.entry_id)
            if not wanted:
                button.hide()
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addLayout(words, 1)
        line.addWidget(Chip(row.state))
        line.addWidget(self.settle)
        line.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(25, 8, 25, 8)
        column.setSpacing(4)
        column.addStretch(1)
        column.addLayout(line)
        if row.words:
            said = ElidedLabel(row.words, px=17)
            said.setToolTip(row.words)
            column.addWidget(said)
        column.addStretch(1)


class DeliveriesPage(FullPage):
    """The entries at the left, the sources or a question at the right.

    Signals: retried(entry_id), settled(entry_id), sync_pressed(), reason_chosen(0..2),
    confirmed(pin), escaped().
    """

    retried = Signal(str)
    settled = Signal(str)
    sync_pressed = Signal()
    reason_chosen = Signal(int)
    confirmed = Signal(str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = DeliveriesState()
        self._busy = False
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.02)
        self.note = ElidedLabel(px=20, ink="text2")
        self.sources = SourcesCard()
        self.reason = ReasonPanel()
        self._lines = LineList()
        self._lay_out()
        self.sources.sync_pressed.connect(self.sync_pressed)
        self.reason.reason_chosen.connect(self.reason_chosen)
        self.reason.confirmed.connect(self._on_confirmed)
        self.reason.cancelled.connect(self.escaped)

    @property
    def rows(self) -> tuple[DeliveryLine, ...]:
        """The entries that are shown."""
        return self._state.rows

    def draw(self, state: DeskState) -> None:
        """Draw the page where it changed."""
        before, now = self._state, state.deliveries
        if now == before and state.busy == self._busy:
            return
        self._state, self._busy = now, state.busy
        if now.rows != before.rows:
            self._show_rows(now.rows)
        self.note.setText(now.note)
        self.note.setVisible(bool(now.note))
        self.sources.show_sources(now.sources, running=now.running)
        if now.question is not None:
            self.reason.show_state(now.question, busy=state.busy)
        self._right.setCurrentWidget(self.sources if now.question is None else self.reason)
        if (now.question is None) is not (before.question is None):
            self.enter()
            self.reason.open()

    def enter(self) -> None:
        """The keys 1 2 3, Enter and Esc belong to the page."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While a reason is asked: 1 2 3 choose, Enter confirms. Esc goes back."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif self._state.question is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._on_confirmed()
        elif event.text() in ("1", "2", "3"):
            self.reason_chosen.emit(int(event.text()) - 1)
            self.reason.ask_pin()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Envíos"))
        self.sources.retranslate()
        self.reason.retranslate()
        self._show_rows(self._state.rows)

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.title.set_px(24 if compact else 32)
        self.sources.set_compact(compact=compact)
        self.reason.set_compact(compact=compact)
        self._columns.setSpacing(16 if compact else 24)
        self._columns.setStretch(0, 62 if compact else 1220)
        self._columns.setStretch(1, 38 if compact else 620)

    def _show_rows(self, rows: tuple[DeliveryLine, ...]) -> None:
        self._lines.show_lines([self._line(row) for row in rows])

    def _line(self, row: DeliveryLine) -> EntryLine:
        line = EntryLine(row)
        line.retry.clicked.connect(self._on_retry)
        line.settle.clicked.connect(self._on_settle)
        return line

    def _on_retry(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.retried.emit(sender.objectName())

    def _on_settle(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.settled.emit(sender.objectName())

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self.reason.pin.text())

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._right = QStackedWidget()
        self._right.addWidget(self.sources)
        self._right.addWidget(self.reason)
        right = Panel()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._right)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self._left_side())
        self._columns.addWidget(right)
        self.set_compact(compact=False)

    def _left_side(self) -> Panel:
        head = QVBoxLayout()
        head.setContentsMargins(25, 0, 25, 8)
        head.addWidget(self.title)
        head.addWidget(self.note)
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 28, 12, 16)
        column.addLayout(head)
        column.addWidget(self._lines, 1)
        return panel
