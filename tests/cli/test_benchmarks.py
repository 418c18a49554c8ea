"""The benchmarks must run, or their figures cannot be asked for when they are needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.mark.parametrize("name", ["import_people", "lookup", "search"])
def test_a_benchmark_measures_itself_and_its_peer(name, tmp_path):
    done = subprocess.run(
        [sys.executable, BENCHMARKS / f"{name}.py", "--sizes", "120,240"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KIOSK_BENCH_DIR": str(tmp_path)},
    )

    assert done.returncode == 0, done.stderr
    *_, headings, small, large = done.stdout.strip().splitlines()
    assert small.split()[0] == "120"
    assert large.split()[0] == "240"
    assert "load" in done.stdout
    assert "people" in headings
    assert (tmp_path / f"{name}.json").is_file()


def test_the_same_people_come_every_time():
    program = "import crowd, hashlib; print(hashlib.sha256(repr(list(crowd.people(500))).encode()).hexdigest())"
    outs = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=BENCHMARKS, capture_output=True, check=True
        ).stdout
        for _ in range(2)
    }

    assert len(outs) == 1
