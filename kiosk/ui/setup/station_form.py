"""What this station is for: role, checkpoint, name and PIN; keeps nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.domain.settings import StationRole
from kiosk.texts import _
from kiosk.ui.setup.state import JoinState
from kiosk.ui.widgets.field import ChoiceField, Field
from kiosk.ui.widgets.panel import Panel

_PIN_LONGEST = 12


class StationForm(Panel):
    """Role and checkpoint above, name and PIN below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.pin = Field(), Field()
        self.role, self.checkpoint = ChoiceField(), ChoiceField()
        self.pin.line.setEchoMode(self.pin.line.EchoMode.Password)
        self.pin.line.setMaxLength(_PIN_LONGEST)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        places = (self.role, self.checkpoint, self.name, self.pin)
        for number, field in enumerate(places):
            grid.addWidget(field, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)

    def offer(self, checkpoints: tuple[tuple[str, str], ...]) -> None:
        """(id, name) of the checkpoints; a door needs one, the others may leave it open."""
        self.checkpoint.offer(checkpoints)
        self.checkpoint.setEnabled(self.checkpoint.box.count() > 1)

    def settle(self, join: JoinState | None) -> None:
        """What an invitation has settled stays as it is; a hub's checkpoints come with its list."""
        given = join or JoinState()
        self.name.setEnabled(not given.settled_name)
        self.role.setEnabled(not given.settled_role)
        self.checkpoint.setVisible(join is None or self.checkpoint.box.count() > 1)
        self.pin.setVisible(join is None or not self.checkpoint.isVisibleTo(self))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.name.set_words(_("Nombre de la estación"))
        self.pin.set_words(_("PIN para salir (opcional)"))
        self.role.set_words(_("¿Qué hará esta estación?"))
        self.checkpoint.set_words(_("Punto de control"))
        role = self.role.value() or StationRole.DESK
        self.role.offer(
            (
                (StationRole.DESK, _("Mesa de acreditación")),
                (StationRole.SELF_SERVICE, _("Autoservicio")),
                (StationRole.DOOR, _("Puerta de sala")),
                (StationRole.DASHBOARD, _("Coordinación: panel y documentos")),
            )
        )
        self.role.set_value(role)
