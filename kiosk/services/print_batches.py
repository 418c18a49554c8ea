"""Where the batches of the queue stand, newest first; changes none of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.print_job import JobState
from kiosk.services.context import Context
from kiosk.store import prints


@dataclass(frozen=True, slots=True)
class BatchView:
    """Badges that were asked for at once. `out` came out, `unsent` can still be cancelled.

    `ended` came to an end otherwise: they failed or were cancelled.
    """

    batch_id: str
    at: datetime
    operator: str
    total: int
    out: int
    unsent: int
    ended: int

    @property
    def finished(self) -> bool:
        """Whether nothing of it is under way any more."""
        return self.out + self.ended == self.total


def batches(ctx: Context, limit: int = 5) -> tuple[BatchView, ...]:
    """Those that are under way, and of the others the newest, up to `limit` of them."""
    jobs: dict[str, Counter[JobState]] = {}
    begun: dict[str, prints.BatchLine] = {}
    for line in prints.batches(ctx.db):
        jobs.setdefault(line.batch_id, Counter())[JobState(line.state)] += line.jobs
        first = begun.setdefault(line.batch_id, line)
        if line.at < first.at:
            begun[line.batch_id] = line
    views = (_view(begun[batch_id], states) for batch_id, states in jobs.items())
    newest = sorted(views, key=lambda view: (view.at, view.batch_id), reverse=True)
    ended = [view for view in newest if view.finished][:limit]
    return tuple(view for view in newest if not view.finished or view in ended)


def _view(first: prints.BatchLine, states: Counter[JobState]) -> BatchView:
    return BatchView(
        batch_id=first.batch_id,
        at=first.at,
        operator=first.operator,
        total=states.total(),
        out=states[JobState.DONE],
        unsent=sum(count for state, count in states.items() if state.unsent),
        ended=states[JobState.FAILED] + states[JobState.CANCELLED],
    )
