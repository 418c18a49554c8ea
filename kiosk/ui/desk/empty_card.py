"""The right card before anybody is chosen: what the desk does next, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.widgets.elided_label import ElidedLabel


class EmptyCard(QWidget):
    """A sign and two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = QLabel()
        self.sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = ElidedLabel(px=30, weight=600, tracking=-0.01, align="center", shrink=0.7)
        self.detail = ElidedLabel(px=19, ink="text2", align="center", shrink=0.8)
        column = QVBoxLayout(self)
        column.setContentsMargins(29, 28, 29, 28)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.sign)
        column.addSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        column.addStretch(1)
        self._dress()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Listo para acreditar"))
        self.detail.setText(_("Escanee un código o escriba unas letras del nombre."))

    def set_compact(self, *, compact: bool) -> None:
        """A smaller title on small screens."""
        self.title.set_px(24 if compact else 30)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if hasattr(self, "sign"):
            self._dress()

    def _dress(self) -> None:
        t = theme.current()
        self.sign.setPixmap(icons.pixmap("scan-line", t.text3, 72, self.devicePixelRatio()))
