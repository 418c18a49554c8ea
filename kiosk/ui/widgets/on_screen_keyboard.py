"""A keyboard on the screen for Spanish, Portuguese and English names; types into nothing itself.

Its keys never take the focus, so the box that is typed into keeps it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import Look, TouchButton

LETTERS = ("1234567890.", "QWERTYUIOP-", "ASDFGHJKLÑ'", "ZXCVBNMÇ´~^")
ACCENTS = {"´": "\u0301", "~": "\u0303", "^": "\u0302"}
"""Keys that put an accent on the letter before them."""

ERASE, SPACE, DONE = "erase", "space", "done"


class OnScreenKeyboard(Canvas):
    """`typed` brings one character (or a combining accent), `erased` and `finished` nothing."""

    typed = Signal(str)
    erased = Signal()
    finished = Signal()

    nested = True

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, TouchButton] = {}
        for row in LETTERS:
            for letter in row:
                self._add(letter, letter)
        self._add(ERASE, "", "delete")
        self._add(SPACE, "")
        self._add(DONE, "", "check")
        self.retranslate()

    def _add(self, name: str, text: str, icon: str = "") -> None:
        button = TouchButton(Look("#000000"), icon)
        button.setParent(self)
        button.setObjectName(f"key-{name}")
        button.set_text(text)
        button.clicked.connect(self._pressed)
        self.keys[name] = button

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors = theme.current()
        plain = Look(colors.text, colors.surface, colors.control, px=36, radius=12, border_width=2)
        for button in self.keys.values():
            button.set_look(plain)
        self.keys[DONE].set_look(
            Look(colors.on_primary, colors.primary, down=colors.primary_down, px=36, radius=12)
        )
        self.keys[SPACE].set_text(_("Espacio"))
        self.keys[DONE].set_text(_("Listo"))

    def _pressed(self) -> None:
        name = self.sender().objectName().removeprefix("key-")
        if name == ERASE:
            self.erased.emit()
        elif name == DONE:
            self.finished.emit()
        else:
            self.typed.emit(" " if name == SPACE else ACCENTS.get(name, name))

    def press(self, name: str) -> None:
        """Press a key by its letter or by ERASE, SPACE, DONE."""
        self.keys[name].click()

    def arrange(self, w: float, h: float) -> None:
        """Four rows of eleven keys and a row of wide ones."""
        gap = 12.0
        tall = (h - 4 * gap) / 5
        wide = (w - 10 * gap) / 11
        for number, row in enumerate(LETTERS):
            for column, letter in enumerate(row):
                x = column * (wide + gap)
                self.place(self.keys[letter], x, number * (tall + gap), wide, tall)
        bottom, unit = 4 * (tall + gap), wide + gap
        self.place(self.keys[ERASE], 0, bottom, 2 * unit - gap, tall)
        self.place(self.keys[SPACE], 2 * unit, bottom, 5 * unit - gap, tall)
        self.place(self.keys[DONE], 7 * unit, bottom, 4 * unit - gap, tall)
