"""Screen 02, right: what the person needs; another badge only with its reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT, COMPACT_MAIN
from kiosk.ui.desk.reason_choices import ReasonChoices
from kiosk.ui.desk.room_list import RoomList
from kiosk.ui.desk.state import AlreadyState
from kiosk.ui.widgets.badge_preview import BadgePreview
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.key_cap import ENTER


class AlreadyCard(QWidget):
    """Signals: reason_chosen(0..2), reprint_pressed(), next_pressed(), undo_pressed()."""

    reason_chosen = Signal(int)
    reprint_pressed = Signal()
    next_pressed = Signal()
    undo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: AlreadyState | None = None
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.015, shrink=0.7)
        self.preview = BadgePreview(215)
        self.rooms_label = ElidedLabel(px=15, weight=600, ink="text2")
        self.rooms = RoomList()
        self.why_label = ElidedLabel(px=16, weight=600, ink="text2")
        self.reasons = ReasonChoices()
        self.reprint = Button("", icon="printer", key="F6", kind=Kind.PRIMARY, size=MAIN)
        self.next = Button("", icon="arrow-right", key="Esc")
        self.undo = Button("", icon="undo-2", key="F8")
        self._lay_out()
        self.reasons.reason_chosen.connect(self.reason_chosen)
        self.reprint.clicked.connect(self.reprint_pressed)
        self.next.clicked.connect(self.next_pressed)
        self.undo.clicked.connect(self.undo_pressed)

    def show_state(self, state: AlreadyState, *, busy: bool = False) -> None:
        """Draw badge, rooms and the chosen reason."""
        self.preview.show_png(state.card.preview)
        self.rooms.show_rooms(state.card.rooms)
        if state.options:
            self.reasons.show_reasons(state.options, state.reason)
        self._state = state
        self._show_badge_parts(busy=busy)

    def _show_badge_parts(self, *, busy: bool) -> None:
        """Who is owed a badge gets it at once; another one needs its reason; some have none."""
        card = self._state.card if self._state else None
        owed, bare = bool(card and card.owed), bool(card and card.bare)
        self.reasons.setVisible(not owed and not bare)
        self.reprint.setVisible(not bare)
        self.reprint.setEnabled(not busy)
        if bare:
            self.why_label.setText(_("Su entrada no lleva credencial."))
        elif owed:
            self.why_label.setText(_("Se le debe la credencial: todavía no tiene una que sirva."))
            self.reprint.set_label(_("Imprimir la credencial que falta"), key=ENTER)
        else:
            self.why_label.setText(_("Otra credencial: elija por qué"))
            self.reprint.set_label(_("Reimprimir credencial"), key="F6")

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("¿Qué necesita esta persona?"))
        self.rooms_label.setText(_("Salas"))
        self._show_badge_parts(busy=False)
        self.next.set_label(_("Siguiente persona"))
        self.undo.set_label(_("Deshacer acreditación"))

    def set_compact(self, *, compact: bool) -> None:
        """Smaller parts on small screens."""
        self.title.set_px(26 if compact else 32)
        self.preview.set_preferred_width(110 if compact else 215)
        self.rooms.set_compact(compact=compact)
        self.reasons.set_compact(compact=compact)
        self.reprint.set_size(COMPACT_MAIN if compact else MAIN)
        for button in (self.next, self.undo):
            button.set_size(COMPACT if compact else DESK)
        self._column.setContentsMargins(*((20, 12, 20, 14) if compact else (33, 32, 33, 30)))
        self._column.setSpacing(7 if compact else 11)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(9)
        right.addWidget(self.rooms_label)
        right.addWidget(self.rooms, 1)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.preview)
        body.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.next, 1)
        foot.addWidget(self.undo, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addSpacing(8)
        self._column.addLayout(body, 1)
        self._column.addSpacing(8)
        self._column.addWidget(self.why_label)
        self._column.addWidget(self.reasons)
        self._column.addSpacing(10)
        self._column.addWidget(self.reprint)
        self._column.addLayout(foot)
        self.set_compact(compact=False)
