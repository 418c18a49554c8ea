"""How many people are in a room at a moment; writes nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.presence import enders, last_cut
from kiosk.services.context import Context
from kiosk.store import visits


def inside(ctx: Context, checkpoint: Checkpoint, now: datetime) -> int:
    """Head count: entered, not left, not since everybody was out, and not gone to another room."""
    return visits.inside_count(
        ctx.db,
        checkpoint.id,
        after=last_cut(checkpoint, ctx.event.timezone, now),
        enders=enders(ctx.event, checkpoint),
    )
