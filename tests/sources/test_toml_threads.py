"""Several threads of a station read its event for the first time: none of them crashes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_READ = """
import sys, threading
from pathlib import Path
from kiosk.sources.event_file import read_event
from kiosk.sources.pretix.wire import Order, decode

sys.setswitchinterval(1e-6)
together = threading.Barrier(8)

def read():
    together.wait()
    read_event(Path(sys.argv[1]))
    decode({"code": "A", "positions": [{"id": 1, "positionid": 1}]}, Order, "order")

threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_types_are_prepared_by_one_thread(tmp_path: Path) -> None:
    event = tmp_path / "event.toml"
    event.write_text(
        '[event]\nid = "e"\ncode = "EV"\nname = { es = "E", pt = "E", en = "E" }\n'
        'timezone = "UTC"\nfrom = 2026-10-05\nto = 2026-10-06\n'
    )

    done = subprocess.run(
        [sys.executable, "-c", _READ, str(event)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
