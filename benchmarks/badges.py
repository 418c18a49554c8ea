"""Badges: the first in a fresh process, a batch of 500 and single ones, beside five other programs.

The peers are pretix's own badge renderer, pylabels, fpdf2, typst and blabel; each draws the badge
of peers/design.py, which has neither our pattern nor our lines, in a process of its own. CPU time
counts, so that another program's load disturbs little. The first run installs the peers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from badge_people import people, told
from peer_environment import PACKAGES, python_for, version_of
from report import ROOT, percentile, show

PEERS = ROOT / "benchmarks" / "peers"
sys.path[:0] = [str(ROOT / "tests" / "real"), str(PEERS)]

BATCH = 500
ROUNDS = {"fpdf2": 2, "pylabels": 1, "typst": 2, "blabel": 1, "pretix": 1}
OUR_ROUNDS = 5
FRESH = 5
PER_SECOND, TIMES_PRETIX, SINGLE_MS = 1300, 20, 10
"""What is aimed at: badges a second of CPU, times pretix's renderer, a single badge warm."""
Figures = dict[str, float]

FRESH_PROGRAM = """
import sys, time
start = time.perf_counter()
sys.path.insert(0, {root!r})
sys.path.insert(0, {here!r})
from badge_people import people
from kiosk.printing.badge import draw_badges
from kiosk.printing.layout import load_layout
draw_badges([people(1)[0]], load_layout("a6"))
print((time.perf_counter() - start) * 1000)
"""


def ours() -> Figures:
    """Our own figures, in this process; what was drawn before is forgotten for each batch."""
    from measure import measured

    from kiosk.printing import qr, text
    from kiosk.printing.badge import draw_badges
    from kiosk.printing.layout import load_layout

    layout, badges = load_layout("a6"), people(BATCH)

    def draw(some: list) -> bytes:
        text.measure.cache_clear()
        qr.matrix.cache_clear()
        return draw_badges(some, layout).pdf

    return measured(draw, badges, OUR_ROUNDS)[0]


def fresh() -> float:
    """Milliseconds to the first badge of a process, imports included."""
    program = FRESH_PROGRAM.format(root=str(ROOT), here=str(ROOT / "benchmarks"))
    runs = []
    for _ in range(FRESH):
        out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
        runs.append(float(out.stdout))
    return percentile(runs, 0.5)


def peer(name: str, file: Path) -> tuple[str, Figures | None]:
    """A peer with its version, and its figures where it could be installed."""
    python = python_for(name)
    if python is None:
        return name, None
    fonts = str(ROOT / "assets" / "fonts")
    asked = [PEERS / "measure.py", name, file, fonts, str(ROUNDS[name])]
    out = subprocess.run([python, *asked], check=True, capture_output=True, text=True)
    return f"{name} {version_of(python, PACKAGES[name][0])}", json.loads(out.stdout)


def pretix(file: Path, folder: Path) -> tuple[str, Figures]:
    """The renderer of a real pretix on an event of its own; its server is not needed."""
    from pretix_server import VERSION, PretixServer

    server = PretixServer(folder)
    server.stop()
    script = str(PEERS / "with_pretix.py")
    figures = server.seed(script, str(file), str(ROUNDS["pretix"]), str(folder / "badges.pdf"))
    return f"pretix {VERSION}", figures


def row(name: str, it: Figures | None, mine: Figures) -> tuple[str, ...]:
    """A line of the table."""
    if it is None:
        return (name, "not measured", "", "", "", "", "")
    return (
        name,
        f"{1000 / it['batch_ms']:,.0f}",
        f"{it['batch_ms'] / mine['batch_ms']:.1f} x",
        f"{it['single_ms']:.1f}",
        f"{it['single_ms'] / mine['single_ms']:.1f} x",
        f"{it['batch_bytes'] / 1024:.1f}",
        f"{it['single_bytes'] / 1024:.0f}",
    )


def main() -> None:
    """Measure and show."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "server").mkdir()
        file = folder / "people.json"
        file.write_text(json.dumps(told(people(BATCH)), ensure_ascii=False), encoding="utf-8")
        others = [pretix(file, folder / "server"), *(peer(each, file) for each in PACKAGES)]
    mine = ours()
    rows = [row("kiosk", mine, mine), *(row(who, it, mine) for who, it in others)]
    heads = ("", "badges/s of CPU", "ours", "single, ms", "ours", "KB in batch", "KB single")
    show("badges", heads, rows)
    print(f"the first badge of a fresh process, imports included: {fresh():.0f} ms")
    print(f"aimed at: {PER_SECOND}/s, {TIMES_PRETIX} x pretix, a single one under {SINGLE_MS} ms")
    print(f"({time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
