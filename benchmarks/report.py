"""What every benchmark shares: the machine, percentiles, tables, sizes; measures nothing itself."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(os.environ.get("KIOSK_BENCH_DIR", ROOT / "build" / "bench"))
DEFAULT_SIZES = (15_000, 100_000)

sys.path.insert(0, str(ROOT))  # a checkout can be measured without being installed


def machine() -> dict[str, str]:
    """The machine and its load, so that figures can be judged."""
    return {
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1024**3:.1f} GB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": " ".join(f"{one:.2f}" for one in os.getloadavg()),
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for text in info.read_text(encoding="utf-8").splitlines():
            if text.startswith("model name"):
                return text.partition(":")[2].strip()
    return platform.processor() or "?"


def percentile(values: Sequence[float], part: float) -> float:
    """The value under which `part` (0..1) of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def timed(job: Callable[[], object]) -> float:
    """Milliseconds that the job takes."""
    start = time.perf_counter_ns()
    job()
    return (time.perf_counter_ns() - start) / 1e6


def peak_megabytes() -> float:
    """The most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2


def megabytes(path: Path) -> float:
    """The size of a file with SQLite's log beside it."""
    files = (path, path.with_name(path.name + "-wal"))
    return sum(one.stat().st_size for one in files if one.exists()) / 1024**2


def sizes_from(argv: Sequence[str] | None, about: str) -> list[int]:
    """The sizes to measure: --sizes 15000,100000,1000000."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--sizes", default=",".join(map(str, DEFAULT_SIZES)))
    return [int(text) for text in parser.parse_args(argv).sizes.split(",")]


def show(name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the machine and the rows as a table, and keep them in build/bench/NAME.json."""
    facts = machine()
    print(f"\n{name}: {facts['cpu']}, {facts['cores']} cores, {facts['memory']}, {facts['system']}")
    print(f"Python {facts['python']}, SQLite {facts['sqlite']}, load {facts['load']}")
    widths = [max(len(str(row[i])) for row in [headings, *rows]) for i in range(len(headings))]
    for row in [headings, *rows]:
        print("  ".join(str(cell).rjust(width) for cell, width in zip(row, widths, strict=True)))
    RESULTS.mkdir(parents=True, exist_ok=True)
    kept = {"machine": facts, "headings": list(headings), "rows": [list(row) for row in rows]}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
