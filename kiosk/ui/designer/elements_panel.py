"""The designer's left panel: the elements, and what can be done with the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.designer.canvas_paint import number
from kiosk.ui.designer.element_list import ElementList, ElementRow
from kiosk.ui.designer.state import DesignerState
from kiosk.ui.widgets.button import Button, ButtonSize, Kind
from kiosk.ui.widgets.panel import Panel

_ADD = ButtonSize(height=48, px=16, radius=10, padding=14, gap=8, icon=20)
_SMALL = ButtonSize(height=44, px=16, radius=10, padding=10, gap=0, icon=20)


class ElementsPanel(Panel):
    """Signals: element_chosen(index), added(kind), removal_wanted(), raised(steps up)."""

    element_chosen = Signal(int)
    added = Signal(str)
    removal_wanted = Signal()
    raised = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = DesignerState()
        self.list = ElementList()
        self.add = Button("", icon="plus", kind=Kind.OUTLINE, size=_ADD)
        self.up = Button("", icon="arrow-up", size=_SMALL)
        self.down = Button("", icon="arrow-down", size=_SMALL)
        self.remove = Button("", icon="trash-2", size=_SMALL)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self.add)
        column.addLayout(row)
        self.list.element_chosen.connect(self.element_chosen)
        self.list.removal_wanted.connect(self.removal_wanted)
        self.list.raised.connect(self.raised)
        self.add.clicked.connect(self.open_menu)
        self.remove.clicked.connect(self.removal_wanted)
        self.up.clicked.connect(lambda: self.raised.emit(1))
        self.down.clicked.connect(lambda: self.raised.emit(-1))

    def show_state(self, state: DesignerState) -> None:
        """Show the elements, the uppermost first, and the sheet before them."""
        self._state = state
        size = f"{number(state.width)} × {number(state.height)}"
        sheet = ElementRow(-1, "id-card", _("Hoja"), size)
        two, back = len(state.sides) > 1, _("dorso")
        rows = [
            ElementRow(
                one.index,
                one.icon,
                one.title,
                back if two and one.side == "back" else "",
                dim=not one.shown or one.side != state.side,
                severe=one.severe,
            )
            for one in reversed(state.frames)
        ]
        self.list.show_rows((sheet, *rows), -1 if state.chosen is None else state.chosen)
        some = state.chosen is not None and not state.busy
        self.up.setEnabled(some and state.chosen != len(state.frames) - 1)
        self.down.setEnabled(some and state.chosen != 0)
        self.remove.setEnabled(some)
        self.add.setEnabled(state.ready and not state.busy)

    def open_menu(self) -> QMenu:
        """What can be added, with the keyboard on the first."""
        menu = QMenu(self)
        for kind, icon, words in self._state.addable:
            picture = icons.pixmap(icon, theme.current().text, 20, self.devicePixelRatio())
            action = menu.addAction(picture, words)
            action.setData(kind)
        menu.triggered.connect(self._on_menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.list.setAccessibleName(_("Elementos de la credencial"))
        self.add.set_label(_("Agregar"))
        for button, words in (
            (self.up, _("Traer adelante (Ctrl+↑)")),
            (self.down, _("Llevar atrás (Ctrl+↓)")),
            (self.remove, _("Quitar (Supr)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def _on_menu(self, action: QAction) -> None:
        self.added.emit(str(action.data()))
