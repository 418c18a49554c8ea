"""The program ends at once, whatever a server does, and keeps what was answered until then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer

from kiosk.app.source_asker import SourceAsker
from kiosk.services import sources, sync
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.sources import SourceSettings
from kiosk.sources.pretix.source import PretixSource
from kiosk.store.connect import open_store
from tests.services.conftest import EVENT, Clock
from tests.services.sync.conftest import DOORS
from tests.sources.pretix import shop_pages
from tests.sources.pretix.shop_pages import ORDERS, order, page, small
from tests.sources.scripted_server import Say, ScriptedServer

NAME = "pretix:lacnic46"
REDEEM = f"{shop_pages.ORGANIZER}checkinrpc/redeem/"
HANGS = Say(hang=True)


@pytest.fixture
def pretix():
    made = ScriptedServer()
    small(made)
    made.on(ORDERS, page(order(1)))
    yield made
    made.stop()


@pytest.fixture
def open_context(tmp_path, pretix, station, monkeypatch):
    """Opens a profile whose source is a pretix that answers as it is told."""
    made = []

    def opened(*_settings):
        made.append(PretixSource(pretix.url, "lacnic", "lacnic46", "token"))
        return made[-1]

    monkeypatch.setitem(sources.KINDS, "pretix", lambda: opened)

    def open_it() -> Context:
        db = open_store(tmp_path / "event.db")
        door = replace(DOORS[0], source_ref=f"{NAME}/1")
        context = Context(db, replace(EVENT, checkpoints=(door,)), station, Clock(), tmp_path)
        sources.add(context, SourceSettings(NAME, "pretix", {"url": pretix.url}))
        return reload_event(context)

    open_it.source = None
    yield open_it
    for one in made:
        one.close()


@pytest.mark.parametrize(
    "path",
    [shop_pages.EVENT, f"{shop_pages.EVENT}checkinlists/", ORDERS],
    ids=["event", "lists", "orders"],
)
def test_a_pull_that_hangs_is_left(net, pretix, path):
    pretix.on(path, HANGS)
    net.controller.start()
    net.until(lambda: path in pretix.paths())

    assert net.controller.stop()
    assert net.ask(lambda ctx: sync.status(ctx)[0].list_at) is None


def test_what_was_stored_before_it_hung_stays(net, pretix):
    pretix.on(ORDERS, page(order(1), more="page=2"), HANGS)
    net.controller.start()
    net.until(lambda: pretix.paths().count(ORDERS) == 2)
    net.until(lambda: net.status().people == 1)

    assert net.controller.stop()
    assert net.ask(lambda ctx: sync.status(ctx)[0].people) == 1


def test_a_push_that_hangs_is_left_and_waits(net, pretix):
    pretix.on(REDEEM, HANGS)
    net.controller.start()
    net.run()
    net.scan("secret-A001-1")
    net.controller.nudge()
    net.until(lambda: REDEEM in pretix.paths())

    assert net.controller.stop()
    stands = net.ask(lambda ctx: sync.status(ctx)[0])
    assert (stands.waiting, stands.refused) == (1, 0)


def test_a_question_about_a_code_is_left(qtbot, net, make_worker, pretix):
    net.controller.start()
    net.run()
    asker = SourceAsker(net.store, make_worker("asking"))
    asker.start()
    net.until(lambda: asker.ready)
    before = len(pretix.asked)
    pretix.on(ORDERS, HANGS)
    pretix.on(shop_pages.EVENT, HANGS)
    told = []
    asker.ask("unknown", lambda: told.append("late"))
    net.until(lambda: len(pretix.asked) > before)

    assert asker.stop()
    assert told == []
    assert not any(timer.isActive() for timer in asker.findChildren(QTimer))
