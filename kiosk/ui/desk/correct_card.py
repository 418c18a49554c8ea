"""Corrects the data of a person in the right card; what is saved is the controller's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT, COMPACT_MAIN
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.state import FormData
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.key_cap import ENTER


class CorrectCard(QWidget):
    """Signals: saved(FormData), cancelled()."""

    saved = Signal(FormData)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.015, shrink=0.7)
        self.help = ElidedLabel(px=16, ink="text2")
        self.form = PersonForm(walk_in=False)
        self.save = Button("", icon="check", key=ENTER, kind=Kind.PRIMARY, size=MAIN)
        self.cancel = Button("", icon="x", key="Esc")
        foot = QHBoxLayout()
        foot.addWidget(self.cancel)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(29, 28, 29, 25)
        self._column.setSpacing(12)
        self._column.addWidget(self.title)
        self._column.addWidget(self.help)
        self._column.addSpacing(6)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self._column.addWidget(self.save)
        self._column.addLayout(foot)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)

    def open(self, data: FormData) -> None:
        """Begin with these values and the cursor in the name."""
        self.form.fill(data)
        self.form.given.setFocus()
        self.form.given.line.selectAll()

    def submit(self) -> None:
        """Save, unless the name is empty: then the cursor goes there."""
        if self.form.missing():
            self.form.focus_missing()
            return
        self.saved.emit(self.form.data())

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Corregir datos"))
        self.help.setText(_("Se guarda aquí; una nueva lista no lo pisa."))
        self.form.retranslate()
        self.save.set_label(_("Guardar"))
        self.cancel.set_label(_("Cancelar"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes on small screens."""
        self.form.set_compact(compact=compact)
        self.save.set_size(COMPACT_MAIN if compact else MAIN)
        self.cancel.set_size(COMPACT if compact else DESK)
        self._column.setContentsMargins(*((20, 12, 20, 14) if compact else (29, 28, 29, 25)))
        self._column.setSpacing(6 if compact else 12)
