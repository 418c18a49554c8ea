"""People as rows, chips and room lines of the desk, in the language in force; reads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kiosk.app.desk_model import Place
from kiosk.domain.checkpoints import Admits, Checkpoint
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.search import highlight
from kiosk.domain.verdict import Reason
from kiosk.domain.visits import Visit
from kiosk.services.card import RoomRight
from kiosk.services.find import Found
from kiosk.texts import _, current
from kiosk.texts.countries import country_name
from kiosk.texts.formats import localised, moment, short_day, time_of
from kiosk.ui.desk.state import RoomLine, RowState
from kiosk.ui.widgets.chip import ChipData, Tone

_BEST = (
    TicketState.PAID,
    TicketState.PENDING,
    TicketState.UNAPPROVED,
    TicketState.EXPIRED,
    TicketState.CANCELED,
)


def detail_of(person: Person) -> str:
    """Organisation and country with a dot between, either alone, or nothing."""
    country = country_name(person.country, current()) if person.country else ""
    return " · ".join(part for part in (person.organisation, country) if part)


def row_of(found: Found, tokens: tuple[str, ...], place: Place) -> RowState:
    """A person as a row of the list, with the matches of `tokens` lit."""
    person = found.person
    detail = detail_of(person)
    state = state_chip(found.tickets, found.checked_in, place, gone=person.gone)
    return RowState(
        person_id=person.person_id,
        name=person.full_name,
        detail=detail,
        name_hits=tuple(highlight(person.full_name, tokens)),
        detail_hits=tuple(highlight(detail, tokens)),
        roles=roles_of(person, place, big=False),
        state=state,
        struck=state.tone is Tone.BAD,
    )


def best_ticket(tickets: Iterable[Ticket]) -> Ticket | None:
    """The ticket that counts for what the desk shows: a valid one before all others."""
    ranked = sorted(tickets, key=lambda t: (t.gone, t.blocked, _BEST.index(t.state)))
    return ranked[0] if ranked else None


def state_chip(
    tickets: tuple[Ticket, ...], checked_in: Visit | None, place: Place, *, gone: bool = False
) -> ChipData:
    """The one word about the registration: checked in, confirmed, or what is wrong."""
    if checked_in is not None:
        words = {"time": time_of(checked_in.at, place.tz), "station": checked_in.station}
        return ChipData(_("Ya acreditado {time} · {station}", **words), Tone.OK, "check-check")
    ticket = best_ticket(tickets)
    if gone or ticket is None or ticket.gone:
        return ChipData(_("Ya no está en la lista"), Tone.BAD, "ban")
    if ticket.blocked:
        return ChipData(_("Bloqueado"), Tone.BAD, "lock")
    return {
        TicketState.PAID: ChipData(_("Confirmado"), Tone.SOFT, "ticket"),
        TicketState.PENDING: ChipData(_("Pendiente de pago"), Tone.WARN, "wallet"),
        TicketState.UNAPPROVED: ChipData(_("Sin aprobar"), Tone.WARN, "clock"),
        TicketState.EXPIRED: ChipData(_("Vencido"), Tone.BAD, "timer"),
        TicketState.CANCELED: ChipData(_("Cancelado"), Tone.BAD, "ban"),
    }[ticket.state]


def roles_of(person: Person, place: Place, *, big: bool) -> tuple[ChipData, ...]:
    """The person's special roles, highest first; "attendee" is not special."""
    styles = [r for r in place.event.roles if r.id in person.roles and r.id != "attendee"]
    styles.sort(key=lambda style: -style.rank)
    tone = Tone.ROLE if big else Tone.PLAIN
    return tuple(
        ChipData(localised(s.label, current()), tone, s.icon, s.color, s.dark_text) for s in styles
    )


def room_lines(rights: tuple[RoomRight, ...], place: Place, now: datetime) -> tuple[RoomLine, ...]:
    """Today's rooms first, of those the telling ones: what is special about the person."""
    ordered = sorted(rights, key=lambda r: (not _is_today(r.checkpoint, place, now), _telling(r)))
    return tuple(_room_line(right, place, now) for right in ordered)


def _is_today(checkpoint: Checkpoint, place: Place, now: datetime) -> bool:
    """Whether a slot touches the local day of `now`; a room without slots is open every day."""
    today = now.astimezone(place.tz).date()

    def day(edge: datetime | None) -> date:
        return edge.astimezone(place.tz).date() if edge else today

    slots = checkpoint.slots
    return not slots or any(day(s.opens) <= today <= day(s.closes) for s in slots)


def _telling(right: RoomRight) -> int:
    """Granted by name or role, then refused by name, then open to all, then no right at all."""
    special = right.checkpoint.admits is not Admits.EVERYONE
    granted = right.verdict.reason in (None, Reason.NOT_OPEN, Reason.ALREADY_REDEEMED)
    if granted:
        return 0 if special else 2
    return 1 if right.verdict.reason is Reason.NOT_INVITED else 3


def _room_line(right: RoomRight, place: Place, now: datetime) -> RoomLine:
    name = localised(right.checkpoint.short_name, current())
    tone, why = right_words(right, place, now)
    return RoomLine(name, tone, why, right.checkpoint.id)


def right_words(right: RoomRight, place: Place, now: datetime) -> tuple[Tone, str]:
    """Tone and two words; a room that is closed now still tells whose right it is."""
    verdict = right.verdict
    if verdict.reason is None:
        return Tone.OK, _granted(right.checkpoint.admits)
    if verdict.reason is Reason.NOT_OPEN:
        opens = verdict.params.get("opens")
        return Tone.OK, _opens(opens, place, now) or _granted(right.checkpoint.admits)
    if verdict.reason is Reason.NOT_ENTITLED and right.checkpoint.admits is Admits.MEMBERS:
        return Tone.MUTE, _("sin voto")
    return {
        Reason.NOT_INVITED: (Tone.BAD, _("no está en lista")),
        Reason.NOT_ENTITLED: (Tone.MUTE, _("no le corresponde")),
        Reason.PRODUCT: (Tone.MUTE, _("no incluida")),
        Reason.ALREADY_REDEEMED: (Tone.OK, _("adentro")),
        Reason.ROOM_FULL: (Tone.BAD, _("llena")),
        Reason.CLOSED: (Tone.MUTE, _("ya cerró")),
        Reason.STALE_LIST: (Tone.OK, _("en lista")),
        Reason.UNPAID: (Tone.BAD, _("falta el pago")),
        Reason.CANCELED: (Tone.BAD, _("cancelado")),
        Reason.UNAPPROVED: (Tone.BAD, _("sin aprobar")),
        Reason.BLOCKED: (Tone.BAD, _("bloqueado")),
        Reason.RULES: (Tone.BAD, _("por sus reglas")),
        Reason.INVALID_TIME: (Tone.BAD, _("fuera de fecha")),
    }.get(verdict.reason, (Tone.MUTE, _("hoy no")))


def _granted(admits: Admits) -> str:
    return {
        Admits.EVERYONE: _("abierta"),
        Admits.INVITED: _("en lista"),
        Admits.ROLES: _("por su rol"),
        Admits.PRODUCTS: _("incluida"),
        Admits.MEMBERS: _("con voto"),
    }[admits]


def _opens(value: object, place: Place, now: datetime) -> str:
    """When the room opens: the time today, weekday and time on another day; "" if unknown."""
    opens = moment(value)
    if opens is None:
        return ""
    local, time = opens.astimezone(place.tz).date(), time_of(opens, place.tz)
    if local == now.astimezone(place.tz).date():
        return _("abre {time}", time=time)
    return f"{short_day(local, current())}, {time}"
