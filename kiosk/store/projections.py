"""Brings the projections up to date with one journal entry, its own station's or another's.

Stations get to know the same entries in different orders and end equal all the same: what stands
for itself (visits, badges, answers) does not ask for an order, and of words on one subject
(corrections, invitations, requests) the one that comes last in the hub counts; what the hub has
not numbered yet comes behind all it has.

Payloads that matter here:
undone {"undoes": entry_id, "reason"} · corrected {"changes": {field: value}} ·
walk_in {"person": {fields}, ...} · badge_issued {"badge_code"} · badge_voided {"badge_code",
"reason"} · invited {"kind": "person"|"email"|"organisation"|"role", "subject", "until"?, "reason"}
and withdrawn {the same without until} · requested {"assembly", "organisation", "withdrawn"}.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias, cast

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.names import fold
from kiosk.domain.people import Ticket, TicketState
from kiosk.store import answers
from kiosk.store.connect import Database
from kiosk.store.person_row import FIELDS, person_of, to_json
from kiosk.store.person_write import apply_corrections, put_tickets, put_walk_ins
from kiosk.store.presence import Adopter, VisitRow, add_visits, adopt, take_back
from kiosk.store.transact import attempt, insert, rows

JOURNAL_SOURCE = "journal"
"""Source of people and invitations that stand in the journal only."""
_Payload: TypeAlias = Mapping[str, Any]
_Place: TypeAlias = int | None


def apply(db: Database, entry: Entry, place: int | None = None) -> None:
    """Let one entry take its effect; kinds without a projection do nothing.

    `place` is its number in the hub, None while it has none. Call it again when it gets one.
    Whatever the kind, a payload with {"adopts": [person_id, ...]} first makes the visits of those
    ids the person's own.
    """
    for other in cast("Mapping[str, Any]", entry.payload).get("adopts", ()):
        if entry.person_id is not None:
            adopt(db, str(other), Adopter(entry.person_id, entry.at, entry.id))
    handler = _HANDLERS.get(entry.kind)
    if handler is not None:
        handler(db, entry, cast("Mapping[str, Any]", entry.payload), place)
    answers.keep(db, entry)


def apply_others(db: Database, entries: Sequence[Entry]) -> None:
    """As apply() for what other stations wrote; `seq` is the number in the hub.

    What makes no sense changes nothing. What asks for no order, nearly everything, takes its
    effect in few statements of each kind: a station that joins late has a hundred thousand.
    """
    together: dict[EntryKind, list[Entry]] = {kind: [] for kind in _TOGETHER}
    rest: list[Entry] = []
    in_turn = any(entry.kind is EntryKind.BADGE_VOIDED for entry in entries)
    for entry in entries:
        if _asks_no_order(entry, in_turn=in_turn):
            together[entry.kind].append(entry)
        elif entry.kind in _HANDLERS or not _REST.isdisjoint(entry.payload):
            rest.append(entry)
    passed = [entry for kind in _PASSAGES for entry in together[kind]]
    add_visits(db, [visit for entry in passed for visit in _visits_of(entry)])
    for entry in passed:
        if entry.payload:
            answers.keep(db, entry)
    take_back(db, [str(one.payload.get("undoes", "")) for one in together[EntryKind.UNDONE]])
    _issue_badges(db, together[EntryKind.BADGE_ISSUED])
    rest += _attempt_all(db, together[EntryKind.WALK_IN], _walk_in)
    rest += _attempt_all(db, together[EntryKind.CORRECTED], partial(_correct, where=_WHERE_LATER))
    for entry in rest:
        attempt(db, partial(apply, db, entry, entry.seq))


def _attempt_all(
    db: Database, entries: list[Entry], step: Callable[[Database, Sequence[Entry]], None]
) -> list[Entry]:
    """Let them take their effect together; those to be tried each by itself where one cannot."""
    return [] if attempt(db, partial(step, db, entries)) else entries


def _asks_no_order(entry: Entry, *, in_turn: bool) -> bool:
    """Whether it takes its effect with others of its kind; badges not where one is voided."""
    if "adopts" in entry.payload:
        return False
    if entry.kind is EntryKind.BADGE_ISSUED:
        return not in_turn and _names_badge(entry)
    return entry.kind in _TOGETHER


def _visited(db: Database, entry: Entry, _payload: _Payload, _place: _Place) -> None:
    add_visits(db, _visits_of(entry))


def _visits_of(entry: Entry) -> tuple[VisitRow, ...]:
    """The passage as a row; none where nobody or no place is told."""
    if entry.person_id is None or entry.checkpoint is None:
        return ()
    row = VisitRow._make(_visit_fields(entry))
    return (row if row.direction else row._replace(direction=Direction.ENTRY),)


_visit_fields = attrgetter("id", *VisitRow._fields[1:])  # an entry has them by the same names


def _undone(db: Database, _entry: Entry, payload: _Payload, _place: _Place) -> None:
    take_back(db, (str(payload.get("undoes", "")),))


def _walked_in(db: Database, entry: Entry, _payload: _Payload, _place: _Place) -> None:
    _walk_in(db, (entry,))


def _walk_in(db: Database, entries: Sequence[Entry]) -> None:
    """A walk-in whom a later list names is the list's: a replay must not take that back.

    The ticket has no code: no journal holds one. The badge's code finds it.
    """
    told = {entry.person_id: entry for entry in entries if entry.person_id is not None}
    sql = (
        "SELECT person_id FROM person WHERE mirror IS NOT NULL"
        " AND person_id IN (SELECT value FROM json_each(?))"
    )
    listed = {row["person_id"] for row in rows(db, sql, (to_json(list(told)),))}
    people = [
        person_of(person_id, cast("_Payload", entry.payload.get("person", {})))
        for person_id, entry in told.items()
        if person_id not in listed
    ]
    put_walk_ins(db, people, JOURNAL_SOURCE)
    named = [entry for entry in reversed(entries) if entry.person_id is not None]
    tickets = {entry.ticket_id: entry for entry in named if entry.ticket_id}
    sql = "SELECT ticket_id FROM ticket WHERE ticket_id IN (SELECT value FROM json_each(?))"
    known = {row["ticket_id"] for row in rows(db, sql, (to_json(list(tickets)),))}
    new = [one for ticket_id, one in tickets.items() if ticket_id not in known]
    put_tickets(db, [_ticket_of(entry) for entry in new])


def _ticket_of(entry: Entry) -> Ticket:
    said = cast("_Payload", entry.payload)
    return Ticket(
        ticket_id=entry.ticket_id or "",
        person_id=entry.person_id or "",
        code="",
        state=TicketState(said.get("state") or TicketState.PAID),
        product=str(said.get("product") or ""),
        source=JOURNAL_SOURCE,
        source_ref=entry.ticket_id or "",
    )


def _corrected(db: Database, entry: Entry, _payload: _Payload, place: _Place) -> None:
    _correct(db, (entry,), _where_later(place))


def _correct(db: Database, entries: Sequence[Entry], where: str) -> None:
    """Keep what was corrected, where `where` lets it replace an earlier word on the same field."""
    said = [
        (entry.person_id, field, to_json(value), entry.id)
        for entry in entries
        for field, value in cast("_Payload", entry.payload.get("changes", {})).items()
        if field in FIELDS
    ]
    replacing = (
        "ON CONFLICT (person_id, field)"
        f" DO UPDATE SET value = excluded.value, entry_id = excluded.entry_id {where}"
    )
    insert(db, "correction (person_id, field, value, entry_id)", said, replacing)
    apply_corrections(db, {person_id for person_id, *_ in said if person_id})


def _where_later(place: int | None) -> str:
    """Which earlier words an entry replaces: all, where it has no number yet and so comes last."""
    return "" if place is None else _WHERE_LATER


_WHERE_LATER = """
WHERE entry_id IN ('', excluded.entry_id)
  OR (SELECT hub_seq FROM hub_entry WHERE id = entry_id)
    < (SELECT hub_seq FROM hub_entry WHERE id = excluded.entry_id)
"""


def _badge_issued(db: Database, entry: Entry, _payload: _Payload, _place: _Place) -> None:
    _issue_badges(db, (entry,))


def _names_badge(entry: Entry) -> bool:
    return entry.person_id is not None and isinstance(entry.payload.get("badge_code"), str)


def _issue_badges(db: Database, issued: Sequence[Entry]) -> None:
    db.conn.executemany(
        "INSERT INTO badge (badge_code, person_id, issued_at) VALUES (?, ?, ?)"
        " ON CONFLICT (badge_code) DO NOTHING",
        [(entry.payload["badge_code"], entry.person_id, entry.at) for entry in issued],
    )


def _badge_voided(db: Database, entry: Entry, payload: _Payload, _place: _Place) -> None:
    """Of two who void it the later one stands, whoever is heard first."""
    said = (entry.at, str(payload.get("reason") or ""))
    db.conn.execute(
        "UPDATE badge SET voided_at = ?, void_reason = ? WHERE badge_code = ?"
        " AND (voided_at IS NULL OR (voided_at, void_reason) < (?, ?))",
        (*said, payload["badge_code"], *said),
    )


def _invited(db: Database, entry: Entry, payload: _Payload, place: _Place) -> None:
    """The last word on the same subject counts: granted again after a withdrawal, or taken back."""
    subject = (
        entry.checkpoint,
        payload.get("kind", "person"),
        payload.get("subject") or entry.person_id,
        JOURNAL_SOURCE,
    )
    db.conn.execute(
        "INSERT INTO invitation"  # noqa: S608  fixed texts
        " (checkpoint, kind, subject, source, granted_by, granted_at, until, withdrawn, entry_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (checkpoint, kind, subject, source) DO UPDATE"
        " SET granted_by = excluded.granted_by, granted_at = excluded.granted_at,"
        " until = excluded.until, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id"
        f" {_where_later(place)}",
        (
            *subject,
            entry.operator,
            entry.at,
            payload.get("until"),
            int(entry.kind is EntryKind.WITHDRAWN),
            entry.id,
        ),
    )


def _requested(db: Database, _entry: Entry, payload: _Payload, _place: _Place) -> None:
    """Who asks again after withdrawing asks since then; asking twice changes nothing.

    That follows from all that was said about it, of which there is little: it is read anew.
    """
    place = (payload.get("assembly", ""), fold(str(payload.get("organisation", ""))))
    asked = None
    sql = "SELECT id, at, payload FROM told WHERE kind = 'requested' ORDER BY place"
    for row in rows(db, sql):
        said = json.loads(row["payload"])
        if (said.get("assembly", ""), fold(str(said.get("organisation", "")))) == place:
            asked = None if said.get("withdrawn") else asked or (row["at"], row["id"])
    db.conn.execute("DELETE FROM request WHERE assembly = ? AND member_key = ?", place)
    if asked is not None:
        db.conn.execute(
            "INSERT INTO request (assembly, member_key, at, entry_id) VALUES (?, ?, ?, ?)",
            (*place, *asked),
        )


_HANDLERS: dict[EntryKind, Callable[[Database, Entry, _Payload, _Place], None]] = {
    EntryKind.ADMITTED: _visited,
    EntryKind.OVERRIDDEN: _visited,
    EntryKind.LEFT: _visited,
    EntryKind.UNDONE: _undone,
    EntryKind.WALK_IN: _walked_in,
    EntryKind.CORRECTED: _corrected,
    EntryKind.BADGE_ISSUED: _badge_issued,
    EntryKind.BADGE_VOIDED: _badge_voided,
    EntryKind.INVITED: _invited,
    EntryKind.REQUESTED: _requested,
    EntryKind.WITHDRAWN: _invited,
}
_PASSAGES = (EntryKind.ADMITTED, EntryKind.OVERRIDDEN, EntryKind.LEFT)
_TOGETHER = frozenset(
    (
        *_PASSAGES,
        EntryKind.UNDONE,
        EntryKind.WALK_IN,
        EntryKind.CORRECTED,
        EntryKind.BADGE_ISSUED,
    )
)
_REST = frozenset(("adopts", "answers"))
"""What a payload may bring about whatever the kind is."""
