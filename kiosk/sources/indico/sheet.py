"""Reads the export of a form's saved list view, which brings all fields of everybody at once.

It has neither the code nor the id of a registration, so its rows are found again by address and
state, of which a form has each pair once. The uuid of the view stands in its "static link".
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from kiosk.sources.indico.fields import NO, SESSIONS, YES, YES_NO, Filled, Place
from kiosk.sources.words import yes_or_no

Rows = Mapping[tuple[str, str], tuple[Filled, ...]]
"""What was filled in, by e-mail address (small letters) and state as the API names it."""

EMAIL, STATE = "Email Address", "Registration state"
_STATES = {
    "Completed": "complete",
    "Awaiting payment": "unpaid",
    "Pending": "pending",
    "Rejected": "rejected",
    "Withdrawn": "withdrawn",
}
_JOINED = "; "
_SEVERAL = {"multi_choice", "accompanying_persons"}
_LARGEST_CELL = 1 << 20


def read(body: bytes, form: Sequence[Place], needed: Collection[str]) -> Rows | None:
    """The rows of an export; None where it is no export, or lacks a field whose id is needed.

    `form` are the fields of one registration: a column is found by its title, and a title that
    comes twice tells nothing. Indico writes its own columns in English whatever the language is;
    for sessions it writes names, where the API has their ids.
    """
    try:
        table = list(_table(body))
    except (csv.Error, UnicodeDecodeError):
        return None
    header = table[0] if table else []
    times = Counter(header)
    if times[EMAIL] != 1 or times[STATE] != 1:
        return None
    titles = Counter(place.title for place in form)
    places = [
        place
        for place in form
        if times[place.title] == titles[place.title] == 1 and place.kind != SESSIONS
    ]
    if not set(needed) <= {place.id for place in places}:
        return None
    return _by_key(header, table[1:], places)


def _table(body: bytes) -> Iterator[list[str]]:
    csv.field_size_limit(_LARGEST_CELL)
    yield from csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))


def _by_key(header: list[str], rows: Sequence[list[str]], places: Sequence[Place]) -> Rows:
    email, state = header.index(EMAIL), header.index(STATE)
    columns = [(place, header.index(place.title)) for place in places]
    found: dict[tuple[str, str], tuple[Filled, ...]] = {}
    twice = set()
    for row in rows:
        known = _STATES.get(row[state]) if len(row) == len(header) else None
        if known is None:  # another language's word: those are fetched one by one
            continue
        key = (row[email].strip().lower(), known)
        if key in found:
            twice.add(key)
        found[key] = tuple(Filled(place, _texts(place, row[index])) for place, index in columns)
    return {key: fields for key, fields in found.items() if key not in twice}


def _texts(place: Place, cell: str) -> tuple[str, ...]:
    text = cell.strip()
    if not text:
        return ()
    if place.kind in YES_NO:
        return (YES if yes_or_no(text) else NO,)
    return tuple(text.split(_JOINED)) if place.kind in _SEVERAL else (text,)
