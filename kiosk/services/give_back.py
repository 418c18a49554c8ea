"""What a station gives back to its sources, and what became of it; sends nothing itself.

What other stations did is given back by the one that tells the list: they need no key to its
source. One that has a key all the same plans nothing, or two would tell the source of one entry,
and it lets an entry be annulled by nobody but who told it.

An entry is planned once, when the journal is read past it, and waits until the source has taken
it. Nothing that was refused disappears: somebody tries again or gives it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from kiosk.domain import sync as rules
from kiosk.domain.delivery import Delivery, PushJob, Receipt
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.sync import Known, TicketRef, lists_of_source, push_plan
from kiosk.services.context import Context
from kiosk.services.rehearsal import live_from
from kiosk.services.sync_values import DeliveryRow
from kiosk.store import deliveries as store
from kiosk.store import hub_replica, journal, kept_codes, people, roster, sources
from kiosk.store.connect import Database
from kiosk.store.deliveries import Planned
from kiosk.store.moments import to_moment
from kiosk.store.sources import StoredSource
from kiosk.store.transact import Row, writing
from kiosk.texts import N_, _

_READ = 500
_SENT = 100
_NOTHING_TO_ANNUL = N_("La fuente no tiene ese ingreso: no hay nada que anular.")
_NOT_OURS = N_("El punto de control o la inscripción ya no son de esta fuente.")


class Ends(NamedTuple):
    """The last entry of the own journal (seq), and the last that the hub told of (number)."""

    own: int
    others: int


TAKES_BACK = frozenset(("pretix", "indico", "http"))
"""Kinds of sources that are told what happened; a file is only read."""


def plan_push(
    ctx: Context, source_name: str, *, due: datetime | None = None, upto: Ends | None = None
) -> tuple[PushJob, ...]:
    """What is to be sent now, at most 100 in the order of their happening; () for nothing.

    Call again after store_receipts until it is empty: what was answered does not come again before
    its time. `due` stands for now. `upto` ends this round: where scans come faster than the source
    answers, the rest waits for the next, or the pull would never begin. Before a source has once
    said who is who, nothing can be sent.
    """
    source = known_source(ctx, source_name)
    if not _is_told(ctx, source):
        return ()
    while True:
        jobs = _queued(ctx, source_name, due or ctx.clock())
        if jobs or not _plan_next(ctx, source_name, upto or last_entry(ctx)):
            return jobs


def plan_all(ctx: Context, source_name: str) -> None:
    """Let all that has happened until now wait, and send nothing: so that nothing is overlooked."""
    source = known_source(ctx, source_name)
    while _is_told(ctx, source) and _plan_next(ctx, source_name, last_entry(ctx)):
        pass


def last_entry(ctx: Context) -> Ends:
    """The journals' last entries now: where a round of giving back ends."""
    return Ends(journal.count(ctx.db), hub_replica.cursor(ctx.db).seq)


def store_receipts(ctx: Context, source_name: str, receipts: Iterable[Receipt]) -> None:
    """Keep what became of jobs."""
    with writing(ctx.db):
        now = ctx.clock()
        for receipt in receipts:
            _receive(ctx, source_name, receipt, now)
        store.give_up_dependents(ctx.db, source_name, _(_NOTHING_TO_ANNUL), now)


def rush(ctx: Context, source_name: str) -> None:
    """Let everything that waits be tried with the next plan."""
    with writing(ctx.db):
        store.rush(ctx.db, source_name)


def deliveries(
    ctx: Context, source: str | None = None, state: Delivery | None = None, limit: int = 200
) -> tuple[DeliveryRow, ...]:
    """Entries on their way, taken or not, newest first."""
    return tuple(_row(row) for row in store.listed(ctx.db, source, state, limit))


def refused_among(ctx: Context, source: str, entry_ids: Sequence[str]) -> tuple[DeliveryRow, ...]:
    """Those of the entries that the source does not take."""
    found = store.listed(ctx.db, source, Delivery.REFUSED, len(entry_ids), entry_ids)
    return tuple(_row(row) for row in found)


def retry(ctx: Context, entry_id: str) -> None:
    """Let a refused one be sent again with the next run. Raises NotFoundError."""
    with writing(ctx.db):
        if not store.again(ctx.db, entry_id, ctx.clock()):
            raise NotFoundError(N_("Ese envío ya no espera ni fue rechazado."))


def settle(ctx: Context, entry_id: str, operator: str, reason: str) -> None:
    """Give up on sending an entry. Raises NotFoundError, WrongUseError without a reason."""
    why = reason.strip()
    if not why:
        raise WrongUseError(N_("Para no enviarlo más hay que dar un motivo."))
    with writing(ctx.db):
        now = ctx.clock()
        found = store.settle(ctx.db, entry_id, operator, why, now)
        if not found:
            raise NotFoundError(N_("Ese envío ya no espera ni fue rechazado."))
        kept_codes.forget(ctx.db, [entry_id])
        for source in found:
            store.give_up_dependents(ctx.db, source, _(_NOTHING_TO_ANNUL), now)


def known_source(ctx: Context, name: str) -> StoredSource:
    """The source of that name. Raises NotFoundError."""
    source = sources.get(ctx.db, name)
    if source is None:
        raise NotFoundError(N_("No hay ninguna fuente «{name}»."), name=name)
    return source


def told_elsewhere(ctx: Context, source_name: str) -> bool:
    """Whether another station gives back to that source: the one that tells the list of it."""
    return not roster.began(ctx.db) and roster.brings(ctx.db, source_name)


def _is_told(ctx: Context, source: StoredSource) -> bool:
    """Whether the source is told what happens here."""
    whole = source.last_pull_at is not None
    return not ctx.station.rehearsal and whole and source.kind in TAKES_BACK


def _plan_next(ctx: Context, name: str, upto: Ends) -> bool:
    """Let what the source should know of the next entries wait; False where there are none."""
    source = known_source(ctx, name)
    if told_elsewhere(ctx, name):
        return False
    planned = max(source.last_push_seq, live_from(ctx.db))
    own = journal.read_after(ctx.db, planned, _READ)
    own = [entry for entry in own if entry.seq <= upto.own]
    if own:
        _plan(ctx, name, own, sources.set_planned)
        return True
    others = hub_replica.others_after(ctx.db, source.last_hub_seq, _READ, upto.others)
    if others:
        _plan(ctx, name, others, sources.set_planned_of_others)
    return bool(others)


def _plan(
    ctx: Context, source: str, entries: Sequence[Entry], note: Callable[[Database, str, int], None]
) -> None:
    seqs = {entry.id: entry.seq for entry in entries}
    with writing(ctx.db):
        jobs = push_plan(entries, _known(ctx, source, entries))
        planned = [Planned(job.entry_id, seqs[job.entry_id], job.undoes) for job in jobs]
        store.plan(ctx.db, source, planned, ctx.clock())
        store.give_up_dependents(ctx.db, source, _(_NOTHING_TO_ANNUL), ctx.clock())
        note(ctx.db, source, entries[-1].seq)


def _queued(ctx: Context, source: str, when: datetime) -> tuple[PushJob, ...]:
    """The next jobs of the queue; what cannot be told any more is refused here."""
    ids = store.queue(ctx.db, source, when, _SENT)
    if not ids:
        return ()
    found = journal.get_many(ctx.db, ids)
    entries = [found[entry_id] for entry_id in ids]
    jobs = push_plan(entries, _known(ctx, source, entries))
    lost = set(ids) - {job.entry_id for job in jobs}
    if lost:
        words = _(_NOT_OURS)
        receipts = [Receipt(entry_id, Delivery.REFUSED, words) for entry_id in sorted(lost)]
        store_receipts(ctx, source, receipts)
        return jobs or _queued(ctx, source, when)
    return jobs


def _known(ctx: Context, source: str, entries: Sequence[Entry]) -> Known:
    undoes = [str(e.payload.get("undoes")) for e in entries if e.kind is EntryKind.UNDONE]
    undone = journal.get_many(ctx.db, undoes)
    scans = [*entries, *undone.values()]
    printed = [e.person_id for e in entries if e.kind is EntryKind.PRINTED and e.person_id]
    tickets = people.of_source(ctx.db, source, [e.ticket_id for e in scans if e.ticket_id])
    main = people.main_of_source(ctx.db, source, printed)
    return Known(
        lists=lists_of_source(ctx.event.checkpoints, source),
        tickets={t.ticket_id: TicketRef(t.code, t.source_ref) for t in tickets},
        main={t.person_id: TicketRef(t.code, t.source_ref) for t in main},
        codes=kept_codes.of_entries(ctx.db, [e.id for e in scans]),
        undone=undone,
        told=store.told(ctx.db, source, list(undone)),
    )


def _receive(ctx: Context, source: str, receipt: Receipt, now: datetime) -> None:
    retry_at = None
    if receipt.delivery is Delivery.WAITING:
        tried = store.attempts(ctx.db, source, receipt.entry_id)
        retry_at = rules.due(now, None, tried + 1, receipt.retry_after, 0.0)
    store.receive(ctx.db, source, receipt, now, retry_at)
    if receipt.delivery is Delivery.ACCEPTED:
        kept_codes.forget(ctx.db, [receipt.entry_id])


def _row(row: Row) -> DeliveryRow:
    return DeliveryRow(
        entry_id=row["entry_id"],
        source=row["source"],
        state=Delivery(row["state"]),
        kind=EntryKind(row["kind"]),
        at=to_moment(row["at"]),
        checkpoint=row["checkpoint"] or "",
        person_id=row["person_id"] or "",
        person=row["person"],
        words=row["words"],
        status=row["status"],
        attempts=row["attempts"],
        updated_at=to_moment(row["updated_at"]),
        settled_by=row["settled_by"],
        settled_why=row["settled_why"],
    )
