"""Turns any address of a Google sheet into the one that gives it as a table; asks nobody.

The forms are those that Google's own menus give: the browser's address and "Share" end in
/edit, "Publish to the web" gives /d/e/<id>/pubhtml or /pub?output=csv, and /export?format=csv is
what "Download" uses. A sheet that everybody with the link may see is exported without an account.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

HOST = "docs.google.com"
_SHEET = re.compile(
    r"/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/(e/)?([0-9A-Za-z_-]{10,})(?:/(\w*).*)?"
)
_TABLES = {"csv", "tsv", "xlsx", "ods"}
_NO_SHEET = {"gviz"}
"""A way of its own to ask for a table, by queries that stand in the address."""


def google_csv_url(url: str) -> str:
    """The address that gives the sheet as CSV, or as the table that the address asked for.

    What is no address of a Google sheet comes back as it is, without blanks around it.
    """
    given = url.strip()
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").lower()
    except ValueError:
        return given
    found = _SHEET.fullmatch(parts.path)
    if host != HOST or found is None or found[3] in _NO_SHEET:
        return given
    asked = dict(parse_qsl(parts.query)) | dict(parse_qsl(parts.fragment))
    place = f"https://{HOST}/spreadsheets/d/{found[1] or ''}{found[2]}"
    if found[1]:
        only = {"single": "true"} if "gid" in asked else {}
        return f"{place}/pub?{_query(asked, 'output', only)}"
    return f"{place}/export?{_query(asked, 'format', {})}"


def _query(asked: dict[str, str], name: str, more: dict[str, str]) -> str:
    """The table's kind by that name, and which sheet of the book (`gid`) where it was said."""
    kind = asked.get(name, "").lower()
    gid = {"gid": asked["gid"]} if asked.get("gid", "").isdecimal() else {}
    return urlencode({name: kind if kind in _TABLES else "csv", **gid, **(more if gid else {})})
