from datetime import UTC, datetime

import pytest

from kiosk.domain.delivery import Delivery, PushJob, PushKind
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.pretix import source as module
from kiosk.sources.pretix.opening import open_source
from kiosk.sources.pretix.options import TEAM, Options
from kiosk.sources.pretix.source import PretixSource
from tests.services.conftest import EVENT as STATION_EVENT
from tests.sources.pretix.shop_pages import (
    EVENT,
    ORDERS,
    exchange,
    order,
    page,
    position,
    recorded,
    small,
)
from tests.sources.scripted_server import Say, ScriptedServer


@pytest.fixture
def server():
    made = ScriptedServer()
    small(made)
    made.on(ORDERS, page(order(1)))
    yield made
    made.stop()


@pytest.fixture
def source(server):
    made = []

    def connect(**options):
        made.append(PretixSource(server.url, "lacnic", "lacnic46", " token ", Options(**options)))
        return made[-1]

    yield connect
    for each in made:
        each.close()


def test_it_is_named_by_its_event(source):
    assert source().name == "pretix:lacnic46"


def test_a_source_of_another_name_has_lists_of_its_own(server):
    """The same event of another server: what happens at one is not told to the other."""
    settings = {"url": server.url, "organizer": "lacnic", "event": "lacnic46"}
    named = open_source("pretix:lacnic46-2", settings, "token", STATION_EVENT)
    batches = list(named.pull({}))
    named_refs = {one.source_ref for each in batches for one in each.checkpoints or ()}
    visits = {one.list_ref for each in batches for one in each.visits}
    own, other = (
        PushJob(
            "e1",
            PushKind.CHECK_IN,
            datetime(2026, 11, 21, tzinfo=UTC),
            code="secret-A001-1",
            list_ref=ref,
        )
        for ref in (min(named_refs), "pretix:lacnic46/1")
    )
    told = [receipt.delivery for receipt in named.push([other])]
    before = len(server.asked)
    list(named.push([own]))
    named.close()

    assert named.name == "pretix:lacnic46-2"
    assert named_refs
    assert all(ref.startswith("pretix:lacnic46-2/") for ref in named_refs | visits)
    assert Delivery.ACCEPTED not in told
    assert len(server.asked) > before


@pytest.mark.parametrize(("kind", "sent"), [("Device", "Device token"), (TEAM, "Token token")])
def test_a_token_is_a_devices_or_a_teams(server, source, kind, sent):
    source(kind=kind).check()

    assert {each.headers["authorization"] for each in server.asked} == {sent}


def test_a_check_tells_the_event_its_people_and_the_clock(server, source):
    found = source().check()

    assert found.event == "LACNIC 46"
    assert found.people == 222
    assert found.clock_seconds is not None
    assert found.notes == ()


def test_a_check_warns_of_a_rehearsal_and_of_an_event_without_lists(server, source):
    server.on(EVENT, Say(200, {**recorded("event"), "testmode": True}))
    server.on(f"{EVENT}checkinlists/", Say(200, {"results": []}))

    found = source().check()

    assert len(found.notes) == 2
    assert found.people is None
    assert source(testmode=True).check().notes == found.notes[1:]


def test_a_check_without_the_servers_clock(server, source):
    server.on(EVENT, Say(200, recorded("event"), {"date": ""}))

    assert source().check().clock_seconds is None


@pytest.mark.parametrize(
    ("path", "answer", "trouble"),
    [
        (EVENT, Say(403, {"detail": "You do not have permission."}), Trouble.WRONG_EVENT),
        (EVENT, Say(404, {"detail": "Not found."}), Trouble.WRONG_EVENT),
        (EVENT, exchange("auth_bad_token"), Trouble.TOKEN),
        (EVENT, Say(200, b"<html>"), Trouble.ANSWER),
        (
            ORDERS,
            Say(403, {"detail": "You do not have permission to perform this action."}),
            Trouble.RIGHTS,
        ),
    ],
    ids=["foreign-event", "no-event", "token", "page", "rights"],
)
def test_a_check_names_what_must_be_mended(server, source, path, answer, trouble):
    server.on(path, answer)

    with pytest.raises(SourceError) as caught:
        source().check()
    assert caught.value.trouble is trouble


def test_one_code_is_looked_up_with_its_whole_order(server, source):
    both = order(2, position(1, "A002"), position(2, "A002", addon_to=21))
    server.on(ORDERS, page(order(3, comment="secret-A002-2"), both))

    found = source().look_up("secret-A002-2")

    assert found is not None
    assert [each.source_id for each in found.registrations] == ["A002-1", "A002-2"]
    assert server.asked[-1].asked["search"] == "secret-A002-2"
    assert not found.begins
    assert not found.ends


def test_a_code_is_looked_up_in_one_request_once_a_pull_was_here(server, source):
    pretix = source()
    list(pretix.pull({}))
    before = len(server.asked)

    assert pretix.look_up("secret-A001-1") is not None
    assert len(server.asked) == before + 1


def test_a_looked_up_ticket_is_called_as_in_a_pull(server, source):
    pulled = [each for batch in source().pull({}) for each in batch.registrations]

    found = source().look_up("secret-A001-1")

    assert found is not None
    assert list(found.registrations) == pulled


@pytest.mark.parametrize("code", ["secret-A001", "SECRET-A001-1", "Ana", "A001"])
def test_what_only_looks_alike_is_not_the_code(source, code):
    assert source().look_up(code) is None


@pytest.mark.parametrize("code", ["", "  ", "a\x00b", "a\nb", "x" * 501])
def test_what_cannot_be_a_code_is_not_asked_for(server, source, code):
    assert source().look_up(code) is None
    assert server.asked == []


def test_a_look_up_waits_for_nobody(server, source, monkeypatch):
    monkeypatch.setattr(module, "LOOK_UP_SECONDS", 0.2)
    server.on(ORDERS, Say(hang=True))

    with pytest.raises(SourceError) as caught:
        source().look_up("secret-A001-1")
    assert caught.value.trouble is Trouble.UNREACHABLE
