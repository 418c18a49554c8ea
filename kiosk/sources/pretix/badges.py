"""Brings pretix's badge layouts with the files they stand on; draws and judges none of them.

pretix gives each upload a name of its own, so what came from a URL once is not asked for again
while this program runs.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from kiosk.domain.feed import Document, SourceError
from kiosk.sources.pretix.badge_documents import BADGE_FILE, BADGES
from kiosk.sources.pretix.client import Client, parsed
from kiosk.sources.pretix.placeholders import OWN, named

LARGEST = 10 * 1024 * 1024
"""Bytes of one file: what is larger is no background of a badge."""
MARKS = {
    shade: f"/static/pretixpresale/pdf/powered_by_pretix_{shade}.png" for shade in ("dark", "white")
}
"""Where servers have pretix's own mark, by the shade that a layout asks for."""
ELSEWHERE, MISSING, TOO_LARGE, WRONG_KIND = "elsewhere", "missing", "too_large", "wrong_kind"
_SECONDS = 20.0
_STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG"}


@dataclass(frozen=True, slots=True)
class BadgesRead:
    """Layouts, assignments and files as documents; `texts` are those only pretix can fill in."""

    documents: tuple[Document, ...]
    texts: frozenset[str]


@dataclass(slots=True)
class Files:
    """Files that came while this program runs, and why others did not; by URL."""

    found: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def fetch(self, client: Client, url: str, kind: str) -> None:
        """Have the file, which lies on the server itself, or the reason why not."""
        if url in self.found:
            return
        self.refused.pop(url, None)
        try:
            answer = client.http.follow(url, deadline=_SECONDS)()
        except SourceError:
            self.refused[url] = ELSEWHERE if _elsewhere(client, url) else MISSING
            return
        if answer.status != 200:
            self.refused[url] = MISSING
        elif len(answer.body) > LARGEST:
            self.refused[url] = TOO_LARGE
        elif _STARTS[kind] not in answer.body[:1024]:
            self.refused[url] = WRONG_KIND
        else:
            self.found[url] = answer.body


def read_badges(client: Client, files: Files, *, fresh: bool = False) -> BadgesRead:
    """What the event's badge plugin has; empty where the event has none."""
    rows = {
        kind: [
            parsed(each)
            for each in client.whole(f"{client.event}badge{kind}/", optional=True, fresh=fresh)
        ]
        for kind in ("layouts", "items")
    }
    if fresh:
        files.found.clear()
    wanted = _files(rows["layouts"])
    for url, kind in wanted.items():
        files.fetch(client, url, kind)
    refused = {url: why for url, why in files.refused.items() if url in wanted}
    body = msgspec.json.encode({**rows, "refused": refused}, order="sorted").decode()
    kept = [
        Document(BADGE_FILE, url, base64.b64encode(files.found[url]).decode())
        for url in wanted
        if url in files.found
    ]
    return BadgesRead((Document(BADGES, "", body), *kept), named(rows["layouts"]) - OWN)


def _elsewhere(client: Client, url: str) -> bool:
    """Whether another server has the file: our token has no business there."""
    host = urlsplit(url).hostname
    return host is not None and host != client.http.base.host


def _files(layouts: list[object]) -> dict[str, str]:
    """URL and kind of every file that the layouts need."""
    wanted = {}
    for layout in layouts:
        if not isinstance(layout, dict):
            continue
        if isinstance(layout.get("background"), str):
            wanted[layout["background"]] = "pdf"
        objects = layout.get("layout")
        for each in objects if isinstance(objects, list) else ():
            if isinstance(each, dict) and each.get("type") == "poweredby":
                wanted[MARKS["white" if each.get("content") == "white" else "dark"]] = "png"
    return wanted
