"""Reads a row of an assembly's roll: organisation, votes, who represents it; matches nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.domain.assembly import Capacity
from kiosk.domain.names import fold
from kiosk.domain.registration import RowProblem
from kiosk.sources.columns import Columns
from kiosk.sources.guests import Guest, read_guest
from kiosk.sources.rows import cell_value
from kiosk.sources.words import capacity_of
from kiosk.texts import N_

MOST_VOTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Delegation:
    """What the row `number` says; `votes` is None where it says nothing of them.

    `guest` is the representative, None where the row names none.
    """

    number: int
    organisation: str
    votes: int | None = None
    capacity: Capacity = Capacity.VOTER
    guest: Guest | None = None


class RollReader:
    """Reads the rows below one header."""

    def __init__(self, columns: Columns, sample: Sequence[Sequence[str]]) -> None:
        """`sample` are the first rows; by them a column of roles is told to hold capacities."""
        self._columns = columns
        self._votes = next(iter(columns.of.get("votes", ())), None)
        self._capacity = next(iter(columns.of.get("capacity", ())), None)
        roles = columns.of.get("roles", ())
        if self._capacity is None:
            self._capacity = next((i for i in roles if _all_capacities(i, sample)), None)

    def read(self, number: int, cells: Sequence[str]) -> Delegation | RowProblem:
        """The delegation in that row, or why the row is left out.

        Without a word on the capacity it is the voter's.
        """
        guest = read_guest(self._columns, number, cells)
        if not fold(guest.organisation):
            return RowProblem(number, "organisation", N_("La fila no dice de qué organización es."))
        said = cell_value(cells[self._votes]) if self._votes is not None else ""
        votes = _number(said)
        if said and votes is None:
            message = N_("«{value}» no es una cantidad de votos.")
            return RowProblem(number, "votes", message, {"value": said[:60]})
        word = cell_value(cells[self._capacity]) if self._capacity is not None else ""
        capacity = capacity_of(word) if word else Capacity.VOTER
        if capacity is None:
            message = N_("«{value}» no es titular, suplente ni observador.")
            return RowProblem(number, "capacity", message, {"value": word[:60]})
        named = guest.code or guest.email or guest.given or guest.family
        return Delegation(
            number,
            guest.organisation,
            votes,
            capacity,
            replace(guest, role="", until="") if named else None,
        )


def _all_capacities(index: int, sample: Sequence[Sequence[str]]) -> bool:
    words = [cell_value(row[index]) for row in sample if row[index].strip()]
    return bool(words) and all(capacity_of(word) for word in words)


def _number(text: str) -> int | None:
    """A whole number of votes; spreadsheets write 3 as "3.0" or "3,0"."""
    whole, _, rest = text.replace(",", ".").partition(".")
    if not whole.isdecimal() or rest.strip("0") or int(whole) > MOST_VOTES:
        return None
    return int(whole)
