"""The day in figures: first entries by quarters of an hour, waits for badges, walk-ins, help."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.domain.print_job import JobState
from kiosk.services import printing
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.day_figures import day_figures_of
from kiosk.services.desk import WalkIn, walk_in
from kiosk.services.help_number import next_help
from kiosk.store import print_jobs


@pytest.fixture
def at(ctx):
    """The same store at 09:07 and some minutes of the event's second day."""
    start = datetime(2026, 10, 6, 9, 7, tzinfo=ctx.event.timezone)

    def later(minutes):
        moment = start + timedelta(minutes=minutes)
        return replace(ctx, clock=lambda: moment)

    return later


def enter(ctx, person_id, checkpoint="main"):
    return scan(ctx, ScanRequest(checkpoint=checkpoint, person_id=person_id, at=ctx.clock()))


def test_before_anybody_came_there_is_nothing(at):
    figures = day_figures_of(at(0))

    assert (figures.arrivals, figures.badge_seconds) == ((), None)
    assert (figures.walk_ins, figures.helped) == (0, 0)


def test_arrivals_stand_in_their_quarters_without_gaps(at):
    enter(at(0), "ana")
    enter(at(2), "jose")
    enter(at(40), "sam")

    found = day_figures_of(at(55)).arrivals
    zone = at(0).event.timezone
    assert [(f"{when.astimezone(zone):%H:%M}", count) for when, count in found] == [
        ("09:00", 2), ("09:15", 0), ("09:30", 0), ("09:45", 1), ("10:00", 0),
    ]  # fmt: skip


def test_only_the_first_entry_at_an_entrance_counts_and_only_today(at):
    enter(at(-24 * 60), "ana")
    enter(at(0), "ana")
    enter(at(1), "ana", "forum")
    enter(at(2), "jose")

    assert [count for _when, count in day_figures_of(at(3)).arrivals] == [1]


def test_a_badge_takes_as_long_as_the_middle_one_did(at):
    for person_id, seconds in (("ana", 4), ("jose", 8), ("sam", 60)):
        job = printing.enqueue(at(0), person_id, "folder:")
        done = job.created_at + timedelta(seconds=seconds)
        print_jobs.change(at(0).db, replace(job, state=JobState.DONE, updated_at=done))

    assert day_figures_of(at(5)).badge_seconds == 8


def test_walk_ins_and_who_was_sent_to_the_desk_are_counted(at):
    walk_in(at(0), WalkIn(given_name="Nora", family_name="Paz"), "lu")
    next_help(at(0), None, "invalid")
    next_help(at(-24 * 60), None, "invalid")

    figures = day_figures_of(at(1))
    assert (figures.walk_ins, figures.helped) == (1, 1)
