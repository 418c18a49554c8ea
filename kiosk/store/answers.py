"""Answers to questions by ticket: what the source said, and over it what was answered here.

Table `answer` is a projection of the journal: it can be rebuilt, and is written by entries only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from kiosk.domain.journal import Entry, EntryKind
from kiosk.store.connect import Database
from kiosk.store.transact import rows

_KINDS = frozenset(
    (
        EntryKind.ADMITTED,
        EntryKind.REFUSED,
        EntryKind.OVERRIDDEN,
        EntryKind.LEFT,
        EntryKind.ANSWERED,
    )
)


def known(db: Database, ticket_ids: Sequence[str]) -> dict[tuple[str, str], str]:
    """The answers of those tickets: (ticket_id, question id) -> text.

    A source keeps its own in the ticket's extra as {"answers": {"<question id>": "text"}}.
    """
    if not ticket_ids:
        return {}
    marks = ",".join("?" * len(ticket_ids))
    found: dict[tuple[str, str], str] = {}
    extras = rows(
        db,
        f"SELECT ticket_id, extra FROM ticket WHERE ticket_id IN ({marks}) AND extra <> '{{}}'",  # noqa: S608  marks only
        ticket_ids,
    )
    for row in extras:
        of_source = json.loads(row["extra"]).get("answers")
        for question_id, text in _texts(of_source):
            found[row["ticket_id"], question_id] = text
    given = rows(
        db,
        f"SELECT ticket_id, question_id, value FROM answer WHERE ticket_id IN ({marks})",  # noqa: S608  marks only
        ticket_ids,
    )
    return found | {(row["ticket_id"], row["question_id"]): row["value"] for row in given}


def keep(db: Database, entry: Entry) -> None:
    """Write the answers of an entry's payload, {"answers": {question id: text}}.

    The newest true time wins, whatever the order in which entries arrive. Answers given while
    somebody was refused count too: nobody should be asked the same twice.
    """
    if entry.ticket_id is None or entry.kind not in _KINDS:
        return
    for question_id, text in _texts(entry.payload.get("answers")):
        db.conn.execute(
            "INSERT INTO answer (ticket_id, question_id, value, at, entry_id)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (ticket_id, question_id) DO UPDATE"
            " SET value = excluded.value, at = excluded.at, entry_id = excluded.entry_id"
            " WHERE (excluded.at, excluded.entry_id) > (answer.at, answer.entry_id)",
            (entry.ticket_id, question_id, text, entry.at, entry.id),
        )


def _texts(answers: object) -> list[tuple[str, str]]:
    """The pairs of texts; a file or a journal from elsewhere may hold anything."""
    if not isinstance(answers, Mapping):
        return []
    pairs = cast("Mapping[object, object]", answers).items()
    return [(k, v) for k, v in pairs if isinstance(k, str) and isinstance(v, str)]
