"""Turns rooms and assembly into what the panel draws; decides and asks nothing."""

from __future__ import annotations

from datetime import datetime, tzinfo

from kiosk.app.desk_model import DeskModel, Place
from kiosk.app.documents_states import documents_state
from kiosk.app.door_assembly import status_of
from kiosk.app.panel_figures import arrivals_of, figures_of, printers_of
from kiosk.app.stations_states import panel_lines
from kiosk.domain.assembly import CountedBy
from kiosk.domain.calls import CallResult, leading
from kiosk.domain.checkpoints import Admits, Checkpoint, Kind, Slot
from kiosk.services.assembly_state import AssemblyState
from kiosk.services.rooms import HeadCount
from kiosk.texts import _, current, n_
from kiosk.texts import assembly as words
from kiosk.texts.formats import localised, time_of
from kiosk.ui.dashboard.state import (
    AssemblyCardState,
    CallLine,
    GaugeState,
    PanelState,
    RoomBar,
)
from kiosk.ui.widgets.chip import ChipData, Tone

_TIGHT = 0.9
"""From which share of its capacity a room counts as nearly full."""
_ICONS = {Admits.INVITED: "lock", Admits.MEMBERS: "vote", Admits.ROLES: "star"}


def panel_state(desk: DeskModel, place: Place, now: datetime) -> PanelState:
    """The whole panel at that moment (aware)."""
    model = desk.panel
    looked = model.looked
    if looked is None:
        return PanelState()
    zone, lang = place.tz, current()
    assemblies = place.event.assemblies
    bars, peak = arrivals_of(model.day, place, now) if model.day else ((), "")
    return PanelState(
        figures=figures_of(desk, looked.rooms),
        bars=bars,
        peak=peak,
        printers=printers_of(desk.prints, place),
        documents=documents_state(model.documents, place),
        stations=panel_lines(desk.hub, desk.stations.wall()),
        rooms=tuple(room_bar(one, zone, now) for one in _in_order(looked.rooms, now)),
        assemblies=tuple((one.id, localised(one.name, lang)) for one in assemblies),
        assembly=assembly_card(looked.assembly, zone) if looked.assembly else None,
        saved=model.saved() if model.saved else "",
    )


def _in_order(rooms: tuple[HeadCount, ...], now: datetime) -> list[HeadCount]:
    """Rooms that are open or hold people first, else in the order of the event."""
    return sorted(rooms, key=lambda one: not (one.inside or _slot(one.checkpoint, now)))


def room_bar(count: HeadCount, zone: tzinfo, now: datetime) -> RoomBar:
    """One room's line."""
    room, inside, capacity = count.checkpoint, count.inside, count.checkpoint.capacity
    tight = bool(capacity) and inside >= _TIGHT * (capacity or 0)
    entrance = room.kind is Kind.ENTRANCE
    return RoomBar(
        icon="id-card" if entrance else _ICONS.get(room.admits, "door-open"),
        name=localised(room.short_name, current()),
        inside=inside,
        capacity=capacity,
        note=_full(inside, capacity) if tight else _hours(room, zone, now),
        tight=tight,
    )


def _full(inside: int, capacity: int | None) -> str:
    return _("llena") if capacity is not None and inside >= capacity else _("casi llena")


def _slot(room: Checkpoint, now: datetime) -> Slot | None:
    """The opening in which that moment lies."""
    return next(
        (
            slot
            for slot in room.slots
            if (slot.opens is None or slot.opens - room.early <= now)
            and (slot.closes is None or now < slot.closes)
        ),
        None,
    )


def _hours(room: Checkpoint, zone: tzinfo, now: datetime) -> str:
    """Until when it is open today, or from when."""
    slot = _slot(room, now)
    if slot is not None:
        return _("hasta las {time}", time=time_of(slot.closes, zone)) if slot.closes else ""
    today = now.astimezone(zone).date()
    coming = [
        slot.opens
        for slot in room.slots
        if slot.opens and slot.opens > now and slot.opens.astimezone(zone).date() == today
    ]
    if coming:
        return _("abre a las {time}", time=time_of(min(coming), zone))
    return _("cerrada ahora") if room.slots else ""


def assembly_card(found: AssemblyState, zone: tzinfo) -> AssemblyCardState:
    """The card of one assembly."""
    tally, lang = found.tally, current()
    number = leading(tally.calls)
    result = tally.calls[number] if number is not None else None
    return AssemblyCardState(
        id=found.assembly.id,
        name=localised(found.assembly.name, lang),
        chip=_chip(result),
        gauge=_gauge(found, result),
        quorum=_quorum(result),
        figures=(
            (str(tally.organisations), _("organizaciones")),
            (str(tally.voters + tally.alternates), _("representantes")),
            (str(tally.observers), _("observadores")),
        ),
        calls=tuple(_call(n, one, zone) for n, one in enumerate(tally.calls, 1)),
        requests=n_(
            "Piden una asamblea: {n} organización de {needed} necesarias",
            "Piden una asamblea: {n} organizaciones de {needed} necesarias",
            found.requests.organisations,
            needed=found.requests.needed,
        ),
    )


def _chip(result: CallResult | None) -> ChipData:
    if result is None or result.present_at_call is None:
        return ChipData(_("Sin llamada todavía"), Tone.MUTE, "clock")
    if result.holds_now:
        return ChipData(_("Hay quórum"), Tone.OK, "check")
    return ChipData(_("Sin quórum"), Tone.WARN, "clock")


def _gauge(found: AssemblyState, result: CallResult | None) -> GaugeState:
    tally = found.tally
    if result is not None and result.call.by is CountedBy.VOTES:
        below = _("votos de {total}", total=tally.totals.votes)
        return GaugeState(tally.votes, tally.totals.votes, result.needed, below)
    total = tally.totals.organisations
    below = _("organizaciones de {total}", total=total)
    return GaugeState(tally.organisations, total, result.needed if result else None, below)


def _quorum(result: CallResult | None) -> str:
    if result is None:
        return ""
    share = words.quorum(result.call.quorum, result.call.by, current())
    return _("Quórum: {needed} ({share})", needed=result.needed, share=share)


def _call(number: int, result: CallResult, zone: tzinfo) -> CallLine:
    lang = current()
    title = f"{time_of(result.call.at, zone)} · {words.call_name(number, lang)}"
    if result.present_at_call is None:
        return CallLine(title, words.result(result, zone, lang), Tone.MUTE)
    if result.closed or result.reached_at is not None:
        tone = Tone.OK if result.reached_at is not None else Tone.MUTE
        return CallLine(title, words.result(result, zone, lang), tone)
    here = words.amount(result.call.by, result.present, lang)
    return CallLine(title, f"{here}: {status_of(result, zone)}", Tone.WARN)
