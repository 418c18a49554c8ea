"""The lines of the print queue: a job, a batch, a question about a badge; they decide nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.printing.state import BatchRow, PrintRow
from kiosk.ui.widgets.button import Button, ButtonSize, Kind
from kiosk.ui.widgets.chip import Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import ListLine
from kiosk.ui.widgets.paint import round_box

SMALL = ButtonSize(height=44, px=16, padding=14, icon=20, gap=9)
LINE, QUESTION = 80, 142


class Bar(QWidget):
    """How much of something there is, from 0 to 1."""

    def __init__(self, share: float, *, low: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._low = share, low
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw trough and bar."""
        colors = theme.current()
        painter, box = QPainter(self), QRectF(self.rect())
        round_box(painter, box, 4, colors.trough, colors.border if colors.high_contrast else "")
        wide = box.width() * min(1.0, self._share)
        if wide > 0:
            full = QRectF(box.x(), box.y(), max(8.0, wide), box.height())
            round_box(painter, full, 4, colors.tight if self._low else colors.primary)


def words_of(title: str, details: tuple[str, ...]) -> QVBoxLayout:
    """A title over lines of detail; empty ones are left out, cut ones are told by a tool tip."""
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch(1)
    words.addWidget(ElidedLabel(title, px=20, weight=600, shrink=0.8))
    for detail in filter(None, details):
        label = ElidedLabel(detail, px=16, ink="text2", shrink=0.94)
        label.setToolTip(detail)
        words.addWidget(label)
    words.addStretch(1)
    return words


def _place(
    line: QWidget, words: QVBoxLayout, chip: Chip, buttons: tuple[Button, ...], *, stacked: bool
) -> None:
    """Words, state and buttons side by side, or the buttons below."""
    head = QHBoxLayout()
    head.setSpacing(14)
    head.addLayout(words, 1)
    head.addWidget(chip)
    foot = QHBoxLayout() if stacked else head
    foot.setSpacing(12)
    for button in buttons:
        foot.addWidget(button)
    column = QVBoxLayout(line)
    column.setContentsMargins(25, 0, 25, 0)
    column.addLayout(head, 1)
    if stacked:
        column.setContentsMargins(25, 10, 25, 14)
        foot.addStretch(1)
        column.addLayout(foot)


class JobLine(ListLine):
    """One job: title, why, the printer's own words, state, and the buttons that make sense."""

    def __init__(
        self, row: PrintRow, *, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        stacked = narrow and row.can_retry and row.can_cancel
        self.setFixedHeight((QUESTION if stacked else LINE) + (22 if row.words else 0))
        self.retry = Button(_("Reintentar"), icon="refresh-cw", size=SMALL)
        self.reprint = Button(_("Reimprimir"), icon="printer", size=SMALL)
        self.cancel = Button(_("Quitar"), icon="x", size=SMALL)
        for button in (self.retry, self.cancel):
            button.setObjectName(row.job_id)
        self.reprint.setObjectName(row.person_id)
        wanted = (row.can_retry, bool(row.person_id), row.can_cancel)
        for button, shown in zip((self.retry, self.reprint, self.cancel), wanted, strict=True):
            if not shown:  # showing one before it has a parent would make it a window
                button.hide()
        words = words_of(row.title, (row.detail, row.words))
        _place(
            self, words, Chip(row.state), (self.cancel, self.retry, self.reprint), stacked=stacked
        )


class QuestionLine(ListLine):
    """A job of which nobody knows whether it came out; with `keys` 1 says yes and 2 no."""

    def __init__(self, row: PrintRow, *, keys: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(QUESTION + (22 if row.words else 0))
        one, two = ("1", "2") if keys else ("", "")
        self.yes = Button(_("Sí, salió"), icon="check", key=one, size=SMALL)
        self.no = Button(_("No: imprimir otra vez"), icon="printer", key=two, size=SMALL)
        for button in (self.yes, self.no):
            button.setObjectName(row.job_id)
        if keys:
            self.yes.set_kind(Kind.PRIMARY)
        question = _("{name}: ¿salió la credencial?", name=row.title)
        words = words_of(question, (row.detail, row.words))
        _place(self, words, Chip(row.state), (self.yes, self.no), stacked=True)


class BatchLine(ListLine):
    """A batch: how many of it are out, with a bar."""

    def __init__(self, row: BatchRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(LINE + 22)
        self.cancel = Button(_("Detener el lote"), icon="x", size=SMALL)
        self.cancel.setObjectName(row.batch_id)
        if not row.can_cancel:
            self.cancel.hide()
        words = words_of(row.title, (row.detail,))
        words.insertWidget(words.count() - 1, Bar(row.done / max(1, row.total)))
        words.setSpacing(6)
        line = QHBoxLayout(self)
        line.setContentsMargins(25, 0, 25, 0)
        line.setSpacing(20)
        line.addLayout(words, 1)
        line.addWidget(self.cancel)
