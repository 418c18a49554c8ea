"""Start of the program to its first usable screen: fresh processes, real windows.

Usable means that the window is painted and its figures are read from the store.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import report
from virtual_display import display

ROUNDS = 5
CHILD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from kiosk.app import bootstrap
from kiosk.app.shell import Shell
from kiosk.domain.settings import StationRole
from kiosk.services.profile import load_station, utc_now
application = bootstrap.make_application()
folder, role = Path(sys.argv[1]), StationRole(sys.argv[2])
station = bootstrap.choose(load_station(folder), role, sys.argv[3] or None)
shell = Shell(folder, station, utc_now)
shell.open()
def look():
    if not shell.store.busy and shell.window.isVisible():
        print(time.time(), flush=True)
        timer.stop()
        shell.window.close_now()
timer = QTimer(interval=1)
timer.timeout.connect(look)
shell.ended.connect(application.quit)
timer.start()
application.exec()
"""


def once(folder: str, role: str) -> float:
    """Milliseconds from the start of a process to its usable screen."""
    command = [sys.executable, "-c", CHILD, folder, role, "csirt" if role == "door" else ""]
    environment = {**os.environ, "PYTHONPATH": str(report.ROOT)}
    begun = time.time()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return (float(done.stdout.split()[-1]) - begun) * 1000


def main() -> None:
    """Measure and show."""
    from kiosk.services.profile import demo_profile
    from kiosk.store.connect import close

    rows = []
    with display(), tempfile.TemporaryDirectory() as name:
        close(demo_profile(Path(name), arrivals=True).db)
        for role in ("desk", "door", "self-service"):
            times = [once(name, role) for _ in range(ROUNDS)]
            rows.append([role, f"{statistics.median(times):.0f} ms", f"{max(times):.0f} ms"])
    report.show("start", ("screen", "median", "worst"), rows)


if __name__ == "__main__":
    main()
