"""The page on which badges are designed, as a tab of the desk's window; draws a DesignerState."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.designer.ask_bar import AskBar
from kiosk.ui.designer.elements_panel import ElementsPanel
from kiosk.ui.designer.head_row import HeadRow
from kiosk.ui.designer.properties import Properties
from kiosk.ui.designer.stage_panel import StagePanel
from kiosk.ui.designer.state import DesignerState
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.widgets.panel import Panel

PICTURE = "image"
"""The kind whose file is asked for before there is an element."""


class DesignerPage(FullPage):
    """Every signal names what somebody did.

    Signals: layout_chosen(name), person_chosen(key), person_searched(text), side_chosen(side),
    element_chosen(index, -1 for the sheet), placed(index, Rect), nudged(dx, dy in mm), property_set
    (key, value), added(kind), picture_chosen(Path), removal_wanted(), raised(steps up), undone(),
    redone(), saved(), saved_as(), used(), answered(Ask, text), retranslated().
    """

    layout_chosen = Signal(str)
    person_chosen = Signal(str)
    person_searched = Signal(str)
    side_chosen = Signal(str)
    element_chosen = Signal(int)
    placed = Signal(int, object)
    nudged = Signal(float, float)
    property_set = Signal(str, object)
    added = Signal(str)
    picture_chosen = Signal(object)
    removal_wanted = Signal()
    raised = Signal(int)
    undone = Signal()
    redone = Signal()
    saved = Signal()
    saved_as = Signal()
    used = Signal()
    answered = Signal(object, str)
    retranslated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = DesignerState()
        self.head, self.ask, self.elements = HeadRow(), AskBar(), ElementsPanel()
        self.stage, self.properties = StagePanel(), Properties()
        self._side = Panel()
        inner = QVBoxLayout(self._side)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.properties)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self.elements)
        self._columns.addWidget(self.stage, 1)
        self._columns.addWidget(self._side)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.ask)
        self._column.addLayout(self._columns, 1)
        self._connect()
        self.set_compact(compact=False)
        self.retranslate()

    def show_state(self, state: DesignerState) -> None:
        """Draw the state; parts that did not change are left alone."""
        self.state = state
        self.head.show_state(state)
        self.elements.show_state(state)
        self.stage.show_state(state)
        self.properties.show_groups(state.groups, state.chosen)
        self.properties.setEnabled(not state.busy)
        asked = self.ask.isVisible()
        self.ask.show_question(state.question)
        if asked and state.question is None:
            self.stage.canvas.setFocus()

    def enter(self) -> None:
        """The list of elements: arrows choose, Tab leads to the sheet."""
        self.elements.list.setFocus()

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.head.retranslate()
        self.elements.retranslate()
        self.stage.retranslate()
        self.show_state(self.state)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; the state comes anew from whoever made it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.retranslated.emit()

    def set_compact(self, *, compact: bool) -> None:
        """Narrower panels on small screens."""
        self.elements.setFixedWidth(236 if compact else 300)
        self._side.setFixedWidth(336 if compact else 384)
        self._columns.setSpacing(12 if compact else 20)
        self._column.setSpacing(10 if compact else 16)

    def _connect(self) -> None:
        head, elements, canvas = self.head, self.elements, self.stage.canvas
        for part, name in (
            (head, "layout_chosen"), (head, "person_chosen"), (head, "person_searched"),
            (head, "undone"), (head, "redone"), (head, "saved"), (head, "saved_as"), (head, "used"),
            (elements, "element_chosen"), (elements, "removal_wanted"), (elements, "raised"),
            (canvas, "element_chosen"), (canvas, "placed"), (canvas, "nudged"),
            (canvas, "removal_wanted"), (self.stage.problems, "element_chosen"),
            (self.ask, "answered"),
        ):  # fmt: skip
            getattr(part, name).connect(getattr(self, name))
        self.properties.changed.connect(self.property_set)
        elements.added.connect(self._on_added)
        self.stage.sides.changed.connect(self._on_side)
        for key, signal in (
            ("Ctrl+Z", self.undone),
            ("Ctrl+Y", self.redone),
            ("Ctrl+Shift+Z", self.redone),
            ("Ctrl+S", self.saved),
            ("Ctrl+Shift+S", self.saved_as),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(signal)

    def _on_side(self) -> None:
        values = self.stage.sides.values()
        if values:
            self.side_chosen.emit(values[0])

    def _on_added(self, kind: str) -> None:
        if kind != PICTURE:
            self.added.emit(kind)
            return
        words = _("Imágenes PNG o JPEG")
        path, _filter = QFileDialog.getOpenFileName(
            self, _("Elegir una imagen"), "", f"{words} (*.png *.jpg *.jpeg)"
        )
        if path:
            self.picture_chosen.emit(Path(path))
