"""Badges that another station's printer is to make: asked for, withdrawn, answered; prints nothing.

All calls are made inside a transaction. The job stands as `sent` from the moment it is asked for:
nothing else may print it until the other station, the order of the hub, or a person says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from kiosk.domain import remote_print as rules
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.print_job import AT_PRINTER, JobState
from kiosk.domain.printers import PATIENCE, Printer, fallback_of, named
from kiosk.domain.remote_print import RemotePrinter, Told, Wish, remote_of
from kiosk.services import remote_printers
from kiosk.services.context import Context
from kiosk.services.print_outcome import NOT_PROVEN, SAID_NO
from kiosk.services.print_wanted import layouts_of
from kiosk.store import hub_replica, journal, people, print_jobs, printer_states, remote_prints
from kiosk.store.moments import to_text
from kiosk.store.print_jobs import BADGE, Job
from kiosk.store.remote_prints import Letter, Request
from kiosk.texts import N_

WITHDRAWING = N_("Se retiró: falta que la otra estación lo confirme.")
TOO_LATE = N_("La otra estación no la tomó a tiempo: no se imprimió.")
SILENT = N_("La otra estación no contestó: mire allí si la credencial salió, y responda.")
TAKEN_OUT_THERE = N_("La quitaron de la cola en la otra estación.")
_LONGEST = 200
"""Letters of what another station or its printer says that are kept."""


def is_away(job: Job) -> bool:
    """Whether another station has been asked for the job, and has not ended it."""
    asked = job.state in (*AT_PRINTER, JobState.UNKNOWN)
    return asked and remote_of(job.printer) is not None


def ask(ctx: Context, job: Job, printer: Printer, to: RemotePrinter) -> Job:
    """Ask for a waiting job at another station's printer."""
    now = ctx.clock()
    until = now + rules.GOOD_FOR
    payload = {
        "to": to.station,
        "printer": to.printer,
        "job": job.job_id,
        "what": job.kind,
        "until": to_text(until),
        "badge_code": job.badge_code,
        "layout": _layout(ctx, job, printer),
        "why": job.why,
    }
    said = {key: value for key, value in payload.items() if value}
    entry = _write(ctx, EntryKind.PRINT_ASKED, job, said)
    remote_prints.put_request(ctx.db, Request(entry.id, job.job_id, to.station, until))
    at = replace(job, printer=printer.uri, printer_id=printer.id, remote_job=entry.id)
    return _move(ctx, at, JobState.SENT)


def withdraw(ctx: Context, job: Job, wish: Wish) -> Job:
    """Take back what was asked for; it is off when the hub or the other station has said so."""
    request = remote_prints.request(ctx.db, job.remote_job)
    if request is None or request.over:
        return job
    entry_id = request.withdrawal_id
    if not entry_id:
        said = {"to": request.station, "request": request.request_id}
        entry_id = _write(ctx, EntryKind.PRINT_WITHDRAWN, replace(job, person_id=""), said).id
    remote_prints.put_request(ctx.db, replace(request, wish=wish, withdrawal_id=entry_id))
    return _move(ctx, job, job.state, job.reason if job.state is JobState.UNKNOWN else WITHDRAWING)


def answer(ctx: Context, job: Job, *, came_out: bool) -> Job:
    """What a person saw of a job that another station was asked for.

    A job of which nobody doubts yet is withdrawn where it did not come out: it may come out still.
    That it came out is put into the journal by the station that owns the printer, once.
    """
    if not came_out and job.state is not JobState.UNKNOWN:
        return withdraw(ctx, job, Wish.ELSEWHERE)
    request = remote_prints.request(ctx.db, job.remote_job)
    if request is not None:
        said = {"to": request.station, "request": request.request_id, "came_out": came_out}
        code = {"badge_code": job.badge_code} if came_out and job.kind == BADGE else {}
        who = job if code else replace(job, person_id="")
        _write(ctx, EntryKind.PRINT_WITHDRAWN, who, said | code)
        remote_prints.put_request(ctx.db, replace(request, over=True))
    if came_out:
        return _move(ctx, job, JobState.DONE)
    again = replace(job, round=job.round + 1)
    return _move(ctx, again, JobState.WAITING, SAID_NO)


def told(ctx: Context, letter: Letter) -> None:
    """Heed what the other station says of a request; what is none of ours changes nothing."""
    said = letter.entry.payload
    request = remote_prints.request(ctx.db, str(said.get("request")))
    job = print_jobs.get(ctx.db, request.job_id) if request else None
    if request is None or job is None or letter.writer != request.station:
        return
    word = Told(str(said.get("state")))
    _settle(ctx, job, request, word, said)
    if word is Told.REFUSED and request.taken:
        return
    taken = request.taken or word is not Told.REFUSED
    over = rules.is_last_word(word) or request.over
    remote_prints.put_request(ctx.db, replace(request, taken=taken, over=over))


def go_on(ctx: Context, heeded: int) -> None:
    """What follows by itself from time and silence; `heeded` is how far the hub was heeded."""
    for request in map(partial(_with_stream, ctx), remote_prints.open_requests(ctx.db)):
        job = print_jobs.get(ctx.db, request.job_id)
        if job is None or job.remote_job != request.request_id or not is_away(job):
            remote_prints.put_request(ctx.db, replace(request, over=True))
        elif _is_off(ctx, request, heeded):
            _settle(ctx, job, request, Told.WITHDRAWN, {})
            remote_prints.put_request(ctx.db, replace(request, over=True))
        else:
            _wait(ctx, job, request)


def _with_stream(ctx: Context, request: Request) -> Request:
    """The request with the record of the hub in which it stands, once it does."""
    if request.stream or hub_replica.number_of(ctx.db, request.request_id) is None:
        return request
    noted = replace(request, stream=hub_replica.stream(ctx.db))
    remote_prints.put_request(ctx.db, noted)
    return noted


def _wait(ctx: Context, job: Job, request: Request) -> None:
    """Nothing new was said of it: see whether it took too long."""
    now = ctx.clock()
    silent = not request.taken or not remote_printers.is_heard(ctx, request.station)
    if now >= request.until + rules.GRACE and silent and job.state.at_printer:
        _move(ctx, job, JobState.UNKNOWN, SILENT)
    elif request.wish is not Wish.NONE:
        return
    elif now >= request.until and not request.taken:
        withdraw(ctx, job, Wish.LATE)
    elif job.state is JobState.SENT and _given_up(ctx, job):
        withdraw(ctx, job, Wish.ELSEWHERE)


def _given_up(ctx: Context, job: Job) -> bool:
    """Whether another printer stands in, and the one that was asked has not been ready for long."""
    printer = named(ctx.station.all_printers, job.printer_id)
    state = printer_states.all_states(ctx.db).get(job.printer_id)
    if printer is None or not printer.fallback or state is None or state.down_since is None:
        return False
    return ctx.clock() - state.down_since >= PATIENCE


def _is_off(ctx: Context, request: Request, heeded: int) -> bool:
    """Whether it was withdrawn before anybody took it, by the order of the hub."""
    if request.taken or not request.withdrawal_id:
        return False
    number = hub_replica.number_of(ctx.db, request.withdrawal_id)
    same = request.stream == hub_replica.stream(ctx.db)
    return number is not None and number <= heeded and same


def _settle(
    ctx: Context, job: Job, request: Request, word: Told, said: Mapping[str, object]
) -> None:
    """Bring the job to where the word on one of its requests takes it."""
    if job.remote_job == request.request_id:
        state = rules.after(job.state, word, request.wish, taken=request.taken)
    else:  # paper counts more than what was meant since
        state = JobState.DONE if word is Told.DONE and not job.state.at_printer else None
    if state is None or (job.state is JobState.DONE):
        return
    reason = str(said.get("reason") or "")[:_LONGEST]
    if state is JobState.UNKNOWN:
        reason = reason or NOT_PROVEN
    if word is Told.WITHDRAWN and state is JobState.FAILED:
        reason = reason or (TOO_LATE if request.wish is Wish.LATE else TAKEN_OUT_THERE)
    if state is JobState.SENT and request.wish is not Wish.NONE:
        reason = WITHDRAWING
    heard = replace(job, said=str(said.get("said") or "")[:_LONGEST])
    other = fallback_of(ctx.station.all_printers, job.target)
    late = word is Told.WITHDRAWN and request.wish is Wish.LATE
    if state is JobState.FAILED and (late or word is Told.REFUSED) and other:
        _move(ctx, replace(heard, target=other), JobState.WAITING, reason)
    else:
        _move(ctx, heard, state, reason)


def _move(ctx: Context, job: Job, state: JobState, reason: str = "") -> Job:
    remote_job = "" if state is JobState.WAITING else job.remote_job
    after = replace(job, state=state, reason=reason, remote_job=remote_job, attempts=0)
    if after == job:
        return job
    after = replace(after, updated_at=ctx.clock())
    print_jobs.change(ctx.db, after)
    return after


def _layout(ctx: Context, job: Job, printer: Printer) -> str:
    """The layout to be told: only where somebody chose one, else it is the printer's affair."""
    person = people.get(ctx.db, job.person_id) if job.kind == BADGE else None
    if person is None or printer.layout:
        return job.layout if person else printer.layout
    (usual,) = layouts_of(ctx, [(person, printer)])
    return job.layout if job.layout != usual else ""


def _write(ctx: Context, kind: EntryKind, job: Job, payload: Mapping[str, object]) -> Entry:
    draft = Draft(
        kind, ctx.clock(), job.person_id or None, operator=job.operator, payload=dict(payload)
    )
    return journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
