"""What a pull makes of servers that fail, change and lie: nothing but SourceError, nothing lost."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.pretix.options import Options
from kiosk.sources.pretix.positions import Shop
from kiosk.sources.pretix.pull import read_orders
from kiosk.sources.pretix.shop import zone_of
from tests.sources.pretix.shop_pages import (
    EVENT,
    FIRST,
    ORDERS,
    SMALL,
    checkin,
    order,
    page,
    position,
    recorded,
)
from tests.sources.scripted_server import Say

UTC_ZONE = zone_of(b'{"timezone": "UTC"}')
HTML = b"<html><h1>Bad Gateway</h1></html>"
BEFORE_TIME = checkin(1, "0001-01-01T00:00:00+14:00")
FAILURES = {
    "cut": (Say(200, page(order(2)).body, cut=40), Trouble.UNREACHABLE),
    "500": (Say(500, {"detail": "boom"}), Trouble.SERVER),
    "502": (Say(502, HTML), Trouble.SERVER),
    "404-page": (Say(404, HTML), Trouble.WRONG_EVENT),
    "401": (Say(401, {"detail": "Invalid token."}), Trouble.TOKEN),
    "403": (Say(403, {"detail": "You do not have permission to do this."}), Trouble.RIGHTS),
    "revoked": (Say(401, {"detail": "Device access has been revoked."}), Trouble.REVOKED),
    "busy": (Say(429, {}, {"retry-after": "12"}), Trouble.BUSY),
    "redirect": (Say(302, headers={"location": "https://login.example/"}), Trouble.ANSWER),
    "page": (Say(200, HTML), Trouble.ANSWER),
    "no-list": (Say(200, {"results": {"a": 1}}), Trouble.ANSWER),
    "other-list": (Say(200, [1, 2]), Trouble.ANSWER),
    "no-results": (Say(200, {}), Trouble.ANSWER),
    "null": (Say(200, {"results": None}), Trouble.ANSWER),
    "other-host": (
        Say(200, {"results": [], "next": "https://elsewhere.example/?page=2"}),
        Trouble.ANSWER,
    ),
    "circle": (page(order(2), more="page=2", count=9), Trouble.ANSWER),
}


def pulled(source, cursor) -> tuple[list, SourceError]:
    """What came before the error, and the error."""
    found = []
    try:
        for batch in source.pull(cursor):
            found.append(batch)
    except SourceError as error:
        return found, error
    raise AssertionError(found)


@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("cursor", [{}, {"modified": FIRST}], ids=["first", "later"])
def test_a_page_that_fails_loses_nothing_of_the_one_before(server, source, name, cursor):
    answer, trouble = FAILURES[name]
    server.on(ORDERS, page(order(1), more="page=2", count=9), answer)

    found, error = pulled(source, cursor)

    assert [each.source_id for b in found for each in b.registrations][:1] == ["A001-1"]
    assert error.trouble is trouble
    assert not any(b.ends for b in found)
    assert found[-1].cursor.get("modified") == cursor.get("modified")


@pytest.mark.parametrize("where", ["", *(f"{name}/" for name in SMALL)], ids=lambda v: v or "event")
@pytest.mark.parametrize("answer", [Say(500), Say(200, HTML), Say(200, {"id": []})])
def test_where_a_small_list_fails_nothing_is_handed_over(server, source, where, answer):
    server.on(ORDERS, page(order(1)))
    server.on(f"{EVENT}{where}", answer)

    if where == "" and answer.body == {"id": []}:
        server.on(EVENT, Say(200, {"name": 5, "timezone": 7}))
    found, error = pulled(source, {})

    assert found == []
    assert error.trouble in {Trouble.SERVER, Trouble.ANSWER}


def test_a_wait_that_a_server_asks_for_is_told(server, source):
    server.on(f"{EVENT}items/", Say(503, HTML, {"retry-after": "Sun, 22 Nov 2026 00:06:37 GMT"}))

    _, error = pulled(source, {})

    assert error.retry_after == 60.0


@pytest.mark.parametrize("status", [403, 404])
def test_what_a_server_does_not_have_is_not_missed(server, source, status):
    server.on(ORDERS, page(order(1)))
    for name in ("subevents", "badgelayouts", "badgeitems"):
        server.on(f"{EVENT}{name}/", Say(status, {"detail": "no"}))
    server.on(f"{EVENT}blockedsecrets/", Say(404, HTML))

    assert [b.ends for b in source.pull({})] == [False, True]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "America", 5, "\x00", "é"])
def test_a_zone_that_nobody_knows_is_said(server, source, zone):
    server.on(EVENT, Say(200, {**recorded("event"), "timezone": zone}))

    _, error = pulled(source, {})

    assert error.trouble is Trouble.ANSWER


def read(data: Any):
    return read_orders([json.dumps(data).encode()], Shop(Catalogue(), UTC_ZONE), "e", Options())


def test_unknown_fields_and_missing_ones_do_no_harm():
    one = {"code": "A001", "new": {"deep": [1]}, "positions": [{"id": 11, "positionid": 1, "x": 2}]}

    assert [each.source_id for each in read(one).batch.registrations] == ["A001-1"]


def test_a_null_where_a_value_was_does_no_harm():
    keep = {"id", "positionid", "code"}
    whole = order(1, position(1, "A001", checkins=[checkin(1)]))
    for name in set(whole["positions"][0]) - keep:
        read({**whole, "positions": [{**whole["positions"][0], name: None}]})
    for name in set(whole) - keep:
        read({**whole, name: None})


@pytest.mark.parametrize(
    "raw",
    [
        b'{"code": "A001", "code": "A002", "positions": []}',
        b'{"code": "A002", "positions": [], "positions": null}',
    ],
)
def test_of_keys_that_stand_twice_the_last_counts(raw):
    found = read_orders([raw], Shop(Catalogue(), UTC_ZONE), "e", Options())

    assert found.codes == {"A002"}


@pytest.mark.parametrize(
    "raw",
    [
        b'{"code": "A001", "positions": [{"id": 1',
        b'{"code": "\\ud800"}',
        b'{"code": "\xff"}',
        b"[" * 90_000,
        b"5",
        b"null",
        b'{"code": "A", "positions": [{"id": 1, "positionid": 1e400}]}',
    ],
    ids=["half", "pair", "bytes", "deep", "number", "null", "huge"],
)
def test_an_order_that_cannot_be_read_is_an_answer_nobody_can_use(raw):
    error = trouble_of(raw)

    assert error is not None
    assert error.trouble is Trouble.ANSWER
    assert str(error)


def trouble_of(raw: bytes) -> SourceError | None:
    """What is wrong with an order, None where it is read."""
    try:
        read_orders([raw], Shop(Catalogue(), UTC_ZONE), "e", Options())
    except SourceError as error:
        return error
    return None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
    | st.sampled_from(["p", "2026-10-04T21:00:00-03:00", "9999-12-31T23:59:59-14:00", "entry"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
WHOLE = order(
    1, position(1, "A001", checkins=[checkin(1)], answers=[{"question": 2, "answer": "x"}])
)


def twisted(data: Any, path: list[str], value: Any) -> Any:
    """The order with another value somewhere."""
    if not path:
        return value
    name = path[0]
    if isinstance(data, list):
        return [twisted(data[0], path, value)] if data else value
    if isinstance(data, dict):
        return {**data, name: twisted(data.get(name), path[1:], value)}
    return value


FIELDS = sorted({*WHOLE, *WHOLE["positions"][0], "id", "list", "datetime", "type", "device_id", "question"})  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.sampled_from(FIELDS), max_size=3).map(
        lambda path: ["positions", *path] if len(path) > 1 else path
    ),
    VALUES,
)
def test_whatever_stands_in_an_order_it_is_read_or_it_is_an_answer_nobody_can_use(path, value):
    error = trouble_of(json.dumps(twisted(WHOLE, path, value)).encode())

    assert error is None or (error.trouble is Trouble.ANSWER and str(error))


def test_a_moment_before_all_time_is_the_first_there_is():
    raw = json.dumps(order(1, position(1, "A001", checkins=[BEFORE_TIME]))).encode()

    assert trouble_of(raw) is None
