"""The event as the file and the sources say it together; asks no source anything.

What sources said of it lies in the store, so a station that starts without a network knows its
lists. A Context is a frozen value: whoever holds one takes the one that reload_event() returns.
"""

from __future__ import annotations

import json
from dataclasses import replace

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.event import Event
from kiosk.domain.feed import Batch, Document
from kiosk.domain.merge_event import Said, lists_of, merged_event, with_kept_ids
from kiosk.services.context import Context
from kiosk.sources.event_file import read_event
from kiosk.store import documents, meta, remote_visits, sources
from kiosk.store.connect import Database
from kiosk.store.event_documents import (
    catalogue_of,
    catalogue_text,
    checkpoints_of,
    checkpoints_text,
)
from kiosk.store.transact import writing

OWN_FILE = "event.toml"
_CATALOGUE, _CHECKPOINTS = "kiosk.catalogue", "kiosk.checkpoints"
_LISTS = "lists"  # key in meta: where the check-ins of each list count now


def with_sources(db: Database, own: Event) -> Event:
    """The event of the file with the catalogues and lists of all sources."""
    named = [one.name for one in sources.every(db)]
    told = sorted({source for source, _, _ in said_documents(db)} - set(named))
    return merged_event(own, [_said(db, name) for name in (*named, *told)])


def said_documents(db: Database) -> list[tuple[str, str, str]]:
    """What sources said of the event as it is kept: (source, kind, text).

    Where another station has the sources, they were told by it.
    """
    return [
        (source, kind, one.body)
        for kind in (_CATALOGUE, _CHECKPOINTS)
        for source in documents.sources_of(db, kind)
        for one in documents.of_kind(db, source, kind)
    ]


def reload_event(ctx: Context) -> Context:
    """The same context with the event as file and sources say it now.

    Raises as read_event() where the file is wrong meanwhile.
    """
    path = ctx.folder / OWN_FILE
    own = read_event(path) if path.is_file() else ctx.event
    event = with_sources(ctx.db, own)
    settle_lists(ctx.db, event)
    return ctx if event == ctx.event else replace(ctx, event=event)


def keep_said(db: Database, source: str, batch: Batch) -> bool:
    """Keep the catalogue and lists of a batch; whether they say anything new."""
    said: dict[str, str] = {}
    if batch.catalogue is not None:
        said[_CATALOGUE] = catalogue_text(batch.catalogue)
    if batch.checkpoints is not None:
        kept = with_kept_ids(batch.checkpoints, _checkpoints(db, source))
        said[_CHECKPOINTS] = checkpoints_text(kept)
    new = [
        Document(kind, "", body)
        for kind, body in said.items()
        if documents.get(db, source, kind) != body
    ]
    documents.put(db, source, new)
    return bool(new)


def settle_lists(db: Database, event: Event) -> None:
    """Let the check-ins of lists count at the checkpoints that name them now."""
    places = lists_of(event)
    text = json.dumps(places, sort_keys=True)
    if (meta.get(db, _LISTS) or "{}") == text:
        return
    with writing(db):
        remote_visits.remap(db, places)
        meta.put(db, _LISTS, text)


def places_of_lists(db: Database) -> dict[str, str]:
    """Where the check-ins of each list count: source_ref -> checkpoint id."""
    found: dict[str, str] = json.loads(meta.get(db, _LISTS) or "{}")
    return found


def _said(db: Database, source: str) -> Said:
    return Said(_catalogue(db, source), _checkpoints(db, source))


def _catalogue(db: Database, source: str) -> Catalogue | None:
    text = documents.get(db, source, _CATALOGUE)
    return catalogue_of(text) if text else None


def _checkpoints(db: Database, source: str) -> tuple[Checkpoint, ...]:
    text = documents.get(db, source, _CHECKPOINTS)
    return checkpoints_of(text) if text else ()
