"""What to give back to a source, when to ask it, which list looks damaged; pure, sends nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.delivery import PushJob, PushKind
from kiosk.domain.journal import Entry, EntryKind

_PASSED = {EntryKind.ADMITTED, EntryKind.OVERRIDDEN, EntryKind.LEFT}
_FEW = 20


class TicketRef(NamedTuple):
    """A ticket of the source: the code on it, and the source's own id of it."""

    code: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan for one source looks at.

    `lists` are those of the source by checkpoint id, `tickets` its own by ticket id, `main` the
    one that stands for a person, `codes` texts that were kept by entry id. `undone` are the
    entries that others take back, by id, `told` the ids of those that are planned already.
    """

    lists: Mapping[str, str]
    tickets: Mapping[str, TicketRef] = field(default_factory=dict)
    main: Mapping[str, TicketRef] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    undone: Mapping[str, Entry] = field(default_factory=dict)
    told: frozenset[str] = frozenset()


def push_plan(entries: Iterable[Entry], known: Known) -> tuple[PushJob, ...]:
    """The jobs for those entries, in their order; what the source need not know has none.

    That is whatever happened at checkpoints without a list of the source, or with somebody whom it
    has never named. A check-in that was taken back is told as well, and then annulled.
    """
    jobs: list[PushJob] = []
    told = set(known.told)
    for entry in entries:
        job = _job(entry, known, told)
        if job is not None:
            jobs.append(job)
            told.add(entry.id)
    return tuple(jobs)


def _job(entry: Entry, known: Known, told: Collection[str]) -> PushJob | None:
    if entry.kind in _PASSED:
        return _scan(entry, PushKind.CHECK_IN, known)
    if entry.kind is EntryKind.REFUSED:
        # without a reason it only waited for answers: that is no refusal to anybody
        return _scan(entry, PushKind.REFUSED, known) if entry.payload.get("reason") else None
    if entry.kind is EntryKind.UNDONE:
        return _annul(entry, known, told)
    if entry.kind is EntryKind.PRINTED:
        ref = known.main.get(entry.person_id or "")
        return _of(entry, PushKind.PRINTED, ref) if ref else None
    return None


def _scan(entry: Entry, kind: PushKind, known: Known) -> PushJob | None:
    list_ref = known.lists.get(entry.checkpoint or "")
    ref = known.tickets.get(entry.ticket_id or "")
    if ref is None and entry.id in known.codes:
        ref = TicketRef(known.codes[entry.id], "")
    if not list_ref or ref is None:
        return None
    return _of(entry, kind, ref, list_ref)


def _annul(entry: Entry, known: Known, told: Collection[str]) -> PushJob | None:
    """What was told is taken back; the code may be forgotten by then, the entry's id is enough."""
    undone = known.undone.get(str(entry.payload.get("undoes", "")))
    list_ref = known.lists.get(undone.checkpoint or "") if undone else None
    if undone is None or undone.id not in told or not list_ref:
        return None
    kept = TicketRef(known.codes.get(undone.id, ""), "")
    ref = known.tickets.get(undone.ticket_id or "", kept)
    return _of(entry, PushKind.ANNUL, ref, list_ref, undone.id)


def _of(
    entry: Entry, kind: PushKind, ref: TicketRef, list_ref: str = "", undoes: str = ""
) -> PushJob:
    reason = str(entry.payload.get("reason") or "")
    answers = entry.payload.get("answers")
    return PushJob(
        entry_id=entry.id,
        kind=kind,
        at=datetime.fromisoformat(entry.at),
        code=ref.code,
        source_id=ref.source_id,
        list_ref=list_ref,
        direction=entry.direction or Direction.ENTRY,
        reason="" if kind is PushKind.ANNUL else reason,
        words=reason if kind is PushKind.ANNUL else "",
        answers=dict(answers) if isinstance(answers, Mapping) else {},
        undoes=undoes,
        forced=True,
    )


def suspicious(gone: int, before: int, named: int | None = None) -> bool:
    """Whether a list looks damaged: more than half would vanish, and not just a few.

    `named` is how many a whole list named; none where there were people is always wrong.
    """
    empty = named == 0 and before > 0
    return empty or (gone > _FEW and gone * 2 > before)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a source is asked and told; seconds.

    What happens waits `gather` for more, unless `many` wait already. A failure is tried again
    after `first_retry`, then twice as late each time, `longest` at most; what the server asks for
    counts up to `most_asked`.
    """

    pull_every: float = 30.0
    gather: float = 2.0
    many: int = 20
    first_retry: float = 5.0
    longest: float = 300.0
    most_asked: float = 3600.0


RHYTHM = Rhythm()


def due(
    now: datetime,
    last_success: datetime | None,
    failures: int,
    retry_after: float | None,
    jitter: float,
    rhythm: Rhythm = RHYTHM,
) -> datetime:
    """When to talk to a source again by itself, never before `now`.

    `jitter` is a random number from 0 up to 1 and makes a wait up to a quarter longer, so that
    many stations do not come back in the same second.
    """
    if not failures and last_success is None:
        return now
    if not failures and last_success is not None:
        wait = timedelta(seconds=rhythm.pull_every * (1 + jitter / 4))
        return max(now, last_success + wait)
    doubled = rhythm.first_retry * 2 ** min(failures - 1, 30)
    own = min(doubled, rhythm.longest) * (1 + jitter / 4)
    asked = min(retry_after or 0.0, rhythm.most_asked)
    return now + timedelta(seconds=max(own, asked))


def push_due(
    first_waiting: datetime, waiting: int, now: datetime, rhythm: Rhythm = RHYTHM
) -> datetime:
    """When what waits is to be sent: at once where much does, else with what follows shortly."""
    if waiting >= rhythm.many:
        return now
    return max(now, first_waiting + timedelta(seconds=rhythm.gather))


def lists_of_source(checkpoints: Sequence[Checkpoint], source: str) -> dict[str, str]:
    """The lists of a source by checkpoint id: source_ref is its name, or "<name>/<list>"."""
    return {
        one.id: one.source_ref
        for one in checkpoints
        if one.source_ref == source or one.source_ref.startswith(f"{source}/")
    }
