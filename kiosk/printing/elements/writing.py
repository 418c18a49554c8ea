"""Draws fields and fixed words, and tells what had to be made smaller or shorter."""

from __future__ import annotations

from kiosk.domain.fitting import badge_name_variants
from kiosk.domain.names import without_emoji
from kiosk.printing.drawable import Shown, Warned
from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.ink import NOTHING, Ink, missing_in
from kiosk.printing.elements.parts import Box
from kiosk.printing.fitting import Fitted, fit, fit_first_that_reads
from kiosk.texts import N_

_NAMES = ("second_line", "full_name")


def paint_text(ink: Ink, element: kinds.Text) -> Shown:
    """A field of the content; a family name is shortened where it would become too small."""
    said = fields.value(ink.content, element.field, ink.lang)
    if not said:
        return NOTHING
    bare, dropped = without_emoji(said)
    text = bare or said  # a text of emoji alone is better boxes than white
    if element.field in _NAMES:
        written, fitted = fit_name(without_emoji(ink.content.first_line)[0], text, element)
    else:
        written, fitted = text, fit(text, element)
    ink.pen.text(fitted, element)
    came = shown(text, written, fitted, element)
    if not (bare and dropped):
        return came
    emoji: Warned = (N_("Sin emoji en la credencial: {emoji}"), {"emoji": " ".join(dropped)})
    return Shown(came.missing, (emoji, *came.warnings))


def paint_words(ink: Ink, element: kinds.FixedWords) -> Shown:
    """Fixed words, with the fields that they name filled in."""
    text = fields.filled(fields.said(element.text, ink.lang), ink.content, ink.lang)
    fitted = fit(text, element)
    ink.pen.text(fitted, element)
    return Shown(missing_in(fitted))


def fit_name(first: str, text: str, box: Box) -> tuple[str, Fitted]:
    """A family name, or a whole name that begins with `first`, as large as it reads.

    Answers the form that was chosen: the whole one wherever that is not below `box.smallest`.
    """
    whole = fit(text, box)
    if whole.size >= box.smallest:
        return text, whole
    kept = f"{first} " if text.startswith(f"{first} ") else ""
    forms = badge_name_variants(first, text.removeprefix(kept))
    return fit_first_that_reads((f"{kept}{family}" for _, family in forms), box)


def shown(text: str, written: str, fitted: Fitted, box: Box) -> Shown:
    """What came of a text: what was written of it, how large, in which box."""
    missing = missing_in(fitted)
    warnings: list[Warned] = []
    if written != text:
        warnings.append(
            (N_("«{text}» se abrevió a «{written}»."), {"text": text, "written": written})
        )
    if fitted.lines and fitted.size < box.smallest:
        warnings.append(
            (
                N_("«{text}» sale con letra de {size} mm; el diseño pide {least} mm."),
                {"text": written, "size": f"{fitted.size:.1f}", "least": f"{box.smallest:g}"},
            )
        )
    return Shown(missing, tuple(warnings)) if missing or warnings else NOTHING
