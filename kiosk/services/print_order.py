"""Asks for badges: freezes what will be printed and puts it into the queue; prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from uuid_utils import uuid7

from kiosk.domain.errors import CanceledError, NotFoundError, WrongUseError
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer, members, target_for
from kiosk.printing.backends.registry import backend_of
from kiosk.printing.page import page_size
from kiosk.printing.test_page import Page, draw_test_page
from kiosk.services import printer_care
from kiosk.services.badge_choices import comes_with_badge
from kiosk.services.badge_content import person_of
from kiosk.services.badge_due import with_badge
from kiosk.services.badge_layout import NO_BADGE, layout_of
from kiosk.services.badges import reissue
from kiosk.services.context import Context
from kiosk.services.print_wanted import Wanted, jobs_of, layouts_of, new_job
from kiosk.store import people, print_jobs
from kiosk.store.print_jobs import TEST, Job
from kiosk.store.transact import writing
from kiosk.texts import N_, _

PIECE = 200
"""People of a batch that are put into the queue in one transaction: a scan waits no longer."""

PREVIEW_CODE = "LAC.TEST"
"""The code on previews and test pages: a QR can be read off a screen, so it opens nothing."""

IN_QUEUE = N_("La credencial de esta persona ya está en la cola de impresión y aún no salió.")
_NO_PRINTER = N_("Esta estación no tiene impresora: elija una en la configuración.")


@dataclass(frozen=True, slots=True)
class Batch:
    """What was asked for at once: its id, how many badges wait, and who was left out.

    `skipped` are the people whose badge is in the queue already, or who come without one.
    """

    batch_id: str
    queued: int = 0
    skipped: tuple[str, ...] = ()


def enqueue(
    ctx: Context,
    person_id: str,
    printer: str | None = None,
    layout: str | None = None,
    operator: str = "",
    reason: str = "",
) -> Job:
    """Ask for the person's badge as it is now; claim_next and deliver draw and send it.

    `printer` is an id, a pool or a URI; without it the station chooses by the person's roles.
    `reason` says why a badge is printed once more; it ends in the journal. The first badge of a
    person gets its code here. Raises NotFoundError for an unknown person, an unknown layout, or
    while another badge of the same person has not come out yet; WrongUseError where neither caller
    nor station name a printer.
    """
    person = person_of(ctx, person_id)
    if not comes_with_badge(ctx, person):
        raise NotFoundError(NO_BADGE, name=person.full_name)
    wanted = _wanted(ctx, [person], printer, layout)
    with writing(ctx.db):
        _refuse_second(ctx, person_id)
        (job,) = jobs_of(ctx, wanted, operator)
        job = replace(job, why=reason)
        print_jobs.add(ctx.db, job)
    return job


def reprint(
    ctx: Context,
    person_id: str,
    reason: str,
    operator: str = "",
    printer: str | None = None,
    layout: str | None = None,
) -> Job:
    """Ask for another badge: it has a new code, and the one before opens nothing from now on.

    Raises WrongUseError without a reason, else as enqueue(); then nothing is voided.
    """
    with writing(ctx.db):
        person_of(ctx, person_id)
        _refuse_second(ctx, person_id)
        reissue(ctx, person_id, reason, operator)
        return enqueue(ctx, person_id, printer, layout, operator, reason.strip())


def enqueue_many(
    ctx: Context,
    person_ids: Sequence[str],
    printer: str | None = None,
    layout: str | None = None,
    operator: str = "",
    progress: Callable[[int, int], bool | None] = lambda _done, _total: None,
) -> Batch:
    """Ask for the badges of all those people, in that order, behind whoever stands at the desk.

    Done in pieces of PIECE people, each a transaction; a screen calls enqueue_piece() itself, a
    job of its worker each. `progress` is called with (done, total) and stops it by False: then
    CanceledError is raised and those of the batch that were not sent yet are cancelled.
    """
    batch = Batch(str(uuid7()))
    for start in range(0, len(person_ids), PIECE):
        piece = person_ids[start : start + PIECE]
        batch = enqueue_piece(ctx, batch, piece, printer, layout, operator)
        if progress(min(start + PIECE, len(person_ids)), len(person_ids)) is False:
            stop = N_("Se canceló: lo que no se había enviado ya no se imprime.")
            print_jobs.cancel_batch(ctx.db, batch.batch_id, stop, ctx.clock())
            raise CanceledError(stop)
    return batch


def enqueue_piece(
    ctx: Context,
    batch: Batch,
    person_ids: Sequence[str],
    printer: str | None = None,
    layout: str | None = None,
    operator: str = "",
) -> Batch:
    """Put some more people of a batch into the queue, all or none; answers the batch with them.

    Raises NotFoundError for an unknown person or layout, WrongUseError without a printer.
    """
    found = people.get_many(ctx.db, list(person_ids))
    if any(person_id not in found for person_id in person_ids):
        raise NotFoundError(N_("Esa persona no está en la lista."))
    with writing(ctx.db):
        waiting = print_jobs.people_with_open(ctx.db, person_ids)
        left = waiting | (found.keys() - with_badge(ctx, list(found.values())))
        asked = [found[one] for one in dict.fromkeys(person_ids) if one not in left]
        for job in jobs_of(ctx, _wanted(ctx, asked, printer, layout), operator):
            print_jobs.add(ctx.db, replace(job, batch=batch.batch_id))
    skipped = (*batch.skipped, *sorted(left))
    return replace(batch, queued=batch.queued + len(asked), skipped=skipped)


def ask_test_page(ctx: Context, printer: str = "", operator: str = "") -> Job:
    """Ask for a page with rulers and a QR on the paper of that printer (an id or URI).

    Raises NotFoundError for a printer that is not the station's, WrongUseError for a wrong URI.
    """
    job = page_job(ctx, printer_care.printer_of(ctx, printer), operator)
    print_jobs.add(ctx.db, job)
    return job


def page_job(ctx: Context, at: Printer, operator: str = "") -> Job:
    """A page with rulers and a QR for that printer, not in the queue yet. Raises WrongUseError."""
    backend_of(at.uri, ctx.folder)
    name, layout = layout_of(ctx, at.layout or None)
    width, height = page_size(layout)
    when = ctx.clock().astimezone(ctx.event.timezone)
    page = Page(
        width,
        height,
        title=_("Página de prueba"),
        lines=(at.title, at.uri, layout.media, f"{ctx.station.name} · {when:%Y-%m-%d %H:%M}"),
        code=PREVIEW_CODE,
        bar=_("Esta línea mide {mm} mm:"),
    )
    return replace(
        new_job(ctx, at.id, at),
        kind=TEST,
        title=page.title,
        layout=name,
        media=layout.media,
        pdf=draw_test_page(page),
        operator=operator,
    )


def badge_job(ctx: Context, person_id: str, printer: str, layout: str | None, code: str) -> Job:
    """The badge of a person with that code, not in the queue yet, for a printer of this station.

    Raises NotFoundError for an unknown person or layout, or somebody who has no badge.
    """
    person = person_of(ctx, person_id)
    wanted = _wanted(ctx, [person], printer, layout)
    if not wanted:
        raise NotFoundError(NO_BADGE, name=person.full_name)
    (job,) = jobs_of(ctx, [replace(one, code=code) for one in wanted])
    return job


def _printer_for(ctx: Context, roles: Sequence[str], wanted: str | None) -> tuple[str, Printer]:
    """Where the badge may go, and the printer it goes to first. Raises WrongUseError."""
    printers = ctx.station.all_printers
    target = target_for(printers, roles) if wanted is None else wanted
    line = members(printers, target)
    if not target:
        raise WrongUseError(_NO_PRINTER)
    if not line:
        raise WrongUseError(N_("Esta estación no tiene la impresora «{name}»."), name=target)
    backend_of(line[0].uri, ctx.folder)
    known = target if any(p.pool == target for p in line) else line[0].id
    return known, line[0]


def _wanted(
    ctx: Context, asked: Sequence[Person], printer: str | None, layout: str | None
) -> list[Wanted]:
    """What those people want, all of whom have a badge: each by their roles and products."""
    to = [_printer_for(ctx, one.roles, printer) for one in asked]
    at = [(person, first) for person, (_target, first) in zip(asked, to, strict=True)]
    names = [layout] * len(asked) if layout else layouts_of(ctx, at)
    return [
        Wanted(person, target, first, name)
        for person, (target, first), name in zip(asked, to, names, strict=True)
        if name
    ]


def _refuse_second(ctx: Context, person_id: str) -> None:
    other = print_jobs.open_of(ctx.db, person_id)
    if other is None:
        return
    if other.state is JobState.UNKNOWN:
        raise NotFoundError(
            N_("No se sabe si la credencial anterior de esta persona salió: responda eso primero.")
        )
    raise NotFoundError(IN_QUEUE)
