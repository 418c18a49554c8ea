"""The first registration source of a profile, step by step: read, paired, tried, kept, brought.

Nothing here writes a secret anywhere but through sources.add().
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from platform import node
from threading import Event as Flag

from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.feed import Checked
from kiosk.domain.source_draft import SeenColumn, SourceDraft, SourceKind
from kiosk.scanning.layouts import candidates
from kiosk.services import source_columns, source_names, source_setup, sources, sync
from kiosk.services.context import Context
from kiosk.services.event_of_sources import with_sources
from kiosk.services.profile import STORE_FILE, load_station, utc_now
from kiosk.services.sources import SourceSettings
from kiosk.services.sync_values import Progress, SyncReport
from kiosk.sources.event_file import read_event
from kiosk.sources.indico import setup_code
from kiosk.sources.pretix import device
from kiosk.store.connect import close, open_store
from kiosk.texts import N_


class StoppedError(KnownError):
    """Somebody stopped bringing the list; what was stored until then stands."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A source that answered. `found` is None where the columns must be named first."""

    settings: SourceSettings
    found: Checked | None
    columns: tuple[SeenColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What the first run brought, and the event as file and source say it now."""

    report: SyncReport
    event: Event = field(repr=False)


def read_code(text: str) -> SourceDraft | None:
    """What a scanned set-up code of pretix or Indico says; None for any other text.

    A scanner may type in another layout than the computer reads: each is tried.
    """
    for each in (text, *candidates(text)):
        indico = setup_code.read(each)
        if indico is not None:
            return SourceDraft(
                SourceKind.INDICO, indico.base_url, event=indico.event_id, form=indico.form_id
            )
        try:
            invited = device.invitation(each)
        except WrongUseError:
            continue
        return SourceDraft(SourceKind.PRETIX, invited.url, secret=invited.token, one_time=True)
    return None


def paired(draft: SourceDraft) -> SourceDraft:
    """The draft with the token that pretix gives for a one-time code. Raises SourceError."""
    invited = device.typed(draft.url, draft.secret)
    given = device.pair(invited, host=node(), ca_file=_authorities(draft))
    return replace(
        draft,
        url=given.url,
        organizer=given.organizer,
        secret=given.token,
        one_time=False,
        device=True,
    )


def chosen_event(draft: SourceDraft) -> SourceDraft:
    """The draft with the event that pretix means for this computer, where none was named."""
    if draft.event or not draft.device:
        return draft
    found = device.selected(draft.url, draft.secret, ca_file=_authorities(draft))
    if found is None:
        raise WrongUseError(
            N_("Este equipo ya está vinculado, pero pretix no le asigna un evento: escríbalo.")
        )
    return replace(draft, event=found.event)


def _authorities(draft: SourceDraft) -> Path | None:
    return Path(draft.ca_file) if draft.ca_file else None


class SourceSteps:
    """The steps for one profile; each opens the store for itself, in the thread that asks.

    `event_file` is the event that the profile will have; it is not in the profile yet.
    """

    def __init__(self, folder: Path, event_file: Path) -> None:
        self._folder, self._event_file = folder, event_file

    def try_out(self, draft: SourceDraft) -> Tried:
        """Ask the source whether it knows us. Raises SourceError or WrongUseError."""
        with self._context() as ctx:
            ways = ways_of(draft)
            columns = source_columns.of_list(ctx, ways[0])
            if columns and not source_columns.names_people(columns) and not draft.mapping:
                return Tried(ways[0], None, columns)
            way, found = source_setup.try_out(ctx, ways)
            return Tried(way, found, columns or source_columns.of_forms(ctx, way))

    def keep(self, settings: SourceSettings | None) -> None:
        """Make it the profile's only source; None for a profile without any."""
        with self._context() as ctx:
            for entry in sources.listed(ctx):
                if settings is None or entry.name != settings.name:
                    sources.remove(ctx, entry.name, force=True, wipe=True)
            if settings is not None:
                sources.add(ctx, settings)

    def bring(self, name: str, told: Progress, stop: Flag) -> Brought:
        """The first run. StoppedError once `stop` is set; trouble is in the report."""

        def tell(done: int, total: int | None) -> None:
            if stop.is_set():
                raise StoppedError(N_("Se detuvo antes de terminar."))
            told(done, total)

        with self._context() as ctx:
            source = sources.open_source(ctx, name)
            try:
                report = sync.sync(ctx, source, full=True, progress=tell)
            finally:
                source.close()
            return Brought(report, with_sources(ctx.db, ctx.event))

    @contextmanager
    def _context(self) -> Iterator[Context]:
        event = read_event(self._event_file)
        self._folder.mkdir(parents=True, exist_ok=True)
        db = open_store(self._folder / STORE_FILE)
        try:
            yield Context(db, event, load_station(self._folder), utc_now, self._folder)
        finally:
            close(db)


def ways_of(draft: SourceDraft) -> tuple[SourceSettings, ...]:
    """The settings to be tried for a draft: a token of pretix may be a team's or a device's."""
    place: dict[str, object] = {"url": draft.url, "event": draft.event, "ca_file": draft.ca_file}
    mapping: Mapping[str, object] = dict(draft.mapping)
    match draft.kind:
        case SourceKind.PRETIX:
            place["organizer"] = draft.organizer
            kinds = ("device",) if draft.device else ("team", "device")
            return tuple(_of(draft, {**place, "auth": kind}) for kind in kinds)
        case SourceKind.INDICO:
            forms = [draft.form] if draft.form else []
            return (_of(draft, {**place, "forms": forms, "mapping": mapping}),)
        case SourceKind.HTTP:
            settings = {"url": draft.url, "header": draft.header, "map": mapping}
            return (_of(draft, {**settings, "ca_file": draft.ca_file}),)
        case SourceKind.FILE:
            return (_of(draft, {"path": str(Path(draft.path).absolute()), "map": mapping}),)
    raise ValueError(draft.kind)


def _of(draft: SourceDraft, settings: Mapping[str, object]) -> SourceSettings:
    kind = draft.kind.value
    name = source_names.default_name(kind, settings)
    return SourceSettings(name, kind, settings, draft.secret)
