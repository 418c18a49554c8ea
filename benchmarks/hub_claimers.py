"""Some stations of a hall in one process, each a thread that claims tickets; used by hub_hall.py.

Usage: hub_claimers.py COUNT PACE PREFIX; reads a line of memberships and a line "go", prints JSON.
"""

from __future__ import annotations

import json
import sys
import threading
import time

import msgspec
from report import ROOT  # noqa: F401  finds the program in a checkout

from kiosk.hub.interface import Outgoing, Unanswered, Won
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub

BODY = b'{"at": "2026-10-05T12:00:00.000Z", "kind": "admitted", "operator": "op1"}' * 4


class Claimer:
    """One station: what it asked for, how long each answer took, and how many it won."""

    def __init__(self, number: int, membership: Membership) -> None:
        self.number, self.name = number, membership.station
        self.hub = NatsHub(membership)
        self.times: list[float] = []
        self.tickets: list[str] = []
        self.won = 0

    def work(self, count: int, pace: float, prefix: str) -> None:
        """Claim tickets; each is also wanted by the neighbour."""
        due = time.perf_counter() + pace * (self.number % 20) / 20
        for i in range(count):
            time.sleep(max(0.0, due - time.perf_counter()))
            due += pace
            self._claim(f"{prefix}-{self.number // 2}-{i}")
        self.hub.close()

    def _claim(self, ticket: str) -> None:
        entry = Outgoing(f"{self.name}-{ticket}", "pass", ticket, BODY)
        began = time.perf_counter()
        while isinstance(answer := self.hub.claim(entry, 0, 2.0), Unanswered):
            pass
        self.times.append((time.perf_counter() - began) * 1000)
        self.tickets.append(ticket)
        self.won += isinstance(answer, Won)


def main() -> None:
    count, pace, prefix = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    said = msgspec.json.decode(sys.stdin.readline(), type=list[tuple[int, Membership]])
    claimers = [Claimer(number, membership) for number, membership in said]
    while not all(one.hub.health().connected for one in claimers):
        time.sleep(0.01)
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.time()
    threads = [threading.Thread(target=one.work, args=(count, pace, prefix)) for one in claimers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = {
        "began": began,
        "ended": time.time(),
        "times": [t for one in claimers for t in one.times],
        "tickets": sorted({t for one in claimers for t in one.tickets}),
        "won": sum(one.won for one in claimers),
    }
    json.dump(told, sys.stdout)


main()
