"""Reads JSON lists of people, saved Indico registrations and saved pretix orders as one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.sources.table import Book, Numbered, Sheet, cell_text
from kiosk.sources.text_encoding import find_encoding
from kiosk.texts import N_

_LISTS = ("people", "results", "registrations", "attendees", "orders", "personas", "pessoas")
_PRETIX_STATES = {"n": "pending", "p": "paid", "e": "expired", "c": "canceled"}


def read_json(path: Path) -> Book:
    """The objects as one sheet whose first row holds the keys; WrongUseError otherwise."""
    encoding = find_encoding(path)
    try:
        data = _decode(path.read_text(encoding=encoding).lstrip("\ufeff").encode())
        objects = list(_flatten(_objects(path, data)))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise WrongUseError(
            N_("{file} no es JSON válido: {detail}"), file=path.name, detail=str(error)
        ) from error
    header = list(dict.fromkeys(key for item in objects for key in item))

    def rows() -> Iterator[Numbered]:
        yield 0, header
        for number, item in enumerate(objects, start=1):
            yield number, [item.get(key, "") for key in header]

    return Book("json", (Sheet(path.name, rows),), encoding, keyed=True)


def _decode(text: bytes) -> object:
    """The value of a JSON text, or the list of values of JSON lines (one object a line)."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[1].lstrip().startswith(b"{"):
            raise
    return [msgspec.json.decode(line) for line in lines]


def _objects(path: Path, data: object) -> list[Mapping[str, Any]]:
    """The list of objects, at the top or under one of the known keys."""
    if isinstance(data, dict):
        data = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), None)
    if isinstance(data, list) and all(isinstance(item, dict) for item in data):
        return data
    raise WrongUseError(
        N_('{file}: se esperaba una lista de objetos, o {{"people": [...]}}.'), file=path.name
    )


def _flatten(items: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """One flat row an object; a pretix order gives one for each of its positions."""
    for item in items:
        if isinstance(item.get("positions"), list) and "code" in item:
            numbers = {p.get("id"): p.get("positionid") for p in item["positions"]}
            yield from (_position(item, position, numbers) for position in item["positions"])
        else:
            yield {str(key): _cell(str(key), value) for key, value in item.items()}


def _cell(key: str, value: object) -> str:
    """A value as a cell; answers stay the object that they are."""
    if key == "answers" and isinstance(value, Mapping):
        return msgspec.json.encode(value).decode()
    return _text(value)


def _position(
    order: Mapping[str, Any], position: Mapping[str, Any], numbers: Mapping[object, object]
) -> dict[str, str]:
    """A position of a pretix order (its REST API, "Order resource") as a row.

    `numbers` are the positions' numbers in the order by their ids.
    """
    parts = position.get("attendee_name_parts") or {}
    state = _PRETIX_STATES.get(str(order.get("status")), "")
    if position.get("canceled"):
        state = "canceled"
    elif order.get("require_approval") and state == "pending":
        state = "unapproved"
    elif order.get("valid_if_pending") and state == "pending":
        state = "pending (confirmed)"
    row = {
        "order": order.get("code"),
        "position": position.get("positionid"),
        "status": state,
        "attendee_name": position.get("attendee_name"),
        "given_name": parts.get("given_name"),
        "family_name": parts.get("family_name"),
        "attendee_email": position.get("attendee_email"),
        "email": order.get("email"),
        "company": position.get("company"),
        "country": position.get("country"),
        "locale": order.get("locale"),
        "secret": position.get("secret"),
        "product": position.get("item_name") or position.get("item"),
        "blocked": bool(position.get("blocked")),
        "valid_from": position.get("valid_from"),
        "valid_until": position.get("valid_until"),
        "comment": order.get("comment"),
        "product_id": position.get("item"),
        "variation_id": position.get("variation"),
        "date_id": position.get("subevent"),
        "addon_to": numbers.get(position.get("addon_to")),
        "attention": bool(order.get("checkin_attention")),
        "checkin_text": order.get("checkin_text"),
        "answers": _answers(position.get("answers")),
    }
    return {key: _text(value) for key, value in row.items()}


def _answers(given: object) -> str:
    """The answers of a position as a JSON object: text by question id, options by their ids."""
    found = {}
    for answer in given if isinstance(given, list) else []:
        if isinstance(answer, Mapping) and answer.get("question") is not None:
            chosen = answer.get("options") or answer.get("answer")
            found[str(answer["question"])] = chosen
    return msgspec.json.encode(found).decode() if found else ""


def _text(value: object) -> str:
    """A JSON value as a cell: lists joined by "; ", localised texts in Spanish first."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(item) for item in value)))
    if isinstance(value, Mapping):
        keys = ("title", "name", "value", "es", "en")
        return next((_text(value[key]) for key in keys if value.get(key)), "")
    return cell_text(value)
