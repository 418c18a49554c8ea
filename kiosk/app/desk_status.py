"""The desk's bars and print queue as states, in the language in force; only what exists."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.delivery_states import source_items
from kiosk.app.desk_model import DeskModel, Job, Place
from kiosk.texts import _, current, translate
from kiosk.texts.formats import ago, localised, time_of
from kiosk.ui.desk.state import PrintRow, StatusItem, StatusState, TopState
from kiosk.ui.widgets.chip import ChipData, Tone


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
    """The status bar: age of the list, printer, queue, and the count."""
    counts = model.counts
    if counts is None:
        return StatusState()
    items = []
    if model.sources:
        items += source_items(model.sources, now)
    elif counts.list_at is not None:
        since = ago(counts.list_at, now, current())
        items.append(StatusItem("refresh-cw", _("Lista cargada"), since))
    if model.printer is not None:
        name, state, good = model.printer
        items.append(StatusItem("printer", name, state, "", Tone.OK if good else Tone.WARN))
    waiting = counts.waiting_prints
    tone = Tone.WARN if any(job.state == "failed" for job in model.jobs) else Tone.MUTE
    items.append(StatusItem("layers", _("Cola de impresión"), str(waiting), "", tone))
    return StatusState(tuple(items), counts.checked_in, counts.expected)


def print_rows(jobs: tuple[Job, ...], place: Place) -> tuple[PrintRow, ...]:
    """The print queue, newest first; only the newest job of a person can be tried again."""
    newest = {job.person_id: job.job_id for job in reversed(jobs)}
    return tuple(_print_row(job, place, newest=newest) for job in jobs)


def _print_row(job: Job, place: Place, newest: dict[str, str]) -> PrintRow:
    chips = {
        "waiting": ChipData(_("Esperando"), Tone.SOFT, "clock"),
        "rendering": ChipData(_("Preparando"), Tone.SOFT, "clock"),
        "sent": ChipData(_("Enviada"), Tone.SOFT, "printer"),
        "printing": ChipData(_("Imprimiendo"), Tone.SOFT, "printer"),
        "done": ChipData(_("Impresa"), Tone.OK, "check"),
        "failed": ChipData(_("No salió"), Tone.WARN, "triangle-alert"),
        "unknown": ChipData(_("¿Salió?"), Tone.WARN, "triangle-alert"),
        "cancelled": ChipData(_("Cancelada"), Tone.MUTE, "ban"),
    }
    reason = translate(job.reason, **job.params)
    detail = " · ".join(part for part in (time_of(job.at, place.tz), reason) if part)
    return PrintRow(
        job_id=job.job_id,
        title=job.title,
        detail=detail,
        state=chips.get(job.state, ChipData(job.state, Tone.MUTE)),
        can_retry=job.state in ("failed", "cancelled") and newest[job.person_id] == job.job_id,
        can_cancel=job.state == "waiting",
    )
