"""Runs every benchmark of this folder, one after the other, each in a process of its own.

Usage: run_all.py [--sizes 15000,100000,1000000]; the tables are kept in build/bench/*.json.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HELPERS = {
    "badge_people.py",
    "crowd.py",
    "hub_claimers.py",
    "hub_day.py",
    "hub_hall.py",
    "peer_environment.py",
    "report.py",
    "run_all.py",
    "scan_beside_sync.py",
    "virtual_display.py",
}
TAKE_SIZES = {"decide.py", "import_people.py", "lookup.py", "search.py"}


def main(argv: list[str]) -> int:
    failed = []
    for script in sorted(HERE.glob("*.py")):
        if script.name in HELPERS:
            continue
        options = argv if script.name in TAKE_SIZES else []
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        done = subprocess.run([sys.executable, script, *options], check=False, env=environment)
        if done.returncode:
            failed.append(script.name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
