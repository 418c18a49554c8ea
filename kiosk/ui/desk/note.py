"""A note on amber ground, and a problem with what to do about it; words only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph


class Note(Panel):
    """An icon, strong words and a second line; hidden while it has no words.

    `tone` is "warn" (a note, something to settle) or "bad" (registration not valid).
    """

    def __init__(self, icon: str, tone: str = "warn", parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=12, ground=f"{tone}_bg", edge=f"{tone}_bg")
        self._tone, self._icon_name = tone, icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._strong = Paragraph(px=18, weight=600, ink=f"{tone}_fg", lines=3)
        self._plain = Paragraph(px=16, weight=500, ink=f"{tone}_fg", lines=3)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._strong)
        words.addWidget(self._plain)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 13, 16, 13)
        row.setSpacing(14)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return f"{self._strong.text()} {self._plain.text()}".strip()

    def show_note(self, strong: str, plain: str) -> None:
        """Say it; empty strong words hide it."""
        self._strong.setText(strong)
        self._plain.setText(plain)
        self._plain.setVisible(bool(plain))
        self._dress()
        self.setVisible(bool(strong))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if hasattr(self, "_icon"):
            self._dress()

    def _dress(self) -> None:
        t = theme.current()
        ink = str(getattr(t, f"{self._tone}_fg"))
        self._icon.setPixmap(icons.pixmap(self._icon_name, ink, 24, self.devicePixelRatio()))
        self._tokens = (f"{self._tone}_bg", f"{self._tone}_{'fg' if t.high_contrast else 'bg'}")
        self._width = 2 if t.high_contrast else 0
