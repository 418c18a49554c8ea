"""How the badge of a walk-in will look before anybody is registered; stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kiosk.domain.badge import BadgeContent
from kiosk.domain.people import Person
from kiosk.printing.badge import draw_badges
from kiosk.printing.drawable import Drawable
from kiosk.printing.layout import Layout
from kiosk.printing.layout_facts import module_size, name_lines
from kiosk.printing.raster import page_png
from kiosk.services.badge_choices import comes_with_badge
from kiosk.services.badge_content import badge_content
from kiosk.services.badge_layout import layout_for
from kiosk.services.context import Context
from kiosk.services.printing import PREVIEW_CODE
from kiosk.texts import _
from kiosk.ui.desk.state import FormData

_READABLE_MODULE = 0.5
"""Smallest QR module in millimetres that a hand scanner reads at 20 cm."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The picture, and what was checked: (good, words in the language in force)."""

    png: bytes = b""
    checks: tuple[tuple[bool, Callable[[], str]], ...] = ()


def outlook(ctx: Context, form: FormData) -> Outlook:
    """Draw the badge of the form; nothing while there is no name."""
    if not (form.given_name or form.badge_name):
        return Outlook()
    person = _person(form)
    if not comes_with_badge(ctx, person):
        return Outlook(checks=((True, _none),))
    _name, layout = layout_for(ctx, person)
    content = badge_content(ctx, person, PREVIEW_CODE, layout)
    drawn = draw_badges([content], layout)
    warned = tuple((False, partial(_, msgid, **said)) for msgid, said in drawn.warnings[0])
    checks = _checks(content, layout, drawn.missing[0])
    return Outlook(page_png(drawn.pdf, 144), (*checks, *warned))


def _person(form: FormData) -> Person:
    return Person(
        person_id="",
        given_name=form.given_name,
        family_name=form.family_name,
        badge_name=form.badge_name,
        organisation=form.organisation,
        country=form.country,
        roles=form.roles,
        photo_ok=form.photo_ok,
        speaks=form.speaks,
    )


def _checks(
    content: BadgeContent, layout: Layout | Drawable, missing: tuple[str, ...]
) -> tuple[tuple[bool, Callable[[], str]], ...]:
    """A layout of another program's tells neither lines nor modules: nothing is claimed of them."""
    lines, module = name_lines(content, layout), module_size(layout)
    letters = " ".join(missing)
    checks = [
        (lines > 0, (True, _one_line if lines == 1 else _two_lines)),
        (True, (not missing, (lambda: _missing(letters)) if missing else _all_letters)),
        (module is not None, ((module or 0.0) >= _READABLE_MODULE - 1e-6, _readable)),
    ]
    return tuple(check for told, check in checks if told)


def _none() -> str:
    return _("Su entrada no lleva credencial.")


def _one_line() -> str:
    return _("El nombre entra en un renglón")


def _two_lines() -> str:
    return _("El nombre ocupa dos renglones")


def _all_letters() -> str:
    return _("Todas las letras se imprimen")


def _missing(letters: str) -> str:
    return _("Estas letras no se imprimen: {letters}", letters=letters)


def _readable() -> str:
    return _("El QR se lee a 20 cm")
