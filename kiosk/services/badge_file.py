"""Badges into one PDF, and pictures of badges to come; prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Unpack

from kiosk.domain.errors import FailureError, NotFoundError
from kiosk.domain.people import Person
from kiosk.printing.backends.folder import write_whole
from kiosk.printing.badge import Drawn, draw_badges
from kiosk.printing.drawable import Drawable
from kiosk.printing.imposition import Placing
from kiosk.printing.layout import Layout
from kiosk.printing.pages import joined
from kiosk.printing.raster import page_png
from kiosk.printing.said import sentences
from kiosk.printing.sheet import Sheet, require_fit
from kiosk.services.badge_choices import choices
from kiosk.services.badge_content import badge_content, badge_contents, person_of
from kiosk.services.badge_layout import NO_BADGE, layout_for, layout_of
from kiosk.services.badges import badge_code_of
from kiosk.services.context import Context
from kiosk.services.print_order import PREVIEW_CODE
from kiosk.store import people
from kiosk.store.transact import writing
from kiosk.texts import N_

Progress = Callable[[int, int], bool | None]
"""Told (done, total) after each badge; False stops."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a file of badges holds: how many of each layout, in the file's order.

    `without` are the names of those whose registration comes without a badge, `notes` what to know
    of a badge: (name, sentence in the language in force).
    """

    layouts: Mapping[str, int]
    without: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many badges."""
        return sum(self.layouts.values())


@dataclass(slots=True)
class _Group:
    """People whose badges have one layout."""

    name: str
    layout: Layout | Drawable
    sheet: Sheet | None
    people: list[Person] = field(default_factory=list)


def badge_pdf(
    ctx: Context,
    person_ids: Sequence[str],
    out: Path,
    layout: str | None = None,
    progress: Progress | None = None,
    sheet: str | None = None,
    **placing: Unpack[Placing],
) -> Made:
    """The badges of those people in one PDF, in that order; people without a code get one.

    Without `layout` each person's is as the event says; those of one layout stand together, since
    they go on one paper. `sheet` puts several on a page, as `placing` says. Raises NotFoundError
    for an unknown person, layout or sheet, or where nobody has a badge; WrongUseError where a
    layout does not fit the sheet, CanceledError where `progress` says so, FailureError where `out`
    cannot be written; an existing file is replaced only when all went well.
    """
    found = people.get_many(ctx.db, list(person_ids))
    if any(person_id not in found for person_id in person_ids):
        raise NotFoundError(N_("Esa persona no está en la lista."))
    groups, without = _grouped(ctx, [found[each] for each in person_ids], layout, sheet)
    total = sum(len(group.people) for group in groups)
    if not total:
        raise _nobody(without)
    with writing(ctx.db):
        codes = {p.person_id: badge_code_of(ctx, p.person_id) for g in groups for p in g.people}
    done = Counter[str]()

    def tell() -> bool | None:
        done["badges"] += 1
        return progress(done["badges"], total) if progress else None

    drawn: list[Drawn] = []
    for group in groups:
        of = [(person, codes[person.person_id]) for person in group.people]
        contents = badge_contents(ctx, of, group.layout)
        drawn.append(draw_badges(contents, group.layout, tell, group.sheet, **placing))
        placing["start"] = 0  # only the first sheet has been used before
    _write(out, joined([each.pdf for each in drawn]))
    notes = [note for pair in zip(groups, drawn, strict=True) for note in _notes(*pair)]
    layouts = {group.name: len(group.people) for group in groups}
    return Made(layouts, tuple(one.full_name for one in without), tuple(notes))


def preview(ctx: Context, person_id: str, layout: str | None = None, dpi: float = 144) -> bytes:
    """The person's badge as PNG bytes, with a harmless code; b"" where they have none.

    Raises NotFoundError for an unknown person or layout.
    """
    person = person_of(ctx, person_id)
    (choice,) = choices(ctx, [person])
    return preview_person(ctx, person, layout, dpi) if choice.printed else b""


def preview_person(
    ctx: Context, person: Person, layout: str | None = None, dpi: float = 144
) -> bytes:
    """As preview, for a person as typed and perhaps not stored yet (a walk-in, a correction)."""
    _name, shape = layout_for(ctx, person, layout)
    content = badge_content(ctx, person, PREVIEW_CODE, shape)
    return page_png(draw_badges([content], shape).pdf, dpi)


def _grouped(
    ctx: Context, of: Sequence[Person], layout: str | None, sheet: str | None
) -> tuple[list[_Group], list[Person]]:
    """The people by layout, in the order in which layouts come up; and who has no badge."""
    groups: dict[str, _Group] = {}
    without = []
    for person, choice in zip(of, choices(ctx, of), strict=True):
        if choice.layout is None:
            without.append(person)
            continue
        name = layout or choice.layout
        if name not in groups:
            loaded = layout_of(ctx, name)
            cells = None if sheet is None else require_fit(sheet, loaded)
            groups[name] = _Group(*loaded, cells)
        groups[name].people.append(person)
    return list(groups.values()), without


def _nobody(without: Sequence[Person]) -> NotFoundError:
    if len(without) == 1:
        return NotFoundError(NO_BADGE, name=without[0].full_name)
    return NotFoundError(N_("No hay credenciales que hacer."))


def _notes(group: _Group, drawn: Drawn) -> list[tuple[str, str]]:
    return [
        (person.full_name, sentence)
        for number, person in enumerate(group.people)
        for sentence in sentences(drawn, number)
    ]


def _write(out: Path, pdf: bytes) -> None:
    try:
        write_whole(out, pdf)
    except OSError as error:
        raise FailureError(
            N_("No se pudo escribir {path}: {error}"), path=out, error=error.strerror
        ) from error
