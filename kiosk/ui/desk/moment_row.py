"""Chooses a moment of the event: now, or a day and a typed time; checks neither."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.state import AccessState
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.segments import Segments


class MomentRow(QWidget):
    """Signals: day_chosen(ISO day, "" for now), time_edited(text as typed)."""

    day_chosen = Signal(str)
    time_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = Segments()
        self.time = QLineEdit()
        self.time.setMaxLength(5)
        self.time.setPlaceholderText("--:--")
        self.problem = ElidedLabel(px=16, weight=600, ink="warn_fg", align="right")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.days, 1)
        row.addWidget(self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.problem.hide()
        self.set_compact(compact=False)
        self.days.changed.connect(self._on_day)
        self.time.textEdited.connect(self.time_edited)

    def show_state(self, state: AccessState) -> None:
        """Draw day and time; what is being typed stays as it is."""
        self.days.set_segments(tuple((value, words, "") for value, words in state.days))
        self.days.set_values((state.day,))
        if self.time.text() != state.time:
            self.time.setText(state.time)
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.days.setAccessibleName(_("Día"))
        self.time.setAccessibleName(_("Hora"))
        self.time.setToolTip(_("Hora"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower parts on small screens."""
        self.days.set_compact(compact=compact)
        self.time.setFixedSize(*((108, 48) if compact else (128, 60)))

    def _on_day(self) -> None:
        self.day_chosen.emit(next(iter(self.days.values()), ""))
