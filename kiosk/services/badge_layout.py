"""Which layout a badge is drawn with, and who has none; loads layouts, draws nothing."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.errors import NotFoundError
from kiosk.domain.people import Person
from kiosk.printing.drawable import Drawable
from kiosk.printing.layout import Layout, load_layout
from kiosk.services.badge_choices import choices
from kiosk.services.context import Context
from kiosk.services.pretix_badges import load_pretix
from kiosk.services.pretix_said import is_pretix
from kiosk.texts import N_

_OWN = "layouts"
"""The folder of the profile in which layouts of one's own lie."""
NO_BADGE = N_("La entrada de {name} no lleva credencial.")


def own_layouts(profile: Path) -> Path:
    """Where that profile keeps layouts of its own, which go before the program's; may be absent."""
    return profile / _OWN


def layout_of(ctx: Context, name: str | None = None) -> tuple[str, Layout | Drawable]:
    """Name and layout for nobody in particular: the one asked for, the station's or the event's."""
    chosen = name or ctx.station.badge_layout or ctx.event.badge_layout
    return chosen, _loaded(ctx, chosen)


def layout_for(
    ctx: Context, person: Person, name: str | None = None, paper: str = ""
) -> tuple[str, Layout | Drawable]:
    """Name and layout of that person's badge: the one asked for, else as the event says.

    `paper` is the layout of the printer it goes to, in the place of the station's. Raises
    NotFoundError for somebody whose registration comes without a badge, or an unknown layout.
    """
    (choice,) = choices(ctx, [person], paper)
    if choice.layout is None:
        raise NotFoundError(NO_BADGE, name=person.full_name)
    chosen = name or choice.layout
    return chosen, _loaded(ctx, chosen)


def _loaded(ctx: Context, name: str) -> Layout | Drawable:
    """The profile's own, the program's, or one that a pretix source brought."""
    if is_pretix(name):
        return load_pretix(ctx, name)
    return load_layout(name, own_layouts(ctx.folder))
