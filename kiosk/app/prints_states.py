"""The page of printing as a state, in the language in force; decides and asks nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kiosk.app.desk_model import Place
from kiosk.app.printers_states import set_up_state
from kiosk.app.prints_jobs import Job
from kiosk.app.prints_model import PrintsModel
from kiosk.domain.print_job import JobState
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services.print_batches import BatchView
from kiosk.services.printing import PrinterView
from kiosk.store.print_jobs import BADGE
from kiosk.texts import _, n_, translate
from kiosk.texts.formats import time_of
from kiosk.ui.printing.state import BatchRow, PrinterRow, PrintRow, PrintsState
from kiosk.ui.widgets.chip import ChipData, Tone

_CANCELLABLE = (JobState.WAITING, JobState.RENDERING, JobState.FAILED)
_REPEATABLE = (JobState.FAILED, JobState.CANCELLED)
_NAMES = 5
"""Names of those who are owed a badge that are shown; the rest is counted."""


def prints_state(model: PrintsModel, place: Place) -> PrintsState:
    """The whole page."""
    queue = model.queue
    owed = "" if not queue.owed else n_(
        "Adeudada: {n} credencial de quien ya se acreditó",
        "Adeudadas: {n} credenciales de quienes ya se acreditaron",
        queue.owed,
    )  # fmt: skip
    return PrintsState(
        rows=job_rows(queue.jobs, place, printers=names_of(queue.printers)),
        batches=tuple(_batch_row(batch, place) for batch in queue.batches),
        printers=tuple(printer_row(view, model.lights, place) for view in queue.printers),
        owed_words=owed,
        owed=_owed_names(model),
        owed_open=model.owed is not None,
        message=model.message() if model.message else "",
        message_tone=model.message_tone,
        set_up=set_up_state(model.set_up, place) if model.set_up else None,
    )


def names_of(printers: tuple[PrinterView, ...]) -> dict[str, str]:
    """What each printer is called, by its id, where there are several."""
    return {view.printer.id: view.printer.title for view in printers} if len(printers) > 1 else {}


def job_rows(
    jobs: tuple[Job, ...], place: Place, printers: Mapping[str, str] | None = None
) -> tuple[PrintRow, ...]:
    """The jobs in their order; only the newest of a person can be asked for once more."""
    newest: dict[str, str] = {}
    for job in sorted(jobs, key=lambda one: (one.at, one.job_id)):
        newest[job.person_id or job.job_id] = job.job_id
    open_ones = Counter(job.person_id for job in jobs if JobState(job.state).open)
    return tuple(
        _job_row(
            job,
            place,
            newest=newest[job.person_id or job.job_id] == job.job_id,
            free=not (job.person_id and open_ones[job.person_id]),
            printer=(printers or {}).get(job.printer, ""),
        )
        for job in jobs
    )


def _job_row(job: Job, place: Place, *, newest: bool, free: bool, printer: str) -> PrintRow:
    state = JobState(job.state)
    reason = translate(job.reason, **job.params)
    detail = " · ".join(part for part in (time_of(job.at, place.tz), printer, reason) if part)
    again = newest and free
    done = state is JobState.DONE and job.kind == BADGE
    return PrintRow(
        job_id=job.job_id,
        title=job.title,
        detail=detail,
        state=chip_of(state),
        words=_("La impresora dice: {words}", words=job.said) if job.said else "",
        asks=state is JobState.UNKNOWN,
        can_retry=again and state in _REPEATABLE,
        can_cancel=state in _CANCELLABLE or (state is JobState.SENT and job.away),
        person_id=job.person_id if again and done else "",
    )


def chip_of(state: JobState) -> ChipData:
    """The word, colour and sign of a state."""
    return {
        JobState.WAITING: ChipData(_("Esperando"), Tone.SOFT, "clock"),
        JobState.RENDERING: ChipData(_("Preparando"), Tone.SOFT, "layers"),
        JobState.SENT: ChipData(_("Enviada"), Tone.SOFT, "arrow-right"),
        JobState.PRINTING: ChipData(_("Imprimiendo"), Tone.SOFT, "printer"),
        JobState.DONE: ChipData(_("Impresa"), Tone.OK, "check"),
        JobState.FAILED: ChipData(_("No salió"), Tone.BAD, "octagon-x"),
        JobState.UNKNOWN: ChipData(_("¿Salió?"), Tone.WARN, "triangle-alert"),
        JobState.CANCELLED: ChipData(_("Cancelada"), Tone.MUTE, "ban"),
    }[state]


def light_of(status: PrinterStatus | None) -> ChipData:
    """The light as the printer itself tells it, or that it has not answered yet."""
    if status is None:
        return ChipData(_("Preguntando…"), Tone.MUTE, "clock")
    if status.ready:
        return ChipData(_("Lista"), Tone.OK, "check")
    return ChipData(_("No está lista"), Tone.WARN, "triangle-alert")


def printer_row(view: PrinterView, lights: Mapping[str, PrinterStatus], place: Place) -> PrinterRow:
    """One printer: a pause comes before what it says of itself."""
    printer, status = view.printer, lights.get(view.printer.id)
    light, detail = light_of(status), ""
    if view.paused_by:
        light = ChipData(_("En pausa"), Tone.WARN, "timer")
        detail = _("La detuvo {who}.", who=view.paused_by)
        if view.paused_at:
            at = time_of(view.paused_at, place.tz)
            detail = _("La detuvo {who} a las {time}.", who=view.paused_by, time=at)
    elif status is not None and not status.ready:
        detail = translate(status.reason)
    said = (status.said if status and not status.ready else "") or view.said
    return PrinterRow(
        id=printer.id,
        name=printer_name(printer.title),
        light=light,
        detail=detail,
        words=_("La impresora dice: {words}", words=said) if said else "",
        labels="" if view.labels is None else labels_left(view.labels),
        share=None if view.labels is None else view.labels / max(1, printer.labels or view.labels),
        low=view.low,
        paused=bool(view.paused_by),
        can_refill=printer.labels > 0,
    )


def printer_name(title: str) -> str:
    """What a printer is called; one without a name by where it is."""
    if title == "folder:":
        return _("Carpeta de PDF")
    return title


def labels_left(count: int) -> str:
    """How many labels are in a printer."""
    return n_("queda {n} etiqueta", "quedan {n} etiquetas", count)


def _batch_row(batch: BatchView, place: Place) -> BatchRow:
    parts = [time_of(batch.at, place.tz), batch.operator]
    parts.append(_("{done} de {total} impresas", done=batch.out, total=batch.total))
    if batch.ended:
        parts.append(_("{n} sin imprimir", n=batch.ended))
    return BatchRow(
        batch_id=batch.batch_id,
        title=n_("Lote de {n} credencial", "Lote de {n} credenciales", batch.total),
        detail=" · ".join(part for part in parts if part),
        done=batch.out,
        total=batch.total,
        can_cancel=batch.unsent > 0,
    )


def _owed_names(model: PrintsModel) -> tuple[str, ...]:
    people = model.owed or ()
    names = [person.full_name for person in people[:_NAMES]]
    if len(people) > _NAMES:
        rest = len(people) - _NAMES
        names.append(_("y {n} más", n=rest))
    return tuple(names)
