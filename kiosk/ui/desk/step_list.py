"""The steps of a decision with their marks: objections in full, the rest short; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.desk.state import StepLine, StepState
from kiosk.ui.widgets.chip import Tone, tone_colors
from kiosk.ui.widgets.paint import round_box
from kiosk.ui.widgets.paragraph import Paragraph

_LOOKS = {True: (Tone.OK, "check"), False: (Tone.BAD, "x"), None: (Tone.WARN, "triangle-alert")}


class Mark(QWidget):
    """Met, not met, or nobody knows: told by form and icon, not by colour alone."""

    def __init__(self, met: bool | None, size: int, parent: QWidget | None = None) -> None:  # noqa: FBT001  the one thing that it shows
        super().__init__(parent)
        self._met, self._size = met, size
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a disc, or a square with a cross."""
        t = theme.current()
        tone, icon = _LOOKS[self._met]
        fill, ink = tone_colors(tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._size / 2 if self._met else self._size / 5
        round_box(painter, QRectF(self.rect()), radius, fill, ink if t.high_contrast else "", 2)
        inset = self._size / 5
        glyph = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        icons.paint(painter, icon, ink, glyph, 2.4)


class StepList(QScrollArea):
    """Scrolls where there are more than fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepState, ...] = ()
        self._compact = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_steps(self, steps: tuple[StepState, ...]) -> None:
        """Show these in order; those that hold without conditions come last, in two columns."""
        if steps == self._steps and self.widget() is not None:
            return
        self._steps = steps
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8 if self._compact else 12)
        short = [step for step in steps if step.met and not step.lines]
        for step in steps:
            if step not in short:
                column.addWidget(_Step(step, self._px))
        column.addWidget(self._grid(short))
        column.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleName("; ".join(step.name for step in steps))

    def set_compact(self, *, compact: bool) -> None:
        """Smaller letters on small screens."""
        if compact != self._compact:
            self._compact = compact
            steps, self._steps = self._steps, ()
            self.show_steps(steps)

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines."""
        return QSize(200, 120)

    @property
    def _px(self) -> int:
        return 17 if self._compact else 19

    def _grid(self, steps: list[StepState]) -> QWidget:
        """Read down the first column, then the second."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6 if self._compact else 8)
        rows = (len(steps) + 1) // 2
        for number, step in enumerate(steps):
            grid.addWidget(_Step(step, self._px - 1, weight=400), number % rows, number // rows)
        for half in (0, 1):
            grid.setColumnStretch(half, 1)
        return holder


class _Step(QWidget):
    """A step's mark and name, and its conditions under it."""

    def __init__(self, step: StepState, px: int, *, weight: int = 600) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        name = Paragraph(step.name, px=px, weight=weight, lines=2, spacing=1.3)
        column.addLayout(_marked(Mark(step.met, px + 7), name))
        for line in step.lines:
            column.addLayout(_condition(line, px))


def _condition(line: StepLine, px: int) -> QHBoxLayout:
    words = Paragraph(line.words, px=px - 2, ink="text2", lines=3, spacing=1.3)
    if line.apart:
        row = QHBoxLayout()
        row.addSpacing(px + 17)
        row.addWidget(words, 1)
        return row
    row = _marked(Mark(line.met, px), words)
    row.insertSpacing(0, px + 17)
    return row


def _marked(mark: Mark, words: Paragraph) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
