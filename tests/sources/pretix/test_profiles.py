"""Devices whose security profile forbids orders: all else comes, and what is missing is told."""

import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.pretix.shop import NO_ORDERS
from kiosk.texts import _
from tests.sources.pretix.shop_pages import EVENT, ORDERS, exchange
from tests.sources.scripted_server import Say

DENIED = exchange("device_online_kiosk_orders_forbidden")
FOREIGN = Say(403, {"detail": "You do not have permission to perform this action."})


def test_the_connection_is_good_and_says_what_is_missing(server, source):
    server.on(ORDERS, DENIED)

    checked = source.check()

    assert checked.event == "LACNIC 46"
    assert checked.notes[-1] == _(NO_ORDERS)


def test_a_run_brings_the_lists_and_ends(server, source):
    server.on(ORDERS, DENIED)

    batches = list(source.pull({}))

    assert batches[0].checkpoints
    assert batches[0].catalogue is not None
    assert [one.message for one in batches[-1].problems] == [NO_ORDERS]
    assert not any(batch.ends or batch.registrations for batch in batches)
    assert dict(batches[-1].cursor) == {}


def test_who_may_no_longer_read_keeps_what_there_was(server, source):
    server.on(ORDERS, DENIED)
    cursor = {"modified": "2026-11-21T21:05:34-03:00"}

    assert dict(list(source.pull(cursor))[-1].cursor) == cursor


@pytest.mark.parametrize("ask", ["check", "pull"])
def test_a_token_without_rights_is_still_trouble(server, source, ask):
    server.on(ORDERS, FOREIGN)

    with pytest.raises(SourceError) as caught:
        source.check() if ask == "check" else list(source.pull({}))

    assert caught.value.trouble is Trouble.RIGHTS


def test_a_profile_that_forbids_the_event_is_trouble(server, source):
    server.on(EVENT, DENIED)

    with pytest.raises(SourceError) as caught:
        list(source.pull({}))

    assert caught.value.trouble is Trouble.RIGHTS
