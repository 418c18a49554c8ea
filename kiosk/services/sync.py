"""Keeps this station and one registration source in step: gives back first, then brings.

The network is only touched by sync() and, for one unknown code, by look_up.py; never inside a
transaction. The window calls the pieces from its two workers: plan_push, store_receipts, apply,
apply_some, record_failure and record_success belong to the store's, Source's own methods to the
network's; meanwhile it holds sync_lock().
"""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from itertools import chain, islice

from kiosk.domain.delivery import Delivery, PushJob, Receipt
from kiosk.domain.feed import Batch, SourceError, Trouble
from kiosk.services.apply_batch import Piece, apply, apply_looked_up, apply_some, pieces
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.give_back import (
    Ends,
    deliveries,
    known_source,
    last_entry,
    plan_push,
    refused_among,
    retry,
    rush,
    settle,
    store_receipts,
)
from kiosk.services.source_status import record_failure, record_success, status
from kiosk.services.sync_lock import sync_lock
from kiosk.services.sync_values import (
    Applied,
    DeliveryRow,
    Mishap,
    Progress,
    SourceStatus,
    SyncReport,
)
from kiosk.sources.interface import Source
from kiosk.store import mirror
from kiosk.store.transact import writing

__all__ = [
    "PULL",
    "PUSH",
    "Applied",
    "DeliveryRow",
    "Ends",
    "Mishap",
    "Piece",
    "SourceStatus",
    "SyncReport",
    "apply",
    "apply_looked_up",
    "apply_some",
    "deliveries",
    "last_entry",
    "pieces",
    "plan_push",
    "record_failure",
    "record_success",
    "reload_event",
    "retry",
    "rush",
    "settle",
    "status",
    "store_receipts",
    "sync",
    "sync_lock",
]

PUSH, PULL = "push", "pull"
_LISTS = frozenset(("file", "http"))
"""Kinds of sources whose pull is one list, read through before its first piece."""


def sync(
    ctx: Context,
    source: Source,
    *,
    full: bool = False,
    confirm: bool = False,
    now_only: str | None = None,
    progress: Progress | None = None,
) -> SyncReport:
    """One whole run with a source that is kept here: what waits is sent, then what is new comes.

    The very first run brings first: before it nobody knows whom the source would be told about.
    `now_only` is PUSH or PULL for one half alone. `confirm` takes a list by which most people
    would vanish. Trouble with the source is in the report, and recorded; FailureError where
    another program synchronises this profile, NotFoundError for a source that is not kept.
    """
    with sync_lock(ctx.folder):
        new = known_source(ctx, source.name).last_pull_at is None
        halves = [now_only] if now_only else [PULL, PUSH] if new else [PUSH, PULL]
        run = _Run(ctx, source, full=full, confirm=confirm, progress=progress)
        for half in halves:
            if run.go_on():
                run.push() if half == PUSH else run.pull()
        return run.report()


class _Run:
    """One run; trouble ends the half that met it, and the run unless it was about rights."""

    def __init__(
        self,
        ctx: Context,
        source: Source,
        *,
        full: bool,
        confirm: bool,
        progress: Progress | None,
    ) -> None:
        self._ctx = ctx
        self._source = source
        self._full = full
        self._confirm = confirm
        self._progress = progress
        self._receipts: dict[str, Receipt] = {}
        self._pulled: Applied = Applied()
        self._whole = False
        self._error: SourceError | None = None

    def go_on(self) -> bool:
        """Whether the other half is worth trying: who may not write may still read."""
        return self._error is None or self._error.trouble is Trouble.RIGHTS

    def push(self) -> None:
        """Send what waits, each entry once; one that fails holds nothing else up."""
        rush(self._ctx, self._source.name)
        started, last = self._ctx.clock(), last_entry(self._ctx)
        try:
            while jobs := plan_push(self._ctx, self._source.name, due=started, upto=last):
                self._send(jobs)
        except SourceError as error:
            self._error = error

    def pull(self) -> None:
        """Bring what is new and store it batch by batch."""
        name = self._source.name
        cursor = known_source(self._ctx, name).cursor
        batches: Iterator[Batch] = iter(())
        try:
            batches = self._source.pull(cursor, full=self._full)
            first = list(islice(batches, 1))  # a list has come whole with its first piece
            with self._at_once():
                for batch in chain(first, batches):
                    self._take(batch)
            self._whole = True
        except SourceError as error:
            self._error = error
        finally:
            if isinstance(batches, Generator):
                batches.close()  # what it holds goes now, not when its frame is collected

    def _at_once(self) -> AbstractContextManager[object]:
        """One transaction for the first list of a profile without anybody: three times as quick.

        A list comes from this computer and begins anew whenever it was cut, and at a station that
        knows nobody no scan waits for it. Other sources are stored piece by piece.
        """
        source = known_source(self._ctx, self._source.name)
        if source.kind not in _LISTS or mirror.anybody(self._ctx.db):
            return nullcontext()
        stack = ExitStack()
        stack.enter_context(writing(self._ctx.db))
        stack.enter_context(mirror.bulk_if_small(self._ctx.db, mirror.MATCHED_BY))
        return stack

    def _take(self, batch: Batch) -> None:
        """Store one batch, and tell how far it has come."""
        applied = apply(self._ctx, self._source.name, batch, confirm=self._confirm)
        self._pulled = self._pulled.plus(applied)
        if applied.event_changed:
            self._ctx = reload_event(self._ctx)
        if self._progress:
            self._progress(batch.done, batch.total)

    def report(self) -> SyncReport:
        """Record how it went, and tell."""
        ctx, name = self._ctx, self._source.name
        jitter = random.random()  # noqa: S311  spreads stations over time, guards nothing
        if self._whole:
            record_success(ctx, name, pulled=True, jitter=jitter)
        if self._error is not None:
            record_failure(ctx, name, self._error, jitter=jitter)
        elif not self._whole:
            record_success(ctx, name, pulled=False, jitter=jitter)
        states = [receipt.delivery for receipt in self._receipts.values()]
        refused = [e for e, r in self._receipts.items() if r.delivery is Delivery.REFUSED]
        return SyncReport(
            source=name,
            full=self._full,
            sent=len(states),
            accepted=states.count(Delivery.ACCEPTED),
            waiting=states.count(Delivery.WAITING),
            refused=refused_among(ctx, name, refused),
            pulled=self._pulled,
            error=self._error,
        )

    def _send(self, jobs: Sequence[PushJob]) -> None:
        """Every receipt is kept, also of a push that broke; silence about a job means: later."""
        came: dict[str, Receipt] = {}
        ended = False
        try:
            for receipt in self._source.push(jobs):
                came[receipt.entry_id] = receipt
            ended = True
        finally:
            if ended:
                for job in jobs:
                    came.setdefault(job.entry_id, Receipt(job.entry_id, Delivery.WAITING))
            store_receipts(self._ctx, self._source.name, came.values())
            self._receipts |= came
