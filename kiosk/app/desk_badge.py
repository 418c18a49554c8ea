"""How the badge of a walk-in will look before anybody is registered; stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.badge import BadgeContent
from kiosk.domain.people import Person
from kiosk.printing.badge import draw_badges, fit_name
from kiosk.printing.layout import Layout
from kiosk.printing.raster import page_png
from kiosk.services.badge_content import badge_content, layout_of
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
    _name, layout = layout_of(ctx, None)
    content = badge_content(ctx, _person(form), PREVIEW_CODE)
    drawn = draw_badges([content], layout)
    return Outlook(page_png(drawn.pdf, 144), _checks(content, layout, drawn.missing[0]))


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
    content: BadgeContent, layout: Layout, missing: tuple[str, ...]
) -> tuple[tuple[bool, Callable[[], str]], ...]:
    first, _second = fit_name(content.first_line, content.second_line, layout)
    one_line = len(first.lines) == 1
    letters = " ".join(missing)
    return (
        (True, _one_line if one_line else _two_lines),
        (not missing, (lambda: _missing(letters)) if missing else _all_letters),
        (layout.code.size / 21 >= _READABLE_MODULE, _readable),
    )


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
