"""Checkpoints' answers as rows of the access page, in the language in force; reads nothing."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.app.desk_model import Place
from kiosk.app.desk_rows import right_words
from kiosk.domain.checkpoints import Checkpoint, Slot
from kiosk.domain.verdict import Answer, Status, Verdict
from kiosk.services.card import RoomRight
from kiosk.services.simulate import Simulation
from kiosk.texts import _, current
from kiosk.texts.formats import localised, short_day, time_of
from kiosk.ui.desk.state import RowState
from kiosk.ui.widgets.chip import ChipData, Tone

TONES = {Answer.ADMIT: Tone.OK, Answer.ASK: Tone.WARN, Answer.REFUSE: Tone.BAD}
_ICONS = {Tone.OK: "check", Tone.WARN: "hand-helping", Tone.BAD: "x"}


def room_row(simulation: Simulation, place: Place) -> RowState:
    """The checkpoint's name, its hours that day, and whether the person gets in, in two words."""
    outcome = simulation.outcome
    checkpoint = outcome.checkpoint
    tone = TONES[outcome.verdict.answer]
    return RowState(
        person_id=checkpoint.id,
        name=localised(checkpoint.name, current()),
        detail=_detail(checkpoint, place, outcome.at),
        state=ChipData(_answer(simulation, place), tone, _ICONS[tone]),
    )


def _answer(simulation: Simulation, place: Place) -> str:
    outcome = simulation.outcome
    why = _why(outcome.verdict, outcome.checkpoint, place, outcome.at)
    return {
        Answer.ADMIT: _("Entra: {why}", why=why),
        Answer.ASK: _("Preguntar: {why}", why=why),
        Answer.REFUSE: _("No: {why}", why=why),
    }[outcome.verdict.answer]


def _why(verdict: Verdict, checkpoint: Checkpoint, place: Place, at: datetime) -> str:
    if verdict.status is Status.INCOMPLETE:
        return _("faltan datos")
    return right_words(RoomRight(checkpoint, verdict), place, at)[1]


def _detail(checkpoint: Checkpoint, place: Place, at: datetime) -> str:
    where = localised(checkpoint.place, current())
    return " · ".join(part for part in (_hours(checkpoint, place, at), where) if part)


def _hours(checkpoint: Checkpoint, place: Place, at: datetime) -> str:
    """The opening of that day, else the next one, else the last one."""
    if not checkpoint.slots:
        return _("sin horario")
    today = at.astimezone(place.tz).date()
    days = [(_day(slot, place, today), slot) for slot in checkpoint.slots]
    slot_day, slot = min(days, key=lambda pair: (pair[0] < today, abs((pair[0] - today).days)))
    opens = time_of(slot.opens, place.tz) if slot.opens else ""
    closes = time_of(slot.closes, place.tz) if slot.closes else ""
    return f"{short_day(slot_day, current())}, {opens}–{closes}"


def _day(slot: Slot, place: Place, today: date) -> date:
    edge = slot.opens or slot.closes
    return edge.astimezone(place.tz).date() if edge else today
