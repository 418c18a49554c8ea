"""Shows how the walk-in's badge will look, and whether name and letters will print."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.desk.state import WalkInState
from kiosk.ui.widgets.badge_preview import BadgePreview
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph


class OutcomePanel(Panel):
    """The badge at the left, the checks at its right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = BadgePreview(188, centred=True)
        self.title = ElidedLabel(px=18, weight=600, ink="text2")
        self.marks = [QLabel() for _number in range(3)]
        self.lines = [Paragraph(px=19, ink="text2", lines=2) for _number in range(3)]
        self._rows = [QWidget() for _number in range(3)]
        self._checks: tuple[tuple[bool, str], ...] = ()
        self._lay_out()

    def show_state(self, state: WalkInState) -> None:
        """Draw badge and checks."""
        self.preview.show_png(state.preview)
        self._checks = state.checks
        self._dress()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Así quedará"))

    def set_compact(self, *, compact: bool) -> None:
        """A smaller badge on small screens."""
        self.preview.set_preferred_width(110 if compact else 188)
        self._row.setContentsMargins(*((16, 12, 16, 12) if compact else (27, 38, 27, 38)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if hasattr(self, "_checks"):
            self._dress()

    def _dress(self) -> None:
        t = theme.current()
        for number, (mark, line) in enumerate(zip(self.marks, self.lines, strict=True)):
            shown = number < len(self._checks)
            self._rows[number].setVisible(shown)
            if shown:
                good, words = self._checks[number]
                icon, ink = ("check", t.ok_fg) if good else ("triangle-alert", t.warn_fg)
                mark.setPixmap(icons.pixmap(icon, ink, 22, self.devicePixelRatio()))
                line.setText(words)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.title)
        for holder, mark, line in zip(self._rows, self.marks, self.lines, strict=True):
            row = QHBoxLayout(
                holder
            )  # a row of its own to hide: an empty layout narrows the column
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(mark)
            row.addWidget(line, 1)
            column.addWidget(holder)
        column.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(26)
        self._row.addWidget(self.preview)
        self._row.addLayout(column, 1)
        self.set_compact(compact=False)
