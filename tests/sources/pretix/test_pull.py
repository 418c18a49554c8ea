"""Rows T01 to T13 of the behaviours that pretix's own clients show when they read orders."""

import json
from datetime import UTC, datetime

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.feed import SourceError
from kiosk.domain.people import TicketState
from kiosk.sources.pretix.options import Options
from kiosk.sources.pretix.source import PretixSource
from tests.sources.pretix.shop_pages import (
    EVENT,
    FIRST,
    ORDERS,
    SECOND,
    THIRD,
    checkin,
    order,
    page,
    position,
    small,
)
from tests.sources.scripted_server import Say


@pytest.fixture
def source(server):
    made = []

    def connect(**options):
        made.append(PretixSource(server.url, "lacnic", "lacnic46", "t" * 64, Options(**options)))
        return made[-1]

    yield connect
    for each in made:
        each.close()


def taken(batches):
    """What came until the end or the cut, and the cursor that is kept then."""
    found, cut = [], False
    try:
        for batch in batches:
            found.append(batch)
    except SourceError:
        cut = True
    return found, dict(found[-1].cursor), cut


def ids(batches):
    return [each.source_id for batch in batches for each in batch.registrations]


def asked_orders(server):
    return [each.asked for each in server.asked if each.path == ORDERS]


def test_t01_a_first_download_of_one_page(server, source):
    server.on(ORDERS, page(
        order(1, position(1, "A001", checkins=[checkin(5), checkin(6, type="exit")]),
              position(2, "A001"), position(3, "A001")),
        order(2, position(1, "A002", checkins=[checkin(7, list=2)]), position(2, "A002")),
    ))  # fmt: skip

    found, cursor, _ = taken(source().pull({}))

    assert ids(found) == ["A001-1", "A001-2", "A001-3", "A002-1", "A002-2"]
    assert cursor == {"modified": FIRST}
    assert [b.begins for b in found] == [True, False]
    assert [b.ends for b in found] == [False, True]
    assert [(v.ref, v.source_id, v.list_ref, v.direction) for b in found for v in b.visits] == [
        ("5", "A001-1", "pretix:lacnic46/1", Direction.ENTRY),
        ("6", "A001-1", "pretix:lacnic46/1", Direction.EXIT),
        ("7", "A002-1", "pretix:lacnic46/2", Direction.ENTRY),
    ]
    assert found[1].visits[0].at == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert found[1].visits[0].device == "#3"
    assert [d.ref for d in found[1].documents if d.kind == "order"] == ["A001", "A002"]


def test_t02_the_mark_is_that_of_the_first_page(server, source):
    server.on(
        ORDERS,
        page(order(1), order(2), more="page=2", count=3),
        page(order(3), generated=SECOND, count=3),
    )

    found, cursor, _ = taken(source().pull({}))

    assert cursor == {"modified": FIRST}
    assert [(b.done, b.total) for b in found[1:]] == [(2, 3), (3, 3)]


def test_t03_a_page_that_fails_keeps_what_came(server, source):
    server.on(
        ORDERS,
        page(order(1), more="page=2", count=3),
        page(order(2), more="page=3", generated=SECOND, count=3),
        Say(500, b"<html>"),
    )

    found, cursor, cut = taken(source().pull({}))

    assert cut
    assert ids(found) == ["A001-1", "A002-1"]
    assert cursor == {"mark": FIRST, "created": "2026-10-04T21:02:00-03:00"}
    assert not any(b.ends for b in found)


def test_t04_the_next_run_goes_on_from_there(server, source):
    server.on(ORDERS, page(order(2), order(3), generated=SECOND))

    found, cursor, _ = taken(source().pull({"mark": FIRST, "created": "2026-10-04T21:02:00-03:00"}))

    asked = asked_orders(server)[0]
    assert (asked["ordering"], asked["created_since"]) == ("datetime", "2026-10-04T21:02:00-03:00")
    assert cursor == {"modified": FIRST}
    assert not any(b.begins for b in found)
    assert [b.ends for b in found] == [False, True]


def test_t05_cut_twice_it_moves_on_each_time(server, source):
    server.on(
        ORDERS,
        page(order(1), more="page=2", count=4),
        Say(200, page(order(2)).body, cut=30),
        page(order(1), order(2), more="page=2", count=4, generated=SECOND),
        Say(502, b"<html>"),
        page(order(2), order(3), order(4), generated=THIRD),
    )
    pretix = source()

    first, one, _ = taken(pretix.pull({}))
    second, two, _ = taken(pretix.pull(one))
    third, end, cut = taken(pretix.pull(two))

    assert one == {"mark": FIRST, "created": "2026-10-04T21:01:00-03:00"}
    assert two == {"mark": FIRST, "created": "2026-10-04T21:02:00-03:00"}
    assert (end, cut) == ({"modified": FIRST}, False)
    assert set(ids(first + second + third)) == {"A001-1", "A002-1", "A003-1", "A004-1"}


def test_t06_a_later_run_asks_for_what_changed(server, source):
    server.on(ORDERS, page(
        order(9), order(1, position(1, "A001", checkins=[])), generated=SECOND,
    ))  # fmt: skip

    found, cursor, _ = taken(source().pull({"modified": FIRST}))

    asked = asked_orders(server)[0]
    assert (asked["ordering"], asked["modified_since"]) == ("-last_modified", FIRST)
    assert ids(found) == ["A009-1", "A001-1"]
    assert cursor == {"modified": SECOND}
    assert not any(b.begins or b.ends for b in found)


def test_t07_a_later_run_that_is_cut_begins_at_the_old_mark_again(server, source):
    server.on(
        ORDERS,
        page(order(3), more="page=2", count=2, generated=SECOND),
        Say(hang=False, status=500),
        page(order(3), order(2), generated=THIRD),
    )
    pretix = source()

    _, cursor, cut = taken(pretix.pull({"modified": FIRST}))
    again, end, _ = taken(pretix.pull(cursor))

    assert (cut, cursor) == (True, {"modified": FIRST})
    assert asked_orders(server)[-1]["modified_since"] == FIRST
    assert ids(again) == ["A003-1", "A002-1"]
    assert end == {"modified": THIRD}


@pytest.mark.parametrize("wanted", [False, True], ids=["not-asked-for", "asked-for"])
def test_t08_orders_of_a_rehearsal_only_come_where_asked_for(server, source, wanted):
    server.on(ORDERS, page(order(1), order(2, testmode=True)))

    found, cursor, _ = taken(source(testmode=wanted).pull({}))

    assert asked_orders(server)[0].get("testmode") == (None if wanted else "false")
    assert ids(found) == (["A001-1", "A002-1"] if wanted else ["A001-1"])
    assert cursor == {"modified": FIRST}


def test_t09_an_order_comes_with_all_its_positions_canceled_ones_too(server, source):
    server.on(ORDERS, page(
        order(1, position(1, "A001"), position(2, "A001", canceled=True)),
        order(2, status="c"),
    ))  # fmt: skip

    found, _, _ = taken(source().pull({"modified": FIRST}))

    states = {each.source_id: each.state for each in found[1].registrations}
    assert asked_orders(server)[0]["include_canceled_positions"] == "true"
    assert states == {
        "A001-1": TicketState.PAID,
        "A001-2": TicketState.CANCELED,
        "A002-1": TicketState.CANCELED,
    }
    assert found[1].gone == ()


def test_t10_small_lists_come_whole_each_time(server, source):
    server.on(ORDERS, page(generated=SECOND))
    pretix = source()
    taken(pretix.pull({}))
    small(server, items=[{"id": 8, "name": "Nuevo"}], checkinlists=[{"id": 4, "name": "Sala"}])

    found, _, _ = taken(pretix.pull({"modified": FIRST}))

    assert [product.id for product in found[0].catalogue.products] == ["8"]
    assert [each.source_ref for each in found[0].checkpoints] == ["pretix:lacnic46/4"]


def test_t11_secrets_are_asked_for_from_the_newest_on(server, source):
    server.on(ORDERS, page())
    pretix = source()
    first, cursor, _ = taken(pretix.pull({}))
    small(
        server,
        revokedsecrets=[{"id": 2, "secret": "new", "created": "2026-11-22T01:00:00Z"}],
        blockedsecrets=[
            {"id": 1, "secret": "special-blocked-secret", "blocked": False, "updated": "2026-11-23"}
        ],
    )

    later, _, _ = taken(pretix.pull(cursor))
    full, _, _ = taken(pretix.pull(cursor, full=True))

    asked = [each.asked for each in server.asked if each.path == f"{EVENT}revokedsecrets/"]
    assert [each.get("created_since") for each in asked] == [
        None, "2026-11-21T21:04:25.835725-03:00", None,
    ]  # fmt: skip
    assert first[0].catalogue.blocked == {"special-blocked-secret"}
    assert later[0].catalogue.revoked == {"special-revoked-secret", "new"}
    assert later[0].catalogue.blocked == frozenset()
    assert full[0].catalogue.revoked == {"new"}


def test_t12_a_list_that_moves_to_another_date_comes_with_it(server, source):
    server.on(ORDERS, page())
    pretix = source()
    _, cursor, _ = taken(pretix.pull({}))
    small(server, checkinlists=[{"id": 1, "name": "Entrada", "subevent": 15}])

    found, _, _ = taken(pretix.pull(cursor))

    assert found[0].checkpoints[0].date == "15"


def test_t13_orders_of_past_dates_stay(server, source):
    old = position(1, "A001", subevent=3, valid_until="2020-01-01T00:00:00Z")
    server.on(ORDERS, page(order(1, old)))
    small(server, subevents=[{"id": 3, "name": "2020", "date_from": "2020-01-01T09:00:00Z"}])

    found, _, _ = taken(source().pull({}))

    assert ids(found) == ["A001-1"]
    assert not any("subevent" in name for name in asked_orders(server)[0])


def test_full_begins_again_whatever_was_known(server, source):
    server.on(ORDERS, page(order(1), generated=SECOND))

    found, cursor, _ = taken(source().pull({"modified": FIRST}, full=True))

    assert "modified_since" not in asked_orders(server)[0]
    assert (found[0].begins, found[-1].ends, cursor) == (True, True, {"modified": SECOND})


def test_nobody_is_gone_where_an_order_slipped_over_the_edge_of_a_page(server, source):
    server.on(
        ORDERS,
        page(order(1), order(2), more="page=2", count=5),
        page(order(4), order(5), count=5),
    )

    found, cursor, _ = taken(source().pull({}))

    assert not found[-1].ends
    assert cursor == {}


def test_bills_and_payments_stay_on_the_server(server, source):
    server.on(ORDERS, page(order(1)))

    taken(source().pull({}))

    query = next(each.query for each in server.asked if each.path == ORDERS)
    left_out = {value for name, value in query if name == "exclude"}
    assert {"payments", "refunds", "invoice_address"} <= left_out


def test_check_ins_of_lists_that_are_not_used_stay_there(server, source):
    both = [checkin(5, list=1), checkin(6, list=2)]
    server.on(ORDERS, page(order(1, position(1, "A001", checkins=both))))

    found, _, _ = taken(source(lists=("2",)).pull({}))

    assert [each.list_ref for each in found[1].visits] == ["pretix:lacnic46/2"]
    assert [each.source_ref for each in found[0].checkpoints] == ["pretix:lacnic46/2"]


def test_badges_and_the_event_are_kept_as_they_came(server, source):
    server.on(ORDERS, page())
    server.on(f"{EVENT}badgelayouts/", Say(200, {"results": [{"id": 4, "layout": [], "new": 1}]}))

    found, _, _ = taken(source().pull({}))

    kept = {(each.kind, each.ref): each.body for each in found[0].documents}
    badges = json.loads(kept["badges", ""])
    assert badges["layouts"] == [{"id": 4, "layout": [], "new": 1}]
    assert '"slug": "lacnic46"' in kept["event", ""]
