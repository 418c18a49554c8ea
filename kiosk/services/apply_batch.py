"""Stores what a source hands over, piece by piece in short transactions; asks no source anything.

A scan never waits for more than one piece. The cursor is stored with the last piece of its batch,
so what was cut comes again, and coming again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.errors import NotFoundError
from kiosk.domain.feed import Batch, SourceError, Trouble
from kiosk.domain.registration import Registration
from kiosk.domain.sync import suspicious
from kiosk.services.apply_visits import Holder, take_visits
from kiosk.services.context import Context
from kiosk.services.event_of_sources import keep_said, reload_event
from kiosk.services.place_batch import BatchRegister
from kiosk.services.sync_values import Applied
from kiosk.store import documents, mirror_part, source_invitations, sources
from kiosk.store.sources import StoredSource
from kiosk.store.transact import writing
from kiosk.texts import N_

PIECE = 200
"""Registrations of one transaction at most."""
ORDER = "order"
"""Kind of a document that stands for all registrations whose id begins with its ref and "-"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a batch. `ids` are the source ids of the whole batch; the `last` has its cursor."""

    batch: Batch
    ids: frozenset[str]
    last: bool = True


def pieces(batch: Batch, most: int = PIECE) -> tuple[Piece, ...]:
    """The batch in parts for one transaction each; add-ons after their main registrations.

    `most` is how many registrations a part has at most.
    """
    rows = sorted(batch.registrations, key=lambda row: bool(row.addon_to))
    ids = frozenset(row.source_id for row in rows)
    if len(rows) <= most:
        return (Piece(batch, ids),)
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    first = Batch({}, catalogue=batch.catalogue, checkpoints=batch.checkpoints, begins=batch.begins)
    done = batch.done - len(rows)
    found = []
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        frame = (
            replace(batch, catalogue=None, checkpoints=None, begins=False) if last else Batch({})
        )
        frame = first if number == 1 else frame
        done = batch.done if last else max(done, 0) + len(part)
        found.append(Piece(_filled(frame, batch, part, done), ids, last))
    return tuple(found)


def _filled(frame: Batch, batch: Batch, part: list[Registration], done: int) -> Batch:
    here = {row.source_id for row in part}
    return replace(
        frame,
        registrations=tuple(part),
        visits=tuple(visit for visit in batch.visits if visit.source_id in here),
        invitations=tuple(one for one in batch.invitations if one.source_id in here),
        done=done,
        total=batch.total,
    )


def apply(ctx: Context, source_name: str, batch: Batch, *, confirm: bool = False) -> Applied:
    """Store one batch, in transactions of 200 registrations at most.

    Raises SourceError(SUSPICIOUS) where most people would vanish by it, unless `confirm`;
    NotFoundError for a source that is not kept here.
    """
    done = Applied()
    for piece in pieces(batch):
        done = done.plus(apply_piece(ctx, source_name, piece, confirm=confirm))
        if done.event_changed:
            ctx = reload_event(ctx)
    return done


def apply_looked_up(ctx: Context, source_name: str, batch: Batch) -> Applied:
    """Store what a source said of one code; where its pulls go on stays as it was."""
    done = Applied()
    for piece in pieces(batch):
        done = done.plus(apply_piece(ctx, source_name, replace(piece, last=False)))
    return done


def apply_piece(ctx: Context, source_name: str, piece: Piece, *, confirm: bool = False) -> Applied:
    """Store one piece in one transaction; raises as apply()."""
    with writing(ctx.db):
        source = sources.get(ctx.db, source_name)
        if source is None:
            raise NotFoundError(N_("No hay ninguna fuente «{name}»."), name=source_name)
        return _Piece(ctx, source, piece, confirm=confirm).store()


def apply_some(
    ctx: Context, source_name: str, parts: Sequence[Piece], enough: Callable[[], bool]
) -> tuple[int, Applied]:
    """Store the first of the pieces in one transaction, at least one; how many, and what came.

    After each piece `enough()` tells whether something more urgent waits. A piece that changes the
    event is the last one: the next needs the new event. Raises as apply(), and then none is stored.
    """
    count, done = 0, Applied()
    with writing(ctx.db):
        for piece in parts:
            done = done.plus(apply_piece(ctx, source_name, piece))
            count += 1
            if done.event_changed or enough():
                break
    return count, done


class _Piece:
    """One piece while it is stored."""

    def __init__(self, ctx: Context, source: StoredSource, piece: Piece, *, confirm: bool) -> None:
        self._ctx = ctx
        self._db = ctx.db
        self._source = source
        self._name = source.name
        self._piece = piece
        self._batch = piece.batch
        self._confirm = confirm
        self._run_open = source.run_open or piece.batch.begins

    def store(self) -> Applied:
        """All of it; the order matters: places first, then who is gone, then what hangs on both."""
        if self._batch.begins:
            sources.begin_run(self._db, self._name)
        changed = keep_said(self._db, self._name, self._batch)
        if changed:
            self._ctx = reload_event(self._ctx)
        before = self._before()
        register = self._place()
        gone = self._gone(register, before)
        taken = take_visits(self._ctx, self._name, self._holders(register), self._batch.visits)
        self._invitations(register)
        self._end()
        counted = register.counted
        return Applied(
            added=counted.added,
            updated=counted.updated,
            unchanged=counted.unchanged,
            revived=counted.revived,
            gone=gone,
            visits=taken.changed,
            conflicts=taken.conflicts,
            rejected=(*self._batch.problems, *register.rejected),
            event_changed=changed,
            done=self._batch.done,
            total=self._batch.total,
        )

    def _before(self) -> int:
        """How many there are, counted only where some of them may turn out to be gone."""
        batch = self._batch
        may_go = batch.gone or batch.documents or batch.ends
        return sources.living(self._db, self._name) if may_go else 0

    def _place(self) -> BatchRegister:
        invites: dict[str, list[str]] = {}
        for one in self._batch.invitations:
            invites.setdefault(one.source_id, []).append(one.checkpoint)
        rows = self._batch.registrations
        register = BatchRegister(self._ctx, self._name, rows, invites, run_open=self._run_open)
        for row in rows:
            register.take(row)
        register.complete()
        if self._run_open:
            sources.name_tickets(self._db, self._name, list(register.holders))
        return register

    def _gone(self, register: BatchRegister, before: int) -> int:
        ids = set(mirror_part.ids_of(self._db, self._name, self._batch.gone).values())
        ids |= self._vanished()
        named = None
        if self._batch.ends and self._run_open:
            named = sources.count_named(self._db, self._name)
            ids |= set(sources.unnamed(self._db, self._name))
        ids -= register.holders.keys()
        if not self._confirm and suspicious(len(ids), before, named):
            raise SourceError(
                Trouble.SUSPICIOUS,
                N_(
                    "La lista nueva de {source} dejaría afuera a {gone} de {before} "
                    "inscripciones: confirme que está bien antes de aplicarla."
                ),
                source=self._name,
                gone=len(ids),
                before=before,
            )
        people = mirror_part.tickets_gone(self._db, sorted(ids), self._ctx.clock())
        register.touched |= set(people)
        mirror_part.settle(self._db, sorted(register.touched), self._ctx.clock())
        return len(people)

    def _vanished(self) -> set[str]:
        """Tickets of orders that came whole without them."""
        found: set[str] = set()
        for document in self._batch.documents:
            if document.kind == ORDER:
                held = mirror_part.beneath(self._db, self._name, f"{document.ref}-")
                found |= {ticket for ref, ticket in held.items() if ref not in self._piece.ids}
        return found

    def _holders(self, register: BatchRegister) -> list[Holder]:
        return [
            Holder(row.source_id, ticket_id, register.holders[ticket_id], row.code)
            for row in _last_of_each(self._batch.registrations)
            if (ticket_id := register.tickets.get(row.source_id)) is not None
        ]

    def _invitations(self, register: BatchRegister) -> None:
        if self._batch.invitations or source_invitations.any_of(self._db, self._name):
            source_invitations.settle(self._db, self._name, sorted(register.touched))

    def _end(self) -> None:
        documents.put(self._db, self._name, self._batch.documents)
        if self._batch.ends and self._run_open:
            sources.end_run(self._db, self._name)
        if self._piece.last:
            sources.set_cursor(self._db, self._name, self._batch.cursor)
        if self._batch.server_time is not None:
            apart = self._batch.server_time - self._ctx.clock()
            sources.set_clock(self._db, self._name, apart.total_seconds())


def _last_of_each(rows: Iterable[Registration]) -> Iterable[Registration]:
    return {row.source_id: row for row in rows if row.source_id}.values()
