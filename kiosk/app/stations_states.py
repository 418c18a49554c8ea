"""The page of stations as a state, in the language in force; decides and asks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.app.desk_model import Place
from kiosk.app.hub_view import HubView
from kiosk.app.stations_model import StationsModel
from kiosk.app.stations_side import role_word, short_role, side_state
from kiosk.domain.stations import PrinterSaid, Said, Sign, StationState
from kiosk.domain.stations_apart import Apart, apart
from kiosk.hub.interface import Trouble
from kiosk.services.conflicts import Conflict, Side
from kiosk.texts import N_, _, current, n_
from kiosk.texts.formats import ago, localised, time_of
from kiosk.texts.stations import sign_text
from kiosk.ui.stations.state import ConflictRow, StationLine, StationRow, StationsState
from kiosk.ui.widgets.chip import ChipData, Tone

if TYPE_CHECKING:  # it brings the network's libraries
    from kiosk.hub.registry import Invited, Member

_GRAVEST = {sign: number for number, sign in enumerate(Sign)}
_NEVER_HEARD, _WELL = len(Sign), len(Sign) + 1
_PRINTERS = {
    "ready": N_("{name}: lista"),
    "paused": N_("{name}: en pausa"),
    "down": N_("{name}: no está lista"),
}
_TROUBLES = {
    Trouble.NONE: N_("Conectando con la central…"),
    Trouble.UNREACHABLE: N_("La central no responde: cada estación decide sola."),
    Trouble.REFUSED: N_(
        "La central no reconoce a esta estación: únala de nuevo con una invitación."
    ),
    Trouble.CERTIFICATE: N_("Quien responde no es la central de este evento."),
}


def stations_state(model: StationsModel, view: HubView, place: Place) -> StationsState:
    """The whole page."""
    now = model.wall()
    return StationsState(
        note=_note(view),
        advice=tuple(_advice(one) for one in apart(view.stations)),
        conflicts=tuple(_conflict(one, place) for one in model.conflicts),
        rows=_rows(model, view, now, place.tz),
        side=side_state(model, view, now),
    )


def panel_lines(view: HubView, now: datetime) -> tuple[StationLine, ...]:
    """The stations for the panel, worst first; () for a station alone."""
    return tuple(
        StationLine(
            name=one.name,
            role=short_role(one.said.role) if one.said else "",
            waiting=str(one.said.waiting) if one.said else "–",
            heard=ago(one.heard_at, now, current()),
            tone=Tone.WARN if one.signs else Tone.OK,
        )
        for one in sorted(view.stations, key=_rank)
    )


def twice_words(conflict: Conflict, place: Place) -> str:
    """A double admission in one sentence, for the stations at which it happened."""
    row = _conflict(conflict, place)
    return _("Ingreso doble: {who}. {where}.", who=row.title, where=row.detail)


def _note(view: HubView) -> str:
    if not view.member:
        return _("Esta estación trabaja sola.")
    if not view.connected:
        return _(_TROUBLES[view.trouble])
    total = len(view.stations)
    return n_(
        "Se oye {heard} de {n} estación.", "Se oyen {heard} de {n} estaciones.", total,
        heard=view.heard,
    )  # fmt: skip


def _advice(one: Apart) -> str:
    """Who does not agree with whom, and what helps."""
    odd, rest = _names(one.odd), _names(one.rest)
    if one.sign is Sign.LIST_DIFFERS:
        return _(
            "La lista de {odd} no es la de {rest}. Revise la red de {odd}; si en un minuto no se"
            " iguala, cierre allí el programa y ábralo de nuevo.",
            odd=odd,
            rest=rest,
        )
    return _(
        "Los registros de {odd} no son los de {rest}. Siga acreditando en {rest}; en {odd} cierre"
        " el programa, corra «kiosk doctor» y, si no queda en orden, una esa estación de nuevo.",
        odd=odd,
        rest=rest,
    )


def _names(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"«{names[0]}»"
    first = ", ".join(f"«{name}»" for name in names[:-1])
    return _("{first} y {last}", first=first, last=f"«{names[-1]}»")


def _conflict(one: Conflict, place: Place) -> ConflictRow:
    room = place.event.checkpoint(one.checkpoint)
    where = localised(room.name, current()) if room else one.checkpoint
    who = one.person.full_name if one.person else _("Código desconocido")
    sides = (_side(side, place) for side in (one.first, one.second))
    return ConflictRow(one.entry_id, f"{who} · {where}", " · ".join(sides))


def _side(side: Side, place: Place) -> str:
    at = time_of(side.at, place.tz) if side.at else "–"
    return _("{station} a las {time}", station=side.station or "–", time=at)


def _rank(state: StationState) -> tuple[int, str]:
    worst = min((_GRAVEST[sign] for sign in state.signs), default=_WELL)
    return worst, state.name.casefold()


def _rows(
    model: StationsModel, view: HubView, now: datetime, tz: ZoneInfo
) -> tuple[StationRow, ...]:
    """Those that were heard and those that never were, worst first; then who is still invited."""
    members = {one.station: one for one in model.members or ()}
    heard = [(_rank(one), _row(one, members, view, now)) for one in view.stations]
    known = {one.station for one in view.stations}
    silent = [
        ((_NEVER_HEARD, one.name.casefold()), _unheard(one))
        for one in members.values()
        if one.station not in known
    ]
    ranked = sorted([*heard, *silent], key=lambda pair: pair[0])
    invited = (_invited(one, tz) for one in model.open_invitations(now))
    return (*(row for _rank_of, row in ranked), *invited)


def _row(
    state: StationState, members: dict[str, Member], view: HubView, now: datetime
) -> StationRow:
    said, member = state.said, members.get(state.station)
    role = said.role if said else member.role if member else ""
    own = state.name == view.name
    bad = bool(state.signs)
    return StationRow(
        station=state.station,
        name=_("{name} (esta)", name=state.name) if own else state.name,
        role=role_word(role),
        heard=ChipData(ago(state.heard_at, now, current()), Tone.WARN if bad else Tone.OK),
        facts=_facts(said, round(state.clock.total_seconds())) if said else "",
        wrong=" ".join(sign_text(sign, state, now, current()) for sign in state.signs),
        tone=Tone.WARN if bad else Tone.OK,
        revoke=_("Dar de baja") if member and not own else "",
    )


def _unheard(member: Member) -> StationRow:
    return StationRow(
        station=member.station,
        name=member.name,
        role=role_word(member.role),
        heard=ChipData(_("Sin señal"), Tone.MUTE),
        facts=_("Es parte de la central, pero no se la oyó desde que se abrió esta ventana."),
        tone=Tone.MUTE,
        revoke=_("Dar de baja"),
    )


def _invited(one: Invited, tz: ZoneInfo) -> StationRow:
    """An invitation that nobody has used yet."""
    until = time_of(datetime.fromtimestamp(one.expires, UTC), tz)
    return StationRow(
        station=one.invitation_id,
        name=one.name or _("Invitación"),
        role=role_word(one.role) if one.role else _("elige su papel al unirse"),
        heard=ChipData(_("hasta las {time}", time=until), Tone.SOFT),
        facts=_("invitación que nadie usó todavía"),
        tone=Tone.SOFT,
        revoke=_("Anular"),
        invitation=True,
    )


def _facts(said: Said, clock: int) -> str:
    """What it has, in one line; what it has not (a battery, a printer) is left out."""
    parts = [
        n_("{n} persona en la lista", "{n} personas en la lista", said.people),
        _("por enviar: {n}", n=said.waiting),
        *_printers(said.printers),
        _("batería {n} %", n=said.battery) if said.battery is not None else "",
        _("reloj {n} s", n=f"{clock:+d}") if clock else _("reloj en hora"),
        _("versión {version}", version=said.version) if said.version else "",
    ]
    return " · ".join(filter(None, parts))


def _printers(printers: Iterable[PrinterSaid]) -> Iterable[str]:
    for one in printers:
        words = _(_PRINTERS.get(one.state, _PRINTERS["ready"]), name=one.id)
        if one.labels is None:
            yield words
        else:
            yield f"{words}, {n_('{n} etiqueta', '{n} etiquetas', one.labels)}"
