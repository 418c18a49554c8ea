"""`kiosk hub status`: whether the hub answers this station, and how its servers are, asked now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, table, write_json
from kiosk.cli.session import profile_folder
from kiosk.domain.errors import NotFoundError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.hub.interface import Health, Survey
    from kiosk.hub.membership import Membership

_CONNECT, _ANSWER = 4.0, 2.0
_WORDS = {
    "ok": N_("La central responde."),
    "degraded": N_("La central responde, pero no todas sus máquinas están en marcha."),
    "no_majority": N_("La mayoría de la central no responde: cada estación decide sola."),
    "unreachable": N_("La central no responde: cada estación decide sola."),
    "refused": N_("La central no reconoce a esta estación: únala de nuevo con una invitación."),
    "certificate": N_("Quien responde no es la central de este evento."),
}


def status(command: typer.Context, json: JsonFlag = False) -> None:
    """Ask the hub as this station; exit code 1 where it does not answer."""
    from kiosk.hub.membership import read_membership
    from kiosk.hub.nats import NatsHub
    from kiosk.services.hub_line import wait_connected

    membership = read_membership(profile_folder(command))
    if membership is None:
        raise NotFoundError(N_("Esta estación no pertenece a ninguna central."))
    hub = NatsHub(membership)
    try:
        wait_connected(hub, _CONNECT)
        survey = hub.survey(_ANSWER)
        health = hub.health()
    finally:
        hub.close()
    state = state_of(health, survey, membership.servers or len(membership.addresses))
    if json:
        write_json(_object(membership, state, health, survey))
    else:
        _tell(state, health, survey)
    if state not in {"ok", "degraded"}:
        raise typer.Exit(1)


def state_of(health: Health, survey: Survey | None, servers: int) -> str:
    """One word for it: "ok" only where every server that there should be is there."""
    if not health.connected:
        return str(health.trouble) or "unreachable"
    if survey is None:
        return "no_majority"
    online = sum(node.online for node in survey.nodes)
    if 2 * online <= servers:
        return "no_majority"  # a leader that is left alone still answers, and can confirm nothing
    return "ok" if online >= servers else "degraded"


def _object(
    membership: Membership, state: str, health: Health, survey: Survey | None
) -> dict[str, object]:
    return {
        "state": state,
        "event": membership.event,
        "station": membership.name,
        "role": membership.role,
        "addresses": list(membership.addresses),
        "connected": health.connected,
        "server": health.server or None,
        "round_trip_ms": health.round_trip_ms,
        "entries": survey.entries if survey else None,
        "stored_bytes": survey.stored_bytes if survey else None,
        "nodes": survey.nodes if survey else None,
    }


def _tell(state: str, health: Health, survey: Survey | None) -> None:
    line(_(_WORDS[state]))
    if survey is None:
        return
    yes = {True: _("sí"), False: _("no")}
    rows = [
        (node.name, yes[node.online], yes[node.leads], node.behind, yes[node.name == health.server])
        for node in survey.nodes
    ]
    table((_("Máquina"), _("En marcha"), _("Dirige"), _("Atrasada"), _("Esta conexión")), rows)
