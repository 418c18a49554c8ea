"""The chosen person at the right: rights, note, badge, and the one blue button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.chip_row import ChipRow
from kiosk.ui.desk.facts_line import FactsLine
from kiosk.ui.desk.note import Note
from kiosk.ui.desk.room_list import RoomList
from kiosk.ui.desk.state import CardState
from kiosk.ui.widgets.badge_preview import BadgePreview
from kiosk.ui.widgets.button import DESK, MAIN, Button, ButtonSize, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.key_cap import ENTER, KeyCap

COMPACT_MAIN = ButtonSize(64, 24, 700, 14, 28, 14, 16, 2, 34, -0.01)
COMPACT = ButtonSize(height=48, px=16, icon=18, gap=8, padding=10, cap=26)


class PersonCard(QWidget):
    """Emits what was pressed; `main_pressed` is what the blue button says at that moment."""

    main_pressed = Signal()
    correct_pressed = Signal()
    no_print_pressed = Signal()
    reprint_pressed = Signal()
    override_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: CardState | None = None
        self.name = ElidedLabel(px=40, weight=700, tracking=-0.022, shrink=0.7)
        self.detail = ElidedLabel(px=20, ink="text2", shrink=0.8)
        self.chips = ChipRow()
        self.problem_warn, self.problem_bad = Note("info"), Note("ban", "bad")
        self.preview_label = ElidedLabel(px=15, weight=600, ink="text2")
        self.preview = BadgePreview()
        self.rooms_label = ElidedLabel(px=15, weight=600, ink="text2")
        self.rooms = RoomList()
        self.note = Note("sticky-note")
        self.facts = FactsLine()
        self.main = Button("", icon="printer", key=ENTER, kind=Kind.PRIMARY, size=MAIN)
        self.correct = Button("", icon="pencil", key="F2")
        self.no_print = Button("", icon="check", key="F3")
        self.reprint = Button("", icon="printer", key="F6")
        self._lay_out()
        self.main.clicked.connect(self._on_main)
        self.correct.clicked.connect(self.correct_pressed)
        self.no_print.clicked.connect(self.no_print_pressed)
        self.reprint.clicked.connect(self.reprint_pressed)

    def show_state(self, state: CardState, *, busy: bool = False) -> None:
        """Draw the person; `busy` while a check-in is under way."""
        self._state = state
        self.name.setText(state.name)
        self.name.setToolTip(state.name)
        self.detail.setText(state.detail)
        self.chips.show_chips(state.state, state.roles)
        shown, other = (
            (self.problem_bad, self.problem_warn)
            if state.problem_bad
            else (self.problem_warn, self.problem_bad)
        )
        shown.show_note(state.problem, state.problem_step)
        other.show_note("", "")
        self.preview.show_png(state.preview)
        self.rooms.show_rooms(state.rooms)
        self.note.show_note(state.note, "")
        self.facts.show_facts(state.facts)
        self._problem_gap.changeSize(0, 14 if state.problem else 0)
        self._show_actions(state, busy=busy)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.rooms_label.setText(_("Salas"))
        self.correct.set_label(_("Corregir datos"))
        self.no_print.set_label(_("Sin imprimir"))
        self.reprint.set_label(_("Reimprimir"))
        if self._state is not None:
            self._show_actions(self._state, busy=False)

    def set_compact(self, *, compact: bool) -> None:
        """Smaller buttons, name and preview on small screens."""
        self.name.set_px(30 if compact else 40)
        self.detail.set_px(17 if compact else 20)
        self.rooms.set_compact(compact=compact)
        self.preview.set_preferred_width(160 if compact else 337)
        self.main.set_size(COMPACT_MAIN if compact else MAIN)
        for button in (self.correct, self.no_print, self.reprint):
            button.set_size(COMPACT if compact else DESK)
        self._gaps(compact=compact)

    def _show_actions(self, state: CardState, *, busy: bool) -> None:
        ready = not state.problem and not state.checked_in
        words, icon = _main_action(state)
        self.main.set_label(words, icon)
        self.main.setEnabled(not busy and (not state.problem or state.may_override))
        self.main.setToolTip(state.problem)
        for button in (self.no_print, self.reprint):
            button.setVisible(not state.bare)
        self.preview_label.setText(
            _("Su entrada no lleva credencial.") if state.bare else _("Credencial que se imprimirá")
        )
        self.no_print.setEnabled(ready and not busy)
        self.no_print.setToolTip("" if ready else state.problem or _("Ya se había acreditado"))
        self.reprint.setEnabled(state.checked_in and not busy)
        tip = "" if state.checked_in else _("Se reimprime después de acreditar")
        self.reprint.setToolTip(tip)
        self.reprint.setAccessibleDescription(tip)

    def _on_main(self) -> None:
        overriding = self._state is not None and self._state.problem
        (self.override_pressed if overriding else self.main_pressed).emit()

    def _gaps(self, *, compact: bool) -> None:
        self._column.setContentsMargins(*((20, 14, 20, 16) if compact else (29, 24, 29, 25)))
        self._chips_gap.changeSize(0, 8 if compact else 16)
        self._body_gap.changeSize(0, 10 if compact else 22)
        self._foot_gap.changeSize(0, 12 if compact else 41)
        self._body.setSpacing(18 if compact else 27)
        self._foot.setSpacing(8 if compact else 12)
        self._column.invalidate()

    def _lay_out(self) -> None:
        self._body = QHBoxLayout()
        self._body.addLayout(self._left())
        self._body.addLayout(self._right(), 1)
        self._foot = QHBoxLayout()
        for button in (self.correct, self.no_print, self.reprint):
            self._foot.addWidget(button, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.name)
        self._column.addSpacing(6)
        self._column.addWidget(self.detail)
        self._chips_gap = _gap(self._column, 16)
        self._column.addWidget(self.chips)
        self._problem_gap = _gap(self._column, 0)
        self._column.addWidget(self.problem_warn)
        self._column.addWidget(self.problem_bad)
        self._body_gap = _gap(self._column, 22)
        self._column.addLayout(self._body, 1)
        self._foot_gap = _gap(self._column, 41)
        self._column.addWidget(self.main)
        self._column.addSpacing(12)
        self._column.addLayout(self._foot)
        self._gaps(compact=False)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(9)
        left.addWidget(self.preview_label)
        left.addWidget(self.preview, 1)
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self.rooms_label, 1)
        head.addWidget(KeyCap("F7"))
        right.addLayout(head)
        right.addSpacing(9)
        right.addWidget(self.rooms, 1)
        right.addSpacing(8)
        right.addWidget(self.note)
        right.addSpacing(12)
        right.addWidget(self.facts)
        return right


def _main_action(state: CardState) -> tuple[str, str]:
    """Words and icon of the blue button."""
    if state.checked_in and state.owed:
        return _("Imprimir la credencial que falta"), "printer"
    if state.checked_in:
        return _("Ver acreditación"), "check-check"
    if state.problem and state.may_override:
        return _("Acreditar con motivo"), "shield-check"
    if state.bare:
        return _("Acreditar"), "check"
    return _("Acreditar e imprimir"), "printer"


def _gap(column: QVBoxLayout, height: int) -> QSpacerItem:
    """A gap that can be changed later."""
    gap = QSpacerItem(0, height)
    column.addSpacerItem(gap)
    return gap
