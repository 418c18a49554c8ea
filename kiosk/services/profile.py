"""A profile is one event at one station, in one folder; opens and lays its files, decides nothing.

The folder holds event.toml, station.toml, event.db (the store) and badges/ (printed PDFs).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from kiosk.domain.errors import NotFoundError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station
from kiosk.hub.own import has_joined
from kiosk.private_file import write_private
from kiosk.resources import asset
from kiosk.services.context import Context
from kiosk.services.event_of_sources import OWN_FILE, settle_lists, with_sources
from kiosk.services.rehearsal import note_rehearsal
from kiosk.sources.event_file import read_event
from kiosk.sources.station_file import read_station, write_station
from kiosk.store.connect import close, open_store
from kiosk.texts import N_

EVENT_FILE = OWN_FILE
STATION_FILE = "station.toml"
STORE_FILE = "event.db"


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def default_folder() -> Path:
    """Where the profile lies when none is named: the user's data folder of this system."""
    return platformdirs.user_data_path("kiosk", appauthor=False) / "profile"


def has_event(folder: Path) -> bool:
    """Whether an event was loaded into that profile."""
    return (folder / EVENT_FILE).is_file()


def load_event(folder: Path, toml_path: Path) -> Event:
    """Check the event file and copy it into the profile (made if missing).

    Raises NotFoundError or WrongUseError; the profile then keeps the event it had.
    """
    event = read_event(toml_path)
    write_private(folder / EVENT_FILE, toml_path.read_bytes())
    return event


def read_profile_event(folder: Path) -> Event:
    """The profile's event; NotFoundError says how to load one, or who is to tell it."""
    if has_event(folder):
        return read_event(folder / EVENT_FILE)
    if has_joined(folder):
        raise NotFoundError(
            N_("Esta estación espera la lista de la central. Para buscarla: kiosk sync")
        )
    raise NotFoundError(
        N_("El perfil {folder} no tiene evento. Cargue uno: kiosk event load ARCHIVO.toml"),
        folder=str(folder),
    )


def load_station(folder: Path) -> Station:
    """The settings of this station; the defaults where nothing was saved yet."""
    path = folder / STATION_FILE
    return read_station(path) if path.is_file() else Station()


def save_station(folder: Path, station: Station) -> None:
    """Write station.toml in one step."""
    write_station(folder / STATION_FILE, station)


def open_profile(folder: Path, clock: Callable[[], datetime] = utc_now) -> Context:
    """The profile's event, station and open store; whoever opens it closes `ctx.db`.

    The event is what the file and the sources say together (event_of_sources).

    Raises NotFoundError where there is no event, WrongUseError for a wrong file.
    """
    own = read_profile_event(folder)
    station = load_station(folder)
    db = open_store(folder / STORE_FILE)
    try:
        event = with_sources(db, own)
        settle_lists(db, event)
        note_rehearsal(db, rehearsal=station.rehearsal)
    except BaseException:
        close(db)
        raise
    return Context(db, event, station, clock, folder)


def demo_profile(
    folder: Path, at: datetime | None = None, *, running: bool = False, arrivals: bool = False
) -> Context:
    """The demo event in that folder, opened; built at the first call, found again afterwards.

    The clock stands at `at` (aware; the demo's Tuesday 09:14 unless given), or runs on from
    there. `arrivals` checks in the 281 people who came before 09:14.
    """
    from kiosk.services.demo import (  # noqa: PLC0415  only the demo pays for loading the importer
        demo_arrivals,
        demo_clock,
        fill_demo,
    )

    new = not has_event(folder)
    if new:
        load_event(folder, asset("demo", EVENT_FILE))
        save_station(folder, Station(name="Mesa 2", operator="Lucía R.", place="planta baja"))
    ctx = open_profile(folder, demo_clock(at, running=running))
    if new:
        try:
            fill_demo(ctx)
            if arrivals:
                demo_arrivals(ctx)
        except BaseException:
            close(ctx.db)
            raise
    return ctx
