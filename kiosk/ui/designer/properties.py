"""The properties of the chosen element, or of the sheet, under headings; changes nothing itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.designer.color_input import ColorInput
from kiosk.ui.designer.inputs import ChoiceInput, LineInput, NumberInput
from kiosk.ui.designer.state import FieldState, GroupState, Input
from kiosk.ui.designer.ticks import ManyInput
from kiosk.ui.widgets.elided_label import ElidedLabel

_AnyInput = LineInput | ChoiceInput | ManyInput
_INPUTS: dict[Input, type[_AnyInput]] = {
    Input.TEXT: LineInput,
    Input.NUMBER: NumberInput,
    Input.CHOICE: ChoiceInput,
    Input.MANY: ManyInput,
    Input.COLOR: ColorInput,
}


class Properties(QScrollArea):
    """Signal: changed(key, value). The inputs stay as long as the same properties are shown."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs: dict[str, _AnyInput] = {}
        self._labels: dict[str, ElidedLabel] = {}
        self._shape: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_groups(self, groups: tuple[GroupState, ...], of: object) -> None:
        """Show these properties of the element `of`; emits nothing."""
        shape = of, tuple((group.title, tuple(map(_shape, group.fields))) for group in groups)
        if shape != self._shape:
            self._shape = shape
            self._build(groups)
        for group in groups:
            for field in group.fields:
                self._labels[field.key].setText(field.label)
                self.inputs[field.key].show_field(field)

    def _build(self, groups: tuple[GroupState, ...]) -> None:
        self.inputs, self._labels = {}, {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(6)
        for group in groups:
            column.addWidget(ElidedLabel(group.title, px=18, weight=700))
            column.addLayout(self._grid(group.fields))
            column.addSpacing(10)
        column.addStretch(1)
        self.setWidget(body)

    def _grid(self, fields: tuple[FieldState, ...]) -> QGridLayout:
        """Two columns; wide ones take both."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        for field in fields:
            if field.wide and column:
                row, column = row + 2, 0
            span = 2 if field.wide else 1
            grid.addWidget(self._label(field), row, column, 1, span)
            grid.addWidget(self._input(field), row + 1, column, 1, span)
            column += span
            if column > 1:
                row, column = row + 2, 0
        return grid

    def _label(self, field: FieldState) -> ElidedLabel:
        label = ElidedLabel(field.label, px=15, weight=500, ink="text2")
        self._labels[field.key] = label
        return label

    def _input(self, field: FieldState) -> _AnyInput:
        made = _INPUTS[field.input](field)
        made.changed.connect(partial(self.changed.emit, field.key))
        self.inputs[field.key] = made
        return made


def _shape(field: FieldState) -> object:
    """What must be equal for an input to be kept."""
    ticks = tuple(value for value, _ in field.options) if field.input is Input.MANY else ()
    return field.key, field.input, field.wide, ticks
