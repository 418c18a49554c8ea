"""What is remembered of each printer: labels left, pause, since when it is not ready; asks none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.store.connect import Database
from kiosk.store.moments import maybe_moment, to_text
from kiosk.store.transact import Row, rows, writing


@dataclass(frozen=True, slots=True)
class PrinterState:
    """One printer as it was known last.

    `labels` is how many are left, None where nobody counts. `paused_by` is who stopped it, "" for
    nobody. `down_since`: since when each try was in vain; `rest_until`: not tried before that.
    `reason` (a msgid) and `said` (the printer's own words) are those of the last try.
    """

    printer_id: str
    labels: int | None = None
    paused_by: str = ""
    paused_at: datetime | None = None
    down_since: datetime | None = None
    rest_until: datetime | None = None
    reason: str = ""
    said: str = ""


def all_states(db: Database) -> dict[str, PrinterState]:
    """Every printer that something is known of, by its id."""
    found = rows(db, "SELECT * FROM printer_state")
    return {row["printer_id"]: _state(row) for row in found}


def put(db: Database, state: PrinterState) -> None:
    """Write a printer's state whole."""
    with writing(db):
        db.conn.execute(
            "INSERT OR REPLACE INTO printer_state (printer_id, labels, paused_by, paused_at,"
            " down_since, rest_until, reason, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                state.printer_id,
                state.labels,
                state.paused_by,
                _text(state.paused_at),
                _text(state.down_since),
                _text(state.rest_until),
                state.reason,
                state.said,
            ),
        )


def _state(row: Row) -> PrinterState:
    return PrinterState(
        row["printer_id"],
        row["labels"],
        row["paused_by"],
        maybe_moment(row["paused_at"]),
        maybe_moment(row["down_since"]),
        maybe_moment(row["rest_until"]),
        row["reason"],
        row["said"],
    )


def _text(at: datetime | None) -> str | None:
    return to_text(at) if at is not None else None
