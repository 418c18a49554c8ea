"""Brings the list of a hub into a profile that has just joined, which may have no event yet.

The event's file is written last of all: a profile without one waits for the list, and calling
again goes on where it stopped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event as Flag
from zoneinfo import ZoneInfo

from kiosk.domain.errors import CanceledError, FailureError, WrongUseError
from kiosk.domain.event import Event
from kiosk.hub.interface import Health, Hub, Trouble
from kiosk.hub.membership import Membership
from kiosk.services import sources
from kiosk.services.context import Context
from kiosk.services.event_of_sources import OWN_FILE, with_sources
from kiosk.services.hub_line import open_line, wait_connected, with_line
from kiosk.services.list_line import exchange_list
from kiosk.services.profile import (
    STORE_FILE,
    has_event,
    load_station,
    read_profile_event,
    save_station,
    utc_now,
)
from kiosk.services.roster_files import HUB
from kiosk.store import documents, expected, journal, roster
from kiosk.store.connect import close, open_store
from kiosk.texts import N_

Progress = Callable[[int, int | None], None]
"""Told how many records have come, and of how many; None where that is not known."""
_CONNECT, _ANSWER, _NEXT = 10.0, 2.0, 0.5
"""Seconds: until the line stands, until the hub says how much there is, and until no more of it is
expected."""
_STOPPED = N_("Se detuvo antes de traer toda la lista.")


@dataclass(frozen=True, slots=True)
class Arrived:
    """What stands in the profile now. `event` is None while the hub has no list to give."""

    people: int
    event: Event | None = field(repr=False)


def bring(
    profile: Path,
    membership: Membership,
    told: Progress = lambda _come, _all: None,
    stop: Flag | None = None,
) -> Arrived:
    """Take in all that the hub has to say of the list now; tell it, where this station has it.

    FailureError where the hub does not answer, CanceledError where `stop` was set; what has come
    until then stands.
    """
    with _context(profile, membership) as ctx, closing(open_line(membership, profile)) as hub:
        _connected(hub, stop)
        return _take(with_line(ctx, membership, hub), hub, told, stop)


def _take(ctx: Context, hub: Hub, told: Progress, stop: Flag | None) -> Arrived:
    come, whole = 0, _records(hub)

    def step(more: int) -> None:
        nonlocal come
        come += more
        told(come, whole)
        if stop is not None and stop.is_set():
            raise CanceledError(_STOPPED)

    ctx = _all_of_it(ctx, hub, step, whole)
    people = expected.people(ctx.db)
    if has_event(ctx.folder):
        given = roster.cursor(ctx.db) or roster.began(ctx.db)
        return Arrived(people, ctx.event if given else None)
    if documents.get(ctx.db, HUB, OWN_FILE):
        raise FailureError(
            N_("El evento de la central no se entiende aquí: actualice el programa.")
        )
    return Arrived(people, None)


def _all_of_it(ctx: Context, hub: Hub, step: Callable[[int], None], whole: int | None) -> Context:
    """Exchange until nothing more comes: an empty answer may be a slow one."""
    end = time.monotonic() + _CONNECT
    while True:
        ctx = exchange_list(ctx, hub, step)
        if roster.began(ctx.db):
            return ctx  # it tells the list itself
        more = bool(hub.records_from(roster.cursor(ctx.db), 1, _NEXT))
        complete = has_event(ctx.folder) or not whole
        if not more and (complete or time.monotonic() > end):
            return ctx


def _records(hub: Hub) -> int | None:
    """How many records the hub holds for one station: it holds each in two views."""
    survey = hub.survey(_ANSWER)
    return survey.records // 2 or None if survey else None


def stand_at(profile: Path, event: Event, checkpoint: str) -> None:
    """Let the station work at that checkpoint; WrongUseError where the event has none of the id."""
    if event.checkpoint(checkpoint) is None:
        raise WrongUseError(
            N_("El evento no tiene el punto de control {checkpoint}. Tiene: {ids}"),
            checkpoint=checkpoint,
            ids=", ".join(one.id for one in event.checkpoints),
        )
    save_station(profile, replace(load_station(profile), checkpoint=checkpoint))


def clear_unfinished(profile: Path) -> None:
    """Throw away what half a set-up has left in a profile without an event: sources, a list.

    WrongUseError where somebody worked with it: what they wrote down is never thrown away.
    """
    path = profile / STORE_FILE
    if not path.is_file():
        return
    db = open_store(path)
    try:
        if journal.count(db):
            raise WrongUseError(
                N_("El perfil {folder} tiene un registro de antes: use otra carpeta."),
                folder=profile,
            )
        ctx = Context(db, _nothing_yet("none"), load_station(profile), utc_now, profile)
        for one in sources.listed(ctx):
            sources.remove(ctx, one.name, force=True)
    finally:
        close(db)
    for left in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        left.unlink(missing_ok=True)


@contextmanager
def _context(profile: Path, membership: Membership) -> Iterator[Context]:
    """The profile's context, with an event in name only where it has none."""
    profile.mkdir(parents=True, exist_ok=True)
    has = has_event(profile)
    own = read_profile_event(profile) if has else _nothing_yet(membership.event)
    db = open_store(profile / STORE_FILE)
    try:
        event = with_sources(db, own) if has else own
        yield Context(db, event, load_station(profile), utc_now, profile)
    finally:
        close(db)


def _nothing_yet(event: str) -> Event:
    """An event of which nothing is known but its id."""
    today = utc_now().date()
    code = re.sub(r"[^A-Z0-9]", "", event.upper())[:8]
    return Event(event, {"es": event}, ZoneInfo("UTC"), today, today, code)


def _connected(hub: Hub, stop: Flag | None) -> None:
    """Wait until the line stands. FailureError where it does not, with what is known of it."""
    refused_for_good = time.monotonic() + _CONNECT / 2

    def stands(health: Health) -> bool:
        if health.connected and health.roster:
            return True
        if stop is not None and stop.is_set():
            raise CanceledError(_STOPPED)
        if health.trouble is Trouble.REFUSED and time.monotonic() > refused_for_good:
            raise FailureError(
                N_("La central no reconoce a esta estación: únala de nuevo con una invitación.")
            )
        return False

    if not wait_connected(hub, _CONNECT, stands):
        raise FailureError(N_("La central no responde: intente de nuevo."))
