"""A new station joins late: its list of 15,000 people, then all that happened, and what it takes.

The peer reads the same messages with the library alone and does nothing with them: what no program
can beat. Entries a second are of the whole way, from the server into the station's tables.
Usage: hub_catch_up.py [--entries 100000] [--people 15000]; a million is --entries 1000000
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nats.errors
from hub_day import messages
from hub_hall import hall, hurried, resident
from nats.js.api import AckPolicy, ConsumerConfig
from report import ROOT, peak_megabytes, show

from tests.hub.lab import Lab
from tests.patience import until

sys.path.insert(0, str(ROOT / "tests" / "real"))
from posts import Post, crowd

from kiosk.services.list_line import exchange_list
from tests.hub.flood import flood

_FETCH = 2_000


def bare(lab: Lab, count: int) -> float:
    """Seconds in which the library reads so many messages as it is documented."""

    async def read(client) -> float:  # noqa: ANN001  the library's, which is untyped here
        stream = f"CI_{lab.about.event}"
        kept = ConsumerConfig(ack_policy=AckPolicy.NONE, mem_storage=True)
        consumer = await client.jetstream(timeout=10).pull_subscribe(
            f"ci.{lab.about.event}.>", stream=stream, config=kept
        )
        began, found = time.perf_counter(), 0
        while found < count:
            try:
                found += len(await consumer.fetch(min(_FETCH, count - found), timeout=5))
            except nats.errors.TimeoutError:
                break
        assert found == count
        return time.perf_counter() - began

    return asyncio.run(lab.as_hub(read))


def station(name: str, folder: Path, people: int, entries: int) -> None:
    """The new station, in a process of its own; prints what it took as JSON."""
    lab = _Known(json.loads((folder / "members.json").read_text(encoding="utf-8")))
    before = time.perf_counter()
    post = Post(lab, name, folder / name).open()
    until(lambda: post.ctx.hub.health().roster)
    connected = time.perf_counter()
    post.ctx = exchange_list(post.ctx, post.ctx.hub)
    listed = time.perf_counter()
    taken = post.share().taken
    ended = time.perf_counter()
    digests = [str(one) for one in post.digests]
    assert taken.others == entries, taken
    found = post.ctx.db.conn.execute("SELECT count(*) FROM ticket WHERE source = 'file'").fetchone()
    assert found == (people,), found
    post.close()
    told = {
        "begin": connected - before,
        "list": listed - connected,
        "entries": ended - listed,
        "peak": peak_megabytes(),
        "digests": digests,
    }
    print(json.dumps(told))


class _Known:
    """What a station knows of the hall: its memberships."""

    def __init__(self, members: dict[str, object]) -> None:
        import msgspec

        from kiosk.hub.membership import Membership

        self.members = msgspec.convert(members, type=dict[str, Membership])


def measured(folder: Path, entries: int, people: int) -> list[tuple[str, ...]]:
    """Fill a hub with an event, then join it twice: both stations must end equal."""
    import msgspec

    names = ("S01", "S02", "S03")
    with hall(folder / "hub", names, 1, sources=("S01",)) as lab:
        (folder / "members.json").write_bytes(msgspec.json.encode(lab.members))
        source = Post(lab, "S01", folder / "S01").open()
        crowd(source.ctx, people)
        until(lambda: source.ctx.hub.health().roster)
        began = time.perf_counter()
        exchange_list(source.ctx, source.ctx.hub)
        told = time.perf_counter() - began
        source.close()
        with hurried(lab):
            flood(lab, messages(entries, people))
        idle = resident(lab.servers[0].pid)
        peer = bare(lab, entries)
        found = []
        for name in names[1:]:
            command = [sys.executable, __file__, "--station", name, str(folder)]
            sizes = [f"--people={people}", f"--entries={entries}"]
            done = subprocess.run([*command, *sizes], check=True, capture_output=True, text=True)
            found.append(json.loads(done.stdout.splitlines()[-1]))
        busy = resident(lab.servers[0].pid)
    assert found[0]["digests"] == found[1]["digests"]
    best = min(one["entries"] for one in found)
    listed = min(one["list"] for one in found)
    return [
        (f"{people:,} people told by their source, s", f"{told:.1f}", "", ""),
        (f"{people:,} people taken in, s", f"{listed:.1f}", "", ""),
        (f"{entries:,} entries, s", f"{best:.1f}", f"{peer:.1f}", f"{best / peer:.2f}"),
        ("  entries a second", f"{entries / best:,.0f}", f"{entries / peer:,.0f}", ""),
        ("memory of the station, MB", f"{max(one['peak'] for one in found):.0f}", "", ""),
        ("memory of the server before and after, MB", f"{idle:.0f}, {busy:.0f}", "", ""),
    ]


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=15_000)
    parser.add_argument("--station", nargs=2, metavar=("NAME", "DIR"))
    asked = parser.parse_args(argv)
    if asked.station:
        station(asked.station[0], Path(asked.station[1]), asked.people, asked.entries)
        return
    with tempfile.TemporaryDirectory() as name:
        rows = measured(Path(name), asked.entries, asked.people)
    show("hub_catch_up", ("joining late", "kiosk", "bare reading", "ratio"), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
