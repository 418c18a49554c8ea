"""The fields by which a station joins a hub: the invitation and, where needed, an address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.setup.state import JoinState
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_LONGEST = 1000
"""Letters; a scanned invitation to three machines with long names has some four hundred."""


class JoinPanel(Panel):
    """A scanner or a person fills it in. Signal: edited()."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.invitation, self.address = Field(), Field()
        self.hint = Paragraph(px=17, ink="text2", lines=2)
        self._asks = False
        self.invitation.line.setMaxLength(_LONGEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.invitation, 5)
        across.addWidget(self.address, 3)
        column.addLayout(across)
        column.addWidget(self.hint)
        for field in (self.invitation, self.address):
            field.edited.connect(self.edited)

    def draw(self, state: JoinState) -> None:
        """Draw this; what is typed stays."""
        self._asks = state.ask_address
        self.address.setVisible(self._asks)
        self._hint()

    def forget(self) -> None:
        """Leave no invitation in the field, nor in what can be undone in it."""
        self.invitation.line.setText("")

    def set_compact(self, *, compact: bool) -> None:
        """Lower fields on small screens."""
        for field in (self.invitation, self.address):
            field.set_compact(compact=compact)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.invitation.set_words(_("Invitación"))
        self.address.set_words(_("Dirección de la central"))
        self._hint()

    def _hint(self) -> None:
        scan = _("Escanee el QR que muestra la central, o escriba el texto que está debajo.")
        look = _("La dirección está en la pantalla de la central, por ejemplo 192.168.1.5:4222.")
        self.hint.setText(look if self._asks else scan)
