"""A station's store and net worker, and a server in memory that its source speaks to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.app.source_asker import SourceAsker
from kiosk.app.sync_controller import SyncController
from kiosk.domain.settings import Station
from kiosk.services import sources, sync
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.sources import SourceSettings
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, Clock
from tests.services.sources import NAME, MemorySource, Server, person
from tests.services.sync.conftest import DOORS


class Net:
    """The controller, and what a test asks of its store."""

    def __init__(self, qtbot, store, controller, source, folder) -> None:
        self.qtbot, self.store, self.controller = qtbot, store, controller
        self.source, self.folder = source, folder

    def ask(self, job):
        answers = []
        self.store.submit(job, answers.append, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return answers[0]

    def until(self, there) -> None:
        self.qtbot.waitUntil(there, timeout=10_000)

    def idle(self) -> None:
        self.until(lambda: not self.controller.busy and not self.store.busy)

    def status(self):
        return self.ask(sync.status)[0]

    def scan(self, code, checkpoint="main"):
        return self.ask(lambda ctx: scan(ctx, ScanRequest(code, checkpoint)))

    def kinds(self):
        """What the journal holds."""
        return self.ask(lambda ctx: [str(entry.kind) for entry in journal.read_after(ctx.db)])

    def run(self) -> None:
        """Everything, now, to its end."""
        with self.qtbot.waitSignal(self.controller.changed, timeout=10_000):
            self.controller.sync_now()
        self.idle()


@pytest.fixture
def server() -> Server:
    server = Server()
    server.put(*(person(n) for n in range(1, 6)))
    return server


@pytest.fixture
def station() -> Station:
    return Station(name="Puerta 1", checkpoint="main")


@pytest.fixture
def open_context(tmp_path, server, station, monkeypatch):
    """Opens the station's profile; its one source is the server in memory."""
    opened = MemorySource(server)
    monkeypatch.setitem(sources.KINDS, "pretix", lambda: lambda *_settings: opened)

    def open_it() -> Context:
        db = open_store(tmp_path / "event.db")
        context = Context(db, replace(EVENT, checkpoints=DOORS), station, Clock(), tmp_path)
        if not sources.listed(context):
            sources.add(context, SourceSettings(NAME, "pretix", {"url": "https://t.example"}))
        return reload_event(context)

    open_it.source = opened
    return open_it


@pytest.fixture
def store(make_worker, open_context):
    return make_worker("store", open_context, lambda ctx: close(ctx.db))


@pytest.fixture
def net(qtbot, make_worker, open_context, store, tmp_path):
    controller = SyncController(store, make_worker("net"), tmp_path)
    yield Net(qtbot, store, controller, open_context.source, tmp_path)
    assert controller.stop()


@pytest.fixture
def asker(qtbot, make_worker, store):
    asker = SourceAsker(store, make_worker("asking"))
    yield asker
    assert asker.stop()


@pytest.fixture
def ready(qtbot, net, asker):
    """After the first list, with a source to ask."""
    net.controller.start()
    net.run()
    asker.start()
    qtbot.waitUntil(lambda: asker.ready, timeout=10_000)
    return asker
