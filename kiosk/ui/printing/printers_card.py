"""The right side of printing: each printer with its light and its roll, and who is owed a badge."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.rule import Rule
from kiosk.ui.printing.job_line import SMALL, Bar
from kiosk.ui.printing.state import PrinterRow, PrintsState
from kiosk.ui.widgets.button import Button, Kind
from kiosk.ui.widgets.chip import Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import LineList, ListLine
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph


class PrinterBlock(ListLine):
    """One printer: name and light, what it says, its roll, and its buttons."""

    def __init__(self, row: PrinterRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = Button(row.name, icon="pencil", size=SMALL)
        self.edit.set_label(_("Configurar"))
        self.pause = Button(_("Pausar"), icon="timer", size=SMALL)
        if row.paused:
            self.pause.set_label(_("Reanudar"), "arrow-right")
            self.pause.set_kind(Kind.PRIMARY)
        self.test = Button(_("Probar"), icon="printer", size=SMALL)
        self.roll = Button(_("Rollo nuevo"), icon="refresh-cw", size=SMALL)
        if not row.can_refill:
            self.roll.hide()
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(row.name, px=20, weight=600, shrink=0.8), 1)
        head.addWidget(Chip(row.light))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 14, 16)
        column.setSpacing(6)
        column.addLayout(head)
        for words in filter(None, (row.detail, row.words)):
            column.addWidget(Paragraph(words, px=16, ink="text2", lines=3))
        if row.share is not None:
            column.addLayout(_roll(row))
        column.addSpacing(4)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.pause, self.test, self.roll, self.edit):
            button.setObjectName(row.id)
            foot.addWidget(button, 1)
        column.addLayout(foot)


def _roll(row: PrinterRow) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(14)
    line.addWidget(Bar(row.share or 0.0, low=row.low), 1)
    ink = "warn_fg" if row.low else "text2"
    line.addWidget(ElidedLabel(row.labels, px=16, weight=600 if row.low else 400, ink=ink))
    return line


class PrintersCard(Panel):
    """The printers above, who is owed a badge below.

    Signals: paused(printer_id), resumed(printer_id), tested(printer_id), refilled(printer_id),
    edited(printer_id), added(), owed_opened(), owed_printed().
    """

    paused = Signal(str)
    resumed = Signal(str)
    tested = Signal(str)
    refilled = Signal(str)
    edited = Signal(str)
    added = Signal()
    owed_opened = Signal()
    owed_printed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PrinterRow, ...] | None = None
        self._state = PrintsState()
        self.title = ElidedLabel(px=24, weight=700)
        self.lines = LineList()
        self.add = Button("", icon="plus", size=SMALL)
        self.owed_title = ElidedLabel(px=20, weight=600, shrink=0.8)
        self.owed_names = Paragraph(px=16, ink="text2", lines=6)
        self.owed_show = Button("", icon="users", size=SMALL)
        self.owed_print = Button("", icon="printer", kind=Kind.PRIMARY, size=SMALL)
        self._owed = QWidget()
        self._lay_out()
        self.add.clicked.connect(self.added)
        self.owed_show.clicked.connect(self.owed_opened)
        self.owed_print.clicked.connect(self.owed_printed)

    def show_state(self, state: PrintsState) -> None:
        """Draw the printers, and who is owed a badge."""
        self._state = state
        if state.printers != self._rows:
            self._rows = state.printers
            self.lines.show_lines([self._block(row) for row in state.printers])
        self._owed.setVisible(bool(state.owed_words))
        self.owed_title.setText(state.owed_words)
        self.owed_names.setText("\n".join(state.owed))
        self.owed_names.setVisible(state.owed_open and bool(state.owed))
        self.owed_show.setVisible(not state.owed_open)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Impresoras"))
        self.add.set_label(_("Agregar impresora"))
        self.owed_show.set_label(_("Ver quiénes"))
        self.owed_print.set_label(_("Imprimirlas todas"))
        self._rows = None
        self.show_state(self._state)

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.title.set_px(20 if compact else 24)
        self._column.setContentsMargins(*((18, 16, 14, 14) if compact else (26, 24, 18, 20)))

    def _block(self, row: PrinterRow) -> QWidget:
        block = PrinterBlock(row)
        block.pause.clicked.connect(self._on_resume if row.paused else self._on_pause)
        block.test.clicked.connect(self._on_test)
        block.roll.clicked.connect(self._on_roll)
        block.edit.clicked.connect(self._on_edit)
        return block

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.owed_show, 1)
        buttons.addWidget(self.owed_print, 1)
        owed = QVBoxLayout(self._owed)
        owed.setContentsMargins(0, 4, 12, 0)
        owed.setSpacing(8)
        for widget in (Rule(), self.owed_title, self.owed_names):
            owed.addWidget(widget)
        owed.addLayout(buttons)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.lines, 1)
        self._column.addWidget(self._owed)
        self.set_compact(compact=False)

    def _name(self) -> str:
        return self.sender().objectName()

    def _on_pause(self) -> None:
        self.paused.emit(self._name())

    def _on_resume(self) -> None:
        self.resumed.emit(self._name())

    def _on_test(self) -> None:
        self.tested.emit(self._name())

    def _on_roll(self) -> None:
        self.refilled.emit(self._name())

    def _on_edit(self) -> None:
        self.edited.emit(self._name())
