"""The set-up of printers in the place of their list: choose one, then say what it is for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.ui.printing.choose_card import ChooseCard
from kiosk.ui.printing.printer_card import PrinterCard
from kiosk.ui.printing.state import SetUpState
from kiosk.ui.widgets.panel import Panel


class SetUpCard(Panel):
    """Signal: left(). What else is done tell its two pages, `choose` and `printer`."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose, self.printer = ChooseCard(), PrinterCard()
        self._pages = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._pages)
        for page in (self.choose, self.printer):
            self._pages.addWidget(page)
            page.left.connect(self.left)
        self.set_compact(compact=False)

    def show_state(self, state: SetUpState) -> None:
        """Draw the page that the set-up has come to."""
        page: QWidget = self.choose
        if state.chosen:
            self.printer.show_state(state)
            page = self.printer
        else:
            self.choose.show_state(state)
        self._pages.setCurrentWidget(page)

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.choose.retranslate()
        self.printer.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.choose.set_compact(compact=compact)
        self.printer.set_compact(compact=compact)
        self._column.setContentsMargins(*((18, 16, 14, 14) if compact else (26, 24, 18, 20)))
