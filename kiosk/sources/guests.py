"""Reads a row of an invitation list: code, e-mail, name, organisation; matches nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.sources.columns import Columns
from kiosk.sources.rows import cell_value, split_name

_EMAIL = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"']+")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited by the row `number`; any text may be empty."""

    number: int
    code: str = ""
    email: str = ""
    given: str = ""
    family: str = ""
    organisation: str = ""


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
    )
