"""Pulling from a real pretix beside the bare fetching of the same pages, and scanning meanwhile.

The peer asks the same server for the same pages, with urllib and nothing done to them: what no
program can beat. The first run installs pretix (tests/real/pretix_server.py), 100 seconds.
Usage: sync_pretix.py [--orders 5000]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from crowd import write_csv
from report import ROOT, percentile, show, timed

sys.path.insert(0, str(ROOT / "tests" / "real"))
from pretix_server import PretixServer
from scan_beside_sync import DOOR, in_worker, scans
from station import Station

SLUG, ROWS, ROUNDS, SCANS = "many", 15_000, 2, 500
NOTED = 0.2
"""Seconds after which a request stands in the server's log."""


class Ran(NamedTuple):
    """A command that was waited for: seconds, and the most memory it held in MB."""

    seconds: float
    peak: float


def waited(process: subprocess.Popen[str]) -> Ran:
    """Wait for a command of which nothing is read; it must end well."""
    start = time.perf_counter()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()
    assert process.returncode == 0
    return Ran(time.perf_counter() - start, used.ru_maxrss / 1024)


def fetched(url: str, pages: Sequence[str], token: str) -> float:
    """Seconds in which the pages come with nothing done to them."""
    start = time.perf_counter()
    for page in pages:
        request = urllib.request.Request(f"{url}{page}")  # noqa: S310  our own server
        request.add_header("Authorization", f"Device {token}")
        request.add_header("Accept-Encoding", "gzip, deflate")
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  as above
            answer.read()
    return time.perf_counter() - start


def asked_during(server: PretixServer, job: Callable[[], object]) -> list[str]:
    """The pages that were asked for while the job ran; a server notes them a little later."""
    time.sleep(NOTED)
    before = len(server.asked())
    job()
    time.sleep(NOTED)
    return [line.partition(" ")[2] for line in server.asked()[before:]]


def new_station(folder: Path, server: PretixServer, token: str) -> Station:
    station = Station(folder, SLUG, DOOR)
    station.add_by_token(server.url, token, SLUG)
    return station


def full_pulls(server: PretixServer, station: Station, token: str) -> list[tuple[str, ...]]:
    """A whole pull and the bare pages by turns; the best of each counts."""
    pulls, bare = list[Ran](), list[float]()
    for _ in range(ROUNDS):
        pages = asked_during(server, lambda: pulls.append(waited(station.start("sync", "--full"))))
        bare.append(fetched(server.url, pages, token))
    mine, theirs = min(pulls), min(bare)
    peak = max(one.peak for one in pulls)
    return [
        ("full pull, s", f"{mine.seconds:.1f}", f"{theirs:.1f}", f"{mine.seconds / theirs:.2f}"),
        ("pages of it", f"{len(pages)}", f"{len(pages)}", "1"),
        ("memory of it, MB", f"{peak:.0f}", "", ""),
    ]


def unchanged(server: PretixServer, station: Station, token: str) -> list[tuple[str, ...]]:
    """A run that finds nothing new: the command, and the run alone in a program that stays."""
    from kiosk.services import sources, sync

    times = list[float]()
    with station.opened() as ctx:
        source = sources.open_source(ctx, f"pretix:{SLUG}")
        try:
            for _ in range(5):
                pages = asked_during(
                    server, lambda: times.append(timed(lambda: sync.sync(ctx, source)) / 1000)
                )
        finally:
            source.close()
    command = waited(station.start("sync"))
    bare = fetched(server.url, pages, token)
    most = max(Counter(page.partition("?")[0] for page in pages).values())
    alone = percentile(times, 0.5)
    return [
        ("nothing new, s", f"{alone:.2f}", f"{bare:.2f}", f"{alone / bare:.2f}"),
        ("  as a command, s", f"{command.seconds:.2f}", "", ""),
        ("  requests, most a resource", f"{len(pages)}, {most}", "", ""),
    ]


def scanning(
    server: PretixServer, station: Station, folder: Path, token: str
) -> list[tuple[str, ...]]:
    """Scans while a command pulls everything, and in the program's own store worker."""
    codes = [f"many-{number}-1" for number in range(300)]
    pages = asked_during(server, lambda: station.sync("--full"))
    count = iter(range(SCANS))
    idle = scans(station, codes, lambda: next(count, None) is not None)
    fetch = subprocess.Popen([sys.executable, __file__, "--fetch", server.url, token, *pages])
    beside_bare = scans(station, codes, lambda: fetch.poll() is None)
    pull = station.start("sync", "--full")
    beside = scans(station, codes, lambda: pull.poll() is None)
    pull.communicate()
    fresh = new_station(folder / "worker", server, token)
    quiet, busy = in_worker(fresh, f"pretix:{SLUG}", SCANS)
    return [
        _compared("scan, idle (peer: bare fetching)", idle, beside_bare),
        _compared("scan while a command pulls (idle)", beside, idle),
        _compared("scan in the window's worker while it pulls (idle)", busy, quiet),
    ]


def _compared(name: str, mine: Sequence[float], peer: Sequence[float]) -> tuple[str, ...]:
    pairs = [(percentile(each, 0.5), percentile(each, 0.99)) for each in (mine, peer)]
    texts = (f"{middle:.1f} / {late:.1f}" for middle, late in pairs)
    return (f"{name}, p50 / p99 ms", *texts, f"{pairs[0][1] / pairs[1][1]:.2f}")


def list_file(folder: Path) -> list[tuple[str, ...]]:
    """A list of people as a source, beside the import of the same file."""
    write_csv(folder / "people.csv", ROWS)
    source, once = Station(folder / "source", "bench"), Station(folder / "once", "bench")
    source.run("source", "add", "file", "--path", str(folder / "people.csv"))
    mine = waited(source.start("sync"))
    again = waited(source.start("sync"))
    peer = waited(once.start("import", str(folder / "people.csv")))
    return [
        (
            f"file of {ROWS:,} rows (import), s",
            f"{mine.seconds:.2f}",
            f"{peer.seconds:.2f}",
            f"{mine.seconds / peer.seconds:.2f}",
        ),
        ("  memory, MB", f"{mine.peak:.0f}", f"{peer.peak:.0f}", f"{mine.peak / peer.peak:.2f}"),
        ("  unchanged, s", f"{again.seconds:.2f}", "", ""),
    ]


def main(argv: list[str]) -> None:
    if argv[:1] == ["--fetch"]:
        fetched(argv[1], argv[3:], argv[2])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=5_000)
    orders = parser.parse_args(argv).orders
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "server").mkdir()
        server = PretixServer(folder / "server", many=orders)
        try:
            token = server.pair(server.state["pairing"]["desk"])
            station = new_station(folder / "desk", server, token)
            rows = [
                *full_pulls(server, station, token),
                *unchanged(server, station, token),
                *scanning(server, station, folder, token),
            ]
        finally:
            server.stop()
        rows += list_file(folder)
    show("sync_pretix", (f"{orders:,} orders", "kiosk", "peer", "ratio"), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
