"""Sources and deliveries as the desk shows them, in the language in force; asks nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.app.desk_model import DeskModel, Place
from kiosk.app.desk_reasons import settle_reasons
from kiosk.domain.delivery import Delivery
from kiosk.domain.feed import Trouble
from kiosk.domain.journal import EntryKind
from kiosk.services.sync_values import DeliveryRow, SourceStatus
from kiosk.texts import N_, _, current, n_, translate
from kiosk.texts.clocks import clock_sentence
from kiosk.texts.formats import ago, localised, time_of
from kiosk.texts.stations import TOLD_ELSEWHERE
from kiosk.ui.desk.state import (
    DeliveriesState,
    DeliveryLine,
    Page,
    ReasonState,
    SourceLine,
    StatusItem,
)
from kiosk.ui.widgets.chip import ChipData, Tone

_TROUBLES = {
    Trouble.UNREACHABLE: N_("sin conexión"),
    Trouble.NAME: N_("sin conexión"),
    Trouble.TLS: N_("certificado"),
    Trouble.CLOCK: N_("fecha y hora"),
    Trouble.TOKEN: N_("token"),
    Trouble.REVOKED: N_("equipo retirado"),
    Trouble.RIGHTS: N_("sin permiso"),
    Trouble.WRONG_EVENT: N_("otro evento"),
    Trouble.BUSY: N_("pide esperar"),
    Trouble.SERVER: N_("el servidor falla"),
    Trouble.ANSWER: N_("respuesta rara"),
    Trouble.SUSPICIOUS: N_("lista dudosa"),
}
"""What is wrong with a source in two words, for the status bar; the page says it in full."""

_KINDS = {
    EntryKind.ADMITTED: N_("Ingreso"),
    EntryKind.OVERRIDDEN: N_("Ingreso por excepción"),
    EntryKind.LEFT: N_("Salida"),
    EntryKind.REFUSED: N_("Rechazo"),
    EntryKind.UNDONE: N_("Anulación"),
    EntryKind.PRINTED: N_("Credencial"),
}


def source_items(sources: Sequence[SourceStatus], now: datetime) -> list[StatusItem]:
    """What the status bar says: age of the oldest list or what is wrong, what waits, refusals."""
    page = Page.DELIVERIES.value
    items = [_list_item(sources, now)]
    refused = sum(one.refused for one in sources)
    if refused:
        words = _("Rechazados")
        items.append(StatusItem("triangle-alert", words, str(refused), "", Tone.WARN, page))
    waiting = sum(one.waiting for one in sources)
    items.append(StatusItem("cloud-off", _("Por subir"), str(waiting), "", Tone.MUTE, page))
    return items


def _list_item(sources: Sequence[SourceStatus], now: datetime) -> StatusItem:
    page = Page.DELIVERIES.value
    wrong = next((one for one in sources if one.error is not None), None)
    if any(one.list_at is None for one in sources):
        before, since = _("Lista"), _("nunca traída")
    else:
        oldest = min(one.list_at for one in sources if one.list_at is not None)
        before, since = _("Lista al día"), ago(oldest, now, current())
        if wrong is not None:
            before = _("Lista de")
    if wrong is not None and wrong.error is not None:
        why = f"· {_(_TROUBLES[wrong.error.trouble])}"
        return StatusItem("triangle-alert", before, since, why, Tone.WARN, page)
    good = all(one.list_at is not None for one in sources)
    return StatusItem("refresh-cw", before, since, "", Tone.OK if good else Tone.WARN, page)


def deliveries_state(model: DeskModel, place: Place, now: datetime) -> DeliveriesState:
    """The page of deliveries."""
    if not model.sources:
        return DeliveriesState()
    held = model.deliveries
    rows = tuple(_line(row, place) for row in held.rows)
    return DeliveriesState(
        sources=tuple(_source_line(one, now) for one in model.sources),
        rows=rows,
        question=_question(model),
        running=held.running,
        note="" if rows else _("Todo lo registrado ya está en las fuentes."),
    )


def _source_line(one: SourceStatus, now: datetime) -> SourceLine:
    if one.list_at is None:
        age = _("La lista no se trajo todavía")
    else:
        age = _("Lista al día {ago}", ago=ago(one.list_at, now, current()))
    people = n_("{n} inscripción", "{n} inscripciones", one.people)
    counts = _(
        "{people} · por subir {waiting} · rechazados {refused}",
        people=people,
        waiting=one.waiting,
        refused=one.refused,
    )
    if one.told_elsewhere and not one.waiting and not one.refused:
        counts = f"{people} · {_(TOLD_ELSEWHERE)}"
    problem = _problem(one)
    tone = Tone.WARN if problem or one.refused else Tone.OK
    return SourceLine(one.name, age, counts, tone, problem)


def _problem(one: SourceStatus) -> str:
    sentences = []
    if one.error is not None:
        sentences.append(translate(one.error.message, **one.error.params))
        if one.suspended:
            sentences.append(_("No se intenta más hasta que alguien lo corrija."))
    sentences.append(clock_sentence(one.clock_seconds))
    return " ".join(each for each in sentences if each)


def _line(row: DeliveryRow, place: Place) -> DeliveryLine:
    chips = {
        Delivery.WAITING: ChipData(_("En espera"), Tone.SOFT, "clock"),
        Delivery.ACCEPTED: ChipData(_("Subido"), Tone.OK, "check"),
        Delivery.REFUSED: ChipData(_("Rechazado"), Tone.WARN, "triangle-alert"),
        Delivery.GIVEN_UP: ChipData(_("Resuelto"), Tone.MUTE, "check"),
    }
    checkpoint = place.event.checkpoint(row.checkpoint)
    where = localised(checkpoint.name, current()) if checkpoint else row.checkpoint
    parts = (time_of(row.at, place.tz), _(_KINDS.get(row.kind, "")), where)
    words = row.words
    if row.state is Delivery.GIVEN_UP and row.settled_by:
        words = f"{row.settled_by}: {translate(row.settled_why)}"
    return DeliveryLine(
        entry_id=row.entry_id,
        title=row.person or _("Código desconocido"),
        detail=" · ".join(part for part in parts if part),
        state=chips[row.state],
        words=" ".join(words.split()),
        can_retry=row.state is Delivery.REFUSED,
        can_settle=row.state is Delivery.REFUSED,
    )


def _question(model: DeskModel) -> ReasonState | None:
    question = model.deliveries.question
    if question is None:
        return None
    return ReasonState(
        title=_("¿Cómo se resolvió lo de {name}?", name=question.name),
        detail=_("No se vuelve a enviar. El motivo queda anotado con su nombre."),
        options=settle_reasons(),
        confirm=_("Dar por resuelto"),
        icon="check",
        chosen=question.chosen,
        needs_pin=question.needs_pin,
        pin_problem=question.pin_problem,
    )
