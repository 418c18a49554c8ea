"""Imports a registration list: reads, matches, writes in one transaction, and reports.

A killed or failed import leaves the old list as it was. Nothing that a station did is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.domain.registration import Registration, RowProblem
from kiosk.domain.roster import Place, Roster
from kiosk.services.context import Context
from kiosk.services.counts import LIST_AT
from kiosk.services.import_guests import run_guests
from kiosk.services.import_report import ImportReport, Progress
from kiosk.services.import_roll import run_roll
from kiosk.services.place_registrations import Register, StoredTickets
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

_TOLD = 500
_SAMPLES = 5


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


class _Listed(Register):
    """The registrations of a whole list, of which the first few are shown."""

    def __init__(self, ctx: Context, source: str, stored: StoredTickets) -> None:
        roster = Roster(source, mirror.known_people(ctx.db), stored.tickets)
        super().__init__(ctx.db, source, ctx.event.code, roster, stored)
        self.samples: list[dict[str, str]] = []

    def placed(self, row: Registration, place: Place) -> None:
        """Keep the first rows to be shown."""
        super().placed(row, place)
        if len(self.samples) < _SAMPLES:
            self.samples.append(_sample(row))


class _Import:
    """One run over one list; `run` is called once, inside the transaction."""

    def __init__(
        self, ctx: Context, found: Found, own: OwnWords, source: str, *, dry_run: bool
    ) -> None:
        self._ctx = ctx
        self._found = found
        self._source = source
        self._dry_run = dry_run
        self._rows = 0
        roles = frozenset(role.id for role in ctx.event.roles)
        self._reader = RowReader(found.columns, ctx.event.timezone, roles, own)
        self._stored = StoredTickets(mirror.known_tickets(ctx.db, source))
        self._register = _Listed(ctx, source, self._stored)
        self._register.dry_run = dry_run
        self._register.doubts = self._reader.doubts
        self._register.addons.listed = "addon_to" in found.columns

    def run(self, path: Path, book: Book, progress: Progress | None) -> ImportReport:
        """Place every row, then mark what is gone."""
        total = sum(1 for _ in self._found.rows()) if progress else 0
        for number, cells in self._found.rows():
            self._rows += 1
            row = self._reader.read(number, cells)
            if isinstance(row, RowProblem):
                self._register.rejected.append(row)
            else:
                self._register.take(row)
            if progress and self._rows % _TOLD == 0:
                progress(self._rows, total)
        self._register.complete()
        gone = self._finish()
        if progress:
            progress(total, total)
        return self._report(path, book, gone)

    def _finish(self) -> int:
        gone = self._register.roster.gone()
        if self._dry_run:
            return sum(self._stored.prints.get(ticket_id) is not None for ticket_id in gone)
        done = mirror.mark_gone(self._ctx.db, gone, self._ctx.clock())
        mirror.settle(self._ctx.db)
        meta.put(self._ctx.db, LIST_AT, to_text(self._ctx.clock()))
        return done

    def _report(self, path: Path, book: Book, gone: int) -> ImportReport:
        counted, rejected = self._register.counted, self._register.rejected
        read = ImportReport.of_file(path, book, self._found, self._source, dry_run=self._dry_run)
        return replace(
            read,
            gone=gone,
            people=len(counted.people),
            rejected=tuple(sorted(rejected, key=lambda problem: problem.row)),
            doubts=tuple(self._reader.doubts),
            samples=tuple(self._register.samples),
            rows=self._rows,
            added=counted.added,
            updated=counted.updated,
            unchanged=counted.unchanged,
            revived=counted.revived,
            codes_made=counted.codes_made,
        )


def _sample(row: Registration) -> dict[str, str]:
    person = row.person
    return {
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
