import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources import http_trouble
from kiosk.sources.http import Http
from tests.sources.scripted_server import Say, ScriptedServer

EXCHANGES = Path(__file__).parents[1] / "fixtures" / "pretix" / "api" / "exchanges"
PAGE = b"<html><h1>502 Bad Gateway</h1></html>"


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def client(server):
    made = Http(server.url, ("Authorization", "Token x"))
    yield made
    made.close()


def trouble_of(call) -> SourceError:
    with pytest.raises(SourceError) as caught:
        call()
    assert "{" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (401, {"detail": "Invalid token."}, Trouble.TOKEN),
        (401, {"detail": "Device has not been initialized."}, Trouble.TOKEN),
        (401, {"detail": "Device access has been revoked."}, Trouble.REVOKED),
        (401, PAGE, Trouble.TOKEN),
        (403, {"detail": "Authentication credentials were not provided."}, Trouble.TOKEN),
        (403, {"detail": "Request denied by device security profile."}, Trouble.RIGHTS),
        (403, PAGE, Trouble.RIGHTS),
        (404, {"detail": "Not found."}, Trouble.WRONG_EVENT),
        (404, PAGE, Trouble.WRONG_EVENT),
        (410, PAGE, Trouble.WRONG_EVENT),
        (400, {"ordering": ["no"]}, Trouble.ANSWER),
        (418, PAGE, Trouble.ANSWER),
        (429, {}, Trouble.BUSY),
        (503, PAGE, Trouble.BUSY),
        (500, {"detail": "boom"}, Trouble.SERVER),
        (502, PAGE, Trouble.SERVER),
        (504, b"", Trouble.SERVER),
        (304, b"", None),
        (201, {}, None),
    ],
    ids=lambda value: str(value)[:24] if isinstance(value, int) else "",
)
def test_each_status_has_its_trouble(server, client, status, body, trouble):
    server.then(Say(status, body))
    answer = client.get("x")

    if trouble is None:
        assert answer.expect() is answer
    else:
        assert trouble_of(answer.expect).trouble is trouble


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("auth_bad_token", Trouble.TOKEN),
        ("device_online_kiosk_orders_forbidden", Trouble.RIGHTS),
    ],
)
def test_a_real_servers_refusals_are_known(server, client, name, trouble):
    recorded = json.loads((EXCHANGES / f"{name}.json").read_text(encoding="utf-8"))
    server.then(Say(recorded["status"], recorded["body"]))

    error = trouble_of(client.get("x").expect)

    assert error.trouble is trouble
    assert recorded["body"]["detail"] in str(error)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Sun, 22 Nov 2026 00:07:37 GMT", 120.0),
        ("Sun, 22 Nov 2026 00:00:00 GMT", 0.0),
        ("999999999", 3600.0),
        ("Sun, 22 Nov 2099 00:00:00 GMT", 3600.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("²", None),
    ],
    ids=["seconds", "spaces", "date", "past", "far", "far-date", "word", "minus", "none", "digit"],
)
def test_retry_after_is_seconds_or_a_date_by_the_servers_clock(server, client, header, seconds):
    sent = {"retry-after": header} if header.isascii() else {}
    server.then(Say(429, headers=sent), Say(503, headers=sent))

    for _ in range(2):
        assert trouble_of(client.get("x").expect).retry_after == seconds
    assert http_trouble.retry_after(header, datetime(2026, 11, 22, 0, 5, 37, tzinfo=UTC)) == seconds


@pytest.mark.parametrize("cut", [0, 1, 15])
def test_a_cut_answer_is_none(server, client, cut):
    server.then(Say(body={"results": [1, 2, 3]}, cut=cut))

    error = trouble_of(lambda: client.get("x"))

    assert error.trouble is Trouble.UNREACHABLE
    assert "127.0.0.1" in str(error)


def test_a_server_that_says_nothing_is_not_waited_for(server, client):
    server.then(Say(hang=True))

    assert trouble_of(lambda: client.get("x", deadline=0.1)).trouble is Trouble.UNREACHABLE


def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    client = Http(url)

    assert trouble_of(lambda: client.get("x")).trouble is Trouble.UNREACHABLE
    client.close()


def test_a_name_that_nobody_knows():
    client = Http("http://no-such-host.invalid")

    error = trouble_of(lambda: client.get("x"))

    assert error.trouble is Trouble.NAME
    assert "no-such-host.invalid" in str(error)
    client.close()


def test_an_answer_that_is_packed_wrongly_is_damaged(server, client):
    server.then(Say(body=b"no gzip", headers={"content-encoding": "gzip"}))

    assert trouble_of(lambda: client.get("x")).trouble is Trouble.ANSWER


def test_what_is_not_http_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        client = Http(f"https://127.0.0.1:{listening.getsockname()[1]}")
        listening.settimeout(10)

        assert trouble_of(lambda: client.get("x", deadline=0.2)).trouble is Trouble.UNREACHABLE
        client.close()


def test_https_where_there_is_only_http(server):
    client = Http(server.url.replace("http:", "https:"))

    assert trouble_of(lambda: client.get("x")).trouble in {Trouble.TLS, Trouble.UNREACHABLE}
    client.close()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"detail": "Not found."}', "Not found."),
        (b'{"token": ["Unknown initialization token."]}', "Unknown initialization token."),
        (b'["Cannot annul an unsuccessful checkin"]', "Cannot annul an unsuccessful checkin"),
        (b'{"reason": "rules", "reason_explanation": "Only\\n after 11:50"}', "Only after 11:50"),
        (b'{"a": {"b": {"c": {"d": {"e": "deep"}}}}}', ""),
        (b"{}", ""),
        (PAGE, ""),
        (b"\xff", ""),
        (b'"' + b"x" * 900 + b'"', "x" * 200),
    ],
    ids=["detail", "field", "list", "explained", "deep", "empty", "page", "bytes", "long"],
)
def test_the_words_of_a_refusal_are_one_short_line(body, said):
    assert http_trouble.words(body) == said


@given(st.integers(400, 599), st.binary(max_size=60), st.text(max_size=30))
def test_any_refusal_is_one_sentence(status, body, header):
    error = http_trouble.of_status(status, body, {"retry-after": header}, None)

    assert str(error)
    assert error.retry_after is None or 0 <= error.retry_after <= 3600
