"""The card beside the list of stations as a state: alone, joining, member, office, invitation."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.app.hub_server import Phase
from kiosk.app.hub_view import HubView
from kiosk.app.stations_jobs import lines_of, symbol
from kiosk.app.stations_model import StationsModel
from kiosk.domain.errors import KnownError
from kiosk.domain.stations import Sign
from kiosk.texts import N_, _, n_
from kiosk.texts.explain import error_text
from kiosk.ui.stations.state import InvitationState, Side, SideState
from kiosk.ui.widgets.chip import Tone

if TYPE_CHECKING:  # they bring the network's libraries
    from kiosk.hub.registry import Member
    from kiosk.services.hub_setup import Issued

_ROLES = {
    "desk": N_("Mesa de acreditación"),
    "self-service": N_("Autoservicio"),
    "door": N_("Puerta de sala"),
    "dashboard": N_("Coordinación"),
}
_SHORT = {
    "desk": N_("Mesa"),
    "self-service": N_("Autoservicio"),
    "door": N_("Puerta"),
    "dashboard": N_("Coordinación"),
}
_MINUTE = 60


def role_word(role: str) -> str:
    """What a station does, in words; a role that this program does not know as it is."""
    return _(_ROLES[role]) if role in _ROLES else role


def short_role(role: str) -> str:
    """The same in one word, for narrow lines."""
    return _(_SHORT[role]) if role in _SHORT else role


def side_state(model: StationsModel, view: HubView, now: datetime) -> SideState:
    """What can be done here at that moment (aware)."""
    problem = error_text(model.trouble) if model.trouble else ""
    if model.asked is not None:
        return _question(model, model.asked, problem)
    if model.invitation is not None:
        return _invitation(model, model.invitation, now, problem)
    if model.serves:
        return _office(model, now, problem)
    if view.member:
        return _member(model, view, problem)
    return _joining(model, problem) if model.joining else _alone(model, problem)


def _alone(model: StationsModel, problem: str) -> SideState:
    return SideState(
        title=_("Varias estaciones, un evento"),
        words=(
            _(
                "Comparta el evento y las mesas, puertas y autoservicios sabrán al instante"
                " quién ya ingresó."
            ),
            _("Esta máquina será la central: déjela encendida y en la red del evento."),
        ),
        action=_("Preparando…") if model.busy else _("Compartir con otras estaciones"),
        icon="radio",
        second="" if model.busy else _("Unirse a una central"),
        problem=problem,
        busy=model.busy,
    )


def _joining(model: StationsModel, problem: str) -> SideState:
    """The field for an invitation, and what becomes of this station's list."""
    return SideState(
        side=Side.JOIN,
        title=_("Unirse a una central"),
        words=(
            _("Escanee el QR que muestra la central, o escriba el texto que está debajo."),
            _("La lista de esta estación pasa a ser la de la central.")
            + " "
            + _("Quien no está en ella sigue solo aquí."),
            _("Los ingresos y las altas que ya anotó no se pierden: se envían a las otras."),
        ),
        action=_("Uniéndose a la central…") if model.busy else _("Unirse"),
        icon="radio",
        second=_("Detener") if model.busy else _("Volver"),
        problem=" ".join(filter(None, (problem, _mend(model.trouble)))),
        busy=model.busy,
    )


def _mend(trouble: KnownError | None) -> str:
    """A name is not chosen here, so it is said where."""
    if trouble is None:
        return ""
    from kiosk.hub.registry import Refusal
    from kiosk.services.hub_join import RefusedError

    names = isinstance(trouble, RefusedError) and trouble.refusal in {
        Refusal.NAME,
        Refusal.NAME_TAKEN,
    }
    return _("Pida en la central una invitación con otro nombre.") if names else ""


def _member(model: StationsModel, view: HubView, problem: str) -> SideState:
    """The hub is elsewhere: it is said where."""
    serving = [one for one in view.stations if one.said is not None and one.said.serves]
    heard = [one.name for one in serving if Sign.SILENT not in one.signs]
    names = ", ".join(f"«{name}»" for name in heard or [one.name for one in serving])
    where = (
        _("Se invita y se da de baja en {names}, donde está la central.", names=names)
        if names
        else _("Se invita y se da de baja en la máquina de la central.")
    )
    return SideState(
        title=_("Esta estación comparte el evento"),
        words=tuple(
            filter(
                None,
                (
                    _("En la central se llama «{name}».", name=view.name),
                    where,
                    _next_role(model.next_role),
                ),
            )
        ),
        problem=problem,
    )


def _next_role(role: str) -> str:
    """The window stays what it is until it is opened anew."""
    return (
        _(
            "La invitación la hace {role}: lo será al cerrar y abrir el programa.",
            role=f"«{role_word(role)}»",
        )
        if role
        else ""
    )


def _office(model: StationsModel, now: datetime, problem: str) -> SideState:
    serving = model.serving
    if serving.phase is Phase.FAILED:
        return SideState(
            title=_("La central de esta máquina no está en marcha"),
            words=(
                error_text(serving.problem) if serving.problem else "",
                _("Mientras tanto cada estación decide sola."),
            ),
            action=_("Iniciar la central"),
            icon="refresh-cw",
            problem=problem,
        )
    ready = serving.answers and not model.busy
    return SideState(
        side=Side.OFFICE,
        title=_("Invitar una estación"),
        words=tuple(filter(None, (*_office_words(model), _left_words(model, now)))),
        action=_("Preparando…") if model.busy else _("Crear invitación"),
        icon="qr-code",
        roles=tuple((role, role_word(role)) for role in _ROLES),
        problem=problem,
        busy=not ready,
        serial=model.serial,
    )


def _office_words(model: StationsModel) -> tuple[str, ...]:
    serving = model.serving
    said = {
        Phase.STARTING: _("Iniciando la central…"),
        Phase.RUNS: _(
            "La central está en marcha en esta máquina mientras siga abierta la ventana."
        ),
        Phase.ELSEWHERE: _("La central ya está en marcha: la mantiene otro programa."),
    }.get(serving.phase, "")
    crashed = "" if not serving.restarts else n_(
        "El servidor se cayó {n} vez y se inició de nuevo.",
        "El servidor se cayó {n} veces y se inició de nuevo.",
        serving.restarts,
    )  # fmt: skip
    return said, crashed


def _left_words(model: StationsModel, now: datetime) -> str:
    """What became of the invitation whose card was closed."""
    if model.withdrawn:
        return _("La invitación fue anulada: nadie entra con ella.")
    waiting = {one.invitation_id: one for one in model.open_invitations(now)}
    left = waiting.get(model.left.invitation_id) if model.left else None
    if left is None:
        return ""
    return n_(
        "La invitación sigue abierta {n} minuto más; puede anularla en la lista.",
        "La invitación sigue abierta {n} minutos más; puede anularla en la lista.",
        math.ceil((left.expires - now.timestamp()) / _MINUTE),
    )


def _invitation(model: StationsModel, issued: Issued, now: datetime, problem: str) -> SideState:
    used = model.used
    seconds = int((issued.expires - now).total_seconds())
    left, tone = _left(seconds), Tone.SOFT if seconds > _MINUTE else Tone.WARN
    if used is not None:
        words = _("La usó «{name}» ({role}).", name=used.name, role=role_word(used.role))
        left, tone = words, Tone.OK
    over = used is not None or seconds <= 0
    return SideState(
        side=Side.INVITATION,
        title=_("Invitación para una estación"),
        words=()
        if over
        else (
            _("En la otra estación elija «Unirse a una central» y escanee el QR, o escriba esto:"),
            _("Si vuelve, la invitación sigue abierta."),
        ),
        action=_("Volver"),
        second="" if over else _("Anulando…") if model.busy else _("Anular"),
        busy=model.busy,
        invitation=InvitationState(
            rows=symbol(issued.text.scanned),
            lines=lines_of(issued.text.typed),
            left=left,
            tone=tone,
            over=over,
        ),
        problem=problem,
    )


def _left(seconds: int) -> str:
    if seconds <= 0:
        return _("Venció: cree otra.")
    return _("Vale una sola vez; vence en {time}", time=f"{seconds // 60}:{seconds % 60:02d}")


def _question(model: StationsModel, asked: Member, problem: str) -> SideState:
    return SideState(
        side=Side.QUESTION,
        title=_("¿Dar de baja «{name}»?", name=asked.name),
        words=(
            _("Deja de compartir al instante y no vuelve a entrar sin otra invitación."),
            _("Lo que ya envió queda; lo que aún no envió, queda solo en esa máquina."),
        ),
        action=_("Dando de baja…") if model.busy else _("Dar de baja"),
        icon="ban",
        problem=problem,
        busy=model.busy,
    )
