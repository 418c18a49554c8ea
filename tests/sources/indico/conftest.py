"""A server that answers as Indico did, and sources of its event, closed at the end."""

import pytest

from kiosk.sources.indico.options import Options
from kiosk.sources.indico.source import IndicoSource
from tests.sources.indico import recorded
from tests.sources.scripted_server import ScriptedServer


@pytest.fixture
def server():
    """A server that knows nothing yet."""
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def indico(server):
    """A server with the recorded event."""
    recorded.put(server)
    return server


@pytest.fixture
def source(server):
    """Sources of the event of that server."""
    made = []

    def event(event_id="1", **options):
        made.append(IndicoSource(server.url, event_id, recorded.TOKEN, Options(**options)))
        return made[-1]

    yield event
    for each in made:
        each.close()
