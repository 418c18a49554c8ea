"""A server of lists on loopback, a second one that it may send to, and sources of them."""

from collections.abc import Callable

import pytest

from kiosk.sources.http_feed.source import HttpFeedSource
from tests.sources.lists import READING
from tests.sources.scripted_server import ScriptedServer


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def other():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def open_(server) -> Callable[..., HttpFeedSource]:
    """Sources of the server's list, closed at the end."""
    made = []

    def source(path="/list", header=None, reading=READING, **options):
        made.append(HttpFeedSource(f"{server.url}{path}", header, reading, **options))
        return made[-1]

    yield source
    for each in made:
        each.close()
