"""Imports a registration list: reads, matches, writes in one transaction, and reports.

A killed or failed import leaves the old list as it was. Nothing that a station did is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk.domain.codes import TEST_CODE, TICKET_RANDOM, CodeKind, parse, ticket_code
from kiosk.domain.errors import WrongUseError
from kiosk.domain.people import Person, Ticket
from kiosk.domain.registration import Registration, RowProblem
from kiosk.domain.roster import Identity, KnownTicket, Place, Repeated, Roster
from kiosk.services.context import Context
from kiosk.services.counts import LIST_AT
from kiosk.services.import_addons import Addons, same_person
from kiosk.services.import_guests import run_guests
from kiosk.services.import_report import ImportReport, Progress
from kiosk.services.import_roll import run_roll
from kiosk.services.merge_people import merge
from kiosk.services.random_source import random_source
from kiosk.sources.files import read_file
from kiosk.sources.headers import Found, find_people
from kiosk.sources.own_words import OwnWords, own_words
from kiosk.sources.rows import RowReader
from kiosk.sources.table import Book
from kiosk.store import meta, mirror
from kiosk.store.moments import to_text
from kiosk.store.transact import writing
from kiosk.texts import N_

DEFAULT_SOURCE = "file"
"""The source that a list belongs to unless named: each import replaces the list of its source."""

_BATCH = 500
_SAMPLES = 5
_REPEATED = {
    Repeated.CODE: N_("El código ya apareció en otra fila de esta lista."),
    Repeated.SOURCE_ID: N_("El identificador ya apareció en otra fila de esta lista."),
    Repeated.PERSON: N_("Repite a la misma persona con el mismo tipo de inscripción."),
}


def plan_import(ctx: Context, path: Path, mapping: Mapping[str, str]) -> ImportReport:
    """What run_import would do; writes nothing."""
    return run_import(ctx, path, mapping, dry_run=True)


def run_import(  # noqa: PLR0913  each is an option of the command line
    ctx: Context,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    invite: str | None = None,
    *,
    members: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    source: str = DEFAULT_SOURCE,
) -> ImportReport:
    """Import the list at `path`, invitations to checkpoint `invite`, or the roll of `members`.

    `mapping` is field -> column (header, letter or number). Raises NotFoundError (no file, no
    such checkpoint or assembly), WrongUseError (not a list, unknown column) or FailureError.
    """
    if invite is not None:
        return run_guests(ctx, path, mapping or {}, invite, dry_run=dry_run, source=source)
    if members is not None:
        return run_roll(ctx, path, mapping or {}, members, dry_run=dry_run, source=source)
    book = read_file(path)
    own = own_words(ctx.event.catalogue)
    found = find_people(book, mapping or {}, own)
    if next(found.rows(), None) is None:  # it would mark everybody as gone
        raise WrongUseError(N_("{file} está vacío."), file=path.name)
    if dry_run:
        return _Import(ctx, found, own, source, dry_run=True).run(path, book, progress)
    with writing(ctx.db), mirror.bulk_if_small(ctx.db):
        return _Import(ctx, found, own, source, dry_run=False).run(path, book, progress)


class _Import:
    """One run over one list; `run` is called once, inside the transaction."""

    def __init__(
        self, ctx: Context, found: Found, own: OwnWords, source: str, *, dry_run: bool
    ) -> None:
        self._ctx = ctx
        self._found = found
        self._source = source
        self._dry_run = dry_run
        self._prints: dict[str, int | None] = {}
        self._elsewhere: set[str] = set()  # people of whom another source speaks as well
        roles = frozenset(role.id for role in ctx.event.roles)
        self._reader = RowReader(found.columns, ctx.event.timezone, roles, own)
        self._roster = Roster(source, mirror.known_people(ctx.db), self._known())
        self._rejected: list[RowProblem] = []
        self._addons = Addons(listed="addon_to" in found.columns)
        self._late: list[tuple[Registration, Identity]] = []
        self._shared: dict[str, list[tuple[Registration, Ticket]]] = {}
        self._batch: list[mirror.Written] = []
        self._samples: list[dict[str, str]] = []
        self._random = random_source()
        self._people: dict[str, bool] = {}  # whether a row of theirs was written by itself
        self._count = dict.fromkeys(
            ("rows", "added", "updated", "unchanged", "revived", "codes_made"), 0
        )

    def run(self, path: Path, book: Book, progress: Progress | None) -> ImportReport:
        """Place every row, then the late ones, then the add-ons, then mark what is gone."""
        total = sum(1 for _ in self._found.rows()) if progress else 0
        for number, cells in self._found.rows():
            self._count["rows"] += 1
            row = self._reader.read(number, cells)
            if isinstance(row, RowProblem):
                self._rejected.append(row)
            else:
                self._take(row)
            if progress and self._count["rows"] % _BATCH == 0:
                progress(self._count["rows"], total)
        for row, identity in self._late:
            self._put(row, self._roster.place(identity, last=True))
        for row in self._addons.waiting:
            self._join(row)
        self._write_shared()
        gone = self._finish()
        if progress:
            progress(total, total)
        return self._report(path, book, gone)

    def _known(self) -> list[KnownTicket]:
        found = []
        for ticket, fingerprint in mirror.known_tickets(self._ctx.db, self._source):
            self._prints[ticket.ticket_id] = fingerprint
            if fingerprint is not None and not ticket.own:
                self._elsewhere.add(ticket.person_id)
            found.append(ticket)
        return found

    def _take(self, row: Registration) -> None:
        """Check the code, then place the row or keep it for later."""
        code = self._own_code(row)
        if code is None:
            message = N_("El código «{value}» está mal copiado o es de prueba.")
            problem = RowProblem(row.number, "code", message, {"value": row.code[:60]})
            self._rejected.append(problem)
            return
        row = row._replace(code=code) if code != row.code else row
        if row.addon_to:
            self._addons.waiting.append(row)
            return
        keys = mirror.keys_of(row.person)
        identity = _identity(row, keys)
        place = self._roster.place(identity)
        if place is None:
            self._late.append((row, identity))
        else:
            self._put(row, place, keys)

    def _join(self, row: Registration) -> None:
        """Place an add-on: its ticket knows its main one, and without a name its person too."""
        main = self._addons.main_of(row)
        keys = mirror.keys_of(row.person)
        if main is None:
            message = N_("No hay inscripción «{value}» de la que esta sea adicional.")
            problem = RowProblem(row.number, "addon_to", message, {"value": row.addon_to[:60]})
            if not keys.name:
                self._rejected.append(problem)
                return
            self._reader.doubts.append(problem)
        identity = _identity(row, keys)
        if main and same_person(row.person, keys, main.person):
            place: Place | Repeated | None = self._roster.attach(identity, main.person_id)
        else:
            place = self._roster.place(identity) or self._roster.place(identity, last=True)
        self._put(row, place, parent_id=main.ticket_id if main else "")

    def _own_code(self, row: Registration) -> str | None:
        """The code as it is looked up later; None for one of our own that is damaged."""
        prefix = f"{self._ctx.event.code}."
        if not row.code.upper().startswith(prefix):
            return None if row.code.upper() == TEST_CODE else row.code
        parsed = parse(row.code, self._ctx.event.code)
        own_length = len(prefix) + TICKET_RANDOM + 1
        damaged = parsed.kind is CodeKind.FOREIGN and len(row.code) == own_length
        return None if damaged else parsed.text

    def _put(
        self,
        row: Registration,
        place: Place | Repeated | None,
        keys: mirror.Keys | None = None,
        parent_id: str = "",
    ) -> None:
        if isinstance(place, Repeated):
            problem = RowProblem(row.number, place.value, _REPEATED[place])
            self._rejected.append(problem)
            return
        if place is None:
            raise AssertionError("a late row always has a place")
        self._sample(row)
        if self._addons.listed:
            self._addons.remember(row, place)
        ticket = self._ticket(row, place, parent_id)
        if place.shared or place.person_id in self._elsewhere:
            self._people.setdefault(place.person_id, False)
            self._shared.setdefault(place.person_id, []).append((row, ticket))
        else:
            self._people[place.person_id] = True
            self._write(row, row.person, ticket, keys)

    def _ticket(self, row: Registration, place: Place, parent_id: str) -> Ticket:
        code = row.code or place.code
        if not code:
            code = ticket_code(self._ctx.event.code, self._random)
            self._count["codes_made"] += 1
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
        row = mirror.prepare(person, ticket, keys, said.answers)
        stored = self._prints.get(ticket.ticket_id, 0)
        if stored == row.print:
            self._count["unchanged"] += 1
            return
        known = ticket.ticket_id in self._prints
        kind = "added" if not known else "revived" if stored is None else "updated"
        self._count[kind] += 1
        if not self._dry_run:
            self._batch.append(row)
            if len(self._batch) >= _BATCH:
                self._flush()

    def _flush(self) -> None:
        mirror.write(self._ctx.db, self._batch)
        self._batch.clear()

    def _write_shared(self) -> None:
        """Write the people with several tickets once, with all that is said of them together."""
        self._flush()
        for person_id, rows in self._shared.items():
            earlier, owner = mirror.said(self._ctx.db, person_id)
            people = [row.person for row, _ in rows]
            if earlier and person_id in self._elsewhere and owner == self._source:
                people.append(earlier)
            elif earlier and (self._people[person_id] or person_id in self._elsewhere):
                people.insert(0, earlier)
            person = merge(person_id, people)
            for row, ticket in rows:
                self._write(row, person, ticket)

    def _finish(self) -> int:
        gone = self._roster.gone()
        if self._dry_run:
            return sum(self._prints.get(ticket_id) is not None for ticket_id in gone)
        self._flush()
        done = mirror.mark_gone(self._ctx.db, gone, self._ctx.clock())
        mirror.settle(self._ctx.db)
        meta.put(self._ctx.db, LIST_AT, to_text(self._ctx.clock()))
        return done

    def _sample(self, row: Registration) -> None:
        if len(self._samples) < _SAMPLES:
            person = row.person
            sample = {
                "row": str(row.number),
                "given_name": person.given_name,
                "family_name": person.family_name,
                "email": person.email,
                "organisation": person.organisation,
                "country": person.country,
                "roles": ", ".join(person.roles),
                "product": row.product,
                "ticket_state": str(row.state),
            }
            self._samples.append(sample)

    def _report(self, path: Path, book: Book, gone: int) -> ImportReport:
        return ImportReport(
            file=path.name,
            kind=book.kind,
            sheet=self._found.sheet.name,
            sheets=tuple(sheet.name for sheet in book.sheets),
            encoding=book.encoding,
            delimiter=book.delimiter,
            header_row=self._found.header_row,
            source=self._source,
            dry_run=self._dry_run,
            mapping=self._found.columns.titles(),
            gone=gone,
            people=len(self._people),
            rejected=tuple(sorted(self._rejected, key=lambda problem: problem.row)),
            doubts=tuple(self._reader.doubts),
            samples=tuple(self._samples),
            rows=self._count["rows"],
            added=self._count["added"],
            updated=self._count["updated"],
            unchanged=self._count["unchanged"],
            revived=self._count["revived"],
            codes_made=self._count["codes_made"],
        )


def _identity(row: Registration, keys: mirror.Keys) -> Identity:
    return Identity(row.source_id, row.code, keys.email, keys.name, keys.organisation, row.product)
