"""Fills a profile with the demo event's people, guests and, if asked, the morning's arrivals."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from time import monotonic
from typing import NamedTuple
from zoneinfo import ZoneInfo

from uuid_utils import uuid7

from kiosk.domain.checkpoints import Kind
from kiosk.domain.people import TicketState
from kiosk.domain.print_job import JobState
from kiosk.resources import asset
from kiosk.services.badges import badge_code_of
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.import_people import run_import
from kiosk.services.print_outcome import came_out
from kiosk.store import listing, print_jobs
from kiosk.store.transact import writing

DAY = date(2026, 10, 6)
"""The demo's Tuesday."""
MOMENT = time(9, 14)
"""What the demo's clock says, local to the event."""

_LISTS = {
    "csirt": "guests-csirt.csv",
    "lacix": "guests-lacix.csv",
    "lactld": "lactld.csv",
}
_ROLLS = {"assembly": "members.csv", "lactld": "lactld-roll.csv"}
"""By the checkpoint of the assembly."""
_ARRIVALS = (
    ("07:30", 4),
    ("07:45", 9),
    ("08:00", 21),
    ("08:15", 38),
    ("08:30", 66),
    ("08:45", 87),
    ("09:00", 56),
)
_LAST_MINUTE = time(9, 13)
_PRINTING = timedelta(seconds=8)
_DESKS = (("Mesa 1", "Valeria M."), ("Mesa 2", "Lucía R."), ("Mesa 3", "Diego S."))


class Arrival(NamedTuple):
    """Somebody who was checked in before the demo begins; `at` is local to the event."""

    at: time
    person_id: str
    station: str
    operator: str


def demo_clock(at: datetime | None = None, *, running: bool = False) -> Callable[[], datetime]:
    """A clock that stands at `at` (aware; the demo's Tuesday 09:14), or runs on from there."""
    start = at or datetime.combine(DAY, MOMENT, tzinfo=ZoneInfo("America/Montevideo"))
    begun = monotonic()

    def now() -> datetime:
        passed = timedelta(seconds=monotonic() - begun) if running else timedelta(0)
        return (start + passed).astimezone(UTC)

    return now


def fill_demo(ctx: Context) -> None:
    """Import the demo's people, its three lists and two rolls, as anybody's would be."""
    with writing(ctx.db):
        run_import(ctx, asset("demo", "people.csv"))
        for checkpoint, name in _LISTS.items():
            run_import(ctx, asset("demo", name), invite=checkpoint)
        for assembly in ctx.event.assemblies:
            run_import(ctx, asset("demo", _ROLLS[assembly.checkpoint]), members=assembly.id)


def demo_arrivals(ctx: Context) -> int:
    """Check in 281 people from 07:30 to 09:13 of the demo's Tuesday; how many it were.

    Their badges came out too: nobody of them is owed one. Later hours than the context's clock are
    left out. The desks and hours are those of the pictures; the last one is Carla Souza at 09:13.
    """
    done = 0
    with writing(ctx.db):
        for arrival in _schedule(ctx):
            at = datetime.combine(DAY, arrival.at, tzinfo=ctx.event.timezone)
            if at <= ctx.clock():
                done += _check_in(ctx, arrival, at)
    return done


def _check_in(ctx: Context, arrival: Arrival, at: datetime) -> bool:
    """One arrival through the same path as every scan, as if the desk's clock said `at`."""
    station = replace(ctx.station, name=arrival.station)
    there = replace(ctx, station=station, clock=lambda: at)
    entrance = next(c.id for c in ctx.event.checkpoints if c.kind is Kind.ENTRANCE)
    request = ScanRequest(
        person_id=arrival.person_id, checkpoint=entrance, at=at, operator=arrival.operator
    )
    outcome = scan(there, request)
    if outcome.verdict.admitted:
        _badge_came_out(there, outcome, arrival.operator)
    return outcome.verdict.admitted


def _badge_came_out(ctx: Context, outcome: ScanOutcome, operator: str) -> None:
    """The badge as the print queue remembers one that was printed; no printer was asked."""
    person = outcome.person
    if person is None:
        return
    printer = ctx.station.all_printers[0]
    job = print_jobs.Job(
        job_id=str(uuid7()),
        person_id=person.person_id,
        badge_code=badge_code_of(ctx, person.person_id, operator),
        title=person.full_name,
        layout=ctx.event.badge_layout,
        printer=printer.uri,
        printer_id=printer.id,
        target=printer.id,
        state=JobState.DONE,
        pdf=b"",
        media="",
        created_at=outcome.at,
        updated_at=outcome.at + _PRINTING,
        station=ctx.station.name,
        operator=operator,
    )
    print_jobs.add(ctx.db, job)
    came_out(ctx, job)


def _schedule(ctx: Context) -> list[Arrival]:
    """Who arrives when: the fixed people at their minute, others spread over the quarters."""
    random = Random(281)  # noqa: S311  the same morning at every run
    confirmed = _confirmed(ctx)
    fixed = {(p["given"], p["family"]): p for p in _fixed()}
    named = {confirmed.pop(name): p for name, p in fixed.items() if name in confirmed}
    others = sorted(confirmed.values())
    random.shuffle(others)
    arrivals = [
        Arrival(time.fromisoformat(p["desk"]), person_id, *_desk(p.get("station", "Mesa 2")))
        for person_id, p in named.items()
        if p.get("desk")
    ]
    for start, count in _ARRIVALS:
        begin = time.fromisoformat(start)
        there = sum(_quarter(arrival.at) == begin for arrival in arrivals)
        for _ in range(count - there):
            at = begin.replace(
                minute=begin.minute + random.randrange(13), second=random.randrange(60)
            )
            arrivals.append(Arrival(min(at, _LAST_MINUTE), others.pop(), *random.choice(_DESKS)))
    return sorted(arrivals)


def _fixed() -> list[dict[str, str]]:
    with asset("demo", "fixed.toml").open("rb") as file:
        people: list[dict[str, str]] = tomllib.load(file)["person"]
    return people


def _confirmed(ctx: Context) -> dict[tuple[str, str], str]:
    """The people with a paid ticket by name; of namesakes one."""
    return {
        (listed.person.given_name, listed.person.family_name): listed.person.person_id
        for listed in listing.all_people(ctx.db)
        if any(ticket.state is TicketState.PAID for ticket in listed.tickets)
    }


def _quarter(at: time) -> time:
    return at.replace(minute=at.minute // 15 * 15, second=0)


def _desk(station: str) -> tuple[str, str]:
    return next(desk for desk in _DESKS if desk[0] == station)
