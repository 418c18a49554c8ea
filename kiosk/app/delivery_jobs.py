"""What the page of deliveries asks of the store, each as one job on its worker; sends nothing."""

from __future__ import annotations

from kiosk.domain.delivery import Delivery
from kiosk.services import sync
from kiosk.services.context import Context
from kiosk.services.sync_values import DeliveryRow

_MOST = 200
_FIRST = (Delivery.REFUSED, Delivery.WAITING, Delivery.GIVEN_UP)
"""What is shown, most urgent first; what was accepted needs nobody."""


def newest(ctx: Context) -> tuple[DeliveryRow, ...]:
    """The deliveries that somebody may have to look at, refused ones first, newest first."""
    return tuple(row for state in _FIRST for row in sync.deliveries(ctx, None, state, _MOST))


def retry_one(ctx: Context, entry_id: str) -> tuple[DeliveryRow, ...]:
    """Let it be sent again; answers the deliveries as they are then. Raises as sync.retry()."""
    sync.retry(ctx, entry_id)
    return newest(ctx)


def settle_one(ctx: Context, entry_id: str, who: str, reason: str) -> tuple[DeliveryRow, ...]:
    """Give it up; answers the deliveries as they are then. Raises as sync.settle()."""
    sync.settle(ctx, entry_id, who, reason)
    return newest(ctx)
