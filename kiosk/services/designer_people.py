"""On whom a layout is tried: invented people, and the event's own at its edges; draws nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.badge import BadgeContent
from kiosk.domain.names import clean
from kiosk.domain.people import Person
from kiosk.printing.layout import Layout
from kiosk.printing.samples import SAMPLES
from kiosk.services.badge_content import badge_contents
from kiosk.services.context import Context
from kiosk.services.find import search
from kiosk.services.print_order import PREVIEW_CODE
from kiosk.store import listing
from kiosk.store.transact import reading
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whose badge can be looked at: `why` is a msgid, "" for one who was searched."""

    key: str
    why: str
    name: str
    content: BadgeContent
    real: bool = True


def invented() -> tuple[Subject, ...]:
    """The samples, by which a layout is checked too."""
    return tuple(
        Subject(f"sample-{number}", why, content.first_line, content, real=False)
        for number, (why, content) in enumerate(SAMPLES)
    )


def notable(ctx: Context, layout: Layout) -> tuple[Subject, ...]:
    """Those of the event whose names try a layout most, each once; none while nobody is known."""
    with reading(ctx.db):
        known = [row.person for row in listing.all_people(ctx.db) if not row.person.gone]
    return _subjects(ctx, layout, edges(known))


def found(ctx: Context, layout: Layout, text: str, limit: int = 8) -> tuple[Subject, ...]:
    """People of the event for what was typed, the likeliest first."""
    return _subjects(ctx, layout, [("", one.person) for one in search(ctx, text, limit)])


def edges(people: Iterable[Person]) -> list[tuple[str, Person]]:
    """The longest and the shortest name, somebody without organisation, and of another script."""
    known = [one for one in people if clean(one.full_name)]
    if not known:
        return []
    without = (one for one in known if not one.organisation)
    foreign = (one for one in known if is_foreign(one.full_name))
    chosen = [
        (N_("Nombre más largo"), max(known, key=_length)),
        (N_("Nombre más corto"), min(known, key=_length)),
        (N_("Sin organización"), max(without, key=_length, default=None)),
        (N_("Otra escritura"), next(foreign, None)),
    ]
    taken: set[str] = set()
    edges = []
    for why, one in chosen:
        if one is not None and one.person_id not in taken:
            taken.add(one.person_id)
            edges.append((why, one))
    return edges


def is_foreign(name: str) -> bool:
    """Whether a letter of the name is of another script than ours."""
    return any(
        letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith(("LATIN", "MODIFIER"))
        for letter in name
        if not letter.isascii()
    )


def _length(person: Person) -> int:
    return len(clean(person.full_name))


def _subjects(
    ctx: Context, layout: Layout, chosen: Sequence[tuple[str, Person]]
) -> tuple[Subject, ...]:
    contents = badge_contents(ctx, [(person, PREVIEW_CODE) for _, person in chosen], layout)
    return tuple(
        Subject(person.person_id, why, person.full_name, replace(content, code=PREVIEW_CODE))
        for (why, person), content in zip(chosen, contents, strict=True)
    )
