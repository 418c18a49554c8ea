"""Screen 03: the walk-in form, the duplicate question beside it and the badge to come."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _, n_
from kiosk.ui.desk.duplicate_panel import DuplicatePanel
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.outcome_panel import OutcomePanel
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.rule import Rule
from kiosk.ui.desk.state import DeskState, FormData, WalkInState
from kiosk.ui.widgets.button import Button, ButtonSize, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.key_cap import ENTER
from kiosk.ui.widgets.panel import Panel

_MAIN = ButtonSize(76, 26, 700, 14, 32, 16, 20, 2, 36, -0.01)
_CANCEL = ButtonSize(height=76, padding=26)
_LOW = ButtonSize(54, 20, 700, 14, 24, 12, 14, 2, 30)
_LOW_CANCEL = ButtonSize(height=54, px=16, padding=14)


class WalkInPage(FullPage):
    """Emits what was typed and pressed; the form is read as FormData."""

    changed = Signal(FormData)
    submitted = Signal(FormData)
    candidate_opened = Signal(int)
    other_confirmed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = WalkInState()
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.02)
        self.missing = ElidedLabel(px=16, ink="text2", align="right")
        self.form = PersonForm(walk_in=True)
        self.cancel = Button("", key="Esc", size=_CANCEL)
        self.main = Button("", icon="printer", kind=Kind.PRIMARY, size=_MAIN)
        self.why = ElidedLabel(px=17, weight=600, ink="warn_fg", align="right")
        self.duplicates = DuplicatePanel()
        self.outcome = OutcomePanel()
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.cancel.clicked.connect(self.cancelled)
        self.main.clicked.connect(self.submit)
        self.duplicates.candidate_opened.connect(self.candidate_opened)
        for field in (self.form.given, self.form.family, self.form.badge):
            field.line.installEventFilter(self)
        self.form.country.box.installEventFilter(self)
        self.duplicates.other_confirmed.connect(self.other_confirmed)

    def draw(self, state: DeskState) -> None:
        """Draw the walk-in's part."""
        self.show_state(state.walk_in)

    def enter(self) -> None:
        """Go on with the first field that is missing."""
        self.form.focus_missing()

    def show_state(self, state: WalkInState) -> None:
        """Draw question, badge and what is missing; the form keeps what is typed."""
        fresh = state.serial != self._state.serial
        self._state = state
        if fresh:
            self.form.fill(FormData(role=self._first_role()))
        self.duplicates.show_state(state)
        self.outcome.show_state(state)
        self._show_main()

    def submit(self) -> None:
        """Register, unless something is missing or the question is open: then go there."""
        if self._state.blocked:
            self.duplicates.first.setFocus()
        elif self.form.missing():
            self.form.focus_missing()
        elif not self._state.busy:
            self.submitted.emit(self.form.data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 answer the question wherever a digit cannot be part of a name."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif not self.answer(event.text()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """No digit belongs into a name or a country: there it answers the question too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.answer(event.text())
        return False

    def answer(self, key: str) -> bool:
        """Take 1, 2 or 3 as the answer; answers whether it was one."""
        if not self._state.blocked:
            return False
        return self.duplicates.press(key)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Alta de participante"))
        self.cancel.set_label(_("Cancelar"))
        self.form.retranslate()
        self.duplicates.retranslate()
        self.outcome.retranslate()
        self._show_main()

    def set_compact(self, *, compact: bool) -> None:
        """Lower parts on small screens."""
        self.form.set_compact(compact=compact)
        self.main.set_size(_LOW if compact else _MAIN)
        self.cancel.set_size(_LOW_CANCEL if compact else _CANCEL)
        self.title.set_px(24 if compact else 32)
        self.duplicates.set_compact(compact=compact)
        self.outcome.set_compact(compact=compact)
        self._column.setContentsMargins(*((20, 10, 20, 8) if compact else (35, 30, 35, 26)))
        self._column.setSpacing(6 if compact else 14)

    def _first_role(self) -> str:
        return self.form.role.segments.first_value()

    def _on_edited(self) -> None:
        self._show_main()
        self.changed.emit(self.form.data())

    def _show_main(self) -> None:
        missing = self.form.missing()
        self.missing.setText(
            n_("Falta {n} dato obligatorio", "Faltan {n} datos obligatorios", missing)
        )
        blocked = self._state.blocked
        ready = not blocked and not missing and not self._state.busy
        key = ENTER if ready else ""
        self.main.set_label(_("Dar de alta, acreditar e imprimir"), key=key)
        self.main.setEnabled(ready)
        why = ""
        if blocked:
            why = "→  " + _("Antes responda a la derecha: ¿ya está en la lista?")
        elif missing:
            why = _("Complete los datos marcados con *")
        self.why.setText(why)
        self.main.setToolTip(why)

    def _lay_out(self) -> None:
        panel = Panel()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.missing)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(self.cancel)
        foot.addWidget(self.main, 1)
        self._column = QVBoxLayout(panel)
        self._column.addLayout(head)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self._column.addWidget(Rule())
        self._column.addSpacing(8)
        self._column.addLayout(foot)
        self._column.addWidget(self.why)
        right = QVBoxLayout()
        right.setSpacing(24)
        right.addWidget(self.duplicates)
        right.addWidget(self.outcome, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(panel, 1140)
        row.addLayout(right, 700)
        self.set_compact(compact=False)
