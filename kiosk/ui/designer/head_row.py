"""The designer's upper row: which layout, on whom, back and forth, and saving; decides nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.designer.inputs import SMALL, SessionLine
from kiosk.ui.designer.state import DesignerState
from kiosk.ui.widgets.button import Button, ButtonSize, Kind
from kiosk.ui.widgets.field import ChevronBox

_SIZE = ButtonSize(height=48, px=16, radius=10, padding=14, gap=8, icon=20, cap=26)
_ICON = replace(_SIZE, gap=0)


class HeadRow(QWidget):
    """Each signal names what was chosen or pressed."""

    layout_chosen = Signal(str)
    person_chosen = Signal(str)
    person_searched = Signal(str)
    undone = Signal()
    redone = Signal()
    saved = Signal()
    saved_as = Signal()
    used = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layouts, self.people = _box(180), _box(220)
        self.search = SessionLine()
        self.people.setLineEdit(self.search)
        self.people.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.undo = Button("", icon="undo-2", size=_ICON)
        self.redo = Button("", icon="redo-2", size=_ICON)
        self.use = Button("", icon="printer", size=_SIZE)
        self.save_as = Button("", size=_SIZE)
        self.save = Button("", icon="check", kind=Kind.PRIMARY, size=_SIZE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.layouts, 3)
        row.addWidget(self.people, 4)
        for button in (self.undo, self.redo, self.use, self.save_as, self.save):
            row.addWidget(button)
        self._offers: dict[QComboBox, tuple[tuple[str, str], ...]] = {}
        self._connect()

    def show_state(self, state: DesignerState) -> None:
        """Show what is open, and what can be done with it."""
        self._offer(self.layouts, state.layouts, state.name)
        self._offer(self.people, state.people, state.person)
        free = state.ready and not state.busy
        self.layouts.setEnabled(free)
        self.undo.setEnabled(free and state.can_undo)
        self.redo.setEnabled(free and state.can_redo)
        self.save.setEnabled(free and state.dirty)
        self.save_as.setEnabled(free)
        self.use.setEnabled(free and not state.dirty and not state.used_here)
        here, used = _("Usar en esta estación"), _("En uso en esta estación")
        self.use.set_label(
            used if state.used_here else here, "check" if state.used_here else "printer"
        )
        self.save.set_label(_("Probando…") if state.busy else _("Guardar"))

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.layouts.setAccessibleName(_("Diseño"))
        self.people.setAccessibleName(_("Persona de la vista previa"))
        self.layouts.setToolTip(_("Diseño"))
        self.people.setToolTip(_("Persona de la vista previa: elija o busque por nombre"))
        self.save_as.set_label(_("Guardar como"))
        self.save.setToolTip(_("Guardar (Ctrl+S)"))
        self.save_as.setToolTip(_("Guardar con otro nombre (Ctrl+Mayús+S)"))
        self.use.setToolTip(_("Las credenciales de esta estación se imprimen con este diseño"))
        for button, words in (
            (self.undo, _("Deshacer (Ctrl+Z)")),
            (self.redo, _("Rehacer (Ctrl+Y)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def _offer(self, box: QComboBox, options: tuple[tuple[str, str], ...], chosen: str) -> None:
        if options != self._offers.get(box):
            self._offers[box] = options
            box.clear()
            for value, words in options:
                box.addItem(words, value)
        at = box.findData(chosen)
        if at != box.currentIndex() or (box.isEditable() and not self.search.hasFocus()):
            box.setCurrentIndex(at)
            if box.isEditable():
                box.setEditText(box.itemText(at))
                self.search.setCursorPosition(0)

    def _connect(self) -> None:
        self.layouts.activated.connect(
            lambda at: self.layout_chosen.emit(str(self.layouts.itemData(at)))
        )
        self.people.activated.connect(
            lambda at: self.person_chosen.emit(str(self.people.itemData(at)))
        )
        self.search.returnPressed.connect(self._on_search)
        self.undo.clicked.connect(self.undone)
        self.redo.clicked.connect(self.redone)
        self.save.clicked.connect(self.saved)
        self.save_as.clicked.connect(self.saved_as)
        self.use.clicked.connect(self.used)

    def _on_search(self) -> None:
        text = self.people.currentText().strip()
        if text and self.people.findText(text) < 0:
            self.person_searched.emit(text)


def _box(width: int) -> ChevronBox:
    box = ChevronBox()
    box.setStyleSheet(SMALL)
    box.setFixedHeight(48)
    box.setMinimumWidth(width)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    box.setSizeAdjustPolicy(policy)
    box.setMinimumContentsLength(8)
    box.setMaxVisibleItems(16)
    return box
