import pytest

from kiosk.domain.feed import SourceError
from kiosk.sources.http import Http
from kiosk.sources.pretix.client import Client
from tests.sources.scripted_server import Say, ScriptedServer

OLD = {"last-modified": "Sat, 21 Nov 2026 20:00:00 GMT"}
NOW = {"last-modified": "Sun, 22 Nov 2026 00:05:36 GMT"}


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def client(server):
    http = Http(server.url)
    yield Client(http, "l a/c", "e?1")
    http.close()


def rows(*objects, **more):
    return {"results": list(objects), **more}


def test_names_of_events_are_no_paths(client):
    assert client.event == "api/v1/organizers/l%20a%2Fc/events/e%3F1/"


def test_an_unchanged_list_is_not_sent_again(server, client):
    server.on("/items/", Say(200, rows({"id": 1}), OLD), Say(304, b""))

    first, again = client.whole("items/"), client.whole("items/")

    assert first == again == (b'{"id": 1}',)
    assert "if-modified-since" not in server.asked[0].headers
    assert server.asked[1].headers["if-modified-since"] == OLD["last-modified"]


def test_all_pages_of_an_unchanged_list_are_known(server, client):
    server.on(
        "/items/",
        Say(200, rows({"id": 1}, next="/items/?page=2"), OLD),
        Say(200, rows({"id": 2})),
        Say(304, b""),
    )

    assert client.whole("items/") == client.whole("items/") == (b'{"id": 1}', b'{"id": 2}')


@pytest.mark.parametrize(
    "headers",
    [NOW, {}, {"last-modified": "yesterday"}, {**OLD, "date": "now"}],
    ids=["same-second", "none", "no-date", "no-clock"],
)
def test_a_list_that_may_have_changed_unseen_is_asked_for_whole(server, client, headers):
    server.on("/items/", Say(200, rows(), headers))

    client.whole("items/")
    client.whole("items/")

    assert "if-modified-since" not in server.asked[1].headers


def test_fresh_asks_for_everything(server, client):
    server.on("/items/", Say(200, rows({"id": 1}), OLD))

    client.whole("items/")
    client.whole("items/", fresh=True)

    assert "if-modified-since" not in server.asked[1].headers


def test_unchanged_without_being_asked_is_no_list(server, client):
    server.on("/items/", Say(304, b""))

    with pytest.raises(SourceError):
        client.whole("items/")


def test_a_list_that_failed_is_not_taken_for_known(server, client):
    server.on(
        "/items/",
        Say(200, rows({"id": 1}, next="/items/?page=2"), OLD),
        Say(500),
        Say(200, rows({"id": 1})),
    )

    with pytest.raises(SourceError):
        client.whole("items/")
    assert client.whole("items/") == (b'{"id": 1}',)
    assert "if-modified-since" not in server.asked[2].headers


@pytest.mark.parametrize("moment", [None, "", "soon", 5], ids=["null", "empty", "word", "number"])
def test_a_growing_list_without_moments_is_asked_for_whole(server, client, moment):
    server.on("/revoked/", Say(200, rows({"id": 1, "created": moment})))

    client.growing("revoked/", "created")
    client.growing("revoked/", "created")

    assert "created_since" not in server.asked[1].asked


def test_a_growing_list_keeps_what_it_had_when_the_rest_fails(server, client):
    one = {"id": 1, "created": "2026-11-21T21:04:25+00:00"}
    server.on("/revoked/", Say(200, rows(one)), Say(500), Say(200, rows({"id": 2})))

    client.growing("revoked/", "created")
    with pytest.raises(SourceError):
        client.growing("revoked/", "created")

    assert len(client.growing("revoked/", "created")) == 2
