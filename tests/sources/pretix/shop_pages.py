"""A pretix event of a few orders, as pages that a scripted server answers with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.sources.scripted_server import Say, ScriptedServer

API = Path(__file__).parents[2] / "fixtures" / "pretix" / "api"
ORGANIZER = "/api/v1/organizers/lacnic/"
EVENT = f"{ORGANIZER}events/lacnic46/"
ORDERS = f"{EVENT}orders/"
SMALL = ("subevents", "items", "questions", "checkinlists", "revokedsecrets", "blockedsecrets")
FIRST = "2026-11-21T21:05:34.432389-03:00"
SECOND = "2026-11-21T21:06:00.000001-03:00"
THIRD = "2026-11-21T21:09:09.000009-03:00"


def recorded(name: str) -> Any:
    """The body of a recorded answer."""
    return json.loads((API / f"{name}.json").read_text(encoding="utf-8"))


def exchange(name: str) -> Say:
    """A recorded answer as the server gave it."""
    found = json.loads((API / "exchanges" / f"{name}.json").read_text(encoding="utf-8"))
    return Say(found["status"], found["body"])


def position(number: int, order: str, **changes: Any) -> dict[str, Any]:
    """A position of an order; its database id is made of both."""
    return {
        "id": int(order[1:]) * 10 + number,
        "order": order,
        "positionid": number,
        "item": 1,
        "variation": None,
        "attendee_name": f"Ana {order}-{number}",
        "attendee_name_parts": {"_scheme": "given_family", "given_name": "Ana", "family_name": order},
        "secret": f"secret-{order}-{number}",
        "addon_to": None,
        "subevent": None,
        "checkins": [],
        "answers": [],
        "canceled": False,
        "valid_from": None,
        "valid_until": None,
        "blocked": None,
        **changes,
    }  # fmt: skip


def checkin(number: int, at: str = "2026-11-21T09:00:00-03:00", **changes: Any) -> dict[str, Any]:
    """A check-in as an order's position has it."""
    made = {"id": number, "datetime": at, "list": 1, "type": "entry", "device_id": 3}
    return {**made, "auto_checked_in": False, "gate": None, "device": 7, **changes}


def order(number: int, *positions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An order that was made in the minute of its number."""
    code = f"A{number:03}"
    return {
        "code": code,
        "event": "lacnic46",
        "status": "p",
        "testmode": False,
        "locale": "es",
        "datetime": f"2026-10-04T21:{number:02}:00-03:00",
        "positions": list(positions) or [position(1, code)],
        **changes,
    }


def page(*orders: Any, generated: str = FIRST, more: str = "", count: int | None = None) -> Say:
    """One page; `more` is what the link to the next one has behind the
    question mark. The link names another scheme and port, as behind many proxies.
    """
    body = {
        "count": len(orders) if count is None else count,
        "next": f"https://127.0.0.1{ORDERS}?{more}" if more else None,
        "results": list(orders),
    }
    return Say(200, body, {"x-page-generated": generated})


def small(server: ScriptedServer, **lists: list[Any]) -> None:
    """The event's own answer and its small lists: recorded ones, or those given."""
    server.on(EVENT, Say(200, recorded("event")))
    for name in SMALL:
        rows = lists.get(name, recorded(name)["results"] if name != "subevents" else [])
        server.on(f"{EVENT}{name}/", Say(200, {"count": len(rows), "next": None, "results": rows}))
