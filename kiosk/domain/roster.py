"""Whose ticket a row of a registration list is: known or new; pure, remembers rows of one list.

A row is matched by the list's own id, then by code, then by e-mail and folded name together,
never by e-mail alone. Without an e-mail, name and organisation match only what an earlier list
left, so two namesakes of one list stay two people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Identity(NamedTuple):
    """What tells rows apart; `email`, `name` and `organisation` are folded keys."""

    source_id: str
    code: str
    email: str
    name: str
    organisation: str
    product: str


class KnownPerson(NamedTuple):
    """A person of the store by the keys that a source gave, or a walk-in's own."""

    person_id: str
    email: str
    name: str
    organisation: str


class KnownTicket(NamedTuple):
    """A ticket of the store, gone ones too. `own` tells that it came from the list's source.

    An `addon` hangs on another ticket, so it does not count as a second registration.
    """

    ticket_id: str
    person_id: str
    code: str
    source_id: str
    product: str
    own: bool
    addon: bool = False


class Repeated(Enum):
    """Why a row cannot be placed: the list already had this code, this id, or this person.

    PERSON: same e-mail, name and product, and neither id nor code to tell the rows apart.
    """

    CODE = "code"
    SOURCE_ID = "source_id"
    PERSON = "full_name"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row belongs. `code` is the one the ticket had, empty for a new ticket.

    `shared` tells that the person has several tickets of this source.
    """

    ticket_id: str
    person_id: str
    code: str = ""
    new_ticket: bool = False
    new_person: bool = False
    shared: bool = False


class Roster:
    """Places the rows of one list one by one; what was never placed is gone."""

    def __init__(
        self,
        source: str,
        people: Iterable[KnownPerson],
        tickets: Iterable[KnownTicket],
        *,
        taken: Container[str] = (),
        placed: Container[str] = (),
    ) -> None:
        """`source` names the list; every person and ticket of the store is handed in once.

        Where they are only those that the rows may be about, `taken` holds the ids of all others,
        and `placed` those of tickets that earlier pieces of the same list have: rows that have no
        id of their own cannot get these again.
        """
        self._source = source
        self._taken = taken
        self._placed = placed
        self._people: dict[str, str] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        self._unmailed: dict[tuple[str, str], list[str]] = {}
        self._ids = {person.person_id for person in map(self._know, people)}
        self._tickets: dict[str, KnownTicket] = {}
        self._by_id: dict[str, str] = {}
        self._by_code: dict[str, str] = {}
        self._free: dict[str, list[str]] = {}
        for ticket in tickets:
            self._add(ticket)
        self._claimed: set[str] = set()
        self._seen: tuple[tuple[Repeated, set[str]], ...] = tuple((k, set()) for k in Repeated)

    def place(self, row: Identity, *, last: bool = False) -> Place | Repeated | None:
        """Where the row belongs, or why it repeats an earlier one.

        None means "ask again with last=True after all other rows": the person has a ticket of
        this source that a later row may claim with more right.
        """
        if not last:
            repeated = self._repeats(row)
            if repeated:
                return repeated
        ticket = self._match(row)
        if ticket is not None:
            return self._claim(ticket, row)
        person_id = self._person_of(row)
        plain_row = not row.source_id and not row.code
        if plain_row and row.email and person_id and self._has_place(person_id, row):
            return Repeated.PERSON
        free = self._candidates(person_id, row) if person_id else []
        if not free:
            return self._new(row, person_id)
        same = [ticket for ticket in free if ticket.product == row.product]
        if same and (plain_row or last):
            return self._claim(same[0], row)
        return self._claim(free[0], row) if last else None

    def attach(self, row: Identity, person_id: str) -> Place | Repeated:
        """Where a row belongs that has no name of its own: to the person of `person_id`."""
        repeated = self._repeats(row)
        if repeated:
            return repeated
        ticket = self._match(row)
        if ticket is not None:
            return self._claim(ticket, row, person_id)
        same = [t for t in self._candidates(person_id, row) if t.product == row.product]
        return self._claim(same[0], row, person_id) if same else self._new(row, person_id)

    def gone(self) -> list[str]:
        """The ids of this source's tickets that no row claimed."""
        return [
            t.ticket_id
            for t in self._tickets.values()
            if t.own and t.ticket_id not in self._claimed
        ]

    def _know(self, person: KnownPerson) -> KnownPerson:
        if person.email:
            self._people.setdefault(_digest(person.email, person.name), person.person_id)
        else:
            key = (person.name, person.organisation)
            self._unmailed.setdefault(key, []).append(person.person_id)
        self._keys.setdefault(person.person_id, (person.email, person.name))
        return person

    def _add(self, ticket: KnownTicket) -> None:
        self._tickets[ticket.ticket_id] = ticket
        if ticket.code:  # a walk-in has none, and is not whoever else has none
            self._by_code.setdefault(ticket.code, ticket.ticket_id)
        if ticket.own:
            self._free.setdefault(ticket.person_id, []).append(ticket.ticket_id)
            if ticket.source_id:
                self._by_id[ticket.source_id] = ticket.ticket_id

    def _repeats(self, row: Identity) -> Repeated | None:
        """Whether the list had this code, id or person before; remembers them."""
        bare = row.email and not row.code and not row.source_id
        person = _digest(row.email, row.name, row.product) if bare else ""
        values = (row.code, row.source_id, person)
        for value, (kind, seen) in zip(values, self._seen, strict=True):
            if value and value in seen:
                return kind
        if row.code and not row.source_id and self._by_code.get(row.code) in self._placed:
            return Repeated.CODE
        for value, (_, seen) in zip(values, self._seen, strict=True):
            if value:
                seen.add(value)
        return None

    def _match(self, row: Identity) -> KnownTicket | None:
        """The ticket of that id, else of that code, unless another row has it."""
        for found in (self._by_id.get(row.source_id), self._by_code.get(row.code)):
            if found is not None and found not in self._claimed:
                return self._tickets[found]
        return None

    def _candidates(self, person_id: str, row: Identity) -> list[KnownTicket]:
        """The person's unclaimed tickets of this source; two ids mean two registrations."""
        found = (self._tickets[ticket_id] for ticket_id in self._free.get(person_id, ()))
        return [
            ticket
            for ticket in found
            if ticket.ticket_id not in self._claimed
            and ticket.ticket_id not in self._placed
            and not (row.source_id and ticket.source_id)
        ]

    def _has_place(self, person_id: str, row: Identity) -> bool:
        """Whether an earlier piece had the same person with the same product."""
        held = (self._tickets[ticket_id] for ticket_id in self._free.get(person_id, ()))
        return any(t.ticket_id in self._placed and t.product == row.product for t in held)

    def _claim(self, ticket: KnownTicket, row: Identity, holder: str = "") -> Place:
        """The ticket is this row's; `holder` is whose it is where that is known."""
        self._claimed.add(ticket.ticket_id)
        if not ticket.own:  # found by its code: from now on this list speaks for it
            self._free.setdefault(ticket.person_id, []).append(ticket.ticket_id)
        person_id, new = (holder, False) if holder else self._holder(ticket, row)
        if person_id != ticket.person_id:
            self._free[ticket.person_id].remove(ticket.ticket_id)
            self._free.setdefault(person_id, []).append(ticket.ticket_id)
        shared = len(self._free[person_id]) > 1
        return Place(ticket.ticket_id, person_id, ticket.code, new_person=new, shared=shared)

    def _holder(self, ticket: KnownTicket, row: Identity) -> tuple[str, bool]:
        """Who holds a known ticket now, and whether that is a new person.

        A changed name or a changed e-mail is a correction of the same person; when both changed
        the ticket was handed over. One of several tickets never renames the person of the others.
        """
        email, name = self._keys.get(ticket.person_id, ("", ""))
        if (email, name) == (row.email, row.name):
            return ticket.person_id, False
        other = self._people.get(_digest(row.email, row.name)) if row.email else None
        if other:
            return other, False
        held = [self._tickets[ticket_id] for ticket_id in self._free.get(ticket.person_id, ())]
        alone = sum(not other.addon for other in held) <= 1
        if alone and (name == row.name or (email and email == row.email) or not email):
            return ticket.person_id, False
        return self._new_person(row, ticket.ticket_id), True

    def _person_of(self, row: Identity) -> str | None:
        """The known person of a row that matched no ticket."""
        if row.email:
            return self._people.get(_digest(row.email, row.name))
        waiting = self._unmailed.get((row.name, row.organisation), ())
        return next((p for p in waiting if self._candidates(p, row)), None)

    def _new(self, row: Identity, person_id: str | None) -> Place:
        ticket_id = self._fresh(_ticket_id(self._source, row), self._tickets)
        new = person_id is None
        person_id = person_id or self._new_person(row, ticket_id)
        self._tickets[ticket_id] = KnownTicket(ticket_id, person_id, "", "", row.product, own=True)
        self._free.setdefault(person_id, []).append(ticket_id)
        self._claimed.add(ticket_id)
        shared = len(self._free[person_id]) > 1
        return Place(ticket_id, person_id, new_ticket=True, new_person=new, shared=shared)

    def _new_person(self, row: Identity, ticket_id: str) -> str:
        identity = _person_id(row, ticket_id)
        person_id = self._fresh(identity, self._ids)
        self._ids.add(person_id)
        if row.email:
            self._people[identity] = person_id
        return person_id

    def _fresh(self, wanted: str, known: Container[str]) -> str:
        """The id itself, or one made from it where another already has it."""
        found, number = wanted, 1
        while found in known or found in self._taken:
            number += 1
            found = _digest(wanted, str(number))
        return found


def new_ids(source: str, row: Identity) -> tuple[str, str]:
    """The ids that ticket and person of a row get where both are new and nobody else has them."""
    ticket_id = _ticket_id(source, row)
    return ticket_id, _person_id(row, ticket_id)


def _ticket_id(source: str, row: Identity) -> str:
    plain = f"{row.email}\0{row.name}\0{row.organisation}\0{row.product}"
    return _digest(source, row.source_id or row.code or plain)


def _person_id(row: Identity, ticket_id: str) -> str:
    return _digest(row.email, row.name) if row.email else _digest("person", ticket_id)


def _digest(*parts: str) -> str:
    """An id that is the same at every station for the same parts: 80 bits as hex."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=10).hexdigest()
