from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources import http
from kiosk.sources.http import Http
from tests.sources.scripted_server import Say, ScriptedServer

TOKEN = ("Authorization", "Device 0123456789abcdef")


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def ask(server):
    """Clients of the server, closed at the end."""
    made = []

    def client(path="", header=TOKEN, base=None, **options):
        made.append(Http(base or f"{server.url}{path}", header, **options))
        return made[-1]

    yield client
    for each in made:
        each.close()


def trouble_of(call) -> SourceError:
    with pytest.raises(SourceError) as caught:
        call()
    return caught.value


def test_a_request_says_who_asks_and_with_which_right(server, ask):
    server.on("/api/x", Say(body={"a": [1]}))

    answer = ask().get("api/x", {"since": "2026-11-21T21:05:34-03:00"})

    asked = server.asked[0]
    assert answer.json() == {"a": [1]}
    assert asked.headers["authorization"] == TOKEN[1]
    assert asked.headers["user-agent"] == f"kiosk/{__version__}"
    assert asked.asked == {"since": "2026-11-21T21:05:34-03:00"}


def test_a_server_may_live_below_a_path(server, ask):
    server.on("/tickets/api/x", Say())

    ask("/tickets/").get("/api/x").expect()

    assert server.paths() == ["/tickets/api/x"]


def test_a_post_carries_json(server, ask):
    server.on("/api/x", Say(201))

    ask().post("api/x", {"name": "José", "n": None}).expect()

    assert server.asked[0].json == {"name": "José", "n": None}
    assert server.asked[0].headers["content-type"] == "application/json"


def test_json_counts_whatever_its_content_type(server, ask):
    server.then(Say(body={"a": 1}, headers={"content-type": "text/html"}))

    assert ask().get("x").json() == {"a": 1}


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html>Wi-Fi</html>",
        b'{"results": [1, 2',
        b"",
        b'{"name": "\xff\xfe"}',
        b'"\\ud800"',
        b"[" * 100_000,
        b"{'a': 1}",
    ],
    ids=["page", "half", "nothing", "no-utf-8", "half-a-pair", "too-deep", "python"],
)
def test_what_is_no_json_is_an_answer_nobody_can_use(server, ask, body):
    server.then(Say(body=body, headers={"content-type": "application/json"}))
    answer = ask().get("x").expect()

    assert trouble_of(answer.json).trouble is Trouble.ANSWER


def test_of_a_key_that_stands_twice_the_last_one_counts(server, ask):
    server.then(Say(body=b'{"a": 1, "a": 2}'))

    assert ask().get("x").json() == {"a": 2}


def test_the_servers_clock_is_told(server, ask):
    server.then(Say(), Say(headers={"date": "yesterday"}))
    client = ask()

    assert client.get("x").server_time.isoformat() == "2026-11-22T00:05:37+00:00"
    assert client.get("x").server_time is None


def test_an_answer_that_is_too_large_is_given_up(server, ask):
    server.then(Say(body=b"[" + b"1," * 600_000 + b"1]"))

    assert trouble_of(lambda: ask(largest=1024 * 1024).get("x")).params == {"limit": 1}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_server_is_followed(server, ask, status):
    server.on("/x", Say(status, headers={"location": "/y?a=1"}))
    server.on("/y", Say(body=["here"]))

    assert ask().get("x").json() == ["here"]
    assert server.asked[1].headers["authorization"] == TOKEN[1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_token_never_follows_a_redirect_to_another_server(server, ask, status):
    other = ScriptedServer()
    try:
        server.on("/x", Say(status, headers={"location": f"{other.url}/y"}))

        error = trouble_of(lambda: ask().get("x"))

        assert other.asked == []
        assert error.trouble is Trouble.ANSWER
        assert other.url in str(error)
    finally:
        other.stop()


def test_what_is_posted_never_goes_to_another_server_either(server, ask):
    other = ScriptedServer()
    try:
        server.on("/x", Say(307, headers={"location": f"{other.url}/y"}))

        trouble_of(lambda: ask(header=None).post("x", {"token": "once"}))

        assert other.asked == []
    finally:
        other.stop()


def test_a_post_is_not_made_a_get(server, ask):
    server.on("/x", Say(302, headers={"location": "/y"}))

    trouble_of(lambda: ask().post("x", {}))

    assert server.paths() == ["/x"]


def test_a_post_goes_on_where_the_server_says_so(server, ask):
    server.on("/x", Say(308, headers={"location": "/x/"}))
    server.on("/x/", Say(201))

    assert ask().post("x", {"a": 1}).status == 201
    assert server.asked[1].json == {"a": 1}


@pytest.mark.parametrize(
    "location", ["/x", "ftp://127.0.0.1/", "http://[", ""], ids=["circle", "ftp", "broken", "none"]
)
def test_redirects_that_lead_nowhere_end(server, ask, location):
    server.on("/x", Say(302, headers={"location": location}))

    assert trouble_of(lambda: ask().get("x")).trouble is Trouble.ANSWER


def test_a_link_of_the_server_is_followed_on_our_own_way_to_it(server, ask):
    server.on("/list/", Say(body=[2]))

    answer = ask().follow("https://127.0.0.1/list/?page=2&q=a%2Bb")()

    assert answer.json() == [2]
    assert server.asked[0].asked == {"page": "2", "q": "a+b"}


@pytest.mark.parametrize(
    "link", ["https://example.org/list/?page=2", "//example.org/x", "http://["]
)
def test_a_link_to_another_server_is_not_followed(server, ask, link):
    assert trouble_of(ask().follow(link)).trouble is Trouble.ANSWER
    assert server.asked == []


@pytest.mark.parametrize(
    "base", ["", "pretix.example", "ftp://x", "https://", "https://user:pw@x", "http://[", "a b"]
)
def test_what_is_no_address_is_said_at_once(base):
    error = trouble_of(lambda: Http(base))

    assert error.trouble is Trouble.NAME
    assert "pw" not in str(error)


@pytest.mark.parametrize("value", ["", "Token ä", "Token a\nb", "Token a\x00"])
def test_a_token_that_cannot_be_one_is_said_at_once(value):
    error = trouble_of(lambda: Http("http://127.0.0.1", ("Authorization", value)))

    assert error.trouble is Trouble.TOKEN


def test_a_file_of_authorities_that_is_none_is_said_at_once(tmp_path: Path):
    (tmp_path / "ca.pem").write_text("no certificate")

    for name in ("ca.pem", "missing.pem"):
        error = trouble_of(lambda name=name: Http("https://x", ca_file=tmp_path / name))
        assert error.trouble is Trouble.TLS
        assert name in str(error)


def test_the_limits_are_those_of_a_venues_network():
    assert (http.CONNECT_SECONDS, http.READ_SECONDS) == (5.0, 20.0)
