"""Three reasons to choose one of, by click or by the keys 1 2 3; keeps no answer of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.desk.state import Reasons
from kiosk.ui.widgets.choice import Choice


class ReasonChoices(QWidget):
    """Signal: reason_chosen(0..2)."""

    reason_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = [Choice(str(number)) for number in (1, 2, 3)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for number, choice in enumerate(self.choices):
            choice.setAutoExclusive(False)
            choice.setObjectName(str(number))
            choice.clicked.connect(self._on_choice)
            self._column.addWidget(choice)

    def show_reasons(self, reasons: Reasons, chosen: int | None) -> None:
        """Show these words, with that one chosen; None chooses none of them."""
        for number, (choice, words) in enumerate(zip(self.choices, reasons, strict=True)):
            choice.set_words(*words)
            choice.setChecked(number == chosen)

    def set_compact(self, *, compact: bool) -> None:
        """Lower cards on small screens."""
        for choice in self.choices:
            choice.set_compact(compact=compact)
        self._column.setSpacing(7 if compact else 11)

    def _on_choice(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.reason_chosen.emit(int(sender.objectName()))
