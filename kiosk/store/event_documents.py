"""A catalogue and lists of a source as JSON texts and back; equal values are equal texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_type_hints

import msgspec

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.questions import Question
from kiosk.typed import convert, from_json

_encode = msgspec.json.Encoder(order="deterministic").encode
_PARTS = (
    *("products", "dates", "questions", "keys", "revoked", "blocked", "whole", "servers"),
    "entrances",
)
_LIMITS = ("least", "most")
_HINTS = get_type_hints(Question)
_KINDS: Mapping[str, Any] = {"moment": datetime, "day": date, "number": Decimal}


class _Frame(msgspec.Struct):
    """All of a catalogue but the questions, whose limits may be of several types.

    A text that an earlier version kept has no `entrances`.
    """

    products: tuple[Product, ...]
    dates: tuple[EventDate, ...]
    keys: tuple[str, ...]
    revoked: frozenset[str]
    blocked: frozenset[str]
    whole: EventDate
    servers: tuple[str, ...]
    questions: list[dict[str, Any]]
    entrances: tuple[str, ...] = ()


def catalogue_text(catalogue: Catalogue) -> str:
    """The catalogue as text."""
    values = {name: getattr(catalogue, name) for name in _PARTS}
    values["questions"] = [_question_values(question) for question in catalogue.questions]
    return _encode(values).decode()


def catalogue_of(text: str) -> Catalogue:
    """The catalogue behind such a text."""
    frame = from_json(text, _Frame)
    values = {name: getattr(frame, name) for name in _PARTS}
    values["questions"] = tuple(_question(values) for values in frame.questions)
    return Catalogue(**values)


def checkpoints_text(checkpoints: tuple[Checkpoint, ...]) -> str:
    """The checkpoints as text, in their order."""
    return _encode(checkpoints).decode()


def checkpoints_of(text: str) -> tuple[Checkpoint, ...]:
    """The checkpoints behind such a text."""
    return from_json(text, tuple[Checkpoint, ...])


def _question_values(question: Question) -> dict[str, Any]:
    values: dict[str, Any] = {f.name: getattr(question, f.name) for f in fields(Question)}
    for name in _LIMITS:
        if values[name] is not None:
            kind = next(kind for kind, made in _KINDS.items() if isinstance(values[name], made))
            values[name] = [kind, values[name]]
    return values


def _question(values: dict[str, Any]) -> Question:
    limits = {
        name: convert(value[1], _KINDS[value[0]], strict=False)
        for name in _LIMITS
        if (value := values.pop(name)) is not None
    }
    plain = {name: convert(value, _HINTS[name]) for name, value in values.items()}
    return Question(**plain, **limits)
