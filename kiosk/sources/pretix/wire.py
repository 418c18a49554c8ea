"""Objects of pretix's REST API as far as they matter here; holds no meaning.

Fields that are not named here are passed over, and every field but the ids may be null or
missing: servers of other versions and with plugins answer so. The names are those of
https://docs.pretix.eu/dev/api/resources/.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_
from kiosk.typed import convert

T = TypeVar("T")

Id = int | str
Text = str | dict[str, str | None] | None
"""A text, or texts by language ("pt-br")."""


class CheckinList(msgspec.Struct):
    """EVENT/checkinlists/."""

    id: Id
    name: Text = None
    all_products: bool | None = None
    limit_products: list[Id] | None = None
    subevent: Id | None = None
    include_pending: bool | None = None
    allow_multiple_entries: bool | None = None
    allow_entry_after_exit: bool | None = None
    rules: object = None
    exit_all_at: datetime | None = None
    addon_match: bool | None = None


class Variation(msgspec.Struct):
    """One of an item's variations."""

    id: Id
    value: Text = None
    checkin_attention: bool | None = None
    checkin_text: str | None = None


class Item(msgspec.Struct):
    """EVENT/items/."""

    id: Id
    name: Text = None
    variations: list[Variation] | None = None
    checkin_attention: bool | None = None
    checkin_text: str | None = None


class Event(msgspec.Struct):
    """EVENT/ and EVENT/subevents/."""

    id: Id | None = None
    name: Text = None
    date_from: datetime | None = None
    date_to: datetime | None = None
    date_admission: datetime | None = None
    valid_keys: dict[str, list[str] | None] | None = None


class Option(msgspec.Struct):
    """One of a question's options."""

    id: Id
    answer: Text = None
    identifier: str | None = None


class Question(msgspec.Struct):
    """EVENT/questions/."""

    id: Id
    question: Text = None
    type: str | None = None
    required: bool | None = None
    items: list[Id] | None = None
    options: list[Option] | None = None
    position: int | None = None
    ask_during_checkin: bool | None = None
    show_during_checkin: bool | None = None
    identifier: str | None = None
    dependency_question: Id | None = None
    dependency_values: list[str] | None = None
    help_text: Text = None
    valid_number_min: str | int | float | None = None
    valid_number_max: str | int | float | None = None
    valid_date_min: str | None = None
    valid_date_max: str | None = None
    valid_datetime_min: datetime | None = None
    valid_datetime_max: datetime | None = None
    valid_string_length_min: int | None = None
    valid_string_length_max: int | None = None


class Secret(msgspec.Struct):
    """EVENT/revokedsecrets/ and EVENT/blockedsecrets/."""

    secret: str
    blocked: bool | None = None


class Answer(msgspec.Struct):
    """An answer of a position."""

    question: Id
    answer: str | None = None
    options: list[Id] | None = None


class Position(msgspec.Struct):
    """One of an order's positions."""

    id: Id
    positionid: int
    item: Id | None = None
    variation: Id | None = None
    attendee_name: str | None = None
    attendee_name_parts: dict[str, str | None] | None = None
    attendee_email: str | None = None
    company: str | None = None
    country: str | None = None
    secret: str | None = None
    addon_to: Id | None = None
    subevent: Id | None = None
    answers: list[Answer] | None = None
    canceled: bool | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    blocked: list[str] | None = None


class Order(msgspec.Struct):
    """EVENT/orders/."""

    code: str
    status: str | None = None
    testmode: bool | None = None
    email: str | None = None
    locale: str | None = None
    comment: str | None = None
    positions: list[Position] | None = None
    checkin_attention: bool | None = None
    checkin_text: str | None = None
    require_approval: bool | None = None
    valid_if_pending: bool | None = None


def decode(data: object, kind: type[T], what: str) -> T:
    """The parsed JSON `data` as `kind`.

    Raises WrongUseError that names the object (`what` and its id or code) and its wrong field.
    """
    try:
        return convert(data, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        detail, _, path = str(error).partition(" - at `$")
        raise WrongUseError(
            N_("pretix: en {object} no se entiende «{field}»: {detail}"),
            object=f"{what} {_name(data)}".strip(),
            field=path.strip("`.") or "—",
            detail=detail,
        ) from error


def _name(data: object) -> str:
    """The id or code of an object, short enough for a sentence."""
    if not isinstance(data, dict):
        return ""
    found = data.get("id", data.get("code", data.get("slug", "")))
    return str(found)[:40] if isinstance(found, str | int) else ""


def text_id(value: Id | None) -> str:
    """An id as our values have it; "" for none."""
    return "" if value is None else str(value)
