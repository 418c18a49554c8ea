"""One clear line under the search box: what happened, or why a code says nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.ui import icons
from kiosk.ui.widgets.chip import Tone, tone_colors
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_ICONS = {Tone.OK: "check-check", Tone.WARN: "info", Tone.SOFT: "info", Tone.BAD: "info"}


class Message(QWidget):
    """Hidden while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = QHBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 12)
        self._text = ""
        self._panel: Panel | None = None
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text

    def show_message(self, text: str, tone: Tone) -> None:
        """Say it in that tone."""
        self._text = text
        if self._panel is not None:
            self._holder.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        if text:
            self._panel = _panel(text, tone, self.devicePixelRatio())
            self._holder.addWidget(self._panel)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


def _panel(text: str, tone: Tone, ratio: float) -> Panel:
    key = tone.value if tone in (Tone.OK, Tone.WARN, Tone.BAD) else "warn"
    panel = Panel(radius=12, ground=f"{key}_bg", edge=f"{key}_fg", line_width=1)
    icon = QLabel()
    color = tone_colors(Tone(key))[1]
    icon.setPixmap(icons.pixmap(_ICONS.get(tone, "info"), color, 24, ratio))
    row = QHBoxLayout(panel)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(12)
    row.addWidget(icon)
    row.addWidget(Paragraph(text, px=18, weight=600, ink=f"{key}_fg", lines=5), 1)
    return panel
