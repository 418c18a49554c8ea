"""Claims of 1, 20 and 100 stations on one server and on three, and how soon others see a scan.

At a hall's pace each station claims four times a second, more than people can pass a door; flat
out, as fast as the hub answers. Every ticket is wanted by two stations. The peer is a bare round
trip over one of the same connections, made by the library alone.
Usage: hub_claims.py [--stations 1,20,100] [--nodes 1,3] [--claims 40] [--scans 200]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from hub_hall import claims, hall, spread
from report import ROOT, percentile, show

from tests.hub.lab import Lab

sys.path.insert(0, str(ROOT / "tests" / "real"))
from posts import Post

from kiosk.services.share import cursor, fetch
from kiosk.services.take_in import take_in
from kiosk.store.connect import close, open_store
from kiosk.store.transact import first

PACE = 0.25
SEEN = "SELECT 1 FROM visit WHERE entry_id = ?"


def bare(lab: Lab, count: int = 300) -> list[float]:
    """Milliseconds of a question and its answer with nothing in it, over TLS as all else."""

    async def ask(client, _told) -> list[float]:  # noqa: ANN001  the library's, which is untyped here
        found = []
        for _ in range(count):
            began = time.perf_counter()
            await client.flush()
            found.append((time.perf_counter() - began) * 1000)
        return found

    return asyncio.run(lab.as_station("S000", ask))


class Onlooker(threading.Thread):
    """Another station that takes in whatever comes; `seen` is when its file held which entry."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.seen: dict[str, float] = {}
        self._post = post
        self.caught_up = threading.Event()
        self._over = threading.Event()
        close(post.ctx.db)  # a connection belongs to its thread

    def run(self) -> None:
        """Read on until end()."""
        ctx = replace(self._post.ctx, db=open_store(self._post.folder / "event.db"))
        while not self._over.is_set():
            messages = fetch(ctx.hub, cursor(ctx), wait=0.5)
            if not messages:
                self.caught_up.set()
            take_in(ctx, messages)
            now = time.perf_counter()
            for message in messages:
                if first(ctx.db, SEEN, (message.entry_id,)):
                    self.seen[message.entry_id] = now
        ctx.hub.close()
        close(ctx.db)

    def end(self) -> None:
        """Stop reading."""
        self._over.set()
        self.join()


def visible(lab: Lab, folder: Path, count: int) -> list[float]:
    """Milliseconds from a scan's begin at one station until another one's file holds it."""
    one = Post(lab, "S000", folder / "one").open(count)
    other = Onlooker(Post(lab, "S001", folder / "other").open(count))
    other.start()
    other.caught_up.wait(60)  # with all that was claimed before
    began: dict[str, float] = {}
    for number in range(count):
        now = time.perf_counter()
        outcome = one.scan(number)
        if not outcome.offline:  # else it is told later, by the outbox
            began[outcome.entry_id or ""] = now
        time.sleep(0.02)
    if len(began) < count:
        print(f"{count - len(began)} of {count} scans got no answer in time", file=sys.stderr)
    end = time.monotonic() + 20
    while not began.keys() <= other.seen.keys() and time.monotonic() < end:
        time.sleep(0.05)
    other.end()
    one.close()
    return [(other.seen[entry_id] - at) * 1000 for entry_id, at in began.items()]


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stations", default="1,20,100")
    parser.add_argument("--nodes", default="1,3")
    parser.add_argument("--claims", type=int, default=40)
    parser.add_argument("--scans", type=int, default=200)
    asked = parser.parse_args(argv)
    sizes = [int(text) for text in asked.stations.split(",")]
    names = [f"S{i:03}" for i in range(max(*sizes, 2))]
    rows = []
    for nodes in (int(text) for text in asked.nodes.split(",")):
        with tempfile.TemporaryDirectory() as name, hall(Path(name) / "hub", names, nodes) as lab:
            peer = percentile(bare(lab), 0.5)
            for count in sizes:
                some = names[:count]
                calm, _ = claims(lab, some, asked.claims, PACE, f"C{count}")
                busy, rate = claims(lab, some, asked.claims * 4, 0.0, f"B{count}")
                ratio = f"{percentile(calm, 0.5) / peer:.1f}"
                rows.append((nodes, count, *spread(calm), *spread(busy), f"{rate:,.0f}", ratio))
            shown = visible(lab, Path(name), asked.scans)
            ratio = f"{percentile(shown, 0.5) / peer:.1f}"
            rows.append((nodes, "scan at A, seen at B", *spread(shown), "", "", "", ratio))
    headings = ("servers", "stations", "p50 ms", "p99 ms", "flat out p50", "p99", "a second")
    texts = [tuple(str(cell) for cell in row) for row in rows]
    show("hub_claims", (*headings, "p50 / bare round trip"), texts)


if __name__ == "__main__":
    main(sys.argv[1:])
