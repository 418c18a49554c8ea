"""Screen 02, left: the amber card (when, where, who) and what happened to the person today."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.desk.history import History
from kiosk.ui.desk.state import AlreadyState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, largest, text_width
from kiosk.ui.widgets.panel import Panel

_BAR = "#B88E1C"


class Diamond(QWidget):
    """The sign of a question: a diamond with two checks; never an alarm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(46, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.ON_ASK))
        pen = QPen(QColor(theme.ON_ASK), 5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = [QPointF(23, 4), QPointF(42, 23), QPointF(23, 42), QPointF(4, 23)]
        painter.drawPolygon(QPolygonF(corners))
        icons.paint(painter, "check-check", theme.ASK, QRectF(13, 13, 20, 20), 2.6)


class Fact(QWidget):
    """One of when, where, who: a bar at the left, label, large words, small words."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._label, self._large, self._small = "", "", ""
        self._px = 54
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_label(self, label: str) -> None:
        """The small label at the top."""
        self._label = label
        self.update()

    def show_words(self, large: str, small: str) -> None:
        """The answer and its detail."""
        self._large, self._small = large, small
        self.setAccessibleName(f"{self._label}: {large}, {small}")
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller words on small screens."""
        self._px = 36 if compact else 54
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A third of the card."""
        return QSize(200, self._px + 58)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, label and words; large words shrink before they are cut."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, 3, self.height(), QColor(_BAR))
        room = self.width() - 28.0
        icons.paint(painter, self._icon, theme.ON_ASK, QRectF(23, 2, 20, 20))
        label = QRectF(51, 0, room - 28, 24)
        draw_line(painter, label, self._label, font(18, 600), theme.ON_ASK)
        large = QRectF(23, 22, room, self._px + 12)
        draw_line(painter, large, self._large, self._face(room), theme.ON_ASK)
        small = QRectF(23, self._px + 30, room, 26)
        tight = text_width(self._small, font(18, 500)) > room
        draw_line(painter, small, self._small, font(15 if tight else 18, 500), theme.ON_ASK)

    def _face(self, room: float) -> QFont:
        def at(part: float) -> QFont:
            return font(self._px * part, 800, -0.03)

        return at(largest(lambda part: text_width(self._large, at(part)) <= room, 0.62))


class AlreadyLeft(QWidget):
    """The amber card above, the history below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Panel(fill=theme.ASK)
        ink = theme.ON_ASK
        self.headline = ElidedLabel(px=26, weight=600, color=ink)
        self.name = ElidedLabel(px=68, weight=800, tracking=-0.032, color=ink, shrink=0.5)
        self.detail = ElidedLabel(px=24, weight=500, color=ink, shrink=0.7)
        self.facts = [Fact("clock"), Fact("map-pin"), Fact("user")]
        self.panel = Panel()
        self.history_label = ElidedLabel(px=17, weight=600, ink="text2")
        self.history = History()
        self._lay_out()

    def show_state(self, state: AlreadyState) -> None:
        """Draw when, where, who and the history."""
        self.headline.setText(state.headline)
        self.name.setText(state.card.name)
        self.detail.setText(state.detail)
        words = (state.when, state.where, state.who)
        for fact, (large, small) in zip(self.facts, words, strict=True):
            fact.show_words(large, small)
        self.history.show_rows(state.history)

    def retranslate(self) -> None:
        """Words in the language in force."""
        labels = (_("Cuándo"), _("Dónde"), _("Quién"))
        for fact, label in zip(self.facts, labels, strict=True):
            fact.set_label(label)
        self.history_label.setText(_("Historia de hoy"))

    def set_compact(self, *, compact: bool) -> None:
        """Smaller words on small screens."""
        self.name.set_px(44 if compact else 68)
        self.detail.set_px(18 if compact else 24)
        for fact in self.facts:
            fact.set_compact(compact=compact)
        self.history.set_compact(compact=compact)
        self._inner.setContentsMargins(*((24, 14, 24, 16) if compact else (38, 32, 30, 36)))
        self._below.setContentsMargins(*((20, 12, 20, 8) if compact else (32, 26, 32, 20)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Diamond())
        head.addWidget(self.headline, 1)
        facts = QHBoxLayout()
        facts.setSpacing(0)
        for fact in self.facts:
            facts.addWidget(fact, 1)
        self._inner = QVBoxLayout(self.card)
        self._inner.setSpacing(0)
        self._inner.addLayout(head)
        self._inner.addSpacing(12)
        self._inner.addWidget(self.name)
        self._inner.addSpacing(4)
        self._inner.addWidget(self.detail)
        self._inner.addSpacing(30)
        self._inner.addLayout(facts)
        self._below = QVBoxLayout(self.panel)
        self._below.setSpacing(14)
        self._below.addWidget(self.history_label)
        self._below.addWidget(self.history, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(24)
        column.addWidget(self.card)
        column.addWidget(self.panel, 1)
        self.set_compact(compact=False)
