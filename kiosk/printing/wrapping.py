"""Breaks a text into the lines that fit a width; cuts nothing off and draws nothing."""

from __future__ import annotations

from kiosk.printing.text import Line, measure


def wrapped(text: str, width: float, size: float, weight: int = 500) -> tuple[Line, ...]:
    """The lines of a text in a column `width` points wide, letters `size` points high.

    Broken at spaces; a word that is wider than the column is broken within. No text, no line.
    """
    lines: list[str] = []
    for word in text.split():
        wider = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(wider, width, size, weight):
            lines[-1] = wider
        else:
            lines += _pieces(word, width, size, weight)
    return tuple(measure(line, weight) for line in lines)


def _fits(text: str, width: float, size: float, weight: int) -> bool:
    return measure(text, weight).width * size <= width


def _pieces(word: str, width: float, size: float, weight: int) -> list[str]:
    """The word in as few pieces as fit; each holds one letter at least."""
    pieces = []
    while len(word) > 1 and not _fits(word, width, size, weight):
        at = next(
            (n for n in range(len(word) - 1, 1, -1) if _fits(word[:n], width, size, weight)), 1
        )
        pieces.append(word[:at])
        word = word[at:]
    return [*pieces, word]
