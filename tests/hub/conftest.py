"""One real server for all tests of a process; each test uses keys of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hub.lab import Lab


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One node; S01 and S02 are desks, S03 is a door."""
    stations = ("S01", "S02", "S03")
    with Lab(tmp_path_factory.mktemp("hub"), stations, roles={"S03": "door"}) as made:
        yield made
