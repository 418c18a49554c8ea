"""Places the registrations of one batch as a list would, knowing only whom they may be about.

What each of several tickets says of its person is kept beside the ticket, so that one that comes
alone is put together with the others as if all had come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kiosk.domain.people import Person, Ticket
from kiosk.domain.registration import Registration
from kiosk.domain.roster import Place, Roster, new_ids
from kiosk.services.context import Context
from kiosk.services.import_addons import Main
from kiosk.services.place_registrations import Register, StoredTickets, identity_of, own_code
from kiosk.store import mirror, mirror_part, sources
from kiosk.store.mirror_part import Taken, Wanted
from kiosk.store.person_row import fields_of, to_json


class BatchRegister(Register):
    """The registrations of one batch. `invites` are checkpoints by source id.

    `tickets` are those placed so far by source id (or by row, where they have none); `touched` are
    all people whom the batch may have changed.
    """

    def __init__(
        self,
        ctx: Context,
        source: str,
        rows: Sequence[Registration],
        invites: Mapping[str, Sequence[str]],
        *,
        run_open: bool,
    ) -> None:
        self._keys = {id(row.person): mirror.keys_of(row.person) for row in rows}
        self._name = source
        self._rows = rows  # an id is a person's only as long as the person is there
        wanted = _wanted(rows, self._keys.values(), ctx.event.code)
        people = mirror_part.people(ctx.db, source, wanted)
        ids = list(dict.fromkeys(person.person_id for person in people))
        stored = StoredTickets(mirror_part.tickets(ctx.db, source, ids))
        held = [ticket.ticket_id for ticket in stored.tickets]
        placed = sources.named_among(ctx.db, source, held) if run_open else set()
        roster = Roster(
            source, people, stored.tickets, taken=Taken(ctx.db, self._new_ids), placed=placed
        )
        super().__init__(ctx.db, source, ctx.event.code, roster, stored)
        self.touched: set[str] = set(ids)
        self.tickets: dict[str, str] = {}
        self.holders: dict[str, str] = {}
        self._invites = invites
        self._several: set[str] = set()

    def keys_of(self, person: Person) -> mirror.Keys:
        """Those that were made when the batch was asked about: making them is costly."""
        return self._keys.get(id(person)) or super().keys_of(person)

    def placed(self, row: Registration, place: Place) -> None:
        """Note where it went."""
        super().placed(row, place)
        self.tickets[row.source_id or f"#{row.number}/{place.ticket_id}"] = place.ticket_id
        self.holders[place.ticket_id] = place.person_id
        self.touched.add(place.person_id)
        if place.shared:
            self._several.add(place.ticket_id)

    def main_of(self, row: Registration) -> Main | None:
        """Of this batch, or of one that came before."""
        found = super().main_of(row)
        if found is not None:
            return found
        stored = mirror_part.main_ticket(self._db, self._name, row.addon_to)
        person = mirror.said(self._db, stored.person_id)[0] if stored else None
        return Main(stored.ticket_id, stored.person_id, person) if stored and person else None

    def own_words(
        self, person_id: str, rows: Sequence[tuple[Registration, Ticket]]
    ) -> list[Person]:
        """What came, in its place among what the person's other tickets have said before."""
        came = {ticket.ticket_id: row.person for row, ticket in rows}
        words: list[Person] = []
        for other in mirror_part.own_tickets(self._db, self._name, person_id):
            if other.ticket_id in came:
                words.append(came.pop(other.ticket_id))
                continue
            said = other.said or self._said_alone(other.ticket_id, person_id)
            if said is not None:
                words.append(said)
        return [*words, *came.values()]

    def extra_of(self, row: Registration, ticket: Ticket) -> Mapping[str, object]:
        """Beside the answers: whom the ticket invites, and what it says where there are several."""
        extra = dict(super().extra_of(row, ticket))
        if row.source_id in self._invites:
            extra["invites"] = sorted(self._invites[row.source_id])
        if ticket.ticket_id in self._several:
            extra["said"] = fields_of(row.person)
        return extra

    def _new_ids(self) -> Iterator[str]:
        """The ids that those of the rows get of whom nothing is known yet."""
        for row in self._rows:
            yield from new_ids(self._name, identity_of(row, self._keys[id(row.person)]))

    def _said_before(self, person_id: str) -> bool:
        """Every ticket of theirs speaks for itself here."""
        del person_id
        return False

    def _said_alone(self, ticket_id: str, person_id: str) -> Person | None:
        """What the only ticket that there was has said of its person; kept beside it from now."""
        person = mirror.said(self._db, person_id)[0]
        if person is not None:
            mirror_part.keep_said(self._db, ticket_id, to_json(fields_of(person)))
        return person


def _wanted(rows: Sequence[Registration], made: Iterable[mirror.Keys], prefix: str) -> Wanted:
    """What those registrations may be known by; `made` are the keys of their people."""
    keys = tuple(made)
    ids = {row.source_id for row in rows} | {row.addon_to for row in rows}
    codes = {own_code(row.code, prefix) or row.code for row in rows}
    return Wanted(
        source_ids=frozenset(ids - {""}),
        codes=frozenset(codes - {""}),
        mailed=frozenset((key.email, key.name) for key in keys if key.email),
        named=frozenset((key.name, key.organisation) for key in keys if not key.email),
    )
