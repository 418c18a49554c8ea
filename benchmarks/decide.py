"""The decision alone, with its facts from SQLite, and beside the redeem call of a real pretix.

One person has 1,000 visits; the rules are a tree of 20 levels. The peer is a pretix on loopback
that answers the same question over HTTP (simulate, nothing written), which is what a door without
an offline mode waits for. Usage: decide.py [--sizes 15000,100000]
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crowd import full_profile, people
from report import ROOT, percentile, show, sizes_from, timed

if TYPE_CHECKING:
    from kiosk.domain.facts import Facts
    from kiosk.services.context import Context

VISITS = 1_000
DEPTH = 20
RUNS = 2_000
CALLS = 200


def deep_rules() -> str:
    """Twenty levels that all have to be asked before they let pass."""
    rules: dict[str, Any] = {"<": [{"var": "minutes_since_first_entry"}, 10_000_000]}
    leaves = (
        {">=": [{"var": "entries_number"}, 100_000]},
        {"<": [{"var": "entries_days"}, 0]},
        {">": [{"entries_since": [{"buildTime": ["date_from"]}]}, 100_000]},
        {"==": [{"var": "now_isoweekday"}, 0]},
    )
    for level in range(DEPTH):
        op = "or" if level % 2 == 0 else "and"
        other = leaves[level % len(leaves)]
        rules = {op: [other if op == "or" else {"!": [other]}, rules]}
    return json.dumps(rules)


def contexts(ctx: Context) -> dict[str, Context]:
    """The same profile with a plain entrance, and with one that asks twenty levels of rules."""
    plain = ctx.event.checkpoints[0]
    deep = replace(plain, rules=deep_rules())
    return {"plain": ctx, "20 rules": replace(ctx, event=replace(ctx.event, checkpoints=(deep,)))}


def give_visits(ctx: Context, code: str) -> None:
    """A thousand entries and exits of one person over the days before."""
    from kiosk.domain.checkpoints import Direction
    from kiosk.services.check_in import ScanRequest, scan
    from kiosk.store.transact import writing

    with writing(ctx.db):  # one commit: only the reading is measured
        for number in range(VISITS):
            way = Direction.EXIT if number % 2 else Direction.ENTRY
            at = ctx.clock() - timedelta(minutes=10 * (VISITS - number))
            scan(ctx, ScanRequest(code, "entrance", direction=way, at=at))


def measured(ctx: Context, codes: list[str], busy: str) -> list[tuple[str, list[float]]]:
    """What is measured, and the milliseconds of each run."""
    from kiosk.domain.admission import decide
    from kiosk.services.check_in import ScanRequest, explain, facts_of

    give_visits(ctx, busy)
    chance = random.Random(46)  # noqa: S311  the same people every time
    found: list[tuple[str, list[float]]] = []
    for name, there in contexts(ctx).items():
        checkpoint = there.event.checkpoints[0]
        request = ScanRequest(busy, "entrance")
        facts = facts_of(there, request, checkpoint)[0]
        assert decide(facts).admitted, decide(facts)
        assert len(facts.visits) == VISITS

        def alone(facts: Facts = facts) -> object:
            return decide(facts)

        def of_busy(there: Context = there, request: ScanRequest = request) -> object:
            return explain(there, request)

        def of_any(there: Context = there) -> object:
            return explain(there, ScanRequest(chance.choice(codes), "entrance"))

        found += [
            (f"{name}: decide(), 1,000 visits", _times(alone, RUNS)),
            (f"{name}: with facts, 1,000 visits", _times(of_busy, RUNS)),
            (f"{name}: with facts, anybody", _times(of_any, RUNS)),
        ]
    return found


def of_pretix() -> list[float]:
    """Milliseconds of each redeem call, over one open connection's worth of loopback HTTP."""
    sys.path.insert(0, str(ROOT / "tests" / "real"))
    from pretix_server import PretixServer

    with tempfile.TemporaryDirectory() as name:
        server = PretixServer(Path(name))
        try:
            body = {
                "secret": "talks-ana-secret",
                "lists": [server.state["talks"]["lists"]["multiple"]],
                "simulate": True,
            }

            def redeem() -> None:
                status, answer = server.call("POST", "checkinrpc/redeem/", body)
                assert (status, answer["status"]) == (201, "ok"), answer

            return _times(redeem, CALLS)
        finally:
            server.stop()


def _times(job: Callable[[], object], runs: int) -> list[float]:
    job()
    return [timed(job) for _ in range(runs)]


def main(argv: list[str]) -> None:
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    peer = of_pretix()
    base = percentile(peer, 0.5)
    rows = [_row("-", "pretix: redeem, nothing written", peer, base)]
    for count in sizes_from(argv, __doc__ or ""):
        with tempfile.TemporaryDirectory() as name:
            ctx = open_profile(full_profile(Path(name), count))
            try:
                codes = [row[1] for row in people(count)]
                for what, times in measured(ctx, codes, codes[0]):
                    rows.append(_row(f"{count:,}", what, times, base))
            finally:
                close(ctx.db)
    show("decide", ("people", "what", "p50 ms", "p99 ms", "a second", "times pretix"), rows)


def _row(people_text: str, what: str, times: list[float], base: float) -> tuple[str, ...]:
    middle = percentile(times, 0.5)
    return (
        people_text,
        what,
        f"{middle:.3f}",
        f"{percentile(times, 0.99):.3f}",
        f"{1000 / middle:,.0f}",
        f"{base / middle:,.0f}",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
