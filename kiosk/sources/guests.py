"""Reads a row of an invitation list: who, by whom and until when; matches nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from kiosk.sources.columns import Columns
from kiosk.sources.rows import cell_value, parse_moment, split_name

_EMAIL = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"']+")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited by the row `number`; any text may be empty.

    `until` and `role` are as written; `granted_by` is who invites.
    """

    number: int
    code: str = ""
    email: str = ""
    given: str = ""
    family: str = ""
    organisation: str = ""
    role: str = ""
    until: str = ""
    granted_by: str = ""


def read_guest(columns: Columns, number: int, cells: Sequence[str]) -> Guest:
    """The guest of that row; "Ana Paz <ana@example.org>" gives the address only."""

    def cell(field: str) -> str:
        found = columns.of.get(field)
        return cell_value(cells[found[0]]) if found else ""

    given, family = cell("given_name"), cell("family_name")
    full = cell("full_name")
    if full and not (given and family):
        given, family = split_name(full)
    address = _EMAIL.search(cell("email"))
    return Guest(
        number=number,
        code=cell("code"),
        email=address[0] if address else "",
        given=given,
        family=family,
        organisation=cell("organisation"),
        role=cell("roles"),
        until=cell("until") or cell("valid_until"),
        granted_by=cell("granted_by"),
    )


def end_of(text: str, zone: tzinfo) -> datetime | None:
    """The moment at which something that is valid until `text` ends; None where it is no date.

    A day, which spreadsheets write as its midnight, counts to its end. Without a zone it is
    local to `zone`.
    """
    moment = parse_moment(text.strip())
    if moment is None:
        return None
    if moment.tzinfo is None and moment.time() == time():
        moment += timedelta(days=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
