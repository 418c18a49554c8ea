"""Reads the keys of one layout object, each with its limits; knows no kind of object."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NoReturn

from kiosk.domain.errors import WrongUseError
from kiosk.printing.pretix.objects import Color
from kiosk.texts import N_

_LONGEST_TEXT = 5000
_LANGUAGES = 100


class Fields:
    """The keys of the object of that number (from 1) in the layout of that name.

    Every reading raises WrongUseError that names layout, object and key.
    """

    def __init__(self, layout: str, number: int, data: Mapping[str, object]) -> None:
        self._layout = layout
        self._number = number
        self._data = data
        self._asked: set[str] = set()

    @property
    def kind(self) -> str:
        """The object's type, "" where it has none."""
        found = self._get("type")
        return found[:40] if isinstance(found, str) else ""

    @property
    def rest(self) -> tuple[str, ...]:
        """The keys that nobody asked for."""
        return tuple(sorted(str(key)[:40] for key in self._data if key not in self._asked))

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A number, which pretix also writes as text."""
        found = self._get(key)
        if found is None and default is not None:
            return default
        if isinstance(found, bool) or not isinstance(found, int | float | str):
            self._wrong(key, found)
        try:
            number = float(found)
        except (ValueError, OverflowError):
            self._wrong(key, found)
        if not math.isfinite(number) or not low <= number <= high:
            self._wrong(key, found)
        return number

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        found = self._get(key)
        if found is None:
            return default
        return found if isinstance(found, bool) else self._wrong(key, found)

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        found = self._get(key)
        if found is None:
            return default
        if not isinstance(found, str) or len(found) > _LONGEST_TEXT:
            self._wrong(key, found)
        return found

    def texts(self, key: str) -> Mapping[str, str]:
        """Texts by language; a single text is pretix's for any language."""
        found = self._get(key)
        if isinstance(found, str):
            found = {"": found}
        if found is None:
            return {}
        if not isinstance(found, dict) or len(found) > _LANGUAGES:
            self._wrong(key, found)
        pairs = {str(lang): text for lang, text in found.items() if text is not None}
        if not all(isinstance(text, str) and len(text) <= _LONGEST_TEXT for text in pairs.values()):
            self._wrong(key, found)
        return pairs

    def choice(self, key: str, known: tuple[str, ...]) -> str:
        """One of the known words, the first where nothing is said."""
        found = self._get(key)
        if found is None:
            return known[0]
        return found if isinstance(found, str) and found in known else self._wrong(key, found)

    def color(self, key: str) -> Color:
        """Red, green and blue from 0 to 255 (and a fourth part that pretix leaves unused)."""
        found = self._get(key)
        if found is None:
            return (0.0, 0.0, 0.0)
        if not isinstance(found, list) or not 3 <= len(found) <= 4:
            self._wrong(key, found)
        parts = [part for part in found[:3] if type(part) in (int, float) and 0 <= part <= 255]
        if len(parts) < 3:
            self._wrong(key, found)
        red, green, blue = (part / 255 for part in parts)
        return red, green, blue

    def _get(self, key: str) -> object:
        self._asked.add(key)
        return self._data.get(key)

    def _wrong(self, key: str, found: object) -> NoReturn:
        raise WrongUseError(
            N_(
                "Diseño de pretix «{layout}»: en el objeto {number} no se entiende «{key}»: {found}"
            ),
            layout=self._layout,
            number=self._number,
            key=key,
            found=_shown(found),
        )


def _shown(found: object) -> str:
    """A wrong value, short enough for a sentence."""
    try:
        return "—" if found is None else str(found)[:40]
    except (ValueError, RecursionError):  # a number of thousands of digits, a list without end
        return type(found).__name__
