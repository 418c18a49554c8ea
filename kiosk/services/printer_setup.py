"""Which printers a station has: what an address means, and keeping them in station.toml."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.domain.names import fold
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.printing.backends.registry import backend_of
from kiosk.printing.layout import layout_names
from kiosk.printing.typed_printer import typed
from kiosk.services.badge_layout import own_layouts
from kiosk.services.printing import FoundPrinter, printer_status
from kiosk.services.profile import load_station, save_station
from kiosk.texts import N_

_LONGEST_ID = 30


def typed_printers(text: str, folder: Path) -> list[FoundPrinter]:
    """What somebody's typed address can mean, the likeliest first, each with its state.

    Asks the printer, for a few seconds at most. Raises WrongUseError as typed_printer.typed().
    """
    found = []
    for uri in typed(text, folder):
        status = printer_status(uri, folder)
        found.append(FoundPrinter(uri, status.name, status.ready, status.reason, status.said))
    return found


def layouts(folder: Path) -> tuple[str, ...]:
    """The layouts that a printer's paper can have."""
    return layout_names(own_layouts(folder))


def printers_of(folder: Path) -> tuple[Printer, ...]:
    """The printers of the profile in that folder, as its file has them."""
    return load_station(folder).all_printers


def put_printer(folder: Path, printer: Printer, before: str = "") -> tuple[Station, Printer]:
    """Keep a printer in station.toml; answers the station as it is now, and the printer.

    `before` is the id of the one whose place it takes, "" for a new one. A printer without an id
    gets one of its name. The station's single printer, where it was never set up, gives way to the
    first one that is. Raises WrongUseError for a wrong URI, or a pool with the name of a printer.
    """
    backend_of(printer.uri, folder)
    station = load_station(folder)
    known = list(station.printers)
    taken = [one.id for one in known if one.id != before]
    if not printer.id or not station.printers:
        printer = replace(printer, id=id_of(printer.title or printer.uri, taken))
    if printer.pool in {*taken, printer.id}:
        raise WrongUseError(
            N_("El grupo «{pool}» se llama igual que una impresora: dele otro nombre."),
            pool=printer.pool,
        )
    if printer.fallback not in taken:
        printer = replace(printer, fallback="")
    at = next((n for n, one in enumerate(known) if one.id == before), len(known))
    known[at : at + 1] = [printer]
    return _kept(folder, replace(station, printers=tuple(known))), printer


def remove_printer(folder: Path, printer_id: str) -> Station:
    """Let a printer go; where it stood in for another, nobody does. Answers the station now."""
    station = load_station(folder)
    left = [
        replace(one, fallback="" if one.fallback == printer_id else one.fallback)
        for one in station.printers
        if one.id != printer_id
    ]
    return _kept(folder, replace(station, printers=tuple(left)))


def id_of(name: str, taken: Collection[str]) -> str:
    """An id for a printer of that name which no other has: "Zebra Mesa 1" is "zebra-mesa-1"."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_LONGEST_ID].strip("-") or "printer"
    numbers: Sequence[str] = ["", *(f"-{number}" for number in range(2, len(taken) + 3))]
    return next(base + number for number in numbers if base + number not in taken)


def _kept(folder: Path, station: Station) -> Station:
    save_station(folder, station)
    return station
