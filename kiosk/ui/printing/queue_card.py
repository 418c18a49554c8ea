"""The left side of printing: what is asked, batches, and every job; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.message import Message
from kiosk.ui.printing.job_line import BatchLine, JobLine, QuestionLine
from kiosk.ui.printing.state import PrintRow, PrintsState
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import LineList
from kiosk.ui.widgets.panel import Panel

_NARROW = 760


class QueueCard(Panel):
    """The queue.

    Signals: answered(job_id, came_out), retried(job_id), cancelled(job_id), reprinted(person_id),
    batch_cancelled(batch_id).
    """

    answered = Signal(str, bool)
    retried = Signal(str)
    cancelled = Signal(str)
    reprinted = Signal(str)
    batch_cancelled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] | None = None
        self._state = PrintsState()
        self._narrow = False
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.02)
        self.empty = ElidedLabel(px=20, ink="text2")
        self.message = Message()
        self.lines = LineList()
        head = QVBoxLayout()
        head.setContentsMargins(25, 0, 25, 8)
        for widget in (self.title, self.empty, self.message):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 24, 12, 16)
        column.addLayout(head)
        column.addWidget(self.lines, 1)

    @property
    def first_question(self) -> str:
        """The job that the keys 1 and 2 answer for, "" for none."""
        return next((row.job_id for row in self._state.rows if row.asks), "")

    def show_state(self, state: PrintsState) -> None:
        """Draw the queue where it changed."""
        self._state = state
        self.message.show_message(state.message, state.message_tone)
        self.empty.setVisible(not state.rows and not state.batches)
        parts = (state.rows, state.batches)
        if parts != self._shown:
            self._shown = parts
            self.lines.show_lines(self._made(state))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Cola de impresión"))
        self.empty.setText(_("No hay nada por imprimir."))
        self._shown = None
        self.show_state(self._state)

    def set_compact(self, *, compact: bool) -> None:
        """A smaller title on small screens."""
        self.title.set_px(24 if compact else 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where lines are short, their buttons go below."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._narrow:
            self._narrow, self._shown = narrow, None
            self.show_state(self._state)

    def _made(self, state: PrintsState) -> Iterator[QWidget]:
        """What is asked first, then the batches, then the jobs."""
        first = self.first_question
        for row in state.rows:
            if row.asks:
                yield self._question(row, keys=row.job_id == first)
        for batch in state.batches:
            line = BatchLine(batch)
            line.cancel.clicked.connect(self._on_batch)
            yield line
        for row in state.rows:
            if not row.asks:
                yield self._job(row)

    def _question(self, row: PrintRow, *, keys: bool) -> QWidget:
        line = QuestionLine(row, keys=keys)
        line.yes.clicked.connect(self._on_yes)
        line.no.clicked.connect(self._on_no)
        return line

    def _job(self, row: PrintRow) -> QWidget:
        line = JobLine(row, narrow=self._narrow)
        line.retry.clicked.connect(self._on_retry)
        line.cancel.clicked.connect(self._on_cancel)
        line.reprint.clicked.connect(self._on_reprint)
        return line

    def _name(self) -> str:
        return self.sender().objectName()

    def _on_yes(self) -> None:
        self.answered.emit(self._name(), True)  # noqa: FBT003  the signal's second

    def _on_no(self) -> None:
        self.answered.emit(self._name(), False)  # noqa: FBT003  the signal's second

    def _on_retry(self) -> None:
        self.retried.emit(self._name())

    def _on_cancel(self) -> None:
        self.cancelled.emit(self._name())

    def _on_reprint(self) -> None:
        self.reprinted.emit(self._name())

    def _on_batch(self) -> None:
        self.batch_cancelled.emit(self._name())
