"""Fits text into a box: as large as its width and height allow, never cut; draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.printing.elements.parts import Box
from kiosk.printing.text import Line, measure
from kiosk.printing.wrapping import wrapped

_SHRINK = 0.95
_TINY = 0.08
_WRAPPED_LEADING = 1.2
AIR = 0.14
"""Above and below two lines together, in em: what stands beside them may fill its own frame."""
_ONE_LINE_DOWN_TO = 0.7
"""A text stays on one line until it would shrink below this part of its largest size."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines with their base lines (mm from the top of the badge) and the size (em, mm)."""

    lines: tuple[Line, ...]
    baselines: tuple[float, ...]
    size: float

    @property
    def width(self) -> float:
        """Of the longest line, in mm."""
        return max((line.width for line in self.lines), default=0.0) * self.size


def fit(text: str, box: Box) -> Fitted:
    """The largest way to write the text into the box on as many lines as the box allows."""
    if not text.strip():
        return Fitted((), (), box.size)
    if box.upper:
        text = text.upper()
    if box.overflow == "wrap":
        return _wrapped(text, box)
    whole = _one_line(text, box)
    if box.lines < 2 or whole.size >= box.size * _ONE_LINE_DOWN_TO:
        return whole
    halves = [_two_lines(first, second, box) for first, second in splits(text)]
    return max([whole, *halves], key=lambda fitted: fitted.size)


def fit_first_that_reads(texts: Iterable[str], box: Box) -> tuple[str, Fitted]:
    """The first form that is not smaller than the box's smallest size, else the largest one."""
    tried: list[tuple[str, Fitted]] = []
    for text in texts:
        fitted = fit(text, box)
        if fitted.size >= box.smallest:
            return text, fitted
        tried.append((text, fitted))
    return max(tried, key=lambda each: each[1].size)


def splits(text: str) -> list[tuple[str, str]]:
    """Every way to break a text in two at a space or behind a hyphen."""
    found: list[tuple[str, str]] = []
    for place, char in enumerate(text):
        cut = place + 1 if char == "-" else place
        first, second = text[:cut].rstrip(), text[cut:].lstrip()
        if char in " -" and first and second:
            found.append((first, second))
    return found


def _one_line(text: str, box: Box) -> Fitted:
    line = measure(text, box.weight, box.tracking)
    size = min(
        box.size,
        _limit(box.w, line.width),
        _limit(box.base, line.top),
        _limit(box.h - box.base, line.bottom),
    )
    return Fitted((line,), (box.y + box.base,), size)


def _two_lines(first: str, second: str, box: Box) -> Fitted:
    upper = measure(first, box.weight, box.tracking)
    lower = measure(second, box.weight, box.tracking)
    leading = max(box.leading, upper.bottom + lower.top + 0.04)
    tall = upper.top + leading + lower.bottom
    size = min(box.size, _limit(box.w, max(upper.width, lower.width)), _limit(box.h, tall + AIR))
    start = box.y + (box.h - tall * size) / 2 + upper.top * size
    return Fitted((upper, lower), (start, start + leading * size), size)


def _wrapped(text: str, box: Box) -> Fitted:
    """On as many lines as the box has room for, in the largest of the sizes tried."""
    size = box.size
    while True:
        lines = wrapped(text, box.w, size, box.weight)
        step = box.leading * size * _WRAPPED_LEADING
        tall = lines[0].top * size + step * (len(lines) - 1) + lines[-1].bottom * size
        if (len(lines) <= box.lines and tall <= box.h) or size < box.size * _TINY:
            break
        size *= _SHRINK
    if size < box.size * _TINY:  # no paper for this many words: one line never leaves its frame
        return _one_line(text, box)
    start = box.y + min((box.h - tall) / 2, 0.0) + lines[0].top * size
    return Fitted(lines, tuple(start + step * number for number in range(len(lines))), size)


def _limit(room: float, need: float) -> float:
    """The size at which something of that many em fills the room."""
    return room / need if need > 0 else float("inf")
