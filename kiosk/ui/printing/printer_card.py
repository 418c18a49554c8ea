"""What is kept of one printer: name, paper, for whom, its pool and roll; it checks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.printing.job_line import SMALL
from kiosk.ui.printing.state import PrinterForm, SetUpState
from kiosk.ui.widgets.button import Button, Kind
from kiosk.ui.widgets.chip import Chip, ChipData
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChoiceField, Field
from kiosk.ui.widgets.paragraph import Paragraph

_MOST_LABELS = 100_000


class PrinterCard(QWidget):
    """Its form.

    Signals: saved(PrinterForm), tried(PrinterForm) to save and print a test page, removed(),
    left().
    """

    saved = Signal(PrinterForm)
    tried = Signal(PrinterForm)
    removed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._serial = 0
        self.title = ElidedLabel(px=24, weight=700, shrink=0.7)
        self.uri = ElidedLabel(px=16, ink="text2")
        self.light = Chip(ChipData(""))
        self.problem = Paragraph(px=17, weight=600, ink="warn_fg", lines=4)
        self.name, self.pool = Field(required=True), Field()
        self.labels, self.alert = Field(), Field()
        self.layout_field, self.role, self.fallback = ChoiceField(), ChoiceField(), ChoiceField()
        self.try_out = Button("", icon="printer", kind=Kind.PRIMARY, size=SMALL)
        self.save = Button("", icon="check", size=SMALL)
        self.remove = Button("", icon="x", size=SMALL)
        self.back = Button("", key="Esc", size=SMALL)
        for field in (self.labels, self.alert):
            field.line.setValidator(QIntValidator(0, _MOST_LABELS, field))
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        self.try_out.clicked.connect(self._on_try)
        self.remove.clicked.connect(self.removed)
        self.back.clicked.connect(self.left)

    def form(self) -> PrinterForm:
        """What is typed."""
        return PrinterForm(
            name=self.name.text(),
            layout=self.layout_field.value(),
            role=self.role.value(),
            pool=self.pool.text(),
            fallback=self.fallback.value(),
            labels=self.labels.text(),
            alert=self.alert.text(),
        )

    def show_state(self, state: SetUpState) -> None:
        """Draw the printer; what is being typed stays until another one is opened."""
        self.title.setText(state.title)
        self.uri.setText(state.chosen)
        self.uri.setToolTip(state.chosen)
        self.light.setVisible(state.light is not None)
        if state.light is not None:
            self.light.show_chip(state.light)
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self.remove.setVisible(state.can_remove)
        self.layout_field.offer(state.layouts)
        self.role.offer(state.roles)
        self.fallback.offer(state.others)
        if state.serial != self._serial:
            self._serial = state.serial
            self._fill(state.form)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.name.set_words(_("Cómo la llaman"))
        self.layout_field.set_words(_("Diseño y papel (vacío: el del evento)"))
        self.role.set_words(_("Credenciales de (vacío: todas)"))
        self.pool.set_words(_("Grupo (se reparten los trabajos)"))
        self.fallback.set_words(_("La reemplaza"))
        self.labels.set_words(_("Etiquetas del rollo"))
        self.alert.set_words(_("Avisar cuando queden"))
        self.save.set_label(_("Guardar"))
        self.try_out.set_label(_("Guardar y probar"))
        self.remove.set_label(_("Quitar"))
        self.back.set_label(_("Volver"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes on small screens, and one below the other."""
        self.title.set_px(20 if compact else 24)
        for number, field in enumerate(self._fields()):
            field.set_compact(compact=compact)
            row, column = (number, 0) if compact else ((number + 1) // 2, (number + 1) % 2)
            alone = compact or not number
            self._grid.addWidget(field, row, 0 if alone else column, 1, 2 if alone else 1)

    def _fields(self) -> tuple[Field | ChoiceField, ...]:
        first = (self.name, self.layout_field, self.role, self.fallback)
        return (*first, self.pool, self.labels, self.alert)

    def _fill(self, form: PrinterForm) -> None:
        self.name.set_text(form.name)
        self.layout_field.set_value(form.layout)
        self.role.set_value(form.role)
        self.pool.set_text(form.pool)
        self.fallback.set_value(form.fallback)
        self.labels.set_text(form.labels)
        self.alert.set_text(form.alert)

    def _on_save(self) -> None:
        self.saved.emit(self.form())

    def _on_try(self) -> None:
        self.tried.emit(self.form())

    def _lay_out(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 14, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(len(self._fields()), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.light)
        foot = QGridLayout()
        foot.setSpacing(8)
        for number, button in enumerate((self.try_out, self.save, self.back, self.remove)):
            foot.addWidget(button, number // 2, number % 2)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(10)
        column_box.addLayout(head)
        column_box.addWidget(self.uri)
        column_box.addWidget(self.problem)
        column_box.addWidget(scroll, 1)
        column_box.addLayout(foot)
        self.set_compact(compact=False)
