"""Makes the access page's state out of what is known, in the language in force; asks nothing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kiosk.app.access_rows import TONES, room_row
from kiosk.app.access_steps import step_states
from kiosk.app.desk_cards import desk_level, why
from kiosk.app.desk_model import AccessModel, Place, Question
from kiosk.app.desk_reasons import grant_reasons, withdraw_reasons
from kiosk.app.desk_rows import detail_of, row_of
from kiosk.domain.checkpoints import BY_RIGHT, Admits, Checkpoint, Level
from kiosk.domain.presence import local_moment
from kiosk.domain.rules.tree import ConditionKind
from kiosk.domain.search import parse_query
from kiosk.domain.verdict import Check
from kiosk.services.simulate import Simulation
from kiosk.texts import _, current
from kiosk.texts.explain import headline
from kiosk.texts.formats import day as day_words
from kiosk.texts.formats import localised, short_day, time_of
from kiosk.texts.ways import Way, way_in
from kiosk.ui.desk.state import AccessState, ReasonState, RoomAnswer

MOST_DAYS = 7
"""Days that have a button; of a longer event those around today."""


def access_state(model: AccessModel, place: Place, now: datetime) -> AccessState:
    """The whole page at that moment (aware)."""
    told = model.told
    tokens = parse_query(model.query).tokens
    chosen = chosen_room(model)
    return AccessState(
        query=model.query,
        found=tuple(row_of(found, tokens, place) for found in model.found),
        selected=model.selected,
        name=told.found.person.full_name if told else "",
        detail=detail_of(told.found.person) if told else "",
        days=_days(place, now),
        day=model.day.isoformat() if model.day else "",
        time=model.time,
        problem=_problem(model, place),
        rooms=tuple(room_row(room, place) for room in told.rooms) if told else (),
        room=told.rooms.index(chosen) if told and chosen else 0,
        answer=_answer(chosen, model, place) if chosen else None,
        question=_question(model.question, chosen),
        message=model.message() if model.message else "",
        message_tone=model.message_tone,
    )


def chosen_room(model: AccessModel) -> Simulation | None:
    """The checkpoint that is shown in full; the first one before any was chosen."""
    rooms = model.told.rooms if model.told else ()
    wanted = [room for room in rooms if room.outcome.checkpoint.id == model.room]
    return next(iter((*wanted, *rooms)), None)


def moment_of(model: AccessModel, place: Place) -> datetime | None:
    """The moment that was chosen (aware), None for now; ValueError while the time is none."""
    if model.day is None:
        return None
    hour, _colon, minute = model.time.strip().partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise ValueError(model.time)
    return local_moment(model.day, time(int(hour), int(minute)), place.tz)


def invitable(room: Simulation) -> tuple[bool, bool]:
    """Whether the person may be invited there, and whether they have an invitation to lose."""
    admits = room.outcome.checkpoint.admits
    finding = next((found for found in room.findings if found.check is Check.RIGHT), None)
    if finding is None or admits not in BY_RIGHT:
        return False, False
    if finding.refusal is not None:
        return True, False
    invited = any(c.kind is ConditionKind.INVITED and c.met for c in finding.conditions)
    return False, invited or admits is Admits.ROLES


def needs_pin_for(checkpoint: Checkpoint, place: Place) -> bool:
    """Whether a supervisor's PIN stands between this desk and an invitation there."""
    return checkpoint.override is Level.SUPERVISOR and desk_level(place) is not Level.SUPERVISOR


def _days(place: Place, now: datetime) -> tuple[tuple[str, str], ...]:
    """Now, then the event's days."""
    first, last = place.event.first_day, place.event.last_day
    count = (last - first).days + 1
    if count > MOST_DAYS:
        today = now.astimezone(place.tz).date()
        first = max(first, min(today, last - timedelta(days=MOST_DAYS - 1)))
    days = [first + timedelta(days=n) for n in range(min(count, MOST_DAYS))]
    return (("", _("Ahora")), *((day.isoformat(), short_day(day, current())) for day in days))


def _problem(model: AccessModel, place: Place) -> str:
    try:
        moment_of(model, place)
    except ValueError:
        return _("Escriba la hora así: 14:05")
    return ""


def _answer(room: Simulation, model: AccessModel, place: Place) -> RoomAnswer:
    outcome = room.outcome
    verdict, checkpoint = outcome.verdict, outcome.checkpoint
    may_invite, may_withdraw = invitable(room)
    locked = needs_pin_for(checkpoint, place) and not place.can_ask_pin
    way = Way(verdict, checkpoint, outcome.at, model.later)
    return RoomAnswer(
        name=localised(checkpoint.name, current()),
        when=_when(outcome.at, model.day, place),
        tone=TONES[verdict.answer],
        headline=headline(verdict, current(), checkpoint.kind),
        why=why(outcome, place, outcome.at),
        steps=step_states(room, place),
        way=way_in(way, place.event, current()),
        invite=_("Invitar a este punto") if may_invite else "",
        withdraw=_("Retirar la invitación") if may_withdraw else "",
        locked=_("Hace falta un supervisor con PIN.") if locked else "",
    )


def _when(at: datetime, day: date | None, place: Place) -> str:
    time = time_of(at, place.tz)
    if day is None:
        return _("Ahora, {time}", time=time)
    return f"{day_words(at.astimezone(place.tz).date(), current())}, {time}"


def _question(question: Question | None, room: Simulation | None) -> ReasonState | None:
    if question is None or room is None:
        return None
    name = localised(room.outcome.checkpoint.name, current())
    withdraws = question.kind == "withdraw"
    if withdraws:
        title = _("¿Por qué retirar la invitación de {name}?", name=question.name)
    else:
        title = _("¿Por qué invitar a {name}?", name=question.name)
    return ReasonState(
        title=title,
        detail=_("{room}. El motivo queda anotado con su nombre.", room=name),
        options=withdraw_reasons() if withdraws else grant_reasons(),
        confirm=_("Retirar la invitación") if withdraws else _("Invitar"),
        icon="minus" if withdraws else "list-checks",
        chosen=question.chosen,
        needs_pin=question.needs_pin,
        pin_problem=question.pin_problem,
    )
