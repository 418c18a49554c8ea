"""Indico and lists in the web when something goes wrong: told, nothing half done, mended by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.delivery import Delivery
from kiosk.domain.errors import FailureError
from kiosk.domain.feed import Trouble
from kiosk.services import sources, sync
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.sources import SourceSettings
from kiosk.services.undo import undo
from kiosk.sources import http
from kiosk.store.transact import number
from tests.sources.indico import recorded
from tests.sources.scripted_server import Say, ScriptedServer

INDICO, LIST = "indico:1", "http:127.0.0.1"
EVENT = recorded.EVENT
WHERE = [EVENT, f"{EVENT}forms/", f"{EVENT}forms/2/registrations/"]
WRONG = {
    "500": (Say(500, b"oops"), Trouble.SERVER),
    "502 page": (Say(502, b"<html>Bad Gateway</html>"), Trouble.SERVER),
    "404 page": (Say(404, b"<!DOCTYPE html>"), Trouble.WRONG_EVENT),
    "401": (Say(401, {"error": "invalid_token"}), Trouble.TOKEN),
    "403": (Say(403, {"error": "insufficient_scope"}), Trouble.RIGHTS),
    "429": (Say(429, {}, {"retry-after": "9"}), Trouble.BUSY),
    "page": (Say(200, b"<html>Wi-Fi</html>"), Trouble.ANSWER),
    "truncated": (Say(200, b'[{"id": 1, '), Trouble.ANSWER),
    "twice": (Say(200, b"[][]"), Trouble.ANSWER),
    "null": (Say(200, b"null"), Trouble.ANSWER),
    "cut": (Say(200, b'[{"id": 1}]', cut=4), Trouble.UNREACHABLE),
}


@pytest.fixture
def ctx(ctx):
    """A station whose entrance no other source speaks of."""
    doors = tuple(replace(one, source_ref="") for one in ctx.event.checkpoints)
    return replace(ctx, event=replace(ctx.event, checkpoints=doors))


@pytest.fixture
def server():
    made = ScriptedServer()
    recorded.put(made)
    yield made
    made.stop()


@pytest.fixture
def indico(ctx, server):
    """The source of the recorded event, after its first run."""
    settings = {"url": server.url, "event": "1"}
    sources.add(ctx, SourceSettings(INDICO, "indico", settings, recorded.TOKEN))
    source = sources.open_source(ctx, INDICO)
    assert sync.sync(ctx, source).error is None
    yield source
    source.close()


def living(ctx, name=INDICO):
    return number(
        ctx.db, "SELECT count(*) FROM ticket WHERE source = ? AND gone_at IS NULL", (name,)
    )


@pytest.mark.parametrize("where", WHERE, ids=["event", "forms", "list"])
@pytest.mark.parametrize("wrong", WRONG)
def test_trouble_at_any_request_is_told_and_the_next_run_completes(
    ctx, server, indico, where, wrong
):
    before = living(ctx)
    said, trouble = WRONG[wrong]
    server.on(where, said)

    report = sync.sync(ctx, indico, full=True)

    assert report.error is not None
    assert report.error.trouble is trouble
    assert recorded.TOKEN not in str(report.error)
    assert living(ctx) == before
    recorded.put(server)
    assert sync.sync(ctx, indico, full=True).error is None
    assert living(ctx) == before


@pytest.mark.parametrize("where", WHERE, ids=["event", "forms", "list"])
def test_a_server_that_goes_silent_is_waited_for_no_longer_than_agreed(
    ctx, server, indico, where, monkeypatch
):
    before = living(ctx)
    server.on(where, Say(hang=True))
    with monkeypatch.context() as short:
        short.setattr(http, "READ_SECONDS", 0.2)
        report = sync.sync(ctx, indico, full=True)

    assert report.error is not None
    assert report.error.trouble is Trouble.UNREACHABLE
    assert living(ctx) == before
    recorded.put(server)
    assert sync.sync(ctx, indico, full=True).error is None


def test_a_check_in_that_was_never_answered_waits_and_is_sent_again(
    ctx, server, indico, monkeypatch
):
    row = free_person()
    ctx = sync.reload_event(ctx)
    assert scan(ctx, ScanRequest(row["checkin_secret"], "main")).verdict.admitted
    server.on(recorded.path_of(row), Say(hang=True))
    with monkeypatch.context() as short:
        short.setattr(http, "READ_SECONDS", 0.2)
        first = sync.sync(ctx, indico, now_only=sync.PUSH)
    assert first.accepted == 0
    assert len(sync.deliveries(ctx, INDICO, Delivery.WAITING)) == 1

    server.on(recorded.path_of(row), Say(body=recorded.whole({**row, "checked_in": True})))
    assert sync.sync(ctx, indico, now_only=sync.PUSH).accepted == 1


def test_lists_without_anybody_are_refused_until_somebody_confirms(ctx, server):
    many = [{**recorded.rows(1)[0], "id": n, "email": f"p{n}@example.org", "checkin_secret": None,
             "full_name": f"Name{n} Paz"} for n in range(1, 61)]  # fmt: skip
    recorded.put(server, {"1": many})
    settings = {"url": server.url, "event": "1"}
    sources.add(ctx, SourceSettings(INDICO, "indico", settings, recorded.TOKEN))
    source = sources.open_source(ctx, INDICO)
    assert sync.sync(ctx, source).error is None
    server.on(f"{EVENT}forms/1/registrations/", Say(body=[]))

    refused = sync.sync(ctx, source)
    assert refused.error is not None
    assert refused.error.trouble is Trouble.SUSPICIOUS
    assert living(ctx) == 60

    assert sync.sync(ctx, source, confirm=True).error is None
    assert living(ctx) == 0
    source.close()


def test_a_redirect_never_carries_the_token(ctx, server, indico):
    other = ScriptedServer()
    try:
        server.on(EVENT, Say(302, b"", {"location": f"{other.url}{EVENT}"}))
        report = sync.sync(ctx, indico)
        assert report.error is not None
        assert other.asked == []
    finally:
        other.stop()


def free_person():
    return next(r for r in recorded.rows(1) if r["state"] == "complete" and not r["checked_in"])


@pytest.mark.parametrize(
    "said",
    [Say(502, b"<html>"), Say(404, b"<html>"), Say(200, b"<html>"), Say(200, b"{", cut=1)],
    ids=["502", "404 page", "page", "cut"],
)
def test_a_check_in_that_met_a_page_waits_and_is_sent_again(ctx, server, indico, said):
    row = free_person()
    ctx = sync.reload_event(ctx)
    assert scan(ctx, ScanRequest(row["checkin_secret"], "main")).verdict.admitted
    server.on(recorded.path_of(row), said)
    first = sync.sync(ctx, indico, now_only=sync.PUSH)
    assert first.accepted == 0
    assert len(sync.deliveries(ctx, INDICO, Delivery.WAITING)) == 1

    server.on(recorded.path_of(row), Say(body=recorded.whole({**row, "checked_in": True})))
    again = sync.sync(ctx, indico, now_only=sync.PUSH)
    assert (again.accepted, again.refused) == (1, ())


def test_what_was_taken_back_offline_ends_as_not_checked_in(ctx, server, indico):
    row = free_person()
    ctx = sync.reload_event(ctx)
    entry = scan(ctx, ScanRequest(row["checkin_secret"], "main")).entry_id
    undo(ctx, entry, "wrong person", "Eva")
    there, away = ({**row, "checked_in": here} for here in (True, False))
    server.on(recorded.path_of(row), *(Say(body=recorded.whole(one)) for one in (there, away)))

    report = sync.sync(ctx, indico, now_only=sync.PUSH)

    assert (report.accepted, report.refused, report.waiting) == (2, (), 0)
    sent = [one.json["checked_in"] for one in server.asked if one.method == "PATCH"]
    assert sent[-1] is False


def test_what_was_told_and_is_taken_back_is_taken_back_there(ctx, server, indico):
    row = free_person()
    ctx = sync.reload_event(ctx)
    entry = scan(ctx, ScanRequest(row["checkin_secret"], "main")).entry_id
    server.on(recorded.path_of(row), Say(body=recorded.whole({**row, "checked_in": True})))
    assert sync.sync(ctx, indico, now_only=sync.PUSH).accepted == 1
    undo(ctx, entry, "wrong person", "Eva")
    server.on(recorded.path_of(row), Say(body=recorded.whole({**row, "checked_in": False})))

    assert sync.sync(ctx, indico, now_only=sync.PUSH).accepted == 1
    sent = [one.json for one in server.asked if one.method == "PATCH"]
    assert sent == [{"checked_in": True}, {"checked_in": False}]


def test_two_programs_on_one_profile_never_both_synchronise(ctx, indico):
    with sync.sync_lock(ctx.folder), pytest.raises(FailureError):
        sync.sync(ctx, indico)


def people(count):
    rows = "".join(f"C{n},Name{n} Paz,p{n}@example.org\n" for n in range(count))
    return f"code,name,email\n{rows}".encode()


@pytest.fixture
def listed(ctx, server):
    """A list of 60 people in the web, after its first run."""
    server.on("/people.csv", Say(body=people(60)))
    settings = {"url": f"{server.url}/people.csv"}
    sources.add(ctx, SourceSettings(LIST, "http", settings))
    source = sources.open_source(ctx, LIST)
    assert sync.sync(ctx, source).error is None
    yield source
    source.close()


@pytest.mark.parametrize(
    "body",
    [b"", b"code,name,email\n", b"<html>", b'{"rows": ['],
    ids=["empty", "head", "page", "cut json"],
)
def test_a_list_that_is_none_leaves_the_one_before(ctx, server, listed, body):
    server.on("/people.csv", Say(body=body))

    report = sync.sync(ctx, listed, full=True, confirm=True)

    assert report.error is not None
    assert living(ctx, LIST) == 60


def test_a_list_whose_server_is_silent_or_gone_stays(ctx, server, listed, monkeypatch):
    server.on("/people.csv", Say(hang=True))
    with monkeypatch.context() as short:
        short.setattr(http, "READ_SECONDS", 0.2)
        silent = sync.sync(ctx, listed)
    server.stop()  # from now on nobody listens there
    gone = sync.sync(ctx, listed)

    for report in (silent, gone):
        assert report.error is not None
        assert report.error.trouble is Trouble.UNREACHABLE
    assert living(ctx, LIST) == 60


def test_a_list_without_most_people_is_refused_until_somebody_confirms(ctx, server, listed):
    server.on("/people.csv", Say(body=people(2)))

    report = sync.sync(ctx, listed)
    assert report.error is not None
    assert report.error.trouble is Trouble.SUSPICIOUS
    assert living(ctx, LIST) == 60

    assert sync.sync(ctx, listed, confirm=True).error is None
    assert living(ctx, LIST) == 2


def test_a_list_with_everybody_twice_has_everybody_once(ctx, server, listed):
    body = people(60)
    server.on("/people.csv", Say(body=body + body.partition(b"\n")[2]))

    report = sync.sync(ctx, listed)

    assert report.error is None
    assert living(ctx, LIST) == 60
    assert len(report.pulled.rejected) == 60
