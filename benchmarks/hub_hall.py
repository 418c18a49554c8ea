"""Servers and stations of a hall on this machine, for the benchmarks of the hub; measures nothing.

A station is a connection and a thread of its own; several of them share a process, since a machine
with few cores would spend its time on changing from one process to the next.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from report import percentile

from tests.hub.lab import Lab

CLAIMERS = Path(__file__).with_name("hub_claimers.py")
PROCESSES = 4


@contextmanager
def hall(folder: Path, stations: Sequence[str], nodes: int, **more: object) -> Iterator[Lab]:
    """A hub with so many servers that waits for the disk as at an event; ends with the block."""
    with Lab(folder, stations, nodes=nodes, **more) as lab:
        yield lab


@contextmanager
def hurried(lab: Lab) -> Iterator[None]:
    """The same servers while they do not wait for the disk: only to fill them with a past."""
    _sync(lab, "always", "2m")
    try:
        yield
    finally:
        _sync(lab, "2m", "always")


def _sync(lab: Lab, now: str, then: str) -> None:
    for folder, server in zip(lab.folders, lab.servers, strict=True):
        server.stop()
        (path,) = [p for p in folder.path.glob("*.conf") if now in p.read_text(encoding="utf-8")]
        said = path.read_text(encoding="utf-8")
        path.write_text(said.replace(f'"{now}"', f'"{then}"'), encoding="utf-8")
        server.start()


def claims(
    lab: Lab, names: Sequence[str], count: int, pace: float, prefix: str
) -> tuple[list[float], float]:
    """Let each station claim `count` tickets, each contested by its neighbour.

    `pace` is in seconds from one claim to the next, 0 for as fast as it goes. The milliseconds of
    every claim, and claims a second of all stations together.
    """
    shares = [names[i :: min(PROCESSES, len(names))] for i in range(min(PROCESSES, len(names)))]
    running = []
    for share in shares:
        said = [(names.index(name), lab.members[name]) for name in share]
        command = [sys.executable, str(CLAIMERS), str(count), str(pace), prefix]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(msgspec.json.encode(said) + b"\n")
        process.stdin.flush()
        running.append(process)
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    told = [json.loads(process.communicate()[0]) for process in running]
    times = [one for each in told for one in each["times"]]
    seconds = max(each["ended"] for each in told) - min(each["began"] for each in told)
    assert sum(each["won"] for each in told) == len({t for each in told for t in each["tickets"]})
    return times, len(times) / seconds


def spread(times: Sequence[float]) -> tuple[str, str]:
    """p50 and p99 as texts."""
    return f"{percentile(times, 0.5):.1f}", f"{percentile(times, 0.99):.1f}"


def resident(pid: int | None) -> float:
    """Megabytes that a process has held at most (Linux; 0 elsewhere)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    said = dict(row.split(":", 1) for row in status.read_text().splitlines() if ":" in row)
    return int(said["VmHWM"].split()[0]) / 1024
