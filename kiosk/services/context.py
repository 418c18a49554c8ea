"""What every use case is handed: the store, the event, the station and the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.domain.event import Event
from kiosk.domain.settings import Station
from kiosk.hub.interface import Hub
from kiosk.store.connect import Database


@dataclass(frozen=True, slots=True)
class Context:
    """One event at one station. `clock` answers the present moment, aware, in UTC.

    `hub` is the way to the other stations, None where there are none.
    """

    db: Database
    event: Event
    station: Station
    clock: Callable[[], datetime]
    folder: Path
    hub: Hub | None = None
