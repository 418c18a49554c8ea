"""What pretix sources said of badges, as stored: which product has which; loads no layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kiosk.services.context import Context
from kiosk.sources.pretix.badge_documents import BADGES
from kiosk.store import documents, sources

PRETIX = "pretix"


def is_pretix(name: str) -> bool:
    """Whether a layout of that name comes from pretix."""
    return name == PRETIX or name.startswith(f"{PRETIX}:")


def assignments(ctx: Context) -> dict[str, str | None]:
    """Product id -> layout, None where pretix says "do not print".

    That somebody has no badge always counts; the layouts only where the event prints pretix's.
    """
    ours = not is_pretix(ctx.event.badge_layout)
    found: dict[str, str | None] = {}
    for _source, said in every(ctx):
        for row in rows_of(said, "items", key="item"):
            layout = row.get("layout")
            if layout is None:
                found[str(row["item"])] = None
            elif not ours:
                found[str(row["item"])] = f"{PRETIX}:{layout}"
    return found


def every(ctx: Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each pretix source with its badges document, in the order in which they were added.

    Where another station has the sources, they were told by it.
    """
    known = {one.name: one.kind for one in sources.every(ctx.db)}
    own = [name for name, kind in known.items() if kind == PRETIX]
    told = [name for name in documents.sources_of(ctx.db, BADGES) if name not in known]
    for name in (*own, *told):
        yield name, json_object(documents.get(ctx.db, name, BADGES))


def rows_of(said: Mapping[str, Any], kind: str, key: str = "id") -> list[dict[str, Any]]:
    """Layouts or assignments that are such: what a server said is not trusted."""
    rows = said.get(kind)
    found = rows if isinstance(rows, list) else []
    return [row for row in found if isinstance(row, dict) and isinstance(row.get(key), int | str)]


def json_object(body: str | None) -> dict[str, Any]:
    """A stored document, {} where there is none or it is no object."""
    found = msgspec.json.decode(body) if body else {}
    return found if isinstance(found, dict) else {}
