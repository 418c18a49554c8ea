"""Measures one peer in a process of its own, by its own Python.

Usage: measure.py PEER PEOPLE.json FONTS ROUNDS [PDF]. Prints JSON: CPU milliseconds a badge of the
batch and of a single one, both warm and the best of their rounds, and bytes of each.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

SINGLES = 20


def cpu(job: Callable[[], bytes]) -> tuple[float, bytes]:
    """CPU milliseconds of all threads of this process, and what was made."""
    begun = time.process_time_ns()
    made = job()
    return (time.process_time_ns() - begun) / 1e6, made


def measured(
    draw: Callable[[list[dict[str, str]]], bytes], people: list[dict[str, str]], rounds: int
) -> tuple[dict[str, float], bytes]:
    """The figures, and the batch's PDF."""
    batches = [cpu(lambda: draw(people)) for _ in range(rounds)]
    singles = [cpu(lambda one=one: draw([one])) for one in people[:SINGLES]]
    pdf = batches[0][1]
    figures = {
        "batch_ms": min(took for took, _pdf in batches) / len(people),
        "single_ms": sorted(took for took, _pdf in singles)[len(singles) // 2],
        "batch_bytes": len(pdf) / len(people),
        "single_bytes": len(singles[0][1]),
    }
    return figures, pdf


def main(name: str, file: str, fonts: str, rounds: str, *out: str) -> None:
    peer = importlib.import_module(f"with_{name}")
    people = json.loads(Path(file).read_text(encoding="utf-8"))
    figures, pdf = measured(lambda some: peer.draw(some, fonts), people, int(rounds))
    for path in out:
        Path(path).write_bytes(pdf)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
