"""Open Sans, the letters of pretix's badges, loaded when first needed; draws nothing."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.printing.pretix.objects import Style
from kiosk.resources import asset


def face(style: Style) -> str:
    """The font name of that style."""
    return _load(f"{'Bold' if style.bold else ''}{'Italic' if style.italic else ''}" or "Regular")


@cache
def _load(cut: str) -> str:
    name = f"pretix-{cut}"
    path = asset("fonts", "pretix", f"OpenSans-{cut}.ttf")
    pdfmetrics.registerFont(TTFont(name, str(path), shapable=True, asciiReadable=False))
    return name
