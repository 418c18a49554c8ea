"""A line across the screen for a problem that somebody can act on; amber, never a red alarm."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.widgets.button import Button, ButtonSize
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_SMALL = ButtonSize(height=44, px=16, radius=10, padding=16)


class Banner(Panel):
    """Hidden while empty. Signal: dismissed()."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=12, ground="warn_bg", edge="warn_fg", line_width=2)
        self._icon = QLabel()
        self._text = Paragraph(px=18, weight=600, ink="warn_fg", lines=3, middle=True)
        self.button = Button("", size=_SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.dismissed)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_text(self, text: str, button: str) -> None:
        """Say it; an empty text hides the banner."""
        t = theme.current()
        self._icon.setPixmap(icons.pixmap("triangle-alert", t.warn_fg, 24, self.devicePixelRatio()))
        self._text.setText(text)
        self.button.set_label(button)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
