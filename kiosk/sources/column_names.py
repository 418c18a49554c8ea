"""The column names by which a list is recognised, read from assets/import; decides nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kiosk.resources import asset

FIELDS = (
    "source_id",
    "order",
    "position",
    "code",
    "full_name",
    "given_name",
    "family_name",
    "badge_name",
    "email",
    "organisation",
    "country",
    "language",
    "speaks",
    "roles",
    "product",
    "state",
    "note",
    "pronouns",
    "photo_ok",
    "no_photo",
    "newcomer",
    "blocked",
    "valid_from",
    "valid_until",
    "until",
    "granted_by",
    "votes",
    "capacity",
    "product_id",
    "variation_id",
    "date",
    "addon_to",
    "attention",
    "checkin_text",
    "valid_if_pending",
    "answers",
)
"""Every field that --map knows; each stands in docs/import.md."""

MANY = frozenset({"roles", "speaks"})
"""Fields that may stand in several columns at once."""


@cache
def names() -> dict[str, tuple[str, ...]]:
    """The folded column names of each field, the strongest first."""
    return {field: tuple(words) for field, words in _data()["names"].items()}


@cache
def phrases() -> tuple[tuple[str, str], ...]:
    """Pairs of field and words that a longer question holds, in order of preference."""
    return tuple((field, words) for field, words in _data()["phrases"]["list"])


@cache
def never() -> tuple[str, ...]:
    """Words that rule a column out."""
    return tuple(_data()["never"]["list"])


@cache
def _data() -> dict[str, Any]:
    with asset("import", "columns.toml").open("rb") as file:
        return tomllib.load(file)
