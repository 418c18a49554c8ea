"""The fonts of paper: loads them when first needed and tells which has a letter; draws nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from kiosk.resources import asset

WEIGHTS = (500, 600, 700, 800)
"""The weights of Inter that badges use."""

_SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/ghostscript",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# TrueType outlines only: ReportLab takes no CFF. In the order of preference.
_SYSTEM_NAMES = (
    "DejaVuSans-Bold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSansArmenian-Bold.ttf",
    "NotoSansGeorgian-Bold.ttf",
    "NotoSansThai-Bold.ttf",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "ipaexg.ttf",
    "ipagp.ttf",
    "NanumGothicBold.ttf",
    "NanumGothic.ttf",
    "Arial Unicode.ttf",
    "msyhbd.ttc",
    "simhei.ttf",
    "YuGothB.ttc",
    "msgothic.ttc",
    "malgunbd.ttf",
    "malgun.ttf",
    "Nirmala.ttf",
    "arialbd.ttf",
)


@cache
def inter(weight: int) -> str:
    """The font name of the badge's own Latin letters in that weight, loaded on first use."""
    return _load(f"badge-{weight}", asset("fonts", "badge", f"Inter-{weight}.ttf"))


@cache
def font_for(char: str, weight: int) -> str | None:
    """The font that has this letter: the badge's own, then the fallbacks; None when none has."""
    if has(inter(weight), char):
        return inter(weight)
    return next((name for name in _fallbacks(weight) if has(name, char)), None)


@lru_cache(maxsize=16384)
def has(font: str, char: str) -> bool:
    """Whether the font draws this letter; ReportLab itself would leave a silent blank.

    Some fonts promise letters whose picture is empty: Droid Sans Fallback does so for Korean.
    """
    if ord(char) not in _font(font).face.charToGlyph:
        return False
    return char.isspace() or _has_picture(font, char)


def has_all(font: str, text: str) -> bool:
    """Whether the font draws every letter of the text."""
    return bool(_font(font).face.charToGlyph.keys() >= set(map(ord, text)))


@lru_cache(maxsize=16384)
def ink(font: str, char: str) -> tuple[float, float]:
    """How far a letter's ink goes above and below the base line, in em."""
    extents = _extents(font, char)
    if extents is None:
        return 0.0, 0.0
    units = _font(font).hbFont(1000).scale[1]
    top, bottom = extents.y_bearing / units, (extents.y_bearing + extents.height) / units
    return max(top, 0.0), max(-bottom, 0.0)


def _has_picture(font: str, char: str) -> bool:
    extents = _extents(font, char)
    return extents is not None and bool(extents.width or extents.height)


def _extents(font: str, char: str) -> Any:  # noqa: ANN401  the shaper has no types
    """The frame of a letter's picture in the shaper's units, or None."""
    glyph = _font(font).face.charToGlyph.get(ord(char))
    return None if glyph is None else _font(font).hbFont(1000).get_glyph_extents(glyph)


def _font(name: str) -> Any:  # noqa: ANN401  see below
    """The loaded font; its parts have no types in ReportLab's stubs."""
    return pdfmetrics.getFont(name)


def _fallbacks(weight: int) -> Iterator[str]:
    """Fonts behind the badge's own, loaded one by one as far as somebody asks."""
    yield _load(f"inter-full-{weight}", asset("fonts", f"Inter-{weight}.ttf"))
    yield _load("dejavu-rtl", asset("fonts", "badge", "DejaVuSans-Bold-rtl.ttf"))
    for path in _system_fonts():
        name = _load_foreign(path)
        if name is not None:
            yield name


@cache
def _load(name: str, path: Path) -> str:
    # Else all of ASCII is put into every document: twice the bytes of a badge, a third more time.
    pdfmetrics.registerFont(TTFont(name, str(path), shapable=True, asciiReadable=False))
    return name


@cache
def _load_foreign(path: Path) -> str | None:
    """As _load; None for a system font that ReportLab or the shaper cannot read."""
    try:
        name = _load(f"system-{path.stem}", path)
        _ = _font(name).hbFont(1000)
    except (TTFError, OSError, uharfbuzz.HarfBuzzError):
        return None
    return name


@cache
def _system_fonts() -> tuple[Path, ...]:
    """The known fallback fonts that this machine has, in the order of preference."""
    found: dict[str, Path] = {}
    for folder in _SYSTEM_FOLDERS:
        root = Path(folder).expanduser()
        for path in sorted(root.rglob("*.tt[fc]")) if root.is_dir() else ():
            found.setdefault(path.name, path)
    return tuple(found[name] for name in _SYSTEM_NAMES if name in found)
