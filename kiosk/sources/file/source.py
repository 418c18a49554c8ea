"""A watched file or folder as a source: its newest list, pulled whole when it changed.

Files are only read. While somebody writes one, the list that was read before stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from kiosk.domain.delivery import PushJob, Receipt
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.feed import Batch, Checked, Cursor, SourceError, Trouble
from kiosk.sources.file.looks import (
    LASTING_SECONDS,
    SETTLE_SECONDS,
    Look,
    look_at,
    older,
    quiet,
    same_stamp,
    unchanged_for,
    vanished,
)
from kiosk.sources.file.snapshot import snapshot
from kiosk.sources.list_pull import PeopleList, Reading, changed, checked, source_error
from kiosk.texts import N_
from kiosk.typed import convert

PATIENCE = 3
"""How many looks in a row may find nothing to read before it is said; a minute or two."""


class FileSettings(msgspec.Struct):
    """`path` of a file or folder; `map` is field -> column, as `kiosk import --map` takes it."""

    path: str
    map: dict[str, str] = msgspec.field(default_factory=dict)


def open_source(name: str, settings: Mapping[str, object], secret: str, event: Event) -> FileSource:
    """The source of those settings. Raises WrongUseError where they make no sense."""
    del secret  # a file has none
    try:
        wire = convert(settings, FileSettings)
    except msgspec.ValidationError as error:
        message = N_("La configuración de {source} no se entiende: {detail}")
        raise WrongUseError(message, source=name, detail=str(error)) from error
    if not wire.path.strip():
        raise WrongUseError(N_("Falta el archivo o la carpeta de {source}."), source=name)
    return FileSource(Path(wire.path), Reading.of(event, wire.map), name)


def default_name(path: Path) -> str:
    """What the source is called unless somebody names it: "file:inscriptos.xlsx"."""
    return f"file:{path.absolute().name}"


class FileSource:
    """One file, or the newest list of one folder. It remembers what it saw until it is closed."""

    def __init__(
        self,
        path: Path,
        reading: Reading,
        name: str = "",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name or default_name(path)
        self._path = path
        self._reading = reading
        self._pause = pause
        self._seen: tuple[Look, ...] = ()
        self._equal: Cursor = {}  # what has a new time and the content that is known
        self._unreadable: dict[Look, KnownError] = {}
        self._waited = 0

    def check(self) -> Checked:
        """Find the list and read it through; that counts as a look."""
        wrong: KnownError | None = None
        for look in self._look():
            try:
                with snapshot(look) as copy:
                    survey = PeopleList(copy.path, self._reading).survey
                return checked(look.path.name, survey)
            except KnownError as error:
                wrong = wrong or error
        raise source_error(wrong or self._nothing({}))

    def pull(self, cursor: Cursor, *, full: bool = False) -> Iterator[Batch]:
        """The whole list where it changed, else nothing; nothing either while it is written.

        Keys of the cursor: `file`, `size`, `mtime_ns` and `sha256` of the list that was read,
        `how` it was read (Reading.mark).
        """
        how = self._reading.mark(str(self._path))
        start: Cursor = {} if full or cursor.get("how") != how else cursor
        earlier, wrong = self._seen, dict[Look, KnownError]()
        for look in self._look():
            if self._known(start, look, how):
                self._waited = 0
                return
            if older(look, start):
                continue
            if cursor and self._waited < PATIENCE and not self._settled(look, earlier):
                self._waited += 1
                return
            try:
                yield from self._changes(look, start, how)
            except KnownError as error:
                wrong[look] = error
            else:
                self._waited = 0
                return
        self._wait_or_tell(wrong, start)

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """Nothing: a file is only read, so nothing is to be planned for it."""
        del jobs
        return iter(())

    def look_up(self, code: str) -> Batch | None:
        """None: the whole list is here already."""
        del code
        return None

    def close(self) -> None:
        """Nothing is open between two calls."""

    def _look(self) -> tuple[Look, ...]:
        self._seen = look_at(self._path)
        kept = self._unreadable
        self._unreadable = {look: kept[look] for look in self._seen if look in kept}
        return self._seen

    def _settled(self, look: Look, earlier: Sequence[Look]) -> bool:
        """Whether nobody writes the file any more; a fresh one is looked at twice."""
        if quiet(look, earlier, time.time_ns()):
            return True
        self._pause(SETTLE_SECONDS)
        return look in self._look()

    def _known(self, start: Cursor, look: Look, how: str) -> bool:
        """Whether the list was read as it stands, so that it need not be opened."""
        equal = not changed(start, self._equal) and same_stamp(self._equal, look, how)
        return equal or same_stamp(start, look, how)

    def _changes(self, look: Look, start: Cursor, how: str) -> Iterator[Batch]:
        """The list where its content is new; KnownError where it cannot be read now."""
        if look in self._unreadable:
            raise self._unreadable[look].with_traceback(None)
        with snapshot(look) as copy:
            end = look.cursor(copy.sha256, how)
            if not changed(start, end):
                self._equal = end
                return
            try:
                people = PeopleList(copy.path, self._reading)
            except WrongUseError as error:
                self._unreadable[look] = error
                raise
        yield from people.pieces(start, end, None)  # the copy has gone: all was read

    def _wait_or_tell(self, wrong: Mapping[Look, KnownError], start: Cursor) -> None:
        """Say what is wrong once it is clear that nobody is just writing the list."""
        if not wrong:
            raise self._nothing(start)
        self._waited += 1
        now = time.time_ns()
        broken = [look for look in wrong if look in self._unreadable]
        lasting = any(unchanged_for(look, LASTING_SECONDS, now) for look in broken)
        if lasting or self._waited > PATIENCE:
            raise source_error(next(iter(wrong.values())))

    def _nothing(self, start: Cursor) -> SourceError:
        """A folder without a list, or without the one that was read."""
        if start:
            return vanished(start["file"])
        message = N_("En la carpeta {file} no hay ninguna lista.")
        return SourceError(Trouble.UNREACHABLE, message, file=self._path.name)
