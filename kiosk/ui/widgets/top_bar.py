"""The bar at the head: event, station, tabs, operator, language, clock; it decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpacerItem, QWidget

from kiosk.texts import LANGUAGE_NAMES
from kiosk.ui import theme
from kiosk.ui.mark import EventMark
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.top_bar_parts import Divider, IconWord, Tab


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
        self._operator_line, self._station_line = Divider(), Divider()
        self._operator_parts = (self.operator, self._operator_line)
        self._station_parts = (self._station_line, self.station)
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
        self.language.set_word(language.upper())
        self.language.setAccessibleName(LANGUAGE_NAMES.get(language, language))
        self._fit()

    def show_clock(self, clock: str) -> None:
        """The time of day, as text."""
        self.clock.setText(clock)
        width = self.clock.sizeHint().width()
        if width != self.clock.minimumWidth():
            self.clock.setMinimumWidth(width)
            self._fit()

    def set_texts(self, purpose: str, tabs: dict[str, str]) -> None:
        """The words in the language in force."""
        self.purpose.setText(f"· {purpose}")
        for name, label in tabs.items():
            self.tabs[name].setText(label)
            self.tabs[name].updateGeometry()
        self._fit()

    def open_tab(self, name: str) -> None:
        """Mark the tab of the open screen; emits nothing."""
        if name in self.tabs:
            self.tabs[name].setChecked(True)

    def show_tab(self, name: str, *, shown: bool) -> None:
        """Leave out the tab of a screen that this station has no use for."""
        if self.tabs[name].isVisibleTo(self) is not shown:
            self.tabs[name].setVisible(shown)
            self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what can be missed on small screens."""
        self.purpose.setVisible(not compact)
        edge = 16 if compact else 28
        self._row.setContentsMargins(edge, 0, edge, 0)
        self._gap.changeSize(20 if compact else 46, 0)
        self._row.invalidate()
        for tab in self.tabs.values():
            tab.set_compact(compact=compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits depends on the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what can be missed, least first, where clock or tabs would be cut instead."""
        for part in (*self._operator_parts, *self._station_parts, self.event_name):
            part.setVisible(True)
        self._squeeze(tight=False)
        for part in self._operator_parts:
            part.setVisible(bool(self.operator.text()))
        for parts in (self._operator_parts, self._station_parts, (self.event_name,)):
            if self._row.sizeHint().width() <= self.width():
                return
            for part in parts:
                part.setVisible(False)
        self._squeeze(tight=self._row.sizeHint().width() > self.width())

    def _squeeze(self, *, tight: bool) -> None:
        for tab in self.tabs.values():
            tab.set_tight(tight=tight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ink ground."""
        t = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.ink))
        if t.high_contrast:
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(t.border))

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 28, 0)
        row.setSpacing(0)
        row.addWidget(EventMark())
        row.addSpacing(16)
        row.addWidget(self.event_name)
        row.addWidget(self._station_line)
        row.addWidget(self.station)
        row.addSpacing(5)
        row.addWidget(self.purpose)
        self._gap = QSpacerItem(46, 0)
        row.addSpacerItem(self._gap)
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
