"""Takes the list of the station that holds the sources, record by record; asks nobody.

People keep their ids, so that what any station did belongs to the same person at all of them.
Corrections made at a desk stay on top, as with a source. A record is put in the place of the one
before it, so that taking it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from kiosk.domain.assembly import Capacity, Member
from kiosk.domain.errors import KnownError
from kiosk.domain.feed import Document
from kiosk.private_file import write_private
from kiosk.services import roster_files
from kiosk.services.context import Context
from kiosk.services.counts import LIST_AT
from kiosk.services.event_of_sources import OWN_FILE, reload_event
from kiosk.services.roster_message import (
    DocRecord,
    ListRecord,
    PersonRecord,
    PieceRecord,
    RollRecord,
    RosterRecord,
    invitation_rows,
    kind_of,
    record_of,
)
from kiosk.services.roster_publish import EVENT_DOC, LIST_AT_DOC
from kiosk.sources.event_file import read_event
from kiosk.store import documents, invitations, meta, roll, roster, roster_write
from kiosk.store.moments import to_moment
from kiosk.store.person_row import person_of
from kiosk.store.roll import Granted
from kiosk.store.transact import Row, attempt, writing

PIECE = 40
"""Records of one transaction while scans may wait for it."""
HUB = roster_files.HUB


@dataclass(frozen=True, slots=True)
class Item:
    """A record as the hub holds it under number `seq` of the roster."""

    seq: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """How many records changed something here; `event`: then call settle_event()."""

    records: int = 0
    unread: int = 0
    event: bool = False


def take_roster(ctx: Context, items: Iterable[Item]) -> Taken:
    """Take the next records behind the cursor, in one transaction."""
    taken = Taken()
    with writing(ctx.db):
        for item in items:
            record = record_of(item.body)
            if record is None or not attempt(ctx.db, partial(_apply, ctx, record)):
                taken = replace(taken, unread=taken.unread + 1)
            else:
                event = taken.event or isinstance(record, DocRecord | PieceRecord)
                taken = replace(taken, records=taken.records + 1, event=event)
            roster.move(ctx.db, item.seq)
    return taken


def settle_event(ctx: Context) -> Context:
    """The context with the event as it was published; a file that is wrong leaves the one there is.

    Changed policies are in force with the context that this returns, and badges are drawn with the
    layouts that came.
    """
    roster_files.lay(ctx)
    text = documents.get(ctx.db, HUB, OWN_FILE)
    path = ctx.folder / OWN_FILE
    if text and (not path.is_file() or path.read_text(encoding="utf-8") != text):
        trial = path.with_suffix(".new")
        write_private(trial, text.encode())
        try:
            read_event(trial)
            write_private(path, text.encode())
        except KnownError:
            pass  # a newer program's file: the policies that this one knows stay in force
        finally:
            trial.unlink(missing_ok=True)
    return reload_event(ctx)


def _apply(ctx: Context, record: RosterRecord) -> None:
    match record:
        case PersonRecord():
            _person(ctx, record)
        case ListRecord():
            _list(ctx, record)
        case RollRecord():
            _roll(ctx, record)
        case DocRecord():
            _document(ctx, record)
        case PieceRecord():
            roster_files.keep(ctx.db, record)
    roster.note(ctx.db, kind_of(record), record.key, record.mark)


def _person(ctx: Context, record: PersonRecord) -> None:
    who = record.key
    if record.said:
        said = person_of(who, record.said)
        tickets = cast("list[Row]", record.tickets)
        roster_write.put(ctx.db, said, (record.source, record.source_ref), tickets)
        named = invitation_rows(record.invited)
        roster_write.replace_invitations(ctx.db, "kind = 'person' AND subject = ?", who, named)
        roster_write.put_visits(ctx.db, who, record.visits)
    if record.gone:
        roster_write.mark_gone(ctx.db, who, ctx.clock())


def _list(ctx: Context, record: ListRecord) -> None:
    said = invitation_rows(record.invited)
    roster_write.replace_invitations(
        ctx.db, "kind <> 'person' AND checkpoint = ?", record.key, said
    )
    if record.loaded_at:
        invitations.loaded(ctx.db, record.key, to_moment(record.loaded_at))


def _roll(ctx: Context, record: RollRecord) -> None:
    members = [Member(*one) for one in record.members]
    granted = [
        Granted(member, kind, subject, Capacity(capacity))
        for member, kind, subject, capacity in record.mandates
    ]
    roll.replace_roll(ctx.db, record.key, HUB, members, granted)


def _document(ctx: Context, record: DocRecord) -> None:
    if record.key == LIST_AT_DOC:
        meta.put(ctx.db, LIST_AT, record.body)
    elif record.key == EVENT_DOC:
        documents.put(ctx.db, HUB, [Document(OWN_FILE, "", record.body)])
    elif record.gone:
        source, _, kind = record.key.rpartition("/")
        documents.drop(ctx.db, source, kind)
    else:
        documents.put(ctx.db, record.source, [Document(record.kind, "", record.body)])
