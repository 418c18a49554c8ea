"""The tables of event.toml on what is sold and asked as they are written; holds no meaning."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kiosk.sources.wire_types import Words


class ProductTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One [[product]]."""

    id: str
    name: Words
    variations: dict[str, Words] = {}
    attention: bool = False
    checkin_text: str = ""


class DateTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One [[date]]."""

    id: str
    name: Words
    starts: datetime
    ends: datetime | None = None
    admission: datetime | None = None


class OptionTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One of the options of a [[question]]."""

    id: str
    label: Words
    identifier: str = ""


class QuestionTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One [[question]]."""

    id: str
    text: Words
    type: str = "line"
    identifier: str = ""
    required: bool = False
    at_checkin: bool = True
    shown: bool = False
    position: int | None = None
    products: list[str] = []
    options: list[OptionTable] = []
    depends_on: str = ""
    depends_values: list[str | bool] = []
    help: Words | None = None
    least: object = None
    most: object = None
    shortest: int | None = None
    longest: int | None = None


class CodesTable(msgspec.Struct, forbid_unknown_fields=True):
    """[codes]."""

    pretix_keys: list[str] = []
    revoked: list[str] = []
    blocked: list[str] = []
    servers: list[str] = []
