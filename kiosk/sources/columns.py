"""Finds which column of a sheet holds which field; reads a sample, changes nothing.

A header fits a field by its whole name (column_names), else by words within a longer question.
Where several columns fit, the one whose cells look right wins (pretix names two columns "Estado").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.domain.errors import WrongUseError
from kiosk.sources.column_names import FIELDS, MANY, names, never, phrases
from kiosk.sources.own_words import NO_WORDS, OwnWords, title_word
from kiosk.sources.plain import plain
from kiosk.sources.words import state_of, yes_or_no
from kiosk.texts import N_

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_ANSWERED = {"photo_ok", "no_photo", "newcomer", "blocked", "attention", "valid_if_pending"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
NOWHERE = "-"
"""What a mapping says of a field that stands in no column, whatever a header looks like."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The index of the column (from 0) of each field; several for roles and languages.

    `questions` holds the column of each question of the event, by its id.
    """

    header: tuple[str, ...]
    of: Mapping[str, tuple[int, ...]]
    questions: Mapping[str, int] = field(default_factory=dict)

    def __contains__(self, field: str) -> bool:
        return field in self.of

    def titles(self) -> dict[str, str]:
        """Field -> header as written, for people to check."""
        named = {
            field: " + ".join(self.header[i] or letters(i) for i in found)
            for field, found in self.of.items()
        }
        asked = {f"answers[{id_}]": self.header[i] for id_, i in self.questions.items()}
        return named | asked


def find_columns(
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    mapping: Mapping[str, str],
    own: OwnWords = NO_WORDS,
) -> Columns:
    """The columns of `header`; `mapping` (field -> column) overrules what is recognised.

    `own` are the event's words: a header that is a question of it, in full, is that question's.

    Raises WrongUseError for a field or a column that does not exist, with those that do.
    """
    given = {
        field: (_column(header, field, name),)
        for field, name in mapping.items()
        if name.strip() != NOWHERE or field not in FIELDS
    }
    taken = {index for found in given.values() for index in found}
    questions = _questions(header, own, taken)
    taken.update(questions.values())
    found: dict[str, tuple[int, ...]] = dict(given)
    ranked = _candidates(header)
    for name in FIELDS:
        if name in mapping:
            continue
        options = [(rank, i) for rank, i in ranked.get(name, []) if i not in taken]
        chosen = _choose(name, options, sample, own)
        if chosen:
            found[name] = chosen
            taken.update(chosen)
    return Columns(tuple(header), _settle(found, header, given), questions)


def _questions(header: Sequence[str], own: OwnWords, taken: Collection[int]) -> dict[str, int]:
    """The first column of each question; a name that every list has stays that field's."""
    common = {word for words in names().values() for word in words} if own.questions else set()
    found: dict[str, int] = {}
    for index, title in enumerate(header):
        word = title_word(title)
        question = own.questions.get(word, "") if word not in common else ""
        if question and index not in taken:
            found.setdefault(question, index)
    return found


def _candidates(header: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """For each field, (rank, column) of the headers that may hold it."""
    found: dict[str, list[tuple[int, int]]] = {}
    known = {
        word: (field, rank)
        for field, words in reversed(names().items())
        for rank, word in enumerate(words)
    }
    for index, title in enumerate(header):
        word = title_word(title)
        if not word:
            continue
        if word in known:
            field, rank = known[word]
            found.setdefault(field, []).append((rank, index))
        elif not any(part in word for part in never()):
            field = next((name for name, part in phrases() if part in word), "")
            if field:
                found.setdefault(field, []).append((100, index))
    return found


def _choose(
    field: str,
    options: Sequence[tuple[int, int]],
    sample: Sequence[Sequence[str]],
    own: OwnWords,
) -> tuple[int, ...]:
    """The best column, or all of them for fields that may stand in several."""
    if not options:
        return ()
    if field in MANY:
        return tuple(index for _, index in sorted(options, key=lambda option: option[1]))
    if field == "date":  # lists have other dates: of birth, of the order
        options = [(rank, i) for rank, i in options if _names_dates(i, sample, own)]
        if not options:
            return ()
    scored = [(-_fit(field, index, sample), rank, index) for rank, index in options]
    best = min(scored)
    return (best[2],) if best[0] < 0 or not sample else ()


def _fit(field: str, index: int, sample: Sequence[Sequence[str]]) -> int:
    """How well the cells suit the field, 0 (not at all) to 3; empty columns score lowest but 0."""
    cells = [row[index].strip() for row in sample if index < len(row) and row[index].strip()]
    if not cells:
        return 1
    good = sum(_suits(field, cell) for cell in cells) / len(cells)
    if good < 0.5:
        return 0
    return 3 if len(cells) * 2 >= len(sample) else 2


def _names_dates(index: int, sample: Sequence[Sequence[str]], own: OwnWords) -> bool:
    """Whether the column may name dates of the event: it does, or it is still empty so far."""
    cells = {title_word(row[index]) for row in sample if index < len(row)} - {""}
    return bool(own.dates) and (not cells or not cells.isdisjoint(own.dates))


def _suits(field: str, cell: str) -> bool:
    if field == "email":
        return bool(_EMAIL.search(cell))
    if field == "position":  # in an order: "1"; a person's "Position" is a job
        return cell.isdecimal()
    if field == "state":
        return state_of(cell) is not None
    if field in _ANSWERED:
        return yes_or_no(cell) is not None
    if field in {"full_name", "given_name", "family_name"}:
        return not cell.replace(".", "").isdigit()
    return True


def _settle(
    found: dict[str, tuple[int, ...]], header: Sequence[str], given: Mapping[str, object]
) -> dict[str, tuple[int, ...]]:
    """A lone "Nombre" beside no surname is the whole name; other combinations stand."""
    if (
        "given_name" in found
        and not {"family_name", "full_name"} & found.keys()
        and ("given_name" not in given)
    ):
        found["full_name"] = found.pop("given_name")
    if "family_name" in found and "full_name" in found and "given_name" not in found:
        title = plain(header[found["full_name"][0]])
        if title in {"name", "nombre", "nome"} and "full_name" not in given:
            found["given_name"] = found.pop("full_name")
    return {field: found[field] for field in FIELDS if field in found}


def _column(header: Sequence[str], field: str, name: str) -> int:
    """The column that --map names: by its header, else by letter (A ... AA) or number (1 ...)."""
    if field not in FIELDS:
        message = N_("No existe el campo «{field}»; los que hay: {choices}.")
        raise WrongUseError(message, field=field, choices=", ".join(FIELDS))
    titles = [plain(title) for title in header]
    if plain(name) in titles:
        return titles.index(plain(name))
    index = -1
    if name.strip().isdigit():
        index = int(name) - 1
    elif _LETTERS.fullmatch(name.strip()):
        index = _number(name.strip())
    if 0 <= index < len(header):
        return index
    choices = ", ".join(f"{letters(i)}: {title}" for i, title in enumerate(header))
    message = N_("No existe la columna «{column}» para el campo «{field}»; las que hay: {choices}.")
    raise WrongUseError(message, column=name, field=field, choices=choices)


def letters(index: int) -> str:
    """The letters that spreadsheets give a column: 0 is A, 26 is AA."""
    text, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(65 + digit) + text
    return text


def _number(text: str) -> int:
    value = 0
    for letter in text.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1
