"""The parts of a web address that may be the code of a ticket; looks nothing up, fetches nothing.

In this order, the likeliest first:
1. a query value by its name: secret, checkin_secret, ticket_code, code, c, ticket, token, barcode,
   qr, uuid; in the address or in its fragment;
2. the secret of pretix's links: .../order/CODE/SECRET/... and .../ticket/CODE/NUMBER/SECRET/...;
3. a uuid anywhere in the path, as in Indico's /checkin/UUID;
4. the last piece of the fragment, then of the path, of at least 6 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.domain.indico_code import uuid_of

NAMES = (
    "secret",
    "checkin_secret",
    "ticket_code",
    "code",
    "c",
    "ticket",
    "token",
    "barcode",
    "qr",
    "uuid",
)
"""Names of query values that hold a code."""
SHORTEST = 6
"""Characters of a piece that is only taken for a code because of its place."""
MOST = 8
"""Pieces of an address that are looked at."""

_URL = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}://[^/?#]*([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
_PRETIX = re.compile(r"/(?:order/[^/]+|ticket/[^/]+/\d+)/([^/]{6,})(?:/|$)", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def codes_in(text: str) -> tuple[str, ...]:
    """What may be a code in a web address, the likeliest first; () for a text that is none.

    Percent escapes are undone; a "+" stays one, because codes hold it and never a space. Shapes
    and names are those of this module's docstring.
    """
    url = _URL.fullmatch(text)
    if url is None:
        return ()
    path, query, fragment = url[1], url[2] or "", url[3] or ""
    route, _mark, arguments = fragment.partition("?")
    found = [
        *_named(query),
        *_named(arguments or (route if "=" in route else "")),
        *_PRETIX.findall(path),
        *_uuids(f"{path}/{route}"),
        *_last(route),
        *_last(path),
    ]
    return tuple(dict.fromkeys(piece for piece in map(_unescaped, found) if piece))[:MOST]


def _named(query: str) -> Iterator[str]:
    """The values of the names that hold a code, in the order of NAMES."""
    pairs = [pair.partition("=") for pair in re.split("[&;]", query)]
    for name in NAMES:
        yield from (value for key, _mark, value in pairs if key.lower() == name)


def _uuids(path: str) -> Iterator[str]:
    return (found for found in map(uuid_of, path.split("/")) if found)


def _last(path: str) -> Iterator[str]:
    pieces = [piece for piece in path.split("/") if piece]
    return (piece for piece in pieces[-1:] if len(_unescaped(piece)) >= SHORTEST)


def _unescaped(text: str) -> str:
    def plain(escapes: re.Match[str]) -> str:
        return bytes.fromhex(escapes[0].replace("%", "")).decode(errors="replace")

    return _ESCAPED.sub(plain, text)
