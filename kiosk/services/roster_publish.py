"""What of the list the other stations are to be told: changes only; sends nothing.

Only the station that holds the sources does this. Each step is a read: page() until it has no
next, then rest(); what was sent is noted by published(). A record that was not noted is told
again, which changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from kiosk.services.context import Context
from kiosk.services.counts import LIST_AT
from kiosk.services.event_of_sources import OWN_FILE, said_documents
from kiosk.services.hub_message import PRIVATE
from kiosk.services.roster_files import pieces
from kiosk.services.roster_message import (
    DocRecord,
    ListRecord,
    PersonRecord,
    PieceRecord,
    Publication,
    RollRecord,
    RosterRecord,
    invitations,
    publication,
)
from kiosk.store import meta, roll, roster
from kiosk.store.transact import Row, reading, writing

PAGE = 200
"""People looked at in one step."""
EVENT_DOC, LIST_AT_DOC = "event", "list-at"


@dataclass(frozen=True, slots=True)
class Page:
    """The records that changed among some people; `next` is where to go on, None at the end."""

    changed: tuple[Publication, ...]
    next: int | None


def page(ctx: Context, after: int = 0, most: int = PAGE) -> Page:
    """The people behind `after` whose record differs from what was told last."""
    with reading(ctx.db):
        found = roster.people(ctx.db, after, most)
        changed = tuple(_changed(ctx, map(publication, *_people(ctx, found)))) if found else ()
    return Page(changed, found[-1]["id"] if len(found) == most else None)


def rest(ctx: Context) -> tuple[Publication, ...]:
    """Documents, lists, rolls and pieces that differ, and what is no more; policies come first."""
    with reading(ctx.db):
        there = [*_documents(ctx), *_lists(ctx), *_rolls(ctx), *_pieces(ctx)]
        all_of_them = [publication(full, lean) for full, lean in there]
        names = {(one.kind, one.name) for one in all_of_them}
        gone = _gone(ctx, names)
        return (*_changed(ctx, all_of_them), *gone)


def published(ctx: Context, sent: Iterable[Publication]) -> None:
    """Note what the hub has taken."""
    with writing(ctx.db):
        for one in sent:
            roster.note(ctx.db, one.kind, one.name, one.mark)


def _changed(ctx: Context, found: Iterable[Publication]) -> Iterator[Publication]:
    return (one for one in found if roster.mark_of(ctx.db, one.kind, one.name) != one.mark)


def _people(ctx: Context, found: list[Row]) -> tuple[list[PersonRecord], list[PersonRecord]]:
    ids = [row["person_id"] for row in found]
    tickets, invited = roster.tickets(ctx.db, ids), roster.invitations(ctx.db, ids)
    visits, named = roster.visits(ctx.db, ids), roster.named_by_address(ctx.db)
    full, lean = [], []
    for row in found:
        who = row["person_id"]
        said = json.loads(row["mirror"])
        by_name = invited.get(who, [])
        frame: dict[str, Any] = {
            "key": who,
            "source": row["source"],
            "source_ref": row["source_ref"],
            "gone": row["gone_at"] is not None,
            "visits": [{k: str(v) for k, v in one.items()} for one in visits.get(who, [])],
        }
        full.append(
            PersonRecord(
                **frame,
                said=said,
                tickets=tickets.get(who, []),
                invited=invitations(by_name),
            )
        )
        lean.append(
            PersonRecord(
                **frame,
                said={name: value for name, value in said.items() if name not in PRIVATE},
                tickets=[_lean_ticket(ctx, one) for one in tickets.get(who, [])],
                invited=invitations([*by_name, *named.get(who, [])]),
            )
        )
    return full, lean


def _lean_ticket(ctx: Context, row: Row) -> Row:
    """The ticket with those answers only that would be asked for again at check-in."""
    asked = {one.id for one in ctx.event.catalogue.questions if one.at_checkin}
    said = json.loads(row["extra"]).get("answers") or {}
    kept = {key: value for key, value in said.items() if key in asked}
    return row | {"extra": json.dumps({"answers": kept}) if kept else "{}"}


def _lists(ctx: Context) -> Iterator[tuple[RosterRecord, RosterRecord]]:
    for checkpoint in roster.checkpoints_listed(ctx.db):
        loaded, said = roster.list_of(ctx.db, checkpoint)
        without = [row for row in said if row["kind"] != "email"]
        yield (
            ListRecord(checkpoint, loaded_at=loaded, invited=invitations(said)),
            ListRecord(checkpoint, loaded_at=loaded, invited=invitations(without)),
        )


def _rolls(ctx: Context) -> Iterator[tuple[RosterRecord, RosterRecord]]:
    for assembly in ctx.event.assemblies:
        members, mandates = roster.roll_of(ctx.db, assembly.id)
        who = [(row["key"], row["name"], row["votes"]) for row in members]
        full = [tuple(row.values()) for row in mandates]
        lean = [
            (one.member_key, "person", one.person_id, str(one.capacity))
            for one in roll.mandates(ctx.db, assembly.id)
        ]
        yield (
            RollRecord(assembly.id, members=who, mandates=full),
            RollRecord(assembly.id, members=who, mandates=lean),
        )


def _documents(ctx: Context) -> Iterator[tuple[RosterRecord, RosterRecord]]:
    path = ctx.folder / OWN_FILE
    if path.is_file():
        yield _same(DocRecord(EVENT_DOC, body=path.read_text(encoding="utf-8")))
    list_at = meta.get(ctx.db, LIST_AT)
    if list_at:
        yield _same(DocRecord(LIST_AT_DOC, body=list_at))
    for source, kind, body in said_documents(ctx.db):
        yield _same(DocRecord(f"{source}/{kind}", source=source, kind=kind, body=body))


def _pieces(ctx: Context) -> Iterator[tuple[RosterRecord, RosterRecord]]:
    return map(_same, pieces(ctx))


def _same(record: DocRecord | PieceRecord) -> tuple[RosterRecord, RosterRecord]:
    return record, copy(record)


def _gone(ctx: Context, there: set[tuple[str, str]]) -> Iterator[Publication]:
    for name in roster.vanished(ctx.db, roster.PERSON):
        record = PersonRecord(name, gone=True)
        yield publication(record, PersonRecord(name, gone=True))
    kinds = {
        roster.LIST: ListRecord,
        roster.ROLL: RollRecord,
        roster.DOC: DocRecord,
        roster.PIECE: PieceRecord,
    }
    for kind, make in kinds.items():
        existing = [name for of, name in there if of == kind]
        for name in roster.vanished(ctx.db, kind, existing):
            yield publication(make(name, gone=True), make(name, gone=True))
