"""Several choices of one property, each with its tick; checks nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from kiosk.ui import icons, theme
from kiosk.ui.designer.inputs import PropertyInput
from kiosk.ui.designer.state import FieldState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box
from kiosk.ui.widgets.pressable import Pressable


class Tick(Pressable):
    """A word that is chosen or not. Qt's checked says which."""

    ring_radius = 8

    def __init__(self, words: str) -> None:
        super().__init__()
        self.set_words(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """The word, seen and said aloud."""
        self.setText(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(120, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its check, and the word."""
        t = theme.current()
        painter = QPainter(self)
        on, middle = self.isChecked(), self.height() / 2
        fill = t.primary if on else t.surface
        square = QRectF(1, middle - 11, 22, 22)
        line = t.focus if self.hasFocus() else t.control
        round_box(painter, square, 5, fill, line, 3 if self.hasFocus() else 2)
        if on:
            icons.paint(painter, "check", t.on_primary, square.adjusted(3, 3, -3, -3))
        words = QRectF(34, 0, self.width() - 36, self.height())
        draw_line(painter, words, self.text(), font(16, 500), t.text)


class ManyInput(PropertyInput):
    """Several of several, in one column."""

    def __init__(self, field: FieldState) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.ticks = {value: Tick(words) for value, words in field.options}
        for tick in self.ticks.values():
            self._column.addWidget(tick)
            tick.clicked.connect(self._on_clicked)
        self.show_field(field)

    def show_field(self, field: FieldState) -> None:
        """Tick those that are chosen."""
        chosen = field.value if isinstance(field.value, tuple) else ()
        self._beyond = tuple(one for one in chosen if one not in self.ticks)
        for value, words in field.options:
            if value in self.ticks:
                self.ticks[value].set_words(words)
                self.ticks[value].setChecked(value in chosen)

    def _on_clicked(self) -> None:
        """What is chosen but not offered here (a role of another event) stays chosen."""
        ticked = tuple(value for value, tick in self.ticks.items() if tick.isChecked())
        self.changed.emit((*ticked, *self._beyond))
