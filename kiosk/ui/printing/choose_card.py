"""Which printer to add: those that were found, or an address typed by hand; asks none of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.printing.job_line import LINE, SMALL, words_of
from kiosk.ui.printing.state import FoundRow, SetUpState
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.line_list import LineList, ListLine
from kiosk.ui.widgets.paragraph import Paragraph


class FoundLine(ListLine):
    """One printer: its name, where it is, its light, and the button that chooses it."""

    def __init__(self, row: FoundRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(LINE)
        self.choose = Button(_("Elegir"), icon="check", size=SMALL)
        self.choose.setObjectName(row.uri)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 14, 0)
        line.setSpacing(12)
        line.addLayout(words_of(row.name, (row.detail,)), 1)
        line.addWidget(Chip(row.light))
        line.addWidget(self.choose)


class ChooseCard(QWidget):
    """Signals: looked_again(), typed(text), chosen(uri), left()."""

    looked_again = Signal()
    typed = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FoundRow, ...] | None = None
        self._state = SetUpState()
        self.title = ElidedLabel(px=24, weight=700)
        self.hint = Paragraph(px=17, ink="text2", lines=3)
        self.problem = Paragraph(px=17, weight=600, ink="warn_fg", lines=4)
        self.lines = LineList()
        self.address = Field()
        self.use = Button("", icon="arrow-right", size=SMALL)
        self.again = Button("", icon="refresh-cw", size=SMALL)
        self.back = Button("", icon="x", key="Esc", size=SMALL)
        self._lay_out()
        self.use.clicked.connect(self._on_typed)
        self.address.line.returnPressed.connect(self._on_typed)
        self.again.clicked.connect(self.looked_again)
        self.back.clicked.connect(self.left)

    def show_state(self, state: SetUpState) -> None:
        """Draw what was found so far."""
        self._state = state
        if state.found != self._rows:
            self._rows = state.found
            self.lines.show_lines([self._line(row) for row in state.found])
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self.again.setEnabled(not state.looking)
        self.use.setEnabled(not state.asking)
        self._words()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Agregar impresora"))
        self.address.set_words(_("O escriba su dirección"))
        self.address.line.setPlaceholderText("10.0.0.5")
        self.back.set_label(_("Volver"))
        self._rows = None
        self.show_state(self._state)

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.title.set_px(20 if compact else 24)
        self.address.set_compact(compact=compact)

    def _words(self) -> None:
        state = self._state
        self.again.set_label(_("Buscando…") if state.looking else _("Buscar otra vez"))
        self.use.set_label(_("Preguntando…") if state.asking else _("Usar esta dirección"))
        if state.looking:
            self.hint.setText(_("Se buscan las impresoras de esta computadora y de la red…"))
        elif state.found:
            self.hint.setText(_("Elija una. La luz es lo que dice cada impresora."))
        else:
            self.hint.setText(
                _("No se encontró ninguna. ¿Está encendida y en esta red? Escriba su dirección.")
            )

    def _line(self, row: FoundRow) -> QWidget:
        line = FoundLine(row)
        line.choose.clicked.connect(self._on_chosen)
        return line

    def _on_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName())

    def _on_typed(self) -> None:
        if self.address.text() and not self._state.asking:
            self.typed.emit(self.address.text())

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back, 1)
        foot.addWidget(self.again, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.title, self.hint, self.problem):
            column.addWidget(widget)
        column.addWidget(self.lines, 1)
        column.addWidget(self.address)
        column.addWidget(self.use)
        column.addLayout(foot)
