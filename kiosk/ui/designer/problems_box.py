"""What the check says of the layout, worst first; a line leads to its element."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _, n_
from kiosk.ui import icons, theme
from kiosk.ui.designer.state import DesignerState, ProblemState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box
from kiosk.ui.widgets.pressable import Pressable

_MOST = 3


class ProblemRow(Pressable):
    """One sentence with its mark. Where it is about an element it can be pressed."""

    ring_radius = 8

    def __init__(self, problem: ProblemState, icon: str, tone: str) -> None:
        super().__init__()
        self.problem, self._icon, self._tone = problem, icon, tone
        self.setText(problem.text)
        self.setAccessibleName(problem.text)
        self.setToolTip(problem.text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        leads = problem.index is not None
        self.setEnabled(leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        if leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, 34)

    def minimumSizeHint(self) -> QSize:
        """The end of the sentence may be cut; its tip says all."""
        return QSize(80, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, mark and sentence."""
        t = theme.current()
        painter = QPainter(self)
        ground, ink = (str(getattr(t, f"{self._tone}_{part}")) for part in ("bg", "fg"))
        box = QRectF(self.rect())
        line = t.focus if self.hasFocus() else ink if t.high_contrast else ""
        round_box(painter, box, 8, ground, line, 3 if self.hasFocus() else 1)
        icons.paint(painter, self._icon, ink, QRectF(10, box.center().y() - 10, 20, 20))
        words = box.adjusted(40, 0, -34, 0)
        draw_line(painter, words, self.text(), font(16, 600), ink)
        if self.problem.index is not None:
            arrow = QRectF(box.right() - 28, box.center().y() - 9, 18, 18)
            icons.paint(painter, "arrow-right", ink, arrow)


class ProblemsBox(QWidget):
    """Signal: element_chosen(index)."""

    element_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.rows: list[ProblemRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    def show_state(self, state: DesignerState) -> None:
        """Say what is wrong, that nothing is, or that it is being tried."""
        lines = tuple(_lines(state))
        if lines == self._shown:
            return
        self._shown = lines
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [ProblemRow(*line) for line in lines]
        for row in self.rows:
            self._column.addWidget(row)
            if row.problem.index is not None:
                row.clicked.connect(partial(self.element_chosen.emit, row.problem.index))

    def texts(self) -> list[str]:
        """What is said now."""
        return [row.text() for row in self.rows]


def _lines(state: DesignerState) -> list[tuple[ProblemState, str, str]]:
    """Sentence, mark and tone of each line."""
    if not state.problems:
        if state.checking:
            return [(ProblemState(_("Probando en papel…"), severe=False), "timer", "mute")]
        words = _("Bien: el QR se lee a 203 ppp.")
        return [(ProblemState(words, severe=False), "circle-check", "ok")] if state.ready else []
    lines = [
        (one, *(("octagon-x", "bad") if one.severe else ("triangle-alert", "warn")))
        for one in state.problems[:_MOST]
    ]
    more = len(state.problems) - _MOST
    if more > 0:
        words = n_("Y {n} observación más", "Y {n} observaciones más", more)
        lines.append((ProblemState(words, severe=False), "info", "mute"))
    return lines
