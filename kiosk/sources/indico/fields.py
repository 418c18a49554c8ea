"""What was filled into a form's fields as plain texts; knows not what any of it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kiosk.domain.names import clean
from kiosk.sources.indico.wire import Choice, Field, Row, fields_of

COMPANIONS = "accompanying_persons"
SESSIONS = "sessions"
YES_NO = frozenset({"bool", "checkbox"})
CHOSEN = frozenset({"single_choice", "multi_choice"}) | YES_NO
"""Kinds where nobody can write what they like."""
YES, NO = "yes", "no"


class Place(NamedTuple):
    """A field of a form. Indico gives it no name for machines, so `id` is all that stays.

    `kind` is Indico's input_type; `section` counts from 0, `position` is Indico's.
    """

    id: str
    title: str
    kind: str
    section: int
    position: float


class Filled(NamedTuple):
    """A field with what was filled in: several texts where several were chosen, none if empty."""

    place: Place
    texts: tuple[str, ...]


def filled(row: Row) -> tuple[Filled, ...]:
    """The fields of a whole registration in the order of the form; none of a list's."""
    sections = sorted(row.registration_data or (), key=lambda section: section.position or 0)
    return tuple(
        Filled(_place(field, number), _texts(field))
        for number, section in enumerate(sections)
        for field in fields_of(section)
    )


def by_id(fields: Iterable[Filled]) -> dict[str, Filled]:
    """The fields by their ids."""
    return {field.place.id: field for field in fields}


def _place(field: Field, section: int) -> Place:
    title, kind = clean(field.title or ""), field.input_type or ""
    return Place(str(field.id), title, kind, section, field.position or 0)


def _texts(field: Field) -> tuple[str, ...]:
    data = field.data
    if isinstance(data, dict):
        found = _chosen(data, field.choices or ())
    elif isinstance(data, list):
        found = [_one(item) for item in data]
    else:
        named = {str(c.id): c.caption or "" for c in field.choices or () if c.id is not None}
        found = [named.get(str(data)) or _one(data)]
    return tuple(text for text in map(clean, found) if text)


def _chosen(data: Mapping[object, object], choices: Sequence[Choice]) -> list[str]:
    """Captions of the chosen ones in the form's order: {choice id: places}, 0 places is none."""
    if choices:
        return [choice.caption or "" for choice in choices if data.get(str(choice.id))]
    return [_one(data)]


def _one(data: object) -> str:
    """A plain value; of an object a person's name or its text."""
    match data:
        case bool():
            return YES if data else NO
        case str() | int() | float():
            return str(data)
        case {"firstName": given, "lastName": family}:
            return " ".join(part for part in (given, family) if isinstance(part, str))
        case {"text": str(text)}:
            return text
        case _:
            return ""
