"""Ten digits, erase and done for a PIN; shows dots, checks nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kiosk.ui import theme
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import Look, TouchButton
from kiosk.ui.widgets.typed_field import TypedField

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "done")


class PinPad(Canvas):
    """`entered` brings the PIN; what was typed is wiped when it is handed on."""

    entered = Signal(str)
    nested = True

    def __init__(self) -> None:
        super().__init__()
        self.field = TypedField(40, secret=True)
        self.field.setParent(self)
        self.keys: dict[str, TouchButton] = {}
        for name in _KEYS:
            icon = {"erase": "delete", "done": "check"}.get(name, "")
            button = TouchButton(Look("#000000"), icon)
            button.setParent(self)
            button.setObjectName(f"pin-{name}")
            button.set_text("" if icon else name)
            button.clicked.connect(self._pressed)
            self.keys[name] = button
        self.retranslate()

    def retranslate(self) -> None:
        """Colours in force."""
        colors = theme.current()
        plain = Look(colors.text, colors.surface, colors.control, px=32, radius=12, border_width=2)
        for button in self.keys.values():
            button.set_look(plain)
        self.keys["done"].set_look(Look(colors.on_primary, colors.primary, px=32, radius=12))

    def press(self, name: str) -> None:
        """Press a digit, "erase" or "done"."""
        self.keys[name].click()

    def type(self, text: str) -> None:
        """Take digits from a real keyboard."""
        self.field.type("".join(c for c in text if c.isdigit()))

    def submit(self) -> None:
        """Hand the PIN on, if there is one."""
        pin = self.field.text
        self.field.set_text("")
        if pin:
            self.entered.emit(pin)

    def _pressed(self) -> None:
        name = self.sender().objectName().removeprefix("pin-")
        if name == "done":
            self.submit()
        elif name == "erase":
            self.field.erase()
        else:
            self.field.type(name)

    def arrange(self, w: float, h: float) -> None:
        """The dots above, four rows of three keys below."""
        gap = 12.0
        self.place(self.field, 0, 0, w, 76)
        top = 76 + gap
        wide, tall = (w - 2 * gap) / 3, (h - top - 3 * gap) / 4
        for number, name in enumerate(_KEYS):
            row, column = divmod(number, 3)
            spot = (column * (wide + gap), top + row * (tall + gap))
            self.place(self.keys[name], *spot, wide, tall)
