"""Breaks a text into the lines that fit a width; cuts nothing off and draws nothing."""

from __future__ import annotations

from kiosk.printing.text import Line, measure


def wrapped(
    text: str, width: float, size: float, weight: int = 500, font: str = ""
) -> tuple[Line, ...]:
    """The lines of a text in a column `width` points wide, letters `size` points high.

    Broken at spaces; a word that is wider than the column is broken within. No text, no line.
    `font` is the one to try first, as in measure().
    """
    lines: list[str] = []
    for word in text.split():
        wider = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(wider, width / size, weight, font):
            lines[-1] = wider
        else:
            lines += _pieces(word, width / size, weight, font)
    return tuple(measure(line, weight, font=font) for line in lines)


def _fits(text: str, width: float, weight: int, font: str) -> bool:
    """Whether it fits that many em."""
    return measure(text, weight, font=font).width <= width


def _pieces(word: str, width: float, weight: int, font: str) -> list[str]:
    """The word in as few pieces as fit; each holds one letter at least."""
    pieces = []
    while len(word) > 1 and not _fits(word, width, weight, font):
        at = next(
            (n for n in range(len(word) - 1, 1, -1) if _fits(word[:n], width, weight, font)), 1
        )
        pieces.append(word[:at])
        word = word[at:]
    return [*pieces, word]
