"""A list at a web address as a source: asked for only where it changed, pulled whole then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import httpx
import msgspec

from kiosk.domain.delivery import PushJob, Receipt
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.feed import Batch, Checked, Cursor
from kiosk.sources import http_trouble
from kiosk.sources.http import Http
from kiosk.sources.http_feed.answers import conditions, cursor_of, list_of
from kiosk.sources.http_feed.google import google_csv_url
from kiosk.sources.list_pull import PeopleList, Reading, changed, checked, source_error
from kiosk.texts import N_
from kiosk.typed import convert

LARGEST = 100 * 1024 * 1024
"""Bytes of an unpacked list; a hundred thousand people have about a fifth of it."""
_ANY = {"accept": "*/*"}
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OURS = {"host", "accept", "user-agent", "content-length", "transfer-encoding", "connection"}
_NAME = re.compile(r"[\w][\w .()-]{0,80}\.(?:csv|tsv|tab|txt|xlsx|xlsm|xls|ods|json|jsonl|ndjson)")


class FeedSettings(msgspec.Struct):
    """`header` names the one that holds the secret, Authorization where it is empty.

    `map` is field -> column, `ca_file` a path of authorities (PEM) beside the system's, or "".
    """

    url: str
    header: str = ""
    map: dict[str, str] = msgspec.field(default_factory=dict)
    ca_file: str = ""


def open_source(
    name: str, settings: Mapping[str, object], secret: str, event: Event
) -> HttpFeedSource:
    """The source of those settings. Raises WrongUseError where they make no sense."""
    try:
        wire = convert(settings, FeedSettings)
    except msgspec.ValidationError as error:
        message = N_("La configuración de {source} no se entiende: {detail}")
        raise WrongUseError(message, source=name, detail=str(error)) from error
    ca_file = Path(wire.ca_file) if wire.ca_file else None
    header = secret_header(wire.header, secret)
    return HttpFeedSource(wire.url, header, Reading.of(event, wire.map), name, ca_file=ca_file)


def secret_header(name: str, secret: str) -> tuple[str, str] | None:
    """The header that carries the secret, None without one.

    A bare token in Authorization is a bearer's (RFC 6750); one with its scheme stays as it is.
    """
    value, header = secret.strip(), name.strip().lower() or "authorization"
    if not value:
        return None
    if not _HEADER.fullmatch(header) or header in _OURS:
        raise WrongUseError(N_("«{name}» no puede ser la cabecera de una clave."), name=name)
    return header, f"Bearer {value}" if header == "authorization" and " " not in value else value


def default_name(url: str) -> str:
    """What the source is called unless somebody names it: "http:example.org"."""
    return f"http:{address(url).host}"


def address(text: str) -> httpx.URL:
    """The address, without what browsers keep for themselves behind a "#".

    Raises SourceError where it is none, or holds a password: that belongs into a header.
    """
    try:
        url = httpx.URL(text.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise http_trouble.no_address(text) from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise http_trouble.no_address(text)
    return url


class HttpFeedSource:
    """One address. `header` is the name and value of a secret, which leaves for no other server.

    `largest` is the size of the list that is still taken, in bytes. The file `ca_file` holds
    authorities (PEM) that count beside the system's.
    """

    def __init__(
        self,
        url: str,
        header: tuple[str, str] | None,
        reading: Reading,
        name: str = "",
        *,
        ca_file: Path | None = None,
        largest: int = LARGEST,
    ) -> None:
        self.name = name or default_name(url)
        self._url = address(google_csv_url(url))
        self._path = self._url.raw_path.decode("ascii")
        self._private = header is not None
        self._reading = reading
        self._equal: Cursor = {}  # what came anew with the content that is known
        base = str(self._url.copy_with(raw_path=b"/"))
        self._http = Http(base, header, ca_file=ca_file, largest=largest)

    def check(self) -> Checked:
        """Fetch the list and read it through."""
        answer = self._http.get(self._path, headers=_ANY)
        ours = datetime.now(UTC)
        theirs = answer.server_time
        try:
            with _saved(list_of(answer, private=self._private), self._url) as path:
                survey = PeopleList(path, self._reading).survey
        except KnownError as error:
            raise source_error(error) from error
        seconds = (theirs - ours).total_seconds() if theirs else None
        return checked(self._url.host, survey, clock_seconds=seconds)

    @contextmanager
    def fetched(self) -> Iterator[Path]:
        """The list as a file, as it is now, for whoever wants to see its columns."""
        answer = self._http.get(self._path, headers=_ANY)
        with _saved(list_of(answer, private=self._private), self._url) as path:
            yield path

    def pull(self, cursor: Cursor, *, full: bool = False) -> Iterator[Batch]:
        """The whole list where it changed, else nothing.

        Keys of the cursor: `sha256` of the list that was read, `how` it was read (Reading.mark),
        and `etag` and `modified` as the server said them.
        """
        how = self._reading.mark(str(self._url))
        start: Cursor = {} if full or cursor.get("how") != how else cursor
        asked = conditions(start if changed(start, self._equal) else self._equal)
        answer = self._http.get(self._path, headers={**_ANY, **asked})
        if answer.status == 304 and asked:
            return
        body = list_of(answer, private=self._private)
        end = cursor_of(answer, how)
        if not changed(start, end):
            self._equal = end
            return
        try:
            with _saved(body, self._url) as path:
                people = PeopleList(path, self._reading)
        except KnownError as error:
            raise source_error(error) from error
        yield from people.pieces(start, end, answer.server_time)

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """Nothing: a list is only read, so nothing is to be planned for it."""
        del jobs
        return iter(())

    def look_up(self, code: str) -> Batch | None:
        """None: the whole list is here already."""
        del code
        return None

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()


@contextmanager
def _saved(body: bytes, url: httpx.URL) -> Iterator[Path]:
    """The list as a file, for the readers; under the name that the address gives it."""
    with TemporaryDirectory(prefix="kiosk-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / _file_name(url)
        path.write_bytes(body)
        yield path


def _file_name(url: httpx.URL) -> str:
    last = unquote(url.path).rpartition("/")[2]
    return last if _NAME.fullmatch(last) else url.host.replace(":", "_")
