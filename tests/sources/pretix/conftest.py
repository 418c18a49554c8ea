"""Answers of a real pretix server (2026), as its API gave them."""

import json
from pathlib import Path

import pytest

from kiosk.sources.pretix.source import PretixSource
from tests.sources.pretix.shop_pages import small
from tests.sources.scripted_server import ScriptedServer

API = Path(__file__).parents[2] / "fixtures" / "pretix" / "api"


@pytest.fixture
def recorded():
    """The parsed body of a recorded answer; of a page the results."""

    def read(name):
        body = json.loads((API / f"{name}.json").read_text(encoding="utf-8"))
        return body.get("results", body)

    return read


@pytest.fixture
def server():
    """A pretix with the event and its small lists; what else it answers, a test says."""
    made = ScriptedServer()
    small(made)
    yield made
    made.stop()


@pytest.fixture
def source(server):
    """The source that asks it."""
    made = PretixSource(server.url, "lacnic", "lacnic46", "t" * 64)
    yield made
    made.close()
