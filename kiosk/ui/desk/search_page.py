"""The left side of the desk: search box, its hints, the list, walk-in and undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _, n_
from kiosk.ui.desk.message import Message
from kiosk.ui.desk.result_list import ResultList
from kiosk.ui.desk.state import SearchState
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.key_cap import DOWN, UP, KeyCap


class Hints(QWidget):
    """How many were found, by what one may search, and the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(48)
        self.count = ElidedLabel(px=16, weight=600)
        self.how = ElidedLabel(px=16, ink="text2")
        self.choose = ElidedLabel(px=16, ink="text2")
        self.clear = ElidedLabel(px=16, ink="text2")
        for label in (self.count, self.choose, self.clear):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = (KeyCap(UP), KeyCap(DOWN), KeyCap("Esc"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(10)
        row.addWidget(self.count)
        row.addWidget(self.how)
        row.addStretch(1)
        row.addWidget(self._keys[0])
        row.addWidget(self._keys[1])
        row.addWidget(self.choose)
        row.addSpacing(18)
        row.addWidget(self._keys[2])
        row.addWidget(self.clear)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.how.setText(_("nombre, organización, correo o código; con o sin tildes"))
        self.choose.setText(_("elegir"))
        self.clear.setText(_("limpiar"))

    def show_count(self, state: SearchState) -> None:
        """How many were found; nothing before anybody searched."""
        text = ""
        if state.query and not state.searching:
            text = n_("{n} persona", "{n} personas", len(state.rows)) + "  ·"
        self.count.setText(text)
        self.count.setVisible(bool(text))


class SearchPage(QWidget):
    """Signals: row_chosen(number), row_activated(number), walk_in_pressed(), undo_pressed()."""

    row_chosen = Signal(int)
    row_activated = Signal(int)
    walk_in_pressed = Signal()
    undo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints = Hints()
        self.message = Message()
        self.list = ResultList()
        self.question = ElidedLabel(px=18, ink="text2")
        self.walk_in = Button("", icon="user-plus", key="F4")
        self.undo = Button("", icon="undo-2", key="F8")
        self._lay_out()
        self.list.row_chosen.connect(self.row_chosen)
        self.list.row_activated.connect(self.row_activated)
        self.walk_in.clicked.connect(self.walk_in_pressed)
        self.undo.clicked.connect(self.undo_pressed)

    def show_state(self, state: SearchState) -> None:
        """Draw what was found."""
        self.hints.show_count(state)
        self.message.show_message(state.message, state.message_tone)
        self.list.show_rows(state.rows, state.selected)
        self.undo.setVisible(bool(state.undo))
        self.undo.set_label(_("Deshacer: {who}", who=state.undo))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.hints.retranslate()
        self.question.setText(_("¿No está en la lista?"))
        self.walk_in.set_label(_("Alta de participante"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower rows and no question on small screens."""
        self.list.set_compact(compact=compact)
        self.hints.setFixedHeight(38 if compact else 48)
        self.hints.how.setVisible(not compact)
        self.question.setVisible(not compact)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.question)
        foot.addWidget(self.walk_in)
        foot.addStretch(1)
        foot.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hints)
        column.addWidget(self.message)
        column.addWidget(self.list, 100)
        column.addStretch(1)
        column.addSpacing(16)
        column.addLayout(foot)
        column.setAlignment(self.list, Qt.AlignmentFlag(0))
