"""What became of a run with a source, as JSON and as lines for people; runs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.cli import source_text
from kiosk.cli.output import line
from kiosk.texts import _, n_, translate
from kiosk.texts.clocks import clock_sentence

if TYPE_CHECKING:
    from kiosk.domain.errors import KnownError
    from kiosk.domain.registration import RowProblem
    from kiosk.services.sync_values import Applied, DeliveryRow, SyncReport


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of one source. `report` is None where it could not even be opened."""

    name: str
    report: SyncReport | None
    error: KnownError | None
    checkpoints: int
    clock_seconds: float | None


def ran_object(ran: Ran) -> dict[str, Any]:
    """What became of one source as JSON (docs/command-line.md)."""
    report = ran.report
    pulled = report.pulled if report else _nothing()
    refused = report.refused if report else ()
    return {
        "name": ran.name,
        "pushed": {
            "accepted": report.accepted if report else 0,
            "refused": len(refused),
            "waiting": report.waiting if report else 0,
        },
        "pulled": {
            name: getattr(pulled, name)
            for name in ("added", "updated", "unchanged", "revived", "gone", "visits", "conflicts")
        },
        "refused": [_refused_object(row) for row in refused],
        "rejected": [
            {"row": one.row, "field": one.field, "reason": _reason(one)} for one in pulled.rejected
        ],
        "checkpoints": ran.checkpoints,
        "error": source_text.error_object(ran.error),
        "clock_seconds": ran.clock_seconds,
    }


def _nothing() -> Applied:
    from kiosk.services.sync_values import Applied

    return Applied()


def _refused_object(row: DeliveryRow) -> dict[str, Any]:
    return {
        "entry_id": row.entry_id,
        "kind": str(row.kind),
        "at": row.at,
        "checkpoint": row.checkpoint,
        "person": row.person,
        "words": source_text.said(row.words),
        "status": row.status,
    }


def _reason(problem: RowProblem) -> str:
    return source_text.said(translate(problem.message, **problem.params))


def write(ran: Ran) -> None:
    """Say in lines what became of one source."""
    line(f"{ran.name}:")
    if ran.report is not None:
        line(f"  {_pushed(ran.report)}")
        for row in ran.report.refused:
            line(f"  {_refused(row)}")
        line(f"  {_pulled(ran)}")
        for problem in ran.report.pulled.rejected:
            line(f"  {_('Rechazada')} {problem.row} ({problem.field}): {_reason(problem)}")
    odd_clock = clock_sentence(ran.clock_seconds)
    if odd_clock:
        line(f"  {odd_clock}")
    found = source_text.error_object(ran.error)
    if found is not None:
        line("  " + _("No se terminó: {text}", text=found["text"]))


def hub_sentence(*, connected: bool, published: int, received: int) -> str:
    """What was exchanged with the other stations."""
    if not connected:
        return _("La central no contesta: lo hecho aquí espera y se subirá después.")
    return _(
        "Con las otras estaciones: subidas {published}, recibidas {received}.",
        published=published,
        received=received,
    )


def _pushed(report: SyncReport) -> str:
    return n_(
        "Subido: {n} registro aceptado; rechazados: {refused}, en espera: {waiting}.",
        "Subido: {n} registros aceptados; rechazados: {refused}, en espera: {waiting}.",
        report.accepted,
        refused=len(report.refused),
        waiting=report.waiting,
    )


def _pulled(ran: Ran) -> str:
    pulled = ran.report.pulled if ran.report else _nothing()
    return n_(
        "Traído: {n} inscripción nueva; cambiadas: {updated}, iguales: {unchanged},"
        " ya no están: {gone}; puntos de control: {checkpoints}.",
        "Traído: {n} inscripciones nuevas; cambiadas: {updated}, iguales: {unchanged},"
        " ya no están: {gone}; puntos de control: {checkpoints}.",
        pulled.added,
        updated=pulled.updated + pulled.revived,
        unchanged=pulled.unchanged,
        gone=pulled.gone,
        checkpoints=ran.checkpoints,
    )


def _refused(row: DeliveryRow) -> str:
    return _(
        "Rechazado por el servidor: {who} en {checkpoint}: {words} ({entry})",
        who=source_text.said(row.person) or "—",
        checkpoint=row.checkpoint or "—",
        words=source_text.said(row.words) or "—",
        entry=row.entry_id,
    )
