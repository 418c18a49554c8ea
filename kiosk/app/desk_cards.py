"""The chosen person as the desk's card and as screen 02, in the language in force."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.desk_model import Chosen, Place
from kiosk.app.desk_reasons import reprint_reasons
from kiosk.app.desk_rows import best_ticket, detail_of, roles_of, room_lines, state_chip
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.verdict import Reason, Status, Verdict
from kiosk.services.card import HistoryLine, PersonCard
from kiosk.services.check_in import ScanOutcome
from kiosk.texts import _, current, n_
from kiosk.texts.explain import explanation, next_step
from kiosk.texts.formats import ago, localised, time_of
from kiosk.texts.labels import labels_of
from kiosk.texts.questions import answer_text, question_text
from kiosk.ui.desk.state import AlreadyState, CardState, FormData, HistoryRow

_SEVERE = (Reason.CANCELED, Reason.BLOCKED, Reason.REVOKED, Reason.BADGE_VOID)


def card_state(chosen: Chosen, place: Place, now: datetime) -> CardState:
    """The right card of the search screen at that moment (aware)."""
    card, verdict = chosen.card, chosen.outcome.verdict
    person = card.person
    problem = _problem(chosen, place, now)
    ticket = best_ticket(card.tickets)
    note = person.note or (ticket.checkin_text if ticket else "")
    return CardState(
        person_id=person.person_id,
        name=person.full_name,
        detail=detail_of(person),
        state=state_chip(card.tickets, card.checked_in, place, gone=person.gone),
        roles=roles_of(person, place, big=True),
        preview=chosen.preview,
        rooms=room_lines(card.rooms, place, now),
        note=note,
        facts=_facts(card, place),
        problem=problem,
        problem_step=next_step(verdict, place.event, current()) if problem else "",
        problem_bad=verdict.reason in _SEVERE,
        may_override=bool(problem) and may_override(verdict, place),
        checked_in=card.checked_in is not None,
        owed=is_owed(card),
        bare=not card.has_badge,
        form=form_of(person),
    )


def is_owed(card: PersonCard) -> bool:
    """Whether a badge can be printed without a reason: none is good, and none is on its way."""
    return card.badge_owed and not any(JobState(line.state).open for line in card.prints)


def may_override(verdict: Verdict, place: Place) -> bool:
    """Whether this desk may admit all the same, with a reason."""
    return verdict.may_override is not None and (not needs_pin(verdict, place) or place.can_ask_pin)


def needs_pin(verdict: Verdict, place: Place) -> bool:
    """Whether a supervisor's PIN stands between this desk and the override."""
    return verdict.may_override is Level.SUPERVISOR and desk_level(place) is not Level.SUPERVISOR


def desk_level(place: Place) -> Level:
    """Where no PIN is set, whoever sits at the desk decides; else a supervisor is needed."""
    return Level.DESK if place.station.pin_hash else Level.SUPERVISOR


def form_of(person: Person) -> FormData:
    """The person's data as the form takes them."""
    return FormData(
        given_name=person.given_name,
        family_name=person.family_name,
        badge_name=person.badge_name,
        email=person.email,
        organisation=person.organisation,
        country=person.country,
        role=person.roles[0] if person.roles else "",
        speaks=person.speaks,
        photo_ok=person.photo_ok,
        first_time="newcomer" in person.roles,
    )


def already_state(chosen: Chosen, place: Place, now: datetime, reason: int) -> AlreadyState:
    """Screen 02: when, where and who checked the person in, and the day so far."""
    card = chosen.card
    visit = card.checked_in
    first = chosen.outcome.verdict.first_visit
    at = visit.at if visit else first.at if first else now
    station = visit.station if visit else first.station if first else ""
    operator = visit.operator if visit else first.operator if first else ""
    printed = sum(1 for line in card.prints if line.state in ("sent", "printing", "done"))
    roles = [chip.text for chip in roles_of(card.person, place, big=True)]
    return AlreadyState(
        card=card_state(chosen, place, now),
        headline=_("Ya se había acreditado"),
        detail=" · ".join(part for part in (detail_of(card.person), *roles) if part),
        when=(time_of(at, place.tz), _when(at, now, place)),
        where=(station or "–", _where(station, place)),
        who=(operator or "–", _printed(printed) if card.has_badge else _("sin credencial")),
        history=_history(card, place, now),
        options=reprint_reasons(),
        reason=reason,
    )


def _problem(chosen: Chosen, place: Place, now: datetime) -> str:
    """Why the entrance would not let the person in; "" where it would, or has."""
    verdict = chosen.outcome.verdict
    if verdict.status is not Status.ERROR:
        return ""
    if chosen.card.checked_in or verdict.reason is Reason.ALREADY_REDEEMED:
        return ""
    return why(chosen.outcome, place, now)


def why(outcome: ScanOutcome, place: Place, now: datetime) -> str:
    """What was decided and why, in one sentence of the language in force."""
    return explanation(
        outcome.verdict,
        outcome.checkpoint,
        place.tz,
        current(),
        now=now,
        labels=labels_of(place.event.roles, place.event.catalogue),
    )


def _facts(card: PersonCard, place: Place) -> tuple[tuple[str, str], ...]:
    """The answers that staff should see come first: what does not fit is left out."""
    lang = current()
    facts = [
        ("tag", f"{question_text(q, lang)}: {answer_text(q, text, lang, place.tz)}")
        for q, text in card.answers
    ]
    if card.person.photo_ok is not None:
        yes = card.person.photo_ok
        facts.append(("camera", _("Acepta fotos")) if yes else ("camera-off", _("Sin fotos")))
    if card.badge_code:
        facts.append(("qr-code", card.badge_code))
    return tuple(facts)


def _when(at: datetime, now: datetime, place: Place) -> str:
    since = ago(at, now, current())
    local, today = at.astimezone(place.tz).date(), now.astimezone(place.tz).date()
    return _("hoy, {since}", since=since) if local == today else since


def _where(station: str, place: Place) -> str:
    return place.station.place if station == place.station.name else ""


def _printed(count: int) -> str:
    if not count:
        return _("credencial sin imprimir")
    return n_("credencial impresa {n} vez", "credencial impresa {n} veces", count)


def _history(card: PersonCard, place: Place, now: datetime) -> tuple[HistoryRow, ...]:
    """Today's entries, oldest first; the newest refusal here is the scan that led to this."""
    today = now.astimezone(place.tz).date()
    lines = [line for line in card.history if line.at.astimezone(place.tz).date() == today]
    lines.reverse()
    rows = [_history_row(line, place, last=line is lines[-1]) for line in lines]
    return tuple(row for row in rows if row is not None)


def _history_row(line: HistoryLine, place: Place, *, last: bool) -> HistoryRow | None:
    time = time_of(line.at, place.tz)
    by = " · ".join(part for part in (line.operator, line.station) if part)
    if line.kind is EntryKind.REFUSED:
        if line.reason == Reason.ALREADY_REDEEMED and last:
            title = _("Este escaneo, en {station}", station=line.station)
            detail = _("No cambió nada: no se acreditó ni se imprimió de nuevo")
            return HistoryRow(time, "scan-line", title, detail, now=True)
        title = _("Intento en {place}", place=_room(line, place))
        return HistoryRow(time, "scan-line", title, line.station)
    named = _named(line, place)
    if named is None:
        return None
    icon, title = named
    if line.undone:
        title = _("{what} (deshecho)", what=title)
    at_entrance = line.kind is EntryKind.ADMITTED and line.checkpoint == place.checkpoint
    return HistoryRow(time, icon, title, line.operator if at_entrance else by)


def _named(line: HistoryLine, place: Place) -> tuple[str, str] | None:
    """Icon and title of what the journal says, None for what the desk need not know."""
    if line.kind in (EntryKind.ADMITTED, EntryKind.OVERRIDDEN, EntryKind.LEFT):
        return _passed(line, place)
    room = _room(line, place)
    return {
        EntryKind.PRINTED: ("printer", _("Credencial impresa")),
        EntryKind.BADGE_VOIDED: ("ban", _("Credencial anterior anulada")),
        EntryKind.CORRECTED: ("pencil", _("Datos corregidos")),
        EntryKind.WALK_IN: ("user-plus", _("Alta en la mesa")),
        EntryKind.INVITED: ("list-checks", _("Invitación agregada")),
        EntryKind.WITHDRAWN: ("minus", _("Invitación retirada")),
        EntryKind.UNDONE: (
            "undo-2",
            _("Se deshizo el ingreso a {place}", place=room),
        ),
        EntryKind.CONFLICT: ("triangle-alert", _("Ingreso en dos estaciones")),
        EntryKind.CONFLICT_SEEN: ("check", _("Ingreso doble revisado")),
    }.get(line.kind)


def _passed(line: HistoryLine, place: Place) -> tuple[str, str]:
    if line.direction is Direction.EXIT:
        return "log-out", _("Salió de {place}", place=_room(line, place))
    if line.checkpoint == place.checkpoint:
        return "check", _("Acreditación en {station}", station=line.station)
    return "door-open", _("Entró a {place}", place=_room(line, place))


def _room(line: HistoryLine, place: Place) -> str:
    checkpoint = place.event.checkpoint(line.checkpoint)
    return localised(checkpoint.short_name, current()) if checkpoint else line.checkpoint
