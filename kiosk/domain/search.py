"""What was typed into the search box, as folded words, and where they match; finds no one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kiosk.domain.names import fold

MOST_TOKENS = 8
"""Words beyond this are ignored: nobody types more to find one person."""


@dataclass(frozen=True, slots=True)
class Query:
    """Folded words, each of which may be the beginning of a word of the person."""

    tokens: tuple[str, ...] = ()


def parse_query(text: str) -> Query:
    """The folded words of what was typed; order, case and accents do not matter."""
    words = fold(text).replace("@", " ").replace(".", " ").replace("+", " ").split()
    return Query(tuple(dict.fromkeys(words))[:MOST_TOKENS])


def highlight(text: str, tokens: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where word beginnings of `text` match a token, as (start, end) in characters of `text`.

    Spans do not overlap and come in order. Works on the text as shown: accents are folded
    character by character, so the spans fit the accented text.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _words(text):
        folded = [_fold_character(ch) for ch in text[start:end]]
        hits = [_covered(folded, token) for token in tokens]
        longest = max(hits, default=0)
        if longest:
            spans.append((start, start + longest))
    return spans


def _words(text: str) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    start = -1
    for at, ch in enumerate([*text, " "]):
        inside = ch.isalnum() or ch in "'’" or bool(unicodedata.combining(ch))
        if inside and start < 0:
            start = at
        if not inside and start >= 0:
            words.append((start, at))
            start = -1
    return words


def _fold_character(ch: str) -> str:
    return "" if unicodedata.combining(ch) else fold(ch)


def _covered(folded: list[str], token: str) -> int:
    """How many characters of the word the token covers from its beginning; 0 for none."""
    rest = token
    for count, piece in enumerate(folded, 1):
        if not rest.startswith(piece):
            return 0
        rest = rest[len(piece) :]
        if not rest and token:
            return count
    return 0
