"""The bar at the head: event, station, tabs, operator, language, clock; it decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QWidget,
)

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.mark import EventMark
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, text_width

LANGUAGE_NAMES = {"es": "Español", "pt": "Português", "en": "English"}


class Tab(QAbstractButton):
    """One screen of the station; checked is the one that is open. Yellow shows where you are."""

    ring_radius = 8
    ring_on_ink = True

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._compact = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the icon out on small screens."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Icon, word and 18 px at both sides."""
        extra = 28 if self._compact else 68
        return QSize(round(text_width(self.text(), font(17, 600)) + extra), 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word, and the yellow line under the open tab."""
        t = theme.current()
        painter = QPainter(self)
        lit = self.isChecked() or self.underMouse()
        color = t.on_ink if lit else t.on_ink2
        x = 14.0
        if not self._compact:
            icons.paint(painter, self._icon, color, QRectF(18, 25, 22, 22))
            x = 51.0
        words = QRectF(x, 0, self.width() - x, 72)
        draw_line(painter, words, self.text(), font(17, 600 if lit else 500), color)
        if self.isChecked():
            painter.fillRect(0, 68, self.width(), 4, QColor(theme.SUN))


class IconWord(QAbstractButton):
    """An icon with a word on ink: the operator (not pressed) or the language (opens a menu)."""

    ring_radius = 8
    ring_on_ink = True

    def __init__(self, icon: str, *, focusable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        policy = Qt.FocusPolicy.TabFocus if focusable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_word(self, word: str) -> None:
        """Show another word; an empty one hides the widget."""
        self.setText(word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and word."""
        return QSize(round(text_width(self.text(), font(17, 600)) + 30), 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word."""
        t = theme.current()
        painter = QPainter(self)
        icons.paint(painter, self._icon, t.on_ink2, QRectF(0, 14, 20, 20))
        words = QRectF(28, 0, self.width() - 28, 48)
        draw_line(painter, words, self.text(), font(17, 600), t.on_ink)


class Divider(QWidget):
    """A thin upright line on ink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(49, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        t = theme.current()
        color = t.border if t.high_contrast else theme.TRACK_DEEP
        QPainter(self).fillRect(24, 0, 1, self.height(), QColor(color))


class TopBar(QWidget):
    """72 px high. Signals: tab_chosen(name), language_chosen(code)."""

    tab_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, tabs: dict[str, str], parent: QWidget | None = None) -> None:
        """`tabs`: name of each screen -> its icon, in order."""
        super().__init__(parent)
        self.setFixedHeight(72)
        self.event_name = ElidedLabel(px=22, weight=800, ink="on_ink", tracking=-0.03, shrink=0.7)
        self.station = ElidedLabel(px=17, weight=600, ink="on_ink")
        self.purpose = ElidedLabel(px=17, ink="on_ink2")
        self.tabs = {name: Tab(icon, self) for name, icon in tabs.items()}
        self.operator = IconWord("user", focusable=False)
        self.language = IconWord("languages", focusable=True)
        self.language.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clock = ElidedLabel(px=27, weight=700, ink="on_ink", tabular=True, align="right")
        self._operator_line = Divider()
        self._lay_out()
        self.language.clicked.connect(self._open_languages)
        for name, tab in self.tabs.items():
            tab.setObjectName(name)
            tab.clicked.connect(self._on_tab)

    def show_words(self, event: str, station: str, operator: str, language: str) -> None:
        """The words that come from event and station."""
        self.event_name.setText(event)
        self.station.setText(station)
        self.operator.set_word(operator)
        self._operator_line.setVisible(bool(operator))
        self.language.set_word(language.upper())
        self.language.setAccessibleName(LANGUAGE_NAMES.get(language, language))

    def show_clock(self, clock: str) -> None:
        """The time of day, as text."""
        self.clock.setText(clock)

    def set_texts(self, purpose: str, tabs: dict[str, str]) -> None:
        """The words in the language in force."""
        self.purpose.setText(f"· {purpose}")
        for name, label in tabs.items():
            self.tabs[name].setText(label)
            self.tabs[name].updateGeometry()

    def open_tab(self, name: str) -> None:
        """Mark the tab of the open screen; emits nothing."""
        if name in self.tabs:
            self.tabs[name].setChecked(True)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what can be missed on small screens."""
        self.purpose.setVisible(not compact)
        for tab in self.tabs.values():
            tab.set_compact(compact=compact)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when the theme changes."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ink ground."""
        t = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.ink))
        if t.high_contrast:
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(t.border))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 28, 0)
        row.setSpacing(0)
        row.addWidget(EventMark())
        row.addSpacing(16)
        row.addWidget(self.event_name)
        row.addWidget(Divider())
        row.addWidget(self.station)
        row.addSpacing(5)
        row.addWidget(self.purpose)
        row.addSpacing(46)
        for tab in self.tabs.values():
            row.addWidget(tab)
            row.addSpacing(6)
        row.addStretch(1)
        row.addWidget(self.operator)
        row.addWidget(self._operator_line)
        row.addWidget(self.language)
        row.addWidget(Divider())
        row.addWidget(self.clock)

    def _on_tab(self) -> None:
        sender = self.sender()
        if isinstance(sender, Tab):
            self.tab_chosen.emit(sender.objectName())

    def _open_languages(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, name in LANGUAGE_NAMES.items():
            menu.addAction(name).setData(code)
        menu.triggered.connect(self._on_language)
        menu.popup(self.language.mapToGlobal(QPoint(0, self.language.height())))
        menu.setActiveAction(menu.actions()[0])

    def _on_language(self, action: object) -> None:
        code = getattr(action, "data", str)()
        self.language_chosen.emit(str(code))
