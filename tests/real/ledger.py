"""The same happenings twice: as a station's journal has them, and as pretix's own API tells them.

Both sides are counted, so that what is there twice is as wrong as what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pretix_server import PretixServer

from kiosk.domain.journal import Entry, EntryKind
from kiosk.services.context import Context
from kiosk.services.signed import signed_id
from kiosk.store import journal
from kiosk.store.transact import rows

_PASSED = {EntryKind.ADMITTED, EntryKind.OVERRIDDEN, EntryKind.LEFT}
_THEIR_WORD = {"not_entitled": "rules"}


class Line(NamedTuple):
    """Something that pretix should know. `ticket` is "ORDER-number", "" where nobody has the code.

    `place` is the number of a check-in list, 0 for a badge that was printed. `reason` is "" for
    what stands.
    """

    ticket: str
    place: int
    way: str
    at: datetime
    reason: str


def positions(server: PretixServer, slug: str) -> dict[str, dict[str, Any]]:
    """Every position there is, by "ORDER-number"; with the state of its order."""
    found = {}
    for order in server.get(f"events/{slug}/orders/?include_canceled_positions=true"):
        for position in order["positions"]:
            known = {**position, "status": order["status"]}
            found[f"{order['code']}-{position['positionid']}"] = known
    return found


def of_pretix(server: PretixServer, slug: str, device: str) -> Counter[Line]:
    """What pretix has of the device of that name."""
    (number,) = [one["device_id"] for one in server.get("devices/") if one["name"] == device]
    known = positions(server, slug)
    names = {position["id"]: name for name, position in known.items()}
    found: Counter[Line] = Counter()
    for one in server.get(f"events/{slug}/checkins/"):
        if one["device_id"] == number:
            ticket = names.get(one["position"], "")
            reason = "" if one["successful"] else one["error_reason"]
            found[Line(ticket, one["list"], one["type"], _moment(one["datetime"]), reason)] += 1
    for name, position in known.items():
        for one in position["print_logs"]:
            if one["device_id"] == number:
                assert (one["type"], one["successful"]) == ("badge", True)
                found[Line(name, 0, "printed", _moment(one["datetime"]), "")] += 1
    return found


def of_journal(ctx: Context, server: PretixServer, slug: str) -> Counter[Line]:
    """What the station's journal says pretix should have."""
    entries = journal.read_after(ctx.db, limit=1_000_000)
    undone = {entry.payload["undoes"] for entry in entries if entry.kind is EntryKind.UNDONE}
    lists = {one.id: int(one.source_ref.rpartition("/")[2]) for one in ctx.event.checkpoints}
    tickets = _tickets(ctx, server, slug)
    found: Counter[Line] = Counter()
    for entry in entries:
        if entry.kind is EntryKind.PRINTED:
            ticket = tickets[f"person {entry.person_id}"]
            found[Line(ticket, 0, "printed", _moment(entry.at), "")] += 1
        elif entry.kind in {*_PASSED, EntryKind.REFUSED} and not _only_asked(entry):
            ticket = tickets.get(entry.ticket_id or "", "")
            place = lists[entry.checkpoint or ""]
            reason = _reason(entry, ticket, undone=entry.id in undone)
            found[Line(ticket, place, str(entry.direction), _moment(entry.at), reason)] += 1
    return found


def _only_asked(entry: Entry) -> bool:
    """Pretix keeps nothing of a scan that was answered with questions."""
    return entry.kind is EntryKind.REFUSED and "reason" not in entry.payload


def _reason(entry: Entry, ticket: str, *, undone: bool) -> str:
    if entry.kind is EntryKind.REFUSED:
        word = str(entry.payload["reason"])
        return _THEIR_WORD.get(word, word)
    if not ticket:
        return "invalid"  # admitted by a signature, and pretix has no ticket with that code
    return "annulled" if undone else ""


def _tickets(ctx: Context, server: PretixServer, slug: str) -> dict[str, str]:
    """The source's id of each ticket by our ids of it, and of whom has one by the person's id."""
    stored = rows(ctx.db, "SELECT ticket_id, person_id, source_ref FROM ticket ORDER BY ticket_id")
    found = {f"person {row['person_id']}": row["source_ref"] for row in stored}
    found |= {row["ticket_id"]: row["source_ref"] for row in stored}
    for name, position in positions(server, slug).items():
        found[signed_id(position["secret"])] = name
    return found


def answers_there(position: Mapping[str, Any]) -> dict[str, str]:
    """The answers of a position as check-ins give them: options by their ids, by question id."""
    return {
        str(one["question"]): ",".join(map(str, one["options"])) or str(one["answer"]).lower()
        for one in position["answers"]
    }


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
