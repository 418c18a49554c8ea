"""The desk's bars as states, in the language in force; only what exists."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.delivery_states import source_items
from kiosk.app.desk_model import DeskModel, Place
from kiosk.app.hub_states import hub_items
from kiosk.texts import _, current
from kiosk.texts.formats import ago, localised, time_of
from kiosk.ui.desk.state import Page, StatusItem, StatusState, TopState
from kiosk.ui.widgets.chip import Tone

_WRONG = ("failed", "unknown")
"""The states of a job that somebody must look at."""


def top_state(place: Place, now: datetime) -> TopState:
    """The top bar at that moment."""
    return TopState(
        event=localised(place.event.name, current()),
        station=place.station.name,
        operator=place.station.operator,
        language=current(),
        clock=time_of(now, place.tz),
    )


def status_state(model: DeskModel, now: datetime) -> StatusState:
    """The status bar: age of the list, the other stations, printer, queue, and the count."""
    counts = model.counts
    if counts is None:
        return StatusState()
    items = []
    if model.sources:
        items += source_items(model.sources, now)
    elif counts.list_at is not None:
        since = ago(counts.list_at, now, current())
        items.append(StatusItem("refresh-cw", _("Lista cargada"), since))
    items[1:1] = hub_items(model.hub)
    if model.printer is not None:
        name, state, good = model.printer
        items.append(StatusItem("printer", name, state, "", Tone.OK if good else Tone.WARN))
    waiting = counts.waiting_prints
    wrong = any(job.state in _WRONG for job in model.jobs)
    tone = Tone.WARN if wrong else Tone.MUTE
    items.append(
        StatusItem("layers", _("Cola de impresión"), str(waiting), "", tone, str(Page.PRINTS))
    )
    return StatusState(tuple(items), counts.checked_in, counts.expected)
