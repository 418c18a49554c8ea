"""The stations at a glance, one line each, worst first; hidden where this one works alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons
from kiosk.ui.stations.state import StationLine
from kiosk.ui.widgets.chip import Tone, tone_colors
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import LineList, ListLine
from kiosk.ui.widgets.panel import Panel

_LINE, _MOST = 44, 4
"""Height of a line, and how many are seen before one has to scroll."""


class StationOfPanel(ListLine):
    """Sign, name, role, what it has to send, and when it was heard."""

    def __init__(self, line: StationLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_LINE)
        self.name = ElidedLabel(px=17, weight=600, shrink=0.85)
        self.role = ElidedLabel(px=16, ink="text2", shrink=0.94)
        self.waiting = ElidedLabel(px=16, ink="text2", align="right", tabular=True)
        self.heard = ElidedLabel(px=16, ink="text2", align="right", tabular=True)
        self.bad = ElidedLabel(px=16, weight=600, ink="warn_fg", align="right", tabular=True)
        self.waiting.setFixedWidth(34)
        for label in (self.heard, self.bad):
            label.setFixedWidth(112)
        row = QHBoxLayout(self)
        row.setContentsMargins(34, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(self.name, 5)
        row.addWidget(self.role, 4)
        for label in (self.waiting, self.heard, self.bad):
            row.addWidget(label)
        self.show_line(line)

    def show_line(self, line: StationLine) -> None:
        """Draw what is known of it now."""
        self.line = line
        bad = line.tone is not Tone.OK
        self.name.setText(line.name)
        self.role.setText(line.role)
        self.waiting.setText(line.waiting)
        for label, shown in ((self.heard, not bad), (self.bad, bad)):
            label.setText(line.heard)
            label.setVisible(shown)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, and the rule under the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "circle-check" if self.line.tone is Tone.OK else "triangle-alert"
        box = QRectF(0, self.height() / 2 - 11, 22, 22)
        icons.paint(painter, name, tone_colors(self.line.tone)[1], box)


class PanelStations(Panel):
    """Title, what the figures mean, and lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[StationLine, ...] = ()
        self._views: list[StationOfPanel] = []
        self.title = ElidedLabel(px=22, weight=700, tracking=-0.01)
        self.legend = ElidedLabel(px=16, ink="text2", align="right")
        self.lines = LineList()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.legend)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.lines)
        self.set_compact(compact=False)
        self.hide()

    def show_stations(self, lines: tuple[StationLine, ...]) -> None:
        """Draw these; in place where they are as many, for their ages change every second."""
        if lines != self._shown:
            self._shown = lines
            if len(lines) != len(self._views):
                self._views = [StationOfPanel(line) for line in lines]
                self.lines.show_lines(self._views)
                self.lines.setFixedHeight(_LINE * min(len(lines), _MOST))
            for view, line in zip(self._views, lines, strict=True):
                view.show_line(line)
        self.setVisible(bool(lines))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Estaciones"))
        self.legend.setText(_("por enviar · señal"))

    def set_compact(self, *, compact: bool) -> None:
        """Narrower edges on small screens."""
        self._column.setContentsMargins(*((18, 14, 10, 10) if compact else (26, 22, 14, 14)))
