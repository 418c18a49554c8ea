"""Takes over the check-ins that a source tells of; what this station did itself is never undone.

Our own check-ins come back from the source: they are known by ticket, list, way and moment, and do
not count twice. Call it inside the transaction of the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.feed import RemoteVisit
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.signed_ticket import read
from kiosk.domain.visit_match import OwnPassage, contradicts, repeats
from kiosk.services.context import Context
from kiosk.services.event_of_sources import places_of_lists
from kiosk.services.facts import passages
from kiosk.services.signed import signed_id
from kiosk.store import journal, remote_visits, sources
from kiosk.store.moments import to_moment, to_text
from kiosk.store.remote_visits import RemoteRow
from kiosk.store.transact import rows


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose the visits of a registration are; `code` is the ticket's."""

    source_id: str
    ticket_id: str
    person_id: str
    code: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many visits came, changed or vanished, and how many contradict an own admission."""

    changed: int = 0
    conflicts: int = 0


def take_visits(
    ctx: Context, source: str, holders: Sequence[Holder], visits: Iterable[RemoteVisit]
) -> Taken:
    """Let the visits of those registrations be exactly these."""
    told: dict[str, list[RemoteVisit]] = {holder.source_id: [] for holder in holders}
    for visit in visits:
        if visit.source_id in told:
            told[visit.source_id].append(visit)
    before = {
        (row.source_id, row.ref): row
        for row in remote_visits.of_registrations(ctx.db, source, list(told))
    }
    if not before and not any(told.values()):
        return Taken()
    now = {(row.source_id, row.ref): row for row in _rows(ctx, source, holders, told)}
    for key, row in before.items():
        if now.get(key) != row:
            remote_visits.drop(ctx.db, row)
    new = [row for key, row in now.items() if before.get(key) != row]
    for row in new:
        remote_visits.add(ctx.db, row)
    vanished = before.keys() - now.keys()
    # also what was known before: an exit that vanished may have been what stood between
    looked_at = {row.source_id for row in new} | {source_id for source_id, _ in vanished}
    whose = {holder.source_id: holder for holder in holders}
    conflicts = sum(
        _conflict(ctx, row, whose[row.source_id])
        for row in now.values()
        if row.source_id in looked_at
    )
    return Taken(len(new) + len(vanished), conflicts)


def _rows(
    ctx: Context, source: str, holders: Sequence[Holder], told: Mapping[str, list[RemoteVisit]]
) -> Iterable[RemoteRow]:
    places = places_of_lists(ctx.db)
    own = _own_passages(ctx, [holder for holder in holders if told[holder.source_id]], places)
    ahead = _ahead(ctx, source)
    for holder in holders:
        visits = told[holder.source_id]
        mine = [passage for one in _ids(holder) for passage in own.get(one, ())]
        ours = repeats(visits, mine, ahead)
        for visit in visits:
            yield RemoteRow(
                source=source,
                ref=visit.ref,
                source_id=visit.source_id,
                list_ref=visit.list_ref,
                direction=visit.direction,
                at=to_text(visit.at),
                device=visit.device,
                ticket_id=holder.ticket_id,
                person_id=holder.person_id,
                checkpoint=places.get(visit.list_ref, ""),
                own_entry=ours.get(visit.ref, ""),
            )


def _ahead(ctx: Context, source: str) -> timedelta:
    """The source's clock minus ours, as it was last measured."""
    known = sources.get(ctx.db, source)
    return timedelta(seconds=(known.clock_seconds if known else None) or 0.0)


def _own_passages(
    ctx: Context, holders: Sequence[Holder], places: Mapping[str, str]
) -> dict[str, list[OwnPassage]]:
    """What the journal holds with those tickets, by ticket id."""
    lists = {checkpoint: ref for ref, checkpoint in places.items()}
    lists |= {one.id: one.source_ref for one in ctx.event.checkpoints if one.source_ref}
    ids = [one for holder in holders for one in _ids(holder)]
    found: dict[str, list[OwnPassage]] = {}
    for entry in journal.passages(ctx.db, ids):
        way = entry.direction or Direction.ENTRY
        passage = OwnPassage(
            entry.id, lists.get(entry.checkpoint or "", ""), way, to_moment(entry.at)
        )
        found.setdefault(entry.ticket_id or "", []).append(passage)
    return found


def _ids(holder: Holder) -> list[str]:
    """Under which ticket ids the journal may speak of it: also from before it was known."""
    return [holder.ticket_id, *_signed(holder)]


def _signed(holder: Holder) -> list[str]:
    """Under which id ticket and person stand from before it was known whose the code is."""
    return [signed_id(holder.code)] if read(holder.code) is not None else []


def _conflict(ctx: Context, row: RemoteRow, holder: Holder) -> bool:
    """Journal an entry elsewhere that contradicts an admission here, once."""
    checkpoint = ctx.event.checkpoint(row.checkpoint)
    if checkpoint is None or row.own_entry or row.direction is not Direction.ENTRY:
        return False
    people = (row.person_id, *_signed(holder))
    against = _against(ctx, checkpoint, row, people)
    if not against or _known_conflict(ctx, row):
        return False
    draft = Draft(
        kind=EntryKind.CONFLICT,
        at=ctx.clock(),
        person_id=row.person_id,
        ticket_id=row.ticket_id,
        checkpoint=row.checkpoint,
        direction=row.direction,
        payload={
            "with": row.device,
            "at": row.at,
            "ref": row.ref,
            "source": row.source,
            "entry": against[-1].id,
        },
    )
    journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
    return True


def _against(
    ctx: Context, checkpoint: Checkpoint, row: RemoteRow, people: tuple[str, ...]
) -> list[Entry]:
    """This station's admissions that cannot be right beside that entry elsewhere."""
    ours = _admissions(ctx, checkpoint.id, people)
    if not ours:
        return []
    zone, theirs = ctx.event.timezone, to_moment(row.at)
    known = passages(ctx, checkpoint, ctx.clock(), people)
    exits = [visit.at for visit in known if visit.direction is Direction.EXIT]
    return [
        entry for entry in ours if contradicts(checkpoint, theirs, to_moment(entry.at), zone, exits)
    ]


def _admissions(ctx: Context, checkpoint: str, people: tuple[str, ...]) -> list[Entry]:
    """This station's own admissions of the person there that count; overrides were no mistake."""
    marks = ",".join("?" * len(people))
    found = rows(
        ctx.db,
        "SELECT e.id FROM visit v JOIN entry e ON e.id = v.entry_id"  # noqa: S608  marks only
        f" WHERE v.person_id IN ({marks}) AND v.checkpoint = ? AND v.direction = 'entry'"
        " AND e.kind = 'admitted' ORDER BY e.seq",
        (*people, checkpoint),
    )
    known = journal.get_many(ctx.db, [one["id"] for one in found])
    return [known[one["id"]] for one in found]


def _known_conflict(ctx: Context, row: RemoteRow) -> bool:
    entries = journal.of_person(ctx.db, row.person_id)
    return any(
        entry.kind is EntryKind.CONFLICT
        and (entry.payload.get("source"), entry.payload.get("ref")) == (row.source, row.ref)
        for entry in entries
    )
