"""Objects of Indico's check-in API as far as they matter here; holds no meaning.

Everything but the ids may be null or missing, what is not named here is passed over, and a field
of a kind that nobody knows does not spoil its registration: plugins add such fields. The names
are those of indico/modules/events/registration/schemas.py.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from kiosk.domain.feed import SourceError, Trouble
from kiosk.texts import N_
from kiosk.typed import convert

T = TypeVar("T")

Id = int | str


class Tag(msgspec.Struct):
    """A tag of a registration, since 3.3.7; before it was its title alone."""

    title: str | None = None


class Choice(msgspec.Struct):
    """One of a field's choices; those of countries have no id."""

    id: Id | None = None
    caption: str | None = None


class Field(msgspec.Struct):
    """A field with what was filled in; what `data` is like depends on `input_type`."""

    id: Id
    title: str | None = None
    input_type: str | None = None
    position: float | None = None
    data: object = None
    choices: list[Choice] | None = None


class Section(msgspec.Struct):
    """A section of a form; its fields are decoded one by one."""

    position: float | None = None
    fields: list[object] | None = None


class Row(msgspec.Struct):
    """A registration of a list, or a whole one where `registration_data` is there."""

    id: int
    regform_id: Id | None = None
    event_id: Id | None = None
    full_name: str | None = None
    email: str | None = None
    state: str | None = None
    checked_in: bool | None = None
    checked_in_dt: str | None = None
    checkin_secret: str | None = None
    tags: list[Tag | str] | None = None
    registration_data: list[Section] | None = None


class Form(msgspec.Struct):
    """A registration form of an event; the count includes accompanying people."""

    id: Id
    title: str | None = None
    registration_count: int | None = None


class Event(msgspec.Struct):
    """The event; its moments are UTC."""

    id: Id | None = None
    title: str | None = None
    start_dt: str | None = None
    end_dt: str | None = None


def decode(data: object, kind: type[T]) -> T:
    """The parsed JSON as `kind`; SourceError that names the wrong place where it is not."""
    try:
        return convert(data, kind)
    except (msgspec.ValidationError, RecursionError, OverflowError) as error:
        raise SourceError(
            Trouble.ANSWER,
            N_("La respuesta de Indico no se entiende: {detail}"),
            detail=str(error)[:200],
        ) from error


def fields_of(section: Section) -> list[Field]:
    """The fields that can be read, in their order."""
    found = []
    for data in section.fields or ():
        try:
            found.append(decode(data, Field))
        except SourceError:
            continue
    return sorted(found, key=lambda field: field.position or 0)
