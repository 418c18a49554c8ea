"""Reads pretix's REST API for one event: pages, conditional lists, growing lists; means nothing.

https://docs.pretix.eu/dev/api/fundamentals.html says how pages, X-Page-Generated and
If-Modified-Since work. Only this program's memory is used to ask for less, so that a new start
always reads everything that is small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlencode

import msgspec

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http import WHOLE_SECONDS, Http
from kiosk.sources.http_answer import Answer
from kiosk.texts import N_
from kiosk.typed import from_json

Query = Sequence[tuple[str, str]]
PAGE = ("page_size", "50")
"""pretix gives no more than 50 objects at once."""
_MOST_PAGES = 10_000
_SAME_SECOND = timedelta(seconds=2)


class _Page(msgspec.Struct):
    results: list[msgspec.Raw]
    next: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some objects of a list, each as its JSON came. `generated` is the X-Page-Generated header.

    `count` is how many the whole list has, None where the server did not say.
    """

    objects: tuple[bytes, ...]
    more: str = ""
    count: int | None = None
    generated: str = ""
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A list that was read before, and what its server said of its age."""

    modified: str
    objects: tuple[bytes, ...]


class Client:
    """The API of one event of one organizer, for a token that is known there."""

    def __init__(self, http: Http, organizer: str, event: str) -> None:
        self.http = http
        self.organizer = f"api/v1/organizers/{quote(organizer, safe='')}/"
        self.event = f"{self.organizer}events/{quote(event, safe='')}/"
        self._known: dict[str, _Known] = {}
        self._grown: dict[str, dict[str, bytes]] = {}

    def one(self, path: str, *, deadline: float = WHOLE_SECONDS) -> Answer:
        """The answer for one object."""
        return self.http.get(path, deadline=deadline).expect()

    def pages(
        self, path: str, query: Query = (), *, deadline: float = WHOLE_SECONDS, ahead: bool = False
    ) -> Iterator[Page]:
        """All pages of a list, each asked for when the one before is done with.

        `ahead`: already while the one before is worked on, by whoever needs them all.
        """
        answer = self.http.get(f"{path}?{urlencode([*query, PAGE])}", deadline=deadline)
        yield from self._following(answer, deadline, ahead=ahead)

    def whole(self, path: str, *, optional: bool = False, fresh: bool = False) -> tuple[bytes, ...]:
        """All objects of a small list; those of the last time where the server says "unchanged".

        `optional` lists are empty where the server has no such thing: a plugin that is off, an
        older version. `fresh` asks for everything whatever was known.
        """
        known = None if fresh else self._known.get(path)
        headers = {"if-modified-since": known.modified} if known else None
        answer = self.http.get(f"{path}?{urlencode([PAGE])}", headers=headers)
        if known and answer.status == 304:
            return known.objects
        if optional and answer.status in {403, 404}:
            return ()
        found = tuple(each for page in self._following(answer) for each in page.objects)
        self._known.pop(path, None)
        if modified := _usable(answer):
            self._known[path] = _Known(modified, found)
        return found

    def growing(self, path: str, field: str, *, fresh: bool = False) -> tuple[bytes, ...]:
        """All objects of a list that only grows; `field` ("created") is when each came or changed.

        Only what is as new as the newest one known is asked for, by `field`_since.
        """
        rows = {} if fresh else dict(self._grown.get(path, {}))
        moments = [_moment(row, field) for row in rows.values()]
        known = [moment for moment in moments if moment is not None]
        every = not known or len(known) < len(moments)
        query = [] if every else [(f"{field}_since", max(known).isoformat())]
        answer = self.http.get(f"{path}?{urlencode([*query, PAGE])}")
        if answer.status == 404:  # pretix before 2023 blocks no codes
            return ()
        for page in self._following(answer):
            rows.update((_key(each), each) for each in page.objects)
        self._grown[path] = rows
        return tuple(rows.values())

    def _following(
        self, answer: Answer, deadline: float = WHOLE_SECONDS, *, ahead: bool = False
    ) -> Iterator[Page]:
        """The pages from this one on; a server that turns in a circle is left."""
        seen: set[str] = set()
        while True:
            page = _page(answer.expect())
            circle = page.more in seen or len(seen) > _MOST_PAGES
            early = ahead and page.more and not circle
            coming = self.http.follow(page.more, deadline=deadline) if early else None
            yield page
            if not page.more:
                return
            if circle:
                raise SourceError(
                    Trouble.ANSWER, N_("El servidor repite la misma página de la lista sin fin.")
                )
            seen.add(page.more)
            answer = (coming or self.http.follow(page.more, deadline=deadline))()


def parsed(raw: bytes) -> object:
    """One object of a page as Python values."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(Trouble.ANSWER, N_("La respuesta del servidor llegó dañada.")) from error


def mapping(raw: bytes) -> Mapping[str, object]:
    """One object of a page, which must be a JSON object."""
    found = parsed(raw)
    if not isinstance(found, dict):
        raise SourceError(Trouble.ANSWER, N_("La respuesta del servidor llegó dañada."))
    return found


def _page(answer: Answer) -> Page:
    answer.json()  # objects are kept as text, so their depth and characters are looked at here
    try:
        page = from_json(answer.body, _Page)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(
            Trouble.ANSWER, N_("La respuesta del servidor no es la lista que se pidió.")
        ) from error
    return Page(
        tuple(bytes(each) for each in page.results),
        page.next or "",
        page.count,
        answer.headers.get("x-page-generated", ""),
        answer.server_time,
    )


def _usable(answer: Answer) -> str:
    """The Last-Modified header, "" where it may hide a change of the same second."""
    text, asked = answer.headers.get("last-modified", ""), answer.server_time
    try:
        modified = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return ""
    aware = modified if modified.tzinfo else modified.replace(tzinfo=UTC)
    return text if asked and asked - aware >= _SAME_SECOND else ""


def _moment(raw: bytes, field: str) -> datetime | None:
    """When the object came, None where it does not say."""
    try:
        found = datetime.fromisoformat(str(mapping(raw).get(field)))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _key(raw: bytes) -> str:
    return str(mapping(raw).get("id"))
