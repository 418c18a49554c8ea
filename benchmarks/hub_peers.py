"""The same contested tickets at our hub and at a real pretix's redeem call, in one run.

Every ticket is wanted by two stations at once, which is what two doors without a hub would do: both
ask the ticket shop's server. pretix runs as in our tests (SQLite, two workers, on loopback); the
first run installs it, 100 seconds. Our side is the whole scan: decision, claim, journal on disk.
Usage: hub_peers.py [--tickets 150]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from hub_hall import hall, spread
from report import ROOT, percentile, show

sys.path.insert(0, str(ROOT / "tests" / "real"))
from posts import Post
from pretix_server import PretixServer

Admits: TypeAlias = Callable[[int], bool]
Side: TypeAlias = Callable[[], tuple[Admits, Callable[[], None]]]
"""Opens a station: what asks for a ticket, and what closes it."""
Figures: TypeAlias = tuple[list[float], list[int], float]
"""Milliseconds of all answers, the tickets admitted (twice where twice), and seconds in all."""


def contested(sides: Sequence[Side], tickets: int) -> Figures:
    """Each side is opened in its own thread; all begin with each ticket at the same moment."""
    together = threading.Barrier(len(sides))
    times: list[float] = []
    admitted: list[int] = []
    seconds: list[float] = []

    def work(side: Side) -> None:
        admits, close = side()
        together.wait()
        began = time.perf_counter()
        for number in range(tickets):
            together.wait()
            asked = time.perf_counter()
            if admits(number):
                admitted.append(number)
            times.append((time.perf_counter() - asked) * 1000)
        seconds.append(time.perf_counter() - began)
        close()

    threads = [threading.Thread(target=work, args=(side,)) for side in sides]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == len(sides) * tickets
    return times, admitted, max(seconds)


def at_hub(folder: Path, tickets: int) -> Figures:
    """Two stations with files of their own at one server."""
    names = ("S01", "S02")
    with hall(folder / "hub", names, 1) as lab:

        def opened(name: str) -> tuple[Admits, Callable[[], None]]:
            post = Post(lab, name, folder / name).open(tickets)
            return lambda number: post.scan(number).verdict.admitted, post.close

        return contested([lambda name=name: opened(name) for name in names], tickets)


def at_pretix(folder: Path, tickets: int) -> Figures:
    """Two devices that ask the shop's server to redeem each ticket."""
    (folder / "pretix").mkdir()
    server = PretixServer(folder / "pretix", many=tickets)
    try:
        event = "many"
        once = {"name": "Una vez", "all_products": True, "allow_multiple_entries": False}
        status, made = server.call("POST", f"events/{event}/checkinlists/", once)
        assert status == 201, made
        lists = [made["id"]]
        codes = [one["secret"] for one in server.get(f"events/{event}/orderpositions/")]
        assert len(codes) >= tickets, len(codes)

        def opened() -> tuple[Admits, Callable[[], None]]:
            def admits(number: int) -> bool:
                body = {"secret": codes[number], "lists": lists, "type": "entry"}
                status, answer = server.call("POST", "checkinrpc/redeem/", body)
                return status == 201 and answer["status"] == "ok"

            return admits, lambda: None

        return contested([opened, opened], tickets)
    finally:
        server.stop()


def row(name: str, figures: Figures, tickets: int) -> tuple[str, ...]:
    times, admitted, seconds = figures
    twice = len(admitted) - len(set(admitted))
    answers = f"{len(times) / seconds:,.0f}"
    return (name, *spread(times), answers, f"{tickets - len(set(admitted))}", f"{twice}")


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=150)
    tickets = parser.parse_args(argv).tickets
    with tempfile.TemporaryDirectory() as name:
        ours = at_hub(Path(name), tickets)
        theirs = at_pretix(Path(name), tickets)
    ratio = [percentile(theirs[0], part) / percentile(ours[0], part) for part in (0.5, 0.99)]
    rows = [
        row("kiosk: scan with claim", ours, tickets),
        row("pretix: redeem", theirs, tickets),
        ("pretix / kiosk", f"{ratio[0]:.1f}", f"{ratio[1]:.1f}", "", "", ""),
    ]
    headings = ("two stations, each ticket", "p50 ms", "p99 ms", "answers a second")
    show("hub_peers", (*headings, "nobody admitted", "admitted twice"), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
