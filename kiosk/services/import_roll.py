"""Imports the roll of one assembly: organisations, their votes, and who represents them.

The roll of the same source is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from kiosk.domain.assembly import Member
from kiosk.domain.errors import WrongUseError
from kiosk.domain.names import clean, fold
from kiosk.domain.registration import RowProblem
from kiosk.services.assembly_tally import assembly_of
from kiosk.services.context import Context
from kiosk.services.import_report import ImportReport
from kiosk.services.match_guests import match_guest
from kiosk.sources.delegates import Delegation, RollReader
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_members
from kiosk.store import invitations, roll
from kiosk.store.roll import Granted
from kiosk.store.transact import writing
from kiosk.texts import N_

_SAMPLE = 200


@dataclass
class _Roll:
    """The roll as it grows row by row."""

    members: dict[str, Member] = field(default_factory=dict)
    granted: dict[tuple[str, str, str], Granted] = field(default_factory=dict)
    waiting: set[tuple[str, str, str]] = field(default_factory=set)
    rejected: list[RowProblem] = field(default_factory=list)
    doubts: list[RowProblem] = field(default_factory=list)
    unmatched: list[RowProblem] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    rows: int = 0


def run_roll(
    ctx: Context,
    path: Path,
    mapping: Mapping[str, str],
    assembly_id: str,
    *,
    dry_run: bool,
    source: str,
) -> ImportReport:
    """Read the roll and put it in the place of the assembly's earlier one.

    Raises NotFoundError for an unknown assembly, WrongUseError for a file without organisations.
    """
    assembly = assembly_of(ctx, assembly_id)
    book = read_file(path)
    found = find_members(book, mapping)
    reader = RollReader(found.columns, [cells for _, cells in islice(found.rows(), _SAMPLE)])
    read = _Roll()
    for number, cells in found.rows():
        read.rows += 1
        row = reader.read(number, cells)
        if isinstance(row, RowProblem):
            read.rejected.append(row)
        else:
            _take(ctx, read, row)
    if not read.members:  # it would leave the assembly without a roll
        raise WrongUseError(N_("{file} no nombra ninguna organización."), file=path.name)
    if not dry_run:
        with writing(ctx.db):
            members, granted = read.members.values(), read.granted.values()
            roll.replace_roll(ctx.db, assembly.id, source, members, granted)
            invitations.loaded(ctx.db, assembly.checkpoint, ctx.clock())
    report = ImportReport.of_file(path, book, found, source, dry_run=dry_run)
    return replace(
        report,
        rows=read.rows,
        rejected=tuple(read.rejected),
        doubts=tuple(read.doubts),
        checkpoint=assembly.checkpoint,
        assembly=assembly.id,
        organisations=len(read.members),
        votes=sum(member.votes for member in read.members.values()),
        matched=len(read.granted) - len(read.waiting),
        kept=len(read.waiting),
        unmatched=tuple(read.unmatched),
    )


def _take(ctx: Context, read: _Roll, row: Delegation) -> None:
    key = fold(row.organisation)
    known = read.members.get(key)
    if known is None:
        votes = 1 if row.votes is None else row.votes
        read.members[key] = Member(key, row.organisation, votes)
    elif row.votes is not None and row.votes != known.votes:
        if key in read.said:
            message = N_("Otra fila da {votes} votos a {value}: valen esos.")
            read.doubts.append(_doubt(row, "votes", message, votes=known.votes))
        else:
            read.members[key] = Member(key, known.name, row.votes)
    read.said |= {key} if row.votes is not None else set()
    if row.guest is not None:
        _grant(ctx, read, row, key)


def _grant(ctx: Context, read: _Roll, row: Delegation, key: str) -> None:
    """Give the row's representative the mandate; who is not registered yet is kept by e-mail."""
    assert row.guest is not None  # noqa: S101  for mypy: _take asks
    match = match_guest(ctx, row.guest, members=False)
    if match.problem is not None:
        read.unmatched.append(match.problem)
    if match.invited is None:
        return
    place = (key, match.invited.kind, match.invited.subject)
    if place in read.granted:
        if read.granted[place].capacity is not row.capacity:
            message = N_("Otra fila da otra calidad a la misma persona por {value}: vale esa.")
            read.doubts.append(_doubt(row, "capacity", message))
        return
    read.granted[place] = Granted(*place, row.capacity)
    if match.problem is not None:
        read.waiting.add(place)


def _doubt(row: Delegation, name: str, message: str, **params: object) -> RowProblem:
    return RowProblem(row.number, name, message, {"value": clean(row.organisation)[:80], **params})
