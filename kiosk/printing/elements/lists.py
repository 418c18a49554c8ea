"""Draws the person's sessions and room rights: whole lines, and "+n" for what has no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from kiosk.domain.badge import RIGHT, ProgrammeLine
from kiosk.printing.drawable import Shown
from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.ink import NOTHING, Ink
from kiosk.printing.elements.writing import shown
from kiosk.printing.fitting import Fitted, fit
from kiosk.printing.text import Line, measure
from kiosk.printing.wrapping import wrapped
from kiosk.texts import N_

_STEP = 0.94
_LEADING = 1.28
_AIR = 0.45
"""Between the days, in em."""
_DAY_WEIGHT = 700
_PLACE = " · "
_MOST_LETTERS = 600
"""Of one session: no badge holds more, and breaking it into lines would take seconds."""


class _Row(msgspec.Struct, frozen=True):
    """One line on paper: how far in it stands (mm), and the air above it (em)."""

    line: Line
    indent: float = 0.0
    air: float = 0.0


def paint_programme(ink: Ink, element: kinds.Programme) -> Shown:
    """By day, as large as all of it fits; at the smallest size the last ones become "+n"."""
    sessions = ink.content.programme
    if not sessions:
        return NOTHING
    size = element.size
    blocks = _blocks(sessions, element, size)
    while len(blocks) < len(sessions) and size > element.smallest:
        size = max(size * _STEP, element.smallest)
        blocks = _blocks(sessions, element, size)
    rows = [row for block in blocks for row in block]
    left = len(sessions) - len(blocks)
    if left:
        more = _Row(measure(f"+{left}", _DAY_WEIGHT), element.hours * size)
        while blocks and _height([*rows, more]) * size > element.h:
            rows = rows[: len(rows) - len(blocks.pop())]
            left += 1
            more = _Row(measure(f"+{left}", _DAY_WEIGHT), element.hours * size)
        rows.append(more)
    _write(ink, rows, element, size)
    missing = tuple(char for row in rows for char in row.line.missing)
    if not left:
        return Shown(missing) if missing else NOTHING
    return Shown(missing, ((N_("El programa no entra entero: se indica «+{n}»."), {"n": left}),))


def paint_rights(ink: Ink, element: kinds.Rights) -> Shown:
    """The names of the rooms in one text; those that have no room become "+n"."""
    names = [_name(ink, element, right) for right in ink.content.rights]
    if not names:
        return NOTHING
    text = element.separator.join(names)
    fitted = fit(text, element)
    kept = len(names)
    while fitted.size < element.smallest and kept > 1:
        kept -= 1
        some = [*names[:kept], f"+{len(names) - kept}"]
        fitted = fit(element.separator.join(some), element)
    ink.pen.text(fitted, element)
    return shown(text, text, fitted, element)


def _name(ink: Ink, element: kinds.Rights, right: str) -> str:
    """By the layout, else by the content, else by the session in that room, else the id."""
    if right in element.names:
        return fields.said(element.names[right], ink.lang)
    named = ink.content.texts.get(RIGHT + right, "")
    titles = (line.title for line in ink.content.programme if line.checkpoint == right)
    return named or next(titles, right)


def _blocks(
    sessions: Sequence[ProgrammeLine], box: kinds.Programme, size: float
) -> list[list[_Row]]:
    """The lines of each session, the day's name before its first, as many sessions as fit."""
    blocks: list[list[_Row]] = []
    room, day = box.h / size, ""
    for session in sessions:
        if len(session.day + session.title + session.place) > _MOST_LETTERS:
            break
        block: list[_Row] = []
        if session.day != day:
            lines = wrapped(session.day, box.w, size, _DAY_WEIGHT)
            air = _AIR if blocks else 0.0
            block = [_Row(line, air=0.0 if number else air) for number, line in enumerate(lines)]
        block += _session(session, box, size)
        room -= _height(block)
        if room < 0:
            break
        blocks.append(block)
        day = session.day
    return blocks


def _session(session: ProgrammeLine, box: kinds.Programme, size: float) -> Iterator[_Row]:
    """The hours in their column, as far as the layout has one, the title beside them."""
    place = f"{_PLACE}{session.place}" if session.place else ""
    if not box.hours:
        text = f"{session.hours} {session.title}{place}".strip()
        yield from (_Row(line) for line in wrapped(text, box.w, size, box.weight))
        return
    indent = box.hours * size
    for number, line in enumerate(
        wrapped(f"{session.title}{place}", box.w - indent, size, box.weight)
    ):
        if not number:
            # The hours stand on the title's base line: a row that takes no height of its own.
            yield _Row(measure(session.hours, box.weight), indent=-1.0)
        yield _Row(line, indent)


def _height(rows: Sequence[_Row]) -> float:
    """In em, down to the descenders of the last line."""
    return sum(_LEADING + row.air for row in rows if row.indent >= 0)


def _write(ink: Ink, rows: Sequence[_Row], box: kinds.Programme, size: float) -> None:
    y = box.y
    for row in rows:
        beside = row.indent < 0
        base = y + size * _LEADING * 0.78 if beside else y + size * (row.air + _LEADING * 0.78)
        left = msgspec.structs.replace(
            box, x=box.x + max(row.indent, 0.0), w=box.w - max(row.indent, 0.0), align="left"
        )
        ink.pen.text(Fitted((row.line,), (base,), size), left)
        y += 0.0 if beside else size * (_LEADING + row.air)
