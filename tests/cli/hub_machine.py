"""A machine on which `kiosk hub run` runs as a process of its own, for tests of the hub's commands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.cli.main import execute
from tests.ports import free_port

_END = 30.0


@contextmanager
def hub_machine(profile: Path) -> Iterator[Path]:
    """The profile, whose new hub runs within the block; what it said is told where it does not."""
    words = ["hub", "init", "--host", "127.0.0.1", "--port", str(free_port())]
    assert execute(["--profile", str(profile), *words]) == 0
    command = [sys.executable, "-m", "kiosk", "--profile", str(profile), "hub", "run"]
    complaints = profile / "hub-run.err"
    with (
        complaints.open("wb") as err,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            assert process.stdout.readline(), complaints.read_text("utf-8")
            yield profile
        finally:
            code = _end(process)
    assert code == 0, complaints.read_text("utf-8")


def _end(process: subprocess.Popen[str]) -> int:
    process.terminate()
    try:
        return process.wait(_END)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
