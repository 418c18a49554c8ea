"""Texts that only pretix can fill in come with the orders, and no more of them than badges ask for."""

import json

import pytest

from tests.sources.pretix.shop_pages import EVENT, ORDERS, SECOND, order, page, position, small
from tests.sources.scripted_server import Say, ScriptedServer

SAID = {"event_date": "5 de octubre", "email": "ana@example.net", "images": {}}


@pytest.fixture
def server():
    made = ScriptedServer()
    small(made)
    one = position(1, "A001", pdf_data=dict(SAID))
    made.on(ORDERS, page(order(1, one)), page(order(1, one), generated=SECOND))
    yield made
    made.stop()


def asks_for(server, *texts):
    objects = [{"type": "textarea", "content": text} for text in texts]
    row = {"id": 4, "name": "Sala", "default": True, "layout": objects, "background": None}
    server.on(f"{EVENT}badgelayouts/", Say(200, {"next": None, "results": [row]}))


def asked(server):
    return [one.asked.get("pdf_data") for one in server.asked if one.path == ORDERS]


def pulled(source, cursor):
    batches = list(source.pull(cursor))
    return batches, dict(batches[-1].cursor)


def kept(batches):
    return json.loads(batches[-1].documents[0].body)["positions"][0]["pdf_data"]


def test_texts_are_asked_for_where_a_badge_needs_them(server, source):
    asks_for(server, "attendee_name", "event_date")

    batches, cursor = pulled(source, {})

    assert asked(server) == ["true"]
    assert kept(batches) == {"event_date": "5 de octubre"}
    assert cursor["texts"] == "event_date"


def test_nobody_is_troubled_where_our_own_data_do(server, source):
    asks_for(server, "attendee_name", "secret")

    _batches, cursor = pulled(source, {})

    assert asked(server) == [None]
    assert "texts" not in cursor


def test_changes_go_on_with_the_texts(server, source):
    asks_for(server, "event_date")
    _batches, cursor = pulled(source, {})

    batches, cursor = pulled(source, cursor)

    assert not batches[0].begins
    assert asked(server) == ["true", "true"]
    assert cursor["texts"] == "event_date"


def test_a_badge_that_asks_for_more_has_everything_read_anew(server, source):
    _batches, cursor = pulled(source, {})
    asks_for(server, "event_date")

    batches, cursor = pulled(source, cursor)

    assert batches[0].begins
    assert batches[-1].ends
    assert cursor["texts"] == "event_date"


def test_a_badge_that_asks_for_less_reads_nothing_anew(server, source):
    asks_for(server, "event_date", "email")
    _batches, cursor = pulled(source, {})
    asks_for(server, "event_date")

    batches, cursor = pulled(source, cursor)

    assert not batches[0].begins
    assert cursor["texts"] == "event_date"
    assert kept(batches) == {"event_date": "5 de octubre"}
