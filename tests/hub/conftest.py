"""One real server for all tests of a process; each test uses keys of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package: this finds lab.py
from lab import Lab


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One node; S01 and S02 are desks, S03 is a door."""
    made = Lab(tmp_path_factory.mktemp("hub"), ("S01", "S02", "S03"), roles={"S03": "door"})
    try:
        yield made.start()
    finally:
        made.close()
