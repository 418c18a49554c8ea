"""`kiosk source add pretix` and `indico` against a server of ours: tokens, pairing, trouble."""

import json

import pytest

from tests.sources.scripted_server import Say, ScriptedServer

EVENT = "/api/v1/organizers/lacnic/events/lacnic46/"
TOKEN = "tok123secret"  # noqa: S105  a word of a server that does not exist
QUEUE = {"count": 0, "next": None, "previous": None, "results": []}
LISTS = {**QUEUE, "count": 1, "results": [{"id": 2, "name": "Main", "position_count": 3}]}
DEVICE = {"organizer": "lacnic", "api_token": TOKEN, "device_id": 7, "name": "Mesa 2"}


@pytest.fixture
def server():
    server = ScriptedServer()
    yield server
    server.stop()


@pytest.fixture
def event(server):
    """The server knows the event, its lists and no order."""
    server.on(EVENT, Say(body={"slug": "lacnic46", "name": {"es": "LACNIC 46"}, "testmode": False}))
    server.on(f"{EVENT}orders/", Say(body=QUEUE))
    server.on(f"{EVENT}checkinlists/", Say(body=LISTS))
    return server


@pytest.fixture
def token(tmp_path):
    path = tmp_path / "token.txt"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    return path


def add(kiosk, server, *more):
    place = ("--url", server.url, "--organizer", "lacnic", "--event", "lacnic46")
    return kiosk("source", "add", "pretix", *place, *more)


def test_it_is_tried_and_kept_without_showing_the_token(empty, event, token):
    done = add(empty, event, "--token-file", token)

    assert done.code == 0, done.err
    assert "LACNIC 46" in done.out
    listed = empty("source", "list", "--json")
    assert [one["name"] for one in listed.json] == ["pretix:lacnic46"]
    for answer in (done.out, done.err, listed.out, empty("source", "list").out):
        assert TOKEN not in answer
    assert {one.headers["authorization"] for one in event.asked} == {f"Token {TOKEN}"}


def test_the_same_event_of_another_server_is_another_source(empty, event, token):
    other = ScriptedServer()
    try:
        for path in (EVENT, f"{EVENT}orders/", f"{EVENT}checkinlists/"):
            other.on(path, Say(body=LISTS if "lists" in path else QUEUE))
        for server in (event, other, event):
            done = add(empty, server, "--token-file", token)
            assert done.code == 0, done.err
    finally:
        other.stop()

    kept = empty("source", "list", "--json").json
    assert [(one["name"], one["settings"]["url"]) for one in kept] == [
        ("pretix:lacnic46", event.url),
        ("pretix:lacnic46-2", other.url),
    ]


def test_a_token_of_a_device_is_found_to_be_one(empty, event, token):
    event.then(Say(401, {"detail": "Invalid token."}))

    assert add(empty, event, "--token-file", token).code == 0

    assert event.asked[0].headers["authorization"] == f"Token {TOKEN}"
    assert event.asked[-1].headers["authorization"] == f"Device {TOKEN}"
    assert empty("source", "list", "--json").json[0]["settings"]["auth"] == "device"


def test_a_token_of_nobody_says_so_and_keeps_nothing(empty, event, token):
    event.on(EVENT, Say(401, {"detail": "Invalid token."}))

    done = add(empty, event, "--token-file", token)

    assert (done.code, done.out) == (3, "")
    assert "token" in done.err
    assert TOKEN not in done.err
    assert empty("source", "list", "--json").json == []


def test_the_kind_of_the_token_may_be_said(empty, event, token):
    assert add(empty, event, "--token-file", token, "--token-kind", "device").code == 0

    assert event.asked[0].headers["authorization"] == f"Device {TOKEN}"


def test_the_token_comes_from_stdin_too(empty, event):
    place = ("--url", event.url, "--organizer", "lacnic", "--event", "lacnic46")
    done = empty.process(
        "source", "add", "pretix", *place, "--token-file", "-", stdin=f"{TOKEN}\n".encode()
    )

    assert done.code == 0, done.err
    assert event.asked[0].headers["authorization"] == f"Token {TOKEN}"


@pytest.mark.parametrize("text", ["", "  \n", "two words", "\x00\x01", "ñandú", "a\nb"], ids=repr)
def test_a_file_without_a_token_is_wrong_use(empty, event, token, text):
    token.write_text(text, encoding="utf-8")

    assert add(empty, event, "--token-file", token).code == 2
    assert event.asked == []


def test_pairing_says_which_event_the_device_serves(empty, event, tmp_path):
    code = tmp_path / "qr.txt"
    code.write_text(json.dumps({"handshake_version": 1, "url": event.url, "token": "once"}))
    event.on("/api/v1/device/initialize", Say(body=DEVICE))
    chosen = {"event": {"slug": "lacnic46", "name": "LACNIC 46"}, "subevent": None}
    event.on("/api/v1/device/eventselection", Say(body=chosen))

    done = empty("source", "add", "pretix", "--pair-file", code)

    assert done.code == 0, done.err
    assert "Mesa 2" in done.out
    assert "LACNIC 46" in done.out
    assert event.asked[0].json["token"] == "once"  # noqa: S105  used up once, by a server of ours
    assert empty("source", "list", "--json").json[0]["settings"]["organizer"] == "lacnic"
    assert not list(empty.profile.glob("*.token"))


def test_a_device_without_an_event_keeps_its_token_and_says_how_to_go_on(empty, event, tmp_path):
    code = tmp_path / "code.txt"
    code.write_text("once")
    event.on("/api/v1/device/initialize", Say(body=DEVICE))
    event.on("/api/v1/device/eventselection", Say(404, b""))

    done = empty("source", "add", "pretix", "--pair-file", code, "--url", event.url)

    assert done.code == 2
    (kept,) = empty.profile.glob("*.token")
    assert str(kept) in done.err
    assert TOKEN not in done.err
    assert kept.stat().st_mode & 0o077 == 0
    assert add(empty, event, "--token-file", kept, "--token-kind", "device").code == 0


def test_a_used_code_says_so(empty, event, tmp_path):
    code = tmp_path / "code.txt"
    code.write_text("once")
    used = {"token": ["This initialization token has already been used."]}
    event.on("/api/v1/device/initialize", Say(400, used))

    done = empty("source", "add", "pretix", "--pair-file", code, "--url", event.url)

    assert done.code == 3
    assert "ya se usó" in done.err
