"""The designer's middle: side, zoom, and the sheet in a frame that scrolls; changes no layout."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.designer.canvas import MARGIN, BadgeCanvas
from kiosk.ui.designer.problems_box import ProblemsBox
from kiosk.ui.designer.state import DesignerState
from kiosk.ui.widgets.button import Button, ButtonSize
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.segments import Segments

_SIZE = ButtonSize(height=44, px=16, radius=10, padding=12, gap=0, icon=20)
ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
"""In parts of the size at which the whole sheet is seen."""


class _Scroll(QScrollArea):
    """Ctrl and the wheel zoom; the arrow keys are the canvas's own."""

    def __init__(self, owner: StagePanel) -> None:
        super().__init__()
        self._owner = owner
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._owner.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet fits anew."""
        super().resizeEvent(event)
        self._owner.fit()


class StagePanel(Panel):
    """Holds the canvas; which element and which side is shown is the state's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground="sunken")
        self._state = DesignerState()
        self._zoom = 0
        self.canvas, self.problems, self.sides = BadgeCanvas(), ProblemsBox(), Segments()
        self.sides.set_compact(compact=True)
        self.said = ElidedLabel(px=16, weight=600, ink="text2")
        self.out = Button("", icon="minus", size=_SIZE)
        self.whole = Button("", size=_SIZE)
        self.in_ = Button("", icon="plus", size=_SIZE)
        self.area = _Scroll(self)
        self.area.setWidget(self.canvas)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sides)
        row.addWidget(self.said, 1)
        for button in (self.out, self.whole, self.in_):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.area, 1)
        column.addWidget(self.problems)
        self.out.clicked.connect(lambda: self.zoom_by(-1))
        self.in_.clicked.connect(lambda: self.zoom_by(1))
        self.whole.clicked.connect(lambda: self.zoom_by(-len(ZOOMS)))

    @property
    def zoom(self) -> float:
        """How large the sheet is, in parts of the size at which all of it is seen."""
        return ZOOMS[self._zoom]

    def show_state(self, state: DesignerState) -> None:
        """Show the sheet, and what is said of it."""
        other = (state.width, state.height) != (self._state.width, self._state.height)
        self._state = state
        self.canvas.show_state(state)
        self.problems.show_state(state)
        self.said.setText(state.said)
        self.said.setToolTip(state.said)
        self.sides.setVisible(len(state.sides) > 1)
        self.sides.set_values((state.side,))
        if other:
            self.fit()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps; the chosen element stays in sight."""
        self._zoom = max(0, min(self._zoom + steps, len(ZOOMS) - 1))
        self.fit()
        QTimer.singleShot(0, self, self._follow)

    def fit(self) -> None:
        """Take the scale of the zoom in the room that there is."""
        room = self.area.size()
        width = max(80, room.width() - 2 * MARGIN) / self._state.width
        height = max(80, room.height() - 2 * MARGIN) / self._state.height
        self.canvas.set_scale(min(width, height) * self.zoom)
        self.out.setEnabled(self._zoom > 0)
        self.in_.setEnabled(self._zoom < len(ZOOMS) - 1)
        self.whole.set_label(_("Entera") if self._zoom == 0 else f"{self.zoom:.0%}")

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.canvas.setAccessibleName(_("Vista previa de la credencial"))
        self.sides.setAccessibleName(_("Lado"))
        self.sides.set_segments((("front", _("Frente"), ""), ("back", _("Dorso"), "")))
        for button, words in (
            (self.out, _("Más pequeña")),
            (self.whole, _("Ver entera")),
            (self.in_, _("Más grande")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.fit()

    def _follow(self) -> None:
        chosen = self.canvas.chosen()
        if chosen is not None and self._zoom:
            middle = self.canvas.box(chosen.rect).center().toPoint()
            room = self.area.viewport().size()
            self.area.ensureVisible(middle.x(), middle.y(), room.width() // 3, room.height() // 3)
