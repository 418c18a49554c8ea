"""The panel as a page of the desk: figures above, then arrivals, rooms, assembly, printers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.dashboard.arrivals_card import ArrivalsCard
from kiosk.ui.dashboard.assembly_card import AssemblyCard
from kiosk.ui.dashboard.documents_card import DocumentsCard
from kiosk.ui.dashboard.figures_row import FiguresRow
from kiosk.ui.dashboard.printers_card import PanelPrinters
from kiosk.ui.dashboard.rooms_card import RoomsCard
from kiosk.ui.dashboard.state import PanelState
from kiosk.ui.dashboard.stations_card import PanelStations
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.state import DeskState

_THREE = 1150
"""Pixels that three columns need."""


class PanelPage(FullPage):
    """Signals: assembly_chosen(id), book_pressed(). `documents` tells its own."""

    assembly_chosen = Signal(str)
    book_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: PanelState | None = None
        self._narrow = False
        self.figures, self.arrivals, self.rooms = FiguresRow(), ArrivalsCard(), RoomsCard()
        self.assembly = AssemblyCard()
        self.printers, self.documents = PanelPrinters(), DocumentsCard()
        self.stations = PanelStations()
        self.assembly.assembly_chosen.connect(self.assembly_chosen)
        self.assembly.book_pressed.connect(self.book_pressed)
        self._lay_out()
        self.set_compact(compact=False)

    def draw(self, state: DeskState) -> None:
        """Draw the panel where it changed."""
        before, now = self._state, state.panel
        if now == before:
            return
        self._state = now
        self.figures.show_figures(now.figures)
        self.arrivals.show_bars(now.bars, now.peak)
        self.rooms.lines.show_rooms(now.rooms)
        self.assembly.show_state(now)
        self.stations.show_stations(now.stations)
        self.printers.show_printers(now.printers)
        if before is None or now.documents != before.documents:
            self.documents.show_state(now.documents)

    def enter(self) -> None:
        """Nothing is typed here until somebody asks for certificates."""
        self.setFocus()

    def retranslate(self) -> None:
        """All words in the language in force."""
        for part in (self.arrivals, self.rooms, self.assembly, self.printers, self.documents):
            part.retranslate()
        self.stations.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        for part in (self.figures, self.arrivals, self.rooms, self.assembly):
            part.set_compact(compact=compact)
        for card in (self.stations, self.printers):
            card.set_compact(compact=compact)
        self.documents.set_compact(compact=compact)
        gap = 12 if compact else 20
        for box in (self._whole, self._columns, self._left, self._right):
            box.setSpacing(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where three columns have no room the assembly stands over the printers."""
        super().resizeEvent(event)
        narrow = self.width() < _THREE
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._right.insertWidget(0, self.assembly)
        else:
            self._columns.insertWidget(1, self.assembly, 31)

    def _lay_out(self) -> None:
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.arrivals, 45)
        self._left.addWidget(self.rooms, 55)
        self._right.addWidget(self.stations)
        self._right.addWidget(self.printers, 1)
        self._right.addWidget(self.documents)
        self._columns = QHBoxLayout()
        self._columns.addLayout(self._left, 39)
        self._columns.addWidget(self.assembly, 31)
        self._columns.addLayout(self._right, 30)
        inside = QWidget()
        self._whole = QVBoxLayout(inside)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self.figures)
        self._whole.addLayout(self._columns, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
