"""Keeps this station and one registration source in step: gives back first, then brings.

The network is only touched by sync() and, for one unknown code, by look_up.py; never inside a
transaction. The window calls the pieces from its two workers: plan_push, store_receipts, apply,
apply_piece, record_failure and record_success belong to the store's, Source's own methods to the
network's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kiosk.domain.delivery import Delivery, PushJob, Receipt
from kiosk.domain.feed import Batch, SourceError
from kiosk.services.context import Context
from kiosk.services.sync_values import Applied, DeliveryRow, Progress, SourceStatus, SyncReport
from kiosk.sources.interface import Source

PUSH, PULL = "push", "pull"


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

    `now_only` is PUSH or PULL for one half alone. `confirm` takes a list by which most people
    would vanish. Trouble with the source is in the report, and recorded; FailureError where
    another program synchronises this profile, NotFoundError for a source that is not kept.
    """
    raise NotImplementedError


def plan_push(
    ctx: Context, source_name: str, *, due: datetime | None = None
) -> tuple[PushJob, ...]:
    """What is to be sent now, at most 100 in the order of their happening; () for nothing.

    Call again after store_receipts until it is empty: what was answered does not come again before
    its time. `due` stands for now.
    """
    raise NotImplementedError


def store_receipts(ctx: Context, source_name: str, receipts: Iterable[Receipt]) -> None:
    """Keep what became of jobs."""
    raise NotImplementedError


def apply(ctx: Context, source_name: str, batch: Batch, *, confirm: bool = False) -> Applied:
    """Store one batch, in transactions of 200 registrations at most.

    Raises SourceError(SUSPICIOUS) where most people would vanish by it.
    """
    raise NotImplementedError


def record_failure(
    ctx: Context, source_name: str, error: SourceError, *, jitter: float = 0.0
) -> datetime | None:
    """Note what went wrong; when to try again by itself, None where somebody must act first.

    `jitter` is a random number from 0 up to 1, so that stations do not come back all at once.
    """
    raise NotImplementedError


def record_success(
    ctx: Context, source_name: str, *, pulled: bool, jitter: float = 0.0
) -> datetime:
    """Note that a run went well, `pulled` where the list came whole; when the next one is due."""
    raise NotImplementedError


def status(ctx: Context) -> tuple[SourceStatus, ...]:
    """How each source stands, in the order in which they were added."""
    raise NotImplementedError


def deliveries(
    ctx: Context, source: str | None = None, state: Delivery | None = None, limit: int = 200
) -> tuple[DeliveryRow, ...]:
    """Entries on their way or not taken, newest first."""
    raise NotImplementedError


def retry(ctx: Context, entry_id: str) -> None:
    """Let a refused one be sent again with the next run. Raises NotFoundError."""
    raise NotImplementedError


def settle(ctx: Context, entry_id: str, operator: str, reason: str) -> None:
    """Give up on sending an entry. Raises NotFoundError, WrongUseError without a reason."""
    raise NotImplementedError
