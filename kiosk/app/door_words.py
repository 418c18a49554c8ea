"""Turns what the services answer into what the door draws; decides and asks nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.app.door_assembly import quorum_state
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind, Level, Slot
from kiosk.domain.event import Event, RoleStyle
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.settings import Station
from kiosk.domain.verdict import Answer, NextStep, Reason, Status, Verdict
from kiosk.services.check_in import ScanOutcome
from kiosk.services.rooms import LatestLine, RoomState
from kiosk.texts import _, current, n_, translate
from kiosk.texts.explain import explanation, headline, help_desk, next_step
from kiosk.texts.formats import country_name, day, day_and_time, localised, time_of
from kiosk.texts.labels import labels_of
from kiosk.texts.signed import SIGNED, holder_name, product_name
from kiosk.ui.door.state import LatestRow, ReadyState, ReasonState, VerdictState


@dataclass(frozen=True, slots=True)
class Here:
    """Where the door stands: the event, the room, the station, the moment."""

    event: Event
    checkpoint: Checkpoint
    station: Station
    now: datetime

    @property
    def private(self) -> bool:
        """Whether nothing personal may stay on the screen."""
        return self.checkpoint.admits is Admits.INVITED

    @property
    def room(self) -> str:
        """The room's name in the language in force."""
        return localised(self.checkpoint.name, current())

    def time(self, moment: datetime) -> str:
        """The local time of day."""
        return time_of(moment, self.event.timezone)

    def other_day(self, moment: datetime | None) -> str:
        """The day of a moment that is not today's, "" for today's."""
        if moment is None:
            return ""
        local = moment.astimezone(self.event.timezone).date()
        today = self.now.astimezone(self.event.timezone).date()
        return "" if local == today else day(local, current())


def ready_state(
    here: Here, room: RoomState | None, direction: Direction, named: str | None = None
) -> ReadyState:
    """The screen between two scans. At a private room only entry `named` shows its name."""
    state = ReadyState(
        room=here.room,
        subtitle=_subtitle(here),
        by_invitation=here.private,
        two_ways=here.checkpoint.kind is not Kind.HANDOUT,
        count_label=_COUNTED[here.checkpoint.kind](),
        direction=direction,
        capacity=here.checkpoint.capacity,
        place=here.station.place or here.station.name,
        clock=here.time(here.now),
    )
    if room is None:
        return state
    state = replace(
        state,
        inside=counted(room),
        capacity=room.capacity,
        latest=latest_rows(here, room.latest, named),
        quorum=quorum_state(room.assembly, here.event.timezone) if room.assembly else None,
    )
    return _with_list(here, room, state)


_COUNTED: dict[Kind, Callable[[], str]] = {
    Kind.ROOM: lambda: _("En la sala"),
    Kind.ENTRANCE: lambda: _("Adentro"),
    Kind.HANDOUT: lambda: _("Entregados"),
}


def counted(room: RoomState) -> int:
    """How many are inside now; at a hand-out, how many people got it."""
    return room.admitted_total if room.checkpoint.kind is Kind.HANDOUT else room.inside


def _with_list(here: Here, room: RoomState, state: ReadyState) -> ReadyState:
    if room.invited is None:
        return state
    limit = here.checkpoint.stale_after
    fresh = limit is None or (room.list_at is not None and here.now - room.list_at <= limit)
    if not fresh:
        state = replace(state, list_fresh=False, warning=_old_list(here, room.list_at))
    if room.list_at is None:
        return state
    return replace(
        state,
        list_line=_("Lista de las {time}", time=here.time(room.list_at)),
        list_detail=n_("{n} representante", "{n} representantes", room.invited)
        if room.assembly
        else n_("{n} invitado", "{n} invitados", room.invited),
    )


def _old_list(here: Here, list_at: datetime | None) -> str:
    """What stands on the screen while the list is too old; it asks before it lets anybody in."""
    desk = help_desk(here.event, current())
    if list_at is None:
        return _("No hay lista de invitados en esta estación: pídala en {desk}.", desk=desk)
    when = day_and_time(list_at, here.event.timezone, current(), now=here.now, form="of")
    return _("La lista es {list_when}: pida una nueva en {desk}.", list_when=when, desk=desk)


def _subtitle(here: Here) -> str:
    parts = [_("por invitación")] if here.private else []
    parts.append(localised(here.checkpoint.place, current()))
    parts.append(_hours(here))
    return " · ".join(part for part in parts if part)


def _hours(here: Here) -> str:
    slot = _slot_of_day(here)
    if slot is None:
        return ""
    opens = here.time(slot.opens) if slot.opens else ""
    closes = here.time(slot.closes) if slot.closes else ""
    hours = f"{opens}–{closes}"
    other = here.other_day(slot.opens or slot.closes)
    return f"{other}, {hours}" if other else hours


def _slot_of_day(here: Here) -> Slot | None:
    """Today's opening, or the next one; the last one when all are over."""
    slots = here.checkpoint.slots
    coming = [slot for slot in slots if slot.closes is None or slot.closes > here.now]
    wanted = coming or list(slots[-1:])
    return wanted[0] if wanted else None


def latest_rows(
    here: Here, lines: Sequence[LatestLine], named: str | None
) -> tuple[LatestRow, ...]:
    """Names of admitted people only; a refusal that was overridden is one row, not two."""
    rows = []
    overridden = False
    for line in lines:
        if not (overridden and line.kind is EntryKind.REFUSED):
            shown = not here.private or line.entry_id == named
            rows.append(_row(here, line, shown=shown))
        overridden = line.kind is EntryKind.OVERRIDDEN
    return tuple(rows)


def _row(here: Here, line: LatestLine, *, shown: bool) -> LatestRow:
    time = here.time(line.at)
    again = line.reason == Reason.ALREADY_REDEEMED
    if line.kind is EntryKind.REFUSED:
        to_desk = _("debe pasar por {desk}", desk=help_desk(here.event, current()))
        known = line.reason in set(Reason)
        title = _short_word(Reason(line.reason)) if known else _("No admitido")
        return LatestRow("ask" if again else "refuse", title, "" if again else to_desk, time)
    if line.kind is EntryKind.OVERRIDDEN:
        title = _("Ya ingresó") if again else _("Autorizado")
        return LatestRow("ask", title, _("volvió a entrar") if again else "", time)
    if line.kind not in (EntryKind.ADMITTED, EntryKind.LEFT) or not line.counts:
        return LatestRow("help", _("Deshecho"), "", time)
    left = line.kind is EntryKind.LEFT
    plain = _("Salió") if left else _("Admitido")
    if shown and line.signed:
        return LatestRow("admit", translate(SIGNED), plain if left else "", time)
    if not shown or not line.name:
        return LatestRow("admit", plain, "", time)
    return LatestRow("admit", line.name, plain if left else line.organisation, time)


def _short_word(reason: Reason) -> str:
    verdict = Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, reason)
    return headline(verdict, current()).capitalize()


def verdict_state(
    here: Here, outcome: ScanOutcome, room: RoomState | None, *, pin_set: bool, named: bool = True
) -> VerdictState:
    """The answer in full colour. `named` False leaves out who it is."""
    verdict, language = outcome.verdict, current()
    kind = str(verdict.answer)
    name, below = _name_lines(here, outcome, named=named, two_lines=kind == "admit")
    state = VerdictState(
        kind=kind,
        word=headline(verdict, language, outcome.checkpoint.kind),
        direction=outcome.direction,
        room=here.room,
        clock=here.time(outcome.at),
        name=name,
        organisation=below,
        explanation=_why(here, outcome),
        next_title=next_step(verdict, here.event, language).removesuffix("."),
    )
    if kind == "admit":
        return _admit(here, state, outcome, room)
    if kind == "ask":
        return _ask(here, state, outcome, pin_set=pin_set)
    return _refuse(state, verdict, pin_set=pin_set)


def who(here: Here, outcome: ScanOutcome, *, named: bool) -> str:
    """In one line whom it is about; a signed ticket that nobody is known by is no personal data."""
    if outcome.person is not None and not named:
        return ""
    return holder_name(outcome.person, outcome.ticket, here.event.catalogue, current())


def help_state(here: Here, direction: Direction, why: str = "") -> VerdictState:
    """The door cannot decide: the way to the desk. Nobody is let in."""
    desk = help_desk(here.event, current())
    return VerdictState(
        kind="help",
        word=_("Pase por {desk}", desk=desk).upper(),
        direction=direction,
        room=here.room,
        clock=here.time(here.now),
        explanation=why or _("La puerta no pudo decidir. No se registró ningún ingreso."),
        next_title=_("Acompañe hasta {desk}", desk=desk),
    )


def sent_away_state(here: Here, outcome: ScanOutcome) -> VerdictState:
    """The volunteer answered no: the desk sorts it out."""
    if outcome.verdict.next_step is NextStep.ASK_IF_LEFT:
        why = _("En la mesa comprueban de quién es la credencial.")
    else:
        why = _("No se registró ningún ingreso: lo resuelven en la mesa.")
    return help_state(here, outcome.direction, why)


def override_state(who: str, *, pin: bool) -> ReasonState:
    """Why somebody is to be admitted all the same; `who` is "" where no name may be shown."""
    reasons = (
        _("Invitación de último momento"),
        _("Lo autoriza quien organiza"),
        _("Error en la lista"),
        _("Otro motivo"),
    )
    title = _("¿Por qué se autoriza el ingreso?")
    return ReasonState("override", title, who, reasons, needs_pin=pin)


def needs_pin(verdict: Verdict) -> bool:
    """Whether only a supervisor's PIN may admit all the same."""
    return verdict.may_override is not Level.VOLUNTEER


def _why(here: Here, outcome: ScanOutcome) -> str:
    return explanation(
        outcome.verdict,
        outcome.checkpoint,
        here.event.timezone,
        current(),
        now=here.now,
        labels=labels_of(here.event.roles, here.event.catalogue),
    )


def _name_lines(
    here: Here, outcome: ScanOutcome, *, named: bool, two_lines: bool
) -> tuple[str, str]:
    """The name and what stands below it; `two_lines` breaks the name where it is drawn large."""
    person, ticket = outcome.person, outcome.ticket
    name = who(here, outcome, named=named)
    if person is not None:
        if name and two_lines and person.family_name and person.given_name:
            name = f"{person.given_name}\n{person.family_name}"
        return name, _organisation(person) if named else ""
    product = product_name(ticket, here.event.catalogue, current()) if ticket else ""
    return (product, translate(SIGNED)) if two_lines and product else (name, "")


def _organisation(person: Person) -> str:
    country = country_name(person.country, current()) if person.country else ""
    return " · ".join(part for part in (person.organisation, country) if part)


def _admit(
    here: Here, state: VerdictState, outcome: ScanOutcome, room: RoomState | None
) -> VerdictState:
    role = _role(here.event, outcome.person)
    person = outcome.person
    verdict = outcome.verdict
    return replace(
        state,
        explanation="",
        notice=verdict.checkin_text if verdict.attention else "",
        no_photos=person is not None and person.photo_ok is False,
        role_icon=role.icon if role else "",
        role_label=localised(role.label, current()) if role else "",
        inside=counted(room) if room else None,
        capacity=room.capacity if room else None,
    )


def _role(event: Event, person: Person | None) -> RoleStyle | None:
    """The role that says most about the person; plain participants have none."""
    known = [style for role in (person.roles if person else ()) if (style := event.role(role))]
    special = [style for style in known if style.rank > 0]
    return max(special, key=lambda style: style.rank) if special else None


def _ask(here: Here, state: VerdictState, outcome: ScanOutcome, *, pin_set: bool) -> VerdictState:
    verdict = outcome.verdict
    visit = verdict.first_visit
    left = verdict.next_step is NextStep.ASK_IF_LEFT
    parts = (here.other_day(visit.at), here.time(visit.at), visit.station) if visit else ()
    fact = " · ".join(part for part in parts if part)
    allowed = verdict.may_override is not None and (pin_set or not needs_pin(verdict))
    return replace(
        state,
        fact=fact or state.explanation,
        question=_("¿Salió y\nvuelve a entrar?") if left else _all_the_same(state, allowed=allowed),
        yes=_("Sí, dejar entrar") if allowed else "",
        no=_("No, es otra persona") if left else _no(allowed=allowed),
    )


def _all_the_same(state: VerdictState, *, allowed: bool) -> str:
    """What is asked; where nobody at this door may say yes, whom to call."""
    return _("¿Dejar entrar\nde todos modos?") if allowed else state.next_title


def _no(*, allowed: bool) -> str:
    return _("No, va a la mesa") if allowed else _("Va a la mesa")


def _refuse(state: VerdictState, verdict: Verdict, *, pin_set: bool) -> VerdictState:
    label = ""
    if verdict.may_override is not None:
        if not needs_pin(verdict):
            label = _("Autorizar")
        elif pin_set:
            label = _("Autorizar (supervisor)")
    invited = verdict.reason is Reason.NOT_INVITED
    detail = _("Allí avisan a quien organiza la reunión.") if invited else ""
    return replace(state, organisation="", override_label=label, next_detail=detail)
