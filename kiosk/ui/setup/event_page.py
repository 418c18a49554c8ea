"""The page that asks for the event: the demonstration, a file of one's own, or that of a hub."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.setup.answer_panel import AnswerPanel
from kiosk.ui.setup.join_panel import JoinPanel
from kiosk.ui.setup.state import JoinState, SetupState
from kiosk.ui.widgets.button import DESK, Button
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.panel import Panel


class EventPage(QWidget):
    """Signals: demo_chosen(bool), hub_chosen(), file_chosen(path)."""

    demo_chosen = Signal(bool)
    hub_chosen = Signal()
    file_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.demo, self.own, self.hub = Choice("F1"), Choice("F2"), Choice("F3")
        self.join = JoinPanel()
        self.choose = Button(size=DESK)
        self.line = ElidedLabel(px=18, ink="text2")
        self.files, self.answer = Panel(), AnswerPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._choices = choices = QGridLayout()
        choices.setSpacing(14)
        choices.addWidget(self.demo, 0, 0)
        choices.addWidget(self.own, 0, 1)
        choices.addWidget(self.hub, 1, 0, 1, 2)
        column.addLayout(choices)
        grid = QGridLayout(self.files)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.addWidget(self.choose, 0, 0)
        grid.addWidget(self.line, 0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.answer, 1, 0, 1, 2)
        column.addWidget(self.files)
        column.addWidget(self.join)
        self.hub.clicked.connect(self.hub_chosen)
        self.demo.clicked.connect(self._on_choice)
        self.own.clicked.connect(self._on_choice)
        self.choose.clicked.connect(self._on_choose)

    def draw(self, state: SetupState) -> None:
        """Draw this."""
        self.demo.setChecked(state.demo)
        joining = state.join is not None and not state.demo
        self.own.setChecked(not state.demo and not joining)
        self.hub.setChecked(joining)
        self.files.setVisible(not state.demo and not joining)
        self.join.setVisible(joining)
        self.join.draw(state.join or JoinState())
        self.line.setText(state.event_name or state.event_file or _("Todavía ninguno"))
        self.answer.show_answer("", state.event_lines)
        self.answer.setVisible(bool(state.event_lines))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.demo.set_words(_("Ver la demostración"), _("Un evento inventado"))
        self.own.set_words(_("Cargar un evento"), _("Su archivo event.toml"))
        self.hub.set_words(_("Unirse a una central"), _("El evento y la lista vienen de allí"))
        self.choose.set_label(_("Elegir el evento…"))
        self.join.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Lower choices and fields on small screens."""
        for choice in (self.demo, self.own, self.hub):
            choice.set_compact(compact=compact)
        self._choices.setSpacing(8 if compact else 14)
        self.join.set_compact(compact=compact)

    def _on_choice(self) -> None:
        self.demo_chosen.emit(self.demo.isChecked())

    def _on_choose(self) -> None:
        """Ask for a file without blocking the program."""
        dialog = QFileDialog(self, _("Elegir el evento…"), "", "TOML (*.toml)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file_chosen)
        dialog.open()
