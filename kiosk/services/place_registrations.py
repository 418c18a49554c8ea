"""Finds whose each registration of a source is and writes it; reads no file and asks no source.

A list that is imported and a batch of a pull are written by the same hand. Call everything here
inside one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.domain.codes import TEST_CODE, TICKET_RANDOM, CodeKind, parse, ticket_code
from kiosk.domain.people import Person, Ticket
from kiosk.domain.registration import Registration, RowProblem
from kiosk.domain.roster import Identity, KnownTicket, Place, Repeated, Roster
from kiosk.services.import_addons import Addons, Main, same_person
from kiosk.services.merge_people import merge
from kiosk.services.random_source import random_source
from kiosk.store import mirror
from kiosk.store.connect import Database
from kiosk.texts import N_

_BATCH = 500
_REPEATED = {
    Repeated.CODE: N_("El código ya apareció en otra fila de esta lista."),
    Repeated.SOURCE_ID: N_("El identificador ya apareció en otra fila de esta lista."),
    Repeated.PERSON: N_("Repite a la misma persona con el mismo tipo de inscripción."),
}


@dataclass(slots=True)
class Counted:
    """What came of the registrations; `people` tells whether a row of theirs was written alone."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    revived: int = 0
    codes_made: int = 0
    people: dict[str, bool] = field(default_factory=dict)


class StoredTickets:
    """The tickets that a roster is to know: what is stored of each, and who is spoken of twice.

    `prints` are fingerprints by ticket id, None for gone ones. `elsewhere` are people of whom
    another source speaks as well.
    """

    def __init__(self, known: Iterable[tuple[KnownTicket, int | None]]) -> None:
        self.prints: dict[str, int | None] = {}
        self.elsewhere: set[str] = set()
        self.tickets: list[KnownTicket] = []
        for ticket, fingerprint in known:
            self.prints[ticket.ticket_id] = fingerprint
            if fingerprint is not None and not ticket.own:
                self.elsewhere.add(ticket.person_id)
            self.tickets.append(ticket)


class Register:
    """The registrations of one source that come together: take() each, then complete() once.

    `prefix` is that of the event's own codes. With `dry_run` everything is counted and nothing
    written.
    """

    def __init__(
        self, db: Database, source: str, prefix: str, roster: Roster, stored: StoredTickets
    ) -> None:
        self.counted = Counted()
        self.rejected: list[RowProblem] = []
        self.doubts: list[RowProblem] = []
        self.dry_run = False
        self.addons = Addons(listed=True)
        self._db = db
        self._source = source
        self._prefix = prefix
        self.roster = roster
        self._stored = stored
        self._late: list[tuple[Registration, Identity]] = []
        self._shared: dict[str, list[tuple[Registration, Ticket]]] = {}
        self._batch: list[mirror.Written] = []
        self._random = random_source()

    def take(self, row: Registration) -> None:
        """Check the code, then place the row or keep it for later."""
        code = own_code(row.code, self._prefix)
        if code is None:
            message = N_("El código «{value}» está mal copiado o es de prueba.")
            problem = RowProblem(row.number, "code", message, {"value": row.code[:60]})
            self.rejected.append(problem)
            return
        row = row._replace(code=code) if code != row.code else row
        if row.addon_to:
            self.addons.waiting.append(row)
            return
        keys = self.keys_of(row.person)
        identity = identity_of(row, keys)
        place = self.roster.place(identity)
        if place is None:
            self._late.append((row, identity))
        else:
            self._put(row, place, keys)

    def complete(self) -> None:
        """Place the late rows, then the add-ons, and write who has several tickets."""
        for row, identity in self._late:
            self._put(row, self.roster.place(identity, last=True))
        for row in self.addons.waiting:
            self._join(row)
        self._flush()
        for person_id, rows in self._shared.items():
            person = merge(person_id, self.said_of(person_id, rows))
            for row, ticket in rows:
                self._write(row, person, ticket)
        self._flush()

    def keys_of(self, person: Person) -> mirror.Keys:
        """By what the person of a row is matched and found."""
        return mirror.keys_of(person)

    def main_of(self, row: Registration) -> Main | None:
        """The main registration of an add-on; None where there is none of that id."""
        return self.addons.main_of(row)

    def said_of(self, person_id: str, rows: Sequence[tuple[Registration, Ticket]]) -> list[Person]:
        """All that is said of somebody with several tickets, what counts first first."""
        people = self.own_words(person_id, rows)
        earlier, owner = mirror.said(self._db, person_id)
        elsewhere = person_id in self._stored.elsewhere
        if earlier and elsewhere and owner == self._source:
            people.append(earlier)
        elif earlier and (elsewhere or self._said_before(person_id)):
            people.insert(0, earlier)
        return people

    def own_words(
        self, person_id: str, rows: Sequence[tuple[Registration, Ticket]]
    ) -> list[Person]:
        """What this source says of them: a whole list has all of their rows."""
        del person_id
        return [row.person for row, _ in rows]

    def extra_of(self, row: Registration, ticket: Ticket) -> Mapping[str, object]:
        """What is kept beside a ticket: the answers that the source has."""
        del ticket
        return {"answers": dict(row.answers)} if row.answers else {}

    def placed(self, row: Registration, place: Place) -> None:
        """Told of every row that has its place, before it is written."""
        if self.addons.listed:
            self.addons.remember(row, place)

    def _said_before(self, person_id: str) -> bool:
        """Whether a row of theirs was written by itself, before there were several."""
        return self.counted.people[person_id]

    def _join(self, row: Registration) -> None:
        """Place an add-on: its ticket knows its main one, and without a name its person too."""
        main = self.main_of(row)
        keys = mirror.keys_of(row.person)
        if main is None:
            message = N_("No hay inscripción «{value}» de la que esta sea adicional.")
            problem = RowProblem(row.number, "addon_to", message, {"value": row.addon_to[:60]})
            if not keys.name:
                self.rejected.append(problem)
                return
            self.doubts.append(problem)
        identity = identity_of(row, keys)
        if main and same_person(row.person, keys, main.person):
            place: Place | Repeated | None = self.roster.attach(identity, main.person_id)
        else:
            place = self.roster.place(identity) or self.roster.place(identity, last=True)
        self._put(row, place, parent_id=main.ticket_id if main else "")

    def _put(
        self,
        row: Registration,
        place: Place | Repeated | None,
        keys: mirror.Keys | None = None,
        parent_id: str = "",
    ) -> None:
        if isinstance(place, Repeated):
            problem = RowProblem(row.number, place.value, _REPEATED[place])
            self.rejected.append(problem)
            return
        if place is None:
            raise AssertionError("a late row always has a place")
        self.placed(row, place)
        ticket = self._ticket(row, place, parent_id)
        if place.shared or place.person_id in self._stored.elsewhere:
            self.counted.people.setdefault(place.person_id, False)
            self._shared.setdefault(place.person_id, []).append((row, ticket))
        else:
            self.counted.people[place.person_id] = True
            self._write(row, row.person, ticket, keys)

    def _ticket(self, row: Registration, place: Place, parent_id: str) -> Ticket:
        code = row.code or place.code
        if not code:
            code = ticket_code(self._prefix, self._random)
            self.counted.codes_made += 1
        return Ticket(
            ticket_id=place.ticket_id,
            person_id=place.person_id,
            code=code,
            state=row.state,
            product=row.product,
            source=self._source,
            source_ref=row.source_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            blocked=row.blocked,
            valid_if_pending=row.valid_if_pending,
            attention=row.attention,
            checkin_text=row.checkin_text,
            product_id=row.product_id,
            variation_id=row.variation_id,
            date_id=row.date_id,
            parent_id=parent_id,
        )

    def _write(
        self, said: Registration, person: Person, ticket: Ticket, keys: mirror.Keys | None = None
    ) -> None:
        """Count the registration, and write it unless it is already stored like that."""
        row = mirror.prepare(person, ticket, keys, self.extra_of(said, ticket))
        prints = self._stored.prints
        stored = prints.get(ticket.ticket_id, 0)
        if stored == row.print:
            self.counted.unchanged += 1
            return
        if ticket.ticket_id not in prints:
            self.counted.added += 1
        elif stored is None:
            self.counted.revived += 1
        else:
            self.counted.updated += 1
        if not self.dry_run:
            self._batch.append(row)
            if len(self._batch) >= _BATCH:
                self._flush()

    def _flush(self) -> None:
        mirror.write(self._db, self._batch)
        self._batch.clear()


def identity_of(row: Registration, keys: mirror.Keys) -> Identity:
    """By what the roster knows the row again; `keys` are those of its person."""
    return Identity(row.source_id, row.code, keys.email, keys.name, keys.organisation, row.product)


def own_code(code: str, event_prefix: str) -> str | None:
    """The code as it is looked up later; None for one of our own that is damaged."""
    prefix = f"{event_prefix}."
    if not code.upper().startswith(prefix):
        return None if code.upper() == TEST_CODE else code
    parsed = parse(code, event_prefix)
    own_length = len(prefix) + TICKET_RANDOM + 1
    damaged = parsed.kind is CodeKind.FOREIGN and len(code) == own_length
    return None if damaged else parsed.text
