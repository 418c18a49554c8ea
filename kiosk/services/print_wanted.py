"""Makes print jobs of what is wanted, for one or many people at once; puts none into the queue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from uuid_utils import uuid7

from kiosk.domain.badge import BadgeContent
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.printing.badge import draw_badges
from kiosk.printing.drawable import Drawable
from kiosk.printing.layout import Layout
from kiosk.services.badge_choices import choices
from kiosk.services.badge_content import badge_contents
from kiosk.services.badge_layout import layout_of
from kiosk.services.badges import badge_code_of
from kiosk.services.context import Context
from kiosk.services.print_freeze import freeze, freeze_layout, rendered
from kiosk.store.print_jobs import Job


@dataclass(frozen=True, slots=True)
class Wanted:
    """One person's badge: where it may go, the printer that it goes to first, its layout's name.

    `code` is the one that was given to the badge already, "" for the person's own.
    """

    person: Person
    target: str
    at: Printer
    layout: str
    code: str = ""


def layouts_of(ctx: Context, at: Sequence[tuple[Person, Printer]]) -> list[str | None]:
    """The name of each person's layout at that printer, in their order; None for no badge."""
    found: list[str | None] = [None] * len(at)
    for paper, places in _grouped(printer.layout for _person, printer in at).items():
        chosen = choices(ctx, [at[place][0] for place in places], paper)
        for place, choice in zip(places, chosen, strict=True):
            found[place] = choice.layout
    return found


def jobs_of(ctx: Context, wanted: Sequence[Wanted], operator: str = "") -> list[Job]:
    """A waiting job for each, in their order, with its content frozen; who has no code gets one.

    Each layout is read once, and what people may enter for all of them at once. Raises
    NotFoundError for an unknown layout.
    """
    codes = [one.code or badge_code_of(ctx, one.person.person_id, operator) for one in wanted]
    made: list[tuple[BadgeContent, Layout | Drawable] | None] = [None] * len(wanted)
    for name, places in _grouped(one.layout for one in wanted).items():
        _name, layout = layout_of(ctx, name)
        of = [(wanted[place].person, codes[place]) for place in places]
        for place, content in zip(places, badge_contents(ctx, of, layout), strict=True):
            made[place] = content, layout
    return [
        replace(_job(ctx, one, *drawn), operator=operator)
        for one, drawn in zip(wanted, made, strict=True)
        if drawn is not None
    ]


def new_job(ctx: Context, target: str, at: Printer) -> Job:
    """An empty job that may go to `target` and goes to `at` first."""
    now = ctx.clock()
    return Job(
        job_id=str(uuid7()),
        person_id="",
        badge_code="",
        title="",
        layout="",
        printer=at.uri,
        state=JobState.WAITING,
        pdf=b"",
        media="",
        created_at=now,
        updated_at=now,
        station=ctx.station.name,
        target=target,
        printer_id=at.id,
    )


def _job(ctx: Context, one: Wanted, content: BadgeContent, layout: Layout | Drawable) -> Job:
    """The job of a badge; a layout of another origin cannot be frozen and is drawn at once."""
    job = replace(
        new_job(ctx, one.target, one.at),
        person_id=one.person.person_id,
        badge_code=content.code,
        title=one.person.full_name,
        layout=one.layout,
        media=layout.media,
    )
    shape = freeze_layout(layout)
    if shape:
        return replace(job, frozen=freeze(content), shape=shape)
    drawn = rendered(draw_badges([content], layout))
    return replace(job, pdf=drawn.pdf, warning=drawn.warning)


def _grouped(names: Iterable[str]) -> dict[str, list[int]]:
    """The places at which each name stands."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    return places
