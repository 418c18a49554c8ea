"""Badges that other stations ask this one's printers for: taken, queued, told of; prints nothing.

What is taken goes into the own queue when the hub has numbered the taking, and all that stands
before it there is known: then nobody has withdrawn it, and a station that lost its file finds its
own word and prints nothing twice. All calls are made inside a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.domain import remote_print as rules
from kiosk.domain.errors import KnownError
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.remote_print import Told, remote_of
from kiosk.services import print_outcome
from kiosk.services.badge_choices import comes_with_badge
from kiosk.services.context import Context
from kiosk.services.print_order import IN_QUEUE, badge_job, page_job
from kiosk.store import hub_replica, journal, people, print_jobs, remote_prints
from kiosk.store.moments import to_moment
from kiosk.store.print_jobs import TEST, Job
from kiosk.store.remote_prints import Commission, Letter
from kiosk.texts import N_
from kiosk.texts.explain import error_text

LATE = N_("El pedido llegó tarde: ya no valía.")
NO_SUCH_PRINTER = N_("La otra estación no tiene esa impresora.")
NOT_LISTED = N_("La persona no está en la lista de la estación que imprime.")
WITHOUT_BADGE = N_("La entrada de esa persona no lleva credencial.")
VOIDED = N_("La credencial se anuló mientras esperaba.")
WITHDRAWN = N_("La retiró la estación que la pidió.")
LOST = N_("La estación que imprime perdió sus datos: mire allí si salió, y responda.")
_BEGUN = (JobState.SENT, JobState.PRINTING, JobState.DONE)


def asked(ctx: Context, letter: Letter, me: str) -> None:
    """Take a request to this station, or refuse it in words; one that is known changes nothing."""
    entry, said = letter.entry, letter.entry.payload
    if said.get("to") != me or remote_prints.commission(ctx.db, entry.id) is not None:
        return
    until = to_moment(str(said["until"]))
    one = Commission(entry.id, letter.writer, str(said["job"]), until)
    before = remote_prints.tellings(ctx.db, entry.id)
    if before:
        _lost(ctx, one, entry, before)
        return
    trouble = LATE if ctx.clock() > until else _trouble(ctx, entry, one)
    if trouble:
        _tell(ctx, one, Told.REFUSED, trouble)
    else:
        taking = _tell(ctx, one, Told.TAKEN)
        remote_prints.put_commission(ctx.db, replace(one, told=Told.TAKEN, taking_id=taking.id))


def withdrawn(ctx: Context, letter: Letter) -> None:
    """Let a request go where no printer has it yet, or heed what a person there saw of it."""
    said = letter.entry.payload
    one = remote_prints.commission(ctx.db, str(said.get("request")))
    if one is None or one.asker != letter.writer:
        return
    came_out = said.get("came_out")
    job = print_jobs.get(ctx.db, one.job_id) if one.job_id else None
    if job is not None and job.state is JobState.UNKNOWN and not one.over:
        if came_out is not None:
            _answered(ctx, job, came_out=came_out is True)
        return
    if job is not None and job.state.unsent and not one.over:
        off = replace(job, state=JobState.CANCELLED, reason=WITHDRAWN, updated_at=ctx.clock())
        print_jobs.change(ctx.db, off)
    elif job is None and not one.over:
        _tell(ctx, one, Told.WITHDRAWN)
    elif job is not None and job.state in _BEGUN:
        return
    if came_out is True:
        _note_out(ctx, one, letter.entry)


def go_on(ctx: Context, heeded: int) -> None:
    """Queue what may be printed, and tell what became of what is queued."""
    for one in remote_prints.open_commissions(ctx.db):
        if one.job_id:
            _report(ctx, one)
            continue
        number = hub_replica.number_of(ctx.db, one.taking_id)
        if number is not None and number <= heeded:
            _queue(ctx, one)


def _trouble(ctx: Context, entry: Entry, one: Commission) -> str:
    """Why a request cannot be taken, "" where it can."""
    if _printer(ctx, entry) is None:
        return NO_SUCH_PRINTER
    if entry.payload.get("what") == TEST:
        return ""
    person = people.get(ctx.db, entry.person_id or "")
    if person is None:
        return NOT_LISTED
    if not comes_with_badge(ctx, person):
        return WITHOUT_BADGE
    other = print_jobs.open_of(ctx.db, person.person_id)
    own = {known.job_id for known in remote_prints.commissions_of(ctx.db, one.asker, one.asker_job)}
    return IN_QUEUE if other is not None and other.job_id not in own else ""


def _queue(ctx: Context, one: Commission) -> None:
    """Put what was taken into the own queue, unless something says that it must not."""
    entry = journal.get(ctx.db, one.request_id)
    before = remote_prints.tellings(ctx.db, one.request_id)
    if entry is None:
        return
    if len(before) > 1:  # somebody else with our name has taken it before: our own former file
        others = [telling for telling in before if telling.id != one.taking_id]
        _lost(ctx, one, entry, others)
        return
    begun = _begun_for(ctx, one)
    if begun is not None:  # asked once more, by somebody who had not heard that it was under way
        earlier, started = begun
        remote_prints.put_commission(ctx.db, replace(earlier, over=True))
        _report(ctx, replace(one, job_id=started.job_id))
        return
    if ctx.clock() > one.until:
        _tell(ctx, one, Told.WITHDRAWN, LATE)
        return
    job, trouble = _made(ctx, entry, one)
    if job is None:
        _tell(ctx, one, Told.FAILED, trouble)
        return
    print_jobs.add(ctx.db, replace(job, job_id=one.request_id, station=entry.station))
    remote_prints.put_commission(ctx.db, replace(one, job_id=one.request_id))


def _begun_for(ctx: Context, one: Commission) -> tuple[Commission, Job] | None:
    """The same job asked for before, where a printer has it or it came out."""
    for earlier in remote_prints.commissions_of(ctx.db, one.asker, one.asker_job):
        job = print_jobs.get(ctx.db, earlier.job_id) if earlier.job_id else None
        if job is not None and earlier.request_id != one.request_id and job.state in _BEGUN:
            return earlier, job
    return None


def _made(ctx: Context, entry: Entry, one: Commission) -> tuple[Job | None, str]:
    """The job in the own queue, of the own list; or None, and why there is none."""
    said, printer = entry.payload, _printer(ctx, entry)
    trouble = _trouble(ctx, entry, one)
    if trouble or printer is None:
        return None, trouble
    code, layout = str(said.get("badge_code")), str(said.get("layout") or "")
    badge = people.by_badge(ctx.db, code)
    if badge is not None and badge.voided_at is not None:
        return None, VOIDED
    try:
        if said.get("what") == TEST:
            return page_job(ctx, printer, entry.operator), ""
        job = badge_job(ctx, entry.person_id or "", printer.id, layout or None, code)
    except KnownError as problem:
        return None, error_text(problem)
    return replace(job, operator=entry.operator, why=str(said.get("why") or "")), ""


def _printer(ctx: Context, entry: Entry) -> Printer | None:
    """The own printer that is meant; never one that is a third station's."""
    wanted = entry.payload.get("printer")
    found = (one for one in ctx.station.all_printers if one.id == wanted)
    return next((one for one in found if remote_of(one.uri) is None), None)


def _report(ctx: Context, one: Commission) -> None:
    """Tell where the job stands, where that is news."""
    job = print_jobs.get(ctx.db, one.job_id)
    if job is None:
        return
    word = rules.told_of(job.state)
    if word is not one.told or (job.reason and job.reason != one.told_reason):
        _tell(ctx, one, word, job.reason, job.said)


def _tell(ctx: Context, one: Commission, word: Told, reason: str = "", said: str = "") -> Entry:
    told = {"to": one.asker, "request": one.request_id, "state": str(word)}
    words = {key: text for key, text in (("reason", reason), ("said", said)) if text}
    draft = Draft(EntryKind.PRINT_TOLD, ctx.clock(), payload=told | words)
    after = replace(one, told=word, told_reason=reason, over=rules.is_last_word(word))
    remote_prints.put_commission(ctx.db, after)
    return journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


def _lost(ctx: Context, one: Commission, entry: Entry, before: Sequence[Entry]) -> None:
    """A request that this station has answered in a file that is lost: nothing is printed."""
    done = _out_by(ctx, one.request_id, entry.person_id)
    last = Told(str(before[-1].payload.get("state")))
    word = Told.DONE if done else Told.UNKNOWN
    if rules.is_last_word(last) or last is word:
        word = last
    else:
        _tell(ctx, one, word, "" if done else LOST)
    remote_prints.put_commission(ctx.db, replace(one, told=word, over=True))


def _answered(ctx: Context, job: Job, *, came_out: bool) -> None:
    state = JobState.DONE if came_out else JobState.CANCELLED
    after = replace(job, state=state, reason="", updated_at=ctx.clock())
    print_jobs.change(ctx.db, after)
    if came_out:
        print_outcome.came_out(ctx, after)


def _note_out(ctx: Context, one: Commission, entry: Entry) -> None:
    """A person at the other station saw a badge of which this station's queue knows no end."""
    code = entry.payload.get("badge_code")
    if not entry.person_id or not code or _out_by(ctx, one.request_id, entry.person_id):
        return
    payload = {"badge_code": str(code), "job_id": one.request_id}
    draft = Draft(EntryKind.PRINTED, ctx.clock(), entry.person_id, operator=entry.operator)
    journal.append(ctx.db, ctx.station.name, ctx.clock, replace(draft, payload=payload))


def _out_by(ctx: Context, job_id: str, person_id: str | None) -> bool:
    """Whether the journal says already that the badge of that job came out."""
    entries = journal.of_person(ctx.db, person_id) if person_id else []
    printed: list[Mapping[str, object]] = [
        entry.payload for entry in entries if entry.kind is EntryKind.PRINTED
    ]
    return any(payload.get("job_id") == job_id for payload in printed)
