"""The panel as a page of the desk: rooms at the left, the assembly at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.ui.dashboard.assembly_card import AssemblyCard
from kiosk.ui.dashboard.rooms_card import RoomsCard
from kiosk.ui.dashboard.state import PanelState
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.state import DeskState


class PanelPage(FullPage):
    """Signals: assembly_chosen(id), book_pressed()."""

    assembly_chosen = Signal(str)
    book_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: PanelState | None = None
        self.rooms = RoomsCard()
        self.assembly = AssemblyCard()
        self.assembly.assembly_chosen.connect(self.assembly_chosen)
        self.assembly.book_pressed.connect(self.book_pressed)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._columns.addWidget(self.rooms, 58)
        self._columns.addWidget(self.assembly, 42)

    def draw(self, state: DeskState) -> None:
        """Draw the panel where it changed."""
        if state.panel == self._state:
            return
        self._state = state.panel
        self.rooms.lines.show_rooms(state.panel.rooms)
        self.assembly.show_state(state.panel)

    def enter(self) -> None:
        """Nothing is typed here."""
        self.setFocus()

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.rooms.retranslate()
        self.assembly.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.rooms.set_compact(compact=compact)
        self.assembly.set_compact(compact=compact)
        self._columns.setSpacing(16 if compact else 24)
