"""The left side of the access page: who, when, and every checkpoint's answer in a row."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.moment_row import MomentRow
from kiosk.ui.desk.person_card import COMPACT
from kiosk.ui.desk.result_list import ResultList
from kiosk.ui.desk.state import AccessState
from kiosk.ui.widgets.button import DESK, Button
from kiosk.ui.widgets.elided_label import ElidedLabel


class AccessPerson(QWidget):
    """Without a person only the moment can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(px=30, weight=700, tracking=-0.02, shrink=0.7)
        self.detail = ElidedLabel(px=18, ink="text2", shrink=0.8)
        self.back = Button("", icon="arrow-left", key="Esc")
        self.moment = MomentRow()
        self.rooms = ResultList((70, 66))
        self.rooms.painter.shows_key = False
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.detail)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.addLayout(names, 1)
        head.addWidget(self.back)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(head)
        self._column.addWidget(self.moment)
        self._column.addWidget(self.rooms, 100)
        self._column.addStretch(1)
        self.set_compact(compact=False)

    def show_state(self, state: AccessState) -> None:
        """Draw person, moment and rows."""
        self.name.setText(state.name or _("Accesos"))
        somebody = state.detail if state.name else _("En qué salas entra cada persona, y cuándo.")
        self.detail.setText(somebody)
        self.moment.show_state(state)
        self.rooms.show_rows(state.rooms, state.room)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.back.set_label(_("Volver"))
        self.moment.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.name.set_px(24 if compact else 30)
        self.detail.set_px(16 if compact else 18)
        self.back.set_size(COMPACT if compact else DESK)
        self.moment.set_compact(compact=compact)
        self.rooms.set_compact(compact=compact)
        self._column.setSpacing(8 if compact else 14)
