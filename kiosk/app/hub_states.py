"""The line to the other stations in words, for a screen's bar; in the language in force."""

from __future__ import annotations

from kiosk.app.hub_view import HubView
from kiosk.hub.interface import Trouble
from kiosk.texts import N_, _, n_
from kiosk.ui.desk.state import Page, StatusItem
from kiosk.ui.door.state import OthersState
from kiosk.ui.widgets.chip import Tone

_TROUBLES = {
    Trouble.NONE: N_("conectando…"),
    Trouble.UNREACHABLE: N_("sin conexión"),
    Trouble.REFUSED: N_("no admite esta estación"),
    Trouble.CERTIFICATE: N_("responde otra máquina"),
}


def others_state(view: HubView) -> OthersState | None:
    """How this station stands with the others; None where it belongs to no hub."""
    if not view.member:
        return None
    if not view.connected:
        waiting = _("{n} por enviar", n=view.waiting) if view.waiting else ""
        return OthersState(_(_TROUBLES[view.trouble]), waiting, view.trouble is Trouble.NONE)
    known, heard = len(view.stations), view.heard
    state = _("conectada")
    if known:
        state = n_("{heard} de {n} estación", "{heard} de {n} estaciones", known, heard=heard)
    twice = view.conflicts
    more = n_("{n} ingreso doble", "{n} ingresos dobles", twice) if twice else ""
    return OthersState(state, more, heard == known and not twice)


def hub_items(view: HubView) -> list[StatusItem]:
    """What the desk's bar says of it; nothing for a station alone."""
    words = others_state(view)
    if words is None:
        return []
    icon = "server" if view.connected or words.good else "triangle-alert"
    more = f"· {words.more}" if words.more else ""
    tone = Tone.OK if words.good else Tone.WARN
    return [StatusItem(icon, _("Central"), words.state, more, tone, str(Page.STATIONS))]
