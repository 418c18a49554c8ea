"""A station as a process of its own that claims tickets which others claim too; used by test_hub_*.

Usage: contest.py MEMBERSHIP.json NAME FIRST COUNT PACE; prints one JSON object at its end. PACE is in
seconds a ticket.
Each ticket is tried until the hub has answered, as an outbox does, with one id a ticket and station.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import msgspec

from kiosk.hub.interface import Outgoing, Unanswered, Won
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub


def main() -> None:
    path, name, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    pace = float(sys.argv[5])
    membership = msgspec.json.decode(Path(path).read_bytes(), type=Membership)
    hub = NatsHub(membership)
    while not hub.health().connected:
        time.sleep(0.01)
    won: dict[str, int] = {}
    lost: dict[str, str] = {}
    unanswered, slowest = 0, 0.0
    for i in range(first, first + count):
        entry = Outgoing(f"{name}-{i}", "pass", f"T{i}", b"{}")
        began = time.monotonic()
        while isinstance(answer := hub.claim(entry, 0, 0.4), Unanswered):
            unanswered += 1
            time.sleep(0.02)
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(pace)
        if isinstance(answer, Won):
            won[f"T{i}"] = answer.seq
        else:
            lost[f"T{i}"] = answer.message.entry_id
    hub.close()
    json.dump({"won": won, "lost": lost, "unanswered": unanswered, "slowest": slowest}, sys.stdout)


main()
