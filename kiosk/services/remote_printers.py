"""The printers of other stations as their signs of life tell them: offered, ready or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kiosk.domain.printers import Printer, members
from kiosk.domain.remote_print import SCHEME, RemotePrinter, remote_of
from kiosk.domain.stations import PrinterSaid, StationState
from kiosk.printing.backends.base import PrinterStatus
from kiosk.printing.backends.station import StationBackend
from kiosk.services.context import Context
from kiosk.services.stations import stations
from kiosk.store import hub_replica, print_jobs, printer_states
from kiosk.store.printer_states import PrinterState
from kiosk.store.transact import writing
from kiosk.texts import _

if TYPE_CHECKING:
    from kiosk.printing.discovery import FoundPrinter

Heard: TypeAlias = Iterable[StationState]
_LISTENING: dict[Path, Callable[[], Heard]] = {}
_UNTIL_HEARD = timedelta(days=1)
"""How long a printer that is not heard is left alone: until it is."""


def heard(ctx: Context) -> tuple[StationState, ...]:
    """The stations as they stand now; none without a line to them.

    Signs of life bear the computer's time, also where the event's clock is another one.
    """
    return stations((), ctx.hub.beats(), datetime.now(UTC)) if ctx.hub else ()


def is_heard(ctx: Context, station: str) -> bool:
    """Whether that station (a token) gives signs of life."""
    return any(one.station == station and one.silent_since is None for one in heard(ctx))


def names(ctx: Context) -> dict[str, str]:
    """What the stations are called whose printers this one uses, as far as they are heard."""
    uris = (one.uri for one in ctx.station.all_printers)
    used = {remote.station for remote in map(remote_of, uris) if remote}
    return {one.station: one.name for one in heard(ctx) if one.station in used} if used else {}


def status_of(remote: RemotePrinter, states: Heard) -> PrinterStatus:
    """How another station's printer is, by that station's last sign of life, in words."""
    state = _state(remote.station, states)
    station = state.name if state else remote.station
    if state is None or state.said is None or state.silent_since is not None:
        reason = _("No se oye a la estación {station}.", station=station)
        return PrinterStatus(ready=False, reason=reason, name=station)
    said = _said(remote, state)
    name = f"{(said.name if said else '') or remote.printer} · {station}"
    if said is None:
        reason = _("La estación {station} no tiene esa impresora.", station=station)
    elif said.state == "ready":
        return PrinterStatus(ready=True, name=name)
    elif said.state == "paused":
        reason = _("En pausa en la estación {station}.", station=station)
    else:
        reason = _("No está lista en la estación {station}.", station=station)
    return PrinterStatus(ready=False, reason=reason, name=name)


def offered(states: Heard, own: str) -> list[FoundPrinter]:
    """What can be chosen: every printer of each station that is heard, but those of `own`."""
    from kiosk.printing.discovery import FoundPrinter  # noqa: PLC0415  a scan is answered without paper

    found = []
    for state in states:
        if state.station == own or state.said is None or state.silent_since is not None:
            continue
        for said in state.said.printers:
            remote = RemotePrinter(state.station, said.id)
            status = status_of(remote, [state])
            found.append(FoundPrinter(remote.uri, status.name, status.ready, status.reason))
    return found


def offered_to(ctx: Context) -> list[FoundPrinter]:
    """As offered(), to this station by what it hears now."""
    return offered(heard(ctx), hub_replica.station(ctx.db))


def register(folder: Path, listen: Callable[[], Heard]) -> Callable[[], None]:
    """From now on such printers of that profile answer in this program; the answer ends that.

    `listen` answers the stations as they stand, from any thread.
    """
    _LISTENING[folder] = listen
    from kiosk.printing.backends import registry  # noqa: PLC0415  a scan is answered without paper

    registry.register(SCHEME, _backend)

    def withdraw() -> None:
        _LISTENING.pop(folder, None)

    return withdraw


def _backend(uri: str, folder: Path) -> StationBackend:
    listen = _LISTENING.get(folder)
    if listen is None:
        return StationBackend(uri)
    return StationBackend(uri, lambda remote: status_of(remote, listen()))


def keep_in_mind(ctx: Context) -> None:
    """Remember of the station's printers that others own how they are; none is asked for it.

    One that is not ready there is asked all the same, since its station knows when to go on; but
    where another printer may stand in, it counts as not ready.
    """
    own = ctx.station.all_printers
    meant = (one for target in print_jobs.targets(ctx.db) for one in members(own, target))
    used = {one.id: (one, remote_of(one.uri)) for one in (*own, *meant)}
    away = [(one, remote) for one, remote in used.values() if remote]
    if not away:
        return
    states, known = heard(ctx), printer_states.all_states(ctx.db)
    for printer, remote in away:
        before = known.get(printer.id, PrinterState(printer.id))
        after = _remembered(ctx, printer, remote, states, before)
        if after != before:
            with writing(ctx.db):
                printer_states.put(ctx.db, after)


def _remembered(
    ctx: Context, printer: Printer, remote: RemotePrinter, states: Heard, before: PrinterState
) -> PrinterState:
    now = ctx.clock()
    status, state = status_of(remote, states), _state(remote.station, states)
    said = _said(remote, state) if state else None
    reason = "" if status.ready else status.reason
    if ctx.station.rehearsal:
        reason = _("En un ensayo no se imprime en otra estación.")
    silent = state is None or state.said is None or state.silent_since is not None
    down = silent or ctx.station.rehearsal or (bool(printer.fallback) and not status.ready)
    rest = before.rest_until
    if down and (rest is None or rest <= now):
        rest = now + _UNTIL_HEARD
    return replace(
        before,
        reason=reason,
        down_since=(before.down_since or now) if down else None,
        rest_until=rest if down else None,
        labels=said.labels if said else before.labels,
    )


def _state(station: str, states: Heard) -> StationState | None:
    return next((one for one in states if one.station == station), None)


def _said(remote: RemotePrinter, state: StationState) -> PrinterSaid | None:
    told = state.said.printers if state.said else ()
    return next((one for one in told if one.id == remote.printer), None)
