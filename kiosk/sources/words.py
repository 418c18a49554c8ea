"""Reads the words of exports: ticket states, roles, yes and no, languages; decides nothing else."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import Any

from kiosk.domain.assembly import Capacity
from kiosk.domain.people import TicketState
from kiosk.resources import asset
from kiosk.sources.plain import plain

_SPLIT = re.compile(r"\s*[;,|/\n]\s*")
_SPLIT_LANGUAGES = re.compile(r"[;,|/\s·+]+")
_THOUGH_PENDING = {"pendiente (confirmado)", "pending (confirmed)", "pendente (confirmado)"}


@lru_cache(maxsize=4096)
def state_of(text: str) -> TicketState | None:
    """The state behind a word of an export; None where the word is unknown."""
    found = _by_word("states").get(_plain(text))
    return TicketState(found) if found else None


@lru_cache(maxsize=4096)
def confirmed_though_pending(text: str) -> bool:
    """Whether the export says that the unpaid ticket counts all the same (pretix)."""
    return _plain(text) in _THOUGH_PENDING


@lru_cache(maxsize=4096)
def yes_or_no(text: str) -> bool | None:
    """True, False, or None where the cell says neither ("Sí, acepto" counts by its first word)."""
    word = _plain(text)
    answers = _by_word("answers")
    found = answers.get(word) or answers.get(re.split(r"[\s,.;:]", word, maxsplit=1)[0])
    return None if found is None else found == "yes"


@lru_cache(maxsize=4096)
def roles_of(text: str, own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The roles named in a cell ("IX; Fellow"), in order; words that name none are left out.

    `own` holds the event's role ids, which are always understood.
    """
    whole = _plain(text)
    words = [whole, *(part.strip() for part in _SPLIT.split(whole))]
    known = _by_word("roles")
    found = (word if word in own else known.get(word, "") for word in words)
    return tuple(dict.fromkeys(role for role in found if role))


@lru_cache(maxsize=4096)
def capacity_of(text: str) -> Capacity | None:
    """As what somebody represents an organisation; None where the word is unknown."""
    found = _by_word("capacities").get(_plain(text))
    return Capacity(found) if found else None


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """The language code of a word ("español", "pt-br"), or the text itself if it is like a code."""
    word = _plain(text)
    return _by_word("languages").get(word) or (word if re.fullmatch(r"[a-z]{2,3}", word) else "")


@lru_cache(maxsize=4096)
def languages_of(text: str) -> tuple[str, ...]:
    """The language codes named in a cell, in order."""
    known = _by_word("languages")
    codes = (known.get(_plain(part), "") for part in _SPLIT_LANGUAGES.split(text))
    return tuple(dict.fromkeys(code for code in codes if code))


def _plain(text: str) -> str:
    return plain(text).strip(" .!")


@cache
def _by_word(table: str) -> dict[str, str]:
    """Each word of a table of words.toml with the key it stands for."""
    return {word: key for key, words in _data()[table].items() for word in words}


@cache
def _data() -> dict[str, Any]:
    with asset("import", "words.toml").open("rb") as file:
        return tomllib.load(file)
