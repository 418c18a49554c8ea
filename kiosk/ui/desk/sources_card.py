"""How the sources stand: age of the list, what waits, what is wrong; and "synchronise now"."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.desk.person_card import COMPACT
from kiosk.ui.desk.state import SourceLine
from kiosk.ui.widgets.button import DESK, Button
from kiosk.ui.widgets.chip import Tone, tone_colors
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import empty_layout
from kiosk.ui.widgets.paragraph import Paragraph


class SourceBlock(QWidget):
    """One source: sign, name, age of its list, counts, and what is wrong."""

    def __init__(self, line: SourceLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = line.tone
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(ElidedLabel(line.name, px=20, weight=600, shrink=0.8))
        words.addWidget(ElidedLabel(line.list_age, px=17, ink="text2"))
        words.addWidget(ElidedLabel(line.counts, px=17, ink="text2"))
        if line.problem:
            words.addSpacing(4)
            words.addWidget(Paragraph(line.problem, px=17, lines=5))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 16)
        row.addSpacing(40)
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, and the line under the source."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "circle-check" if self._tone is Tone.OK else "triangle-alert"
        icons.paint(painter, name, tone_colors(self._tone)[1], QRectF(0, 17, 24, 24))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(t.border))


class SourcesCard(QWidget):
    """Signal: sync_pressed()."""

    sync_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[SourceLine, ...] = ()
        self._running = False
        self.title = ElidedLabel(px=24, weight=700)
        self.sync = Button("", icon="refresh-cw")
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(29, 28, 29, 25)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(self._blocks)
        column.addStretch(1)
        column.addWidget(self.sync)
        self.sync.clicked.connect(self.sync_pressed)

    def show_sources(self, lines: tuple[SourceLine, ...], *, running: bool) -> None:
        """Show these sources; while something runs the button says so and cannot be pressed."""
        if running is not self._running:
            self._running = running
            self._button_words()
        if lines == self._lines:
            return
        self._lines = lines
        empty_layout(self._blocks)
        for line in lines:
            self._blocks.addWidget(SourceBlock(line))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Fuentes"))
        self._button_words()

    def set_compact(self, *, compact: bool) -> None:
        """A lower button on small screens."""
        self.sync.set_size(COMPACT if compact else DESK)

    def _button_words(self) -> None:
        words = _("Sincronizando…") if self._running else _("Sincronizar ahora")
        self.sync.set_label(words, "refresh-cw")
        self.sync.setEnabled(not self._running)
