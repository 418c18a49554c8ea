"""This station's sign of life, and what is known of the others; sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from kiosk import __version__
from kiosk.domain.remote_print import remote_of
from kiosk.domain.stations import Heard, PrinterSaid, Said, StationState, look
from kiosk.hub import interface
from kiosk.hub.own import has_hub
from kiosk.services.context import Context
from kiosk.services.share import waiting
from kiosk.store import hub_replica, journal, printer_states, roster, sources
from kiosk.store.transact import reading
from kiosk.typed import from_json

EVERY = 2.0
"""Seconds from one sign of life to the next."""

_encode = msgspec.json.Encoder().encode


def beat(ctx: Context, battery: int | None = None) -> bytes:
    """What this station says of itself now; some milliseconds, whatever it holds."""
    with reading(ctx.db):
        cursor = hub_replica.cursor(ctx.db)
        people, digest = roster.digest(ctx.db)
        said = Said(
            name=ctx.station.name,
            role=str(ctx.station.role),
            at=int(ctx.clock().timestamp() * 1000),
            cursor=cursor.seq,
            journal=cursor.digest,
            people=people,
            digest=f"{digest:x}",
            entries=journal.count(ctx.db),
            waiting=waiting(ctx),
            checkpoint=ctx.station.checkpoint,
            version=__version__,
            battery=battery,
            printers=_printers(ctx),
            keeps=bool(sources.every(ctx.db)),
            serves=has_hub(ctx.folder),
        )
    return _encode(said)


def stations(
    before: Iterable[StationState], beats: Mapping[str, interface.Heard], now: datetime
) -> tuple[StationState, ...]:
    """All stations that were heard, as they stand now; `before` is the last answer, or ()."""
    heard = [
        Heard(station, datetime.fromtimestamp(one.at_ms / 1000, UTC), _read(one.body))
        for station, one in beats.items()
    ]
    return look(before, heard, now)


def _read(body: bytes) -> Said | None:
    try:
        said: Said = from_json(body, Said)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return said


def _printers(ctx: Context) -> tuple[PrinterSaid, ...]:
    known = printer_states.all_states(ctx.db)
    found = []
    own = (one for one in ctx.station.all_printers if remote_of(one.uri) is None)
    for printer in own:
        state = known.get(printer.id)
        word = "ready"
        if state is not None and (state.paused_by or state.down_since):
            word = "paused" if state.paused_by else "down"
        labels = state.labels if state else None
        found.append(PrinterSaid(printer.id, word, labels, printer.name))
    return tuple(found)
