"""Which registration sources this profile has: add, list, open, remove; synchronises nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.delivery import Delivery
from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.private_file import write_private
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.give_back import deliveries, known_source, plan_all
from kiosk.services.sync_lock import sync_lock
from kiosk.services.sync_values import DeliveryRow
from kiosk.sources import secrets
from kiosk.sources.interface import Source
from kiosk.store import remote_visits, source_people
from kiosk.store import sources as store
from kiosk.store.moments import to_text
from kiosk.store.sources import StoredSource
from kiosk.store.transact import writing
from kiosk.texts import N_

Factory = Callable[[str, Mapping[str, object], str, Event], Source]
"""Makes a source of its name, its settings, its secret and the event; asks no server."""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """A source to be added: `kind` is one of KINDS, `name` what Ticket.source will say.

    `settings` are JSON values that the kind's factory reads, and never hold a secret. `secret`
    (a token) is kept apart from the store and is not shown again.
    """

    name: str
    kind: str
    settings: Mapping[str, object] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of this profile, without its secret."""

    name: str
    kind: str
    settings: Mapping[str, object]
    added_at: datetime


# Each is imported when it is opened: a station with no source loads no HTTP client.
def _pretix() -> Factory:
    from kiosk.sources.pretix.opening import open_source as factory  # noqa: PLC0415  see above

    return factory


def _indico() -> Factory:
    from kiosk.sources.indico.source import open_source as factory  # noqa: PLC0415  see above

    return factory


def _http() -> Factory:
    from kiosk.sources.http_feed.source import open_source as factory  # noqa: PLC0415  see above

    return factory


def _file() -> Factory:
    from kiosk.sources.file.source import open_source as factory  # noqa: PLC0415  see above

    return factory


KINDS: Mapping[str, Callable[[], Factory]] = {
    "pretix": _pretix,
    "indico": _indico,
    "http": _http,
    "file": _file,
}
"""How each kind of source is opened."""


def add(ctx: Context, source: SourceSettings) -> SourceEntry:
    """Keep a source; one of the same name and kind gets the new settings and goes on.

    Raises WrongUseError for an unknown kind or a name that another kind has.
    """
    _factory(source.kind)
    known = store.get(ctx.db, source.name)
    if known is not None and known.kind != source.kind:
        raise WrongUseError(
            N_("«{name}» ya es una fuente de otro tipo ({kind})."),
            name=source.name,
            kind=known.kind,
        )
    if source.secret:
        secrets.put(ctx.folder, source.name, source.secret)
    with writing(ctx.db):
        store.put(ctx.db, source.name, source.kind, source.settings, ctx.clock())
    return _entry(known_source(ctx, source.name))


def listed(ctx: Context) -> tuple[SourceEntry, ...]:
    """The sources of this profile in the order in which they were added."""
    return tuple(_entry(source) for source in store.every(ctx.db))


def remove(ctx: Context, name: str, *, force: bool = False, wipe: bool = False) -> None:
    """Forget a source: its people count as gone; `wipe` deletes those who never came.

    Raises NotFoundError, FailureError while a synchronisation runs, and WrongUseError while
    something waits to be sent; with `force` that is first written to undelivered-*.json in the
    profile.
    """
    with sync_lock(ctx.folder):
        plan_all(ctx, name)
        open_ends = [
            row
            for state in (Delivery.WAITING, Delivery.REFUSED)
            for row in deliveries(ctx, name, state, limit=1_000_000)
        ]
        if open_ends and not force:
            raise WrongUseError(
                N_("La fuente {name} todavía tiene {count} envíos sin entregar."),
                name=name,
                count=len(open_ends),
            )
        if open_ends:
            _export(ctx, name, open_ends)
        _forget(ctx, name, wipe=wipe)
        secrets.remove(ctx.folder, name)


def open_source(ctx: Context, name: str) -> Source:
    """The source of that name, ready to be asked; whoever opens it closes it.

    Raises NotFoundError, WrongUseError for settings that make no sense.
    """
    known = known_source(ctx, name)
    factory = _factory(known.kind)
    return factory(known.name, known.settings, secrets.get(ctx.folder, name), ctx.event)


def make(ctx: Context, source: SourceSettings) -> Source:
    """The source of those settings, kept or not: to try them out. Raises WrongUseError."""
    return _factory(source.kind)(source.name, source.settings, source.secret, ctx.event)


def _factory(kind: str) -> Factory:
    found = KINDS.get(kind)
    if found is None:
        raise WrongUseError(
            N_("No hay fuentes del tipo «{kind}»; las que hay: {kinds}."),
            kind=kind,
            kinds=", ".join(KINDS),
        )
    return found()


def _export(ctx: Context, name: str, open_ends: Sequence[DeliveryRow]) -> None:
    """Write what the source was never told into the profile, for people to carry over."""
    stamp = to_text(ctx.clock()).replace(":", "")
    rows = [
        {
            "entry_id": row.entry_id,
            "state": str(row.state),
            "kind": str(row.kind),
            "at": to_text(row.at),
            "checkpoint": row.checkpoint,
            "person_id": row.person_id,
            "person": row.person,
            "words": row.words,
        }
        for row in open_ends
    ]
    text = json.dumps({"source": name, "undelivered": rows}, ensure_ascii=False, indent=1)
    write_private(ctx.folder / f"undelivered-{stamp}.json", text.encode())


def _forget(ctx: Context, name: str, *, wipe: bool) -> None:
    with writing(ctx.db):
        for row in remote_visits.of_source(ctx.db, name):
            remote_visits.drop(ctx.db, row)
        if wipe:
            source_people.wipe(ctx.db, name, ctx.clock())
        else:
            source_people.mark_gone(ctx.db, name, ctx.clock())
        store.remove(ctx.db, name)
        reload_event(ctx)


def _entry(source: StoredSource) -> SourceEntry:
    return SourceEntry(source.name, source.kind, source.settings, source.added_at)
