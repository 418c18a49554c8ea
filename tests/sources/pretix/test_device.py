import json
import platform

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import __version__
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.pretix import device
from kiosk.sources.pretix.device import Invitation
from tests.sources.pretix.shop_pages import exchange
from tests.sources.scripted_server import Say, ScriptedServer

INITIALIZE = "/api/v1/device/initialize"
QR = '{"handshake_version": 1, "url": "https://pretix.eu", "token": "kpp4jn8g2ynzonp6"}'
MEANT = Invitation("https://pretix.eu", "kpp4jn8g2ynzonp6")


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.mark.parametrize(
    "text",
    [
        QR,
        f"  {QR}\r\n",
        QR.replace("pretix.eu", "pretix.eu/"),
        QR.replace('"handshake_version": 1, ', ""),
        QR.replace("}", ', "new": {"a": 1}}'),
        "pretixscan://setup?url=https%3A%2F%2Fpretix.eu&token=kpp4jn8g2ynzonp6",
    ],
    ids=["as-written", "spaces", "slash", "no-version", "more", "link"],
)
def test_the_qr_of_a_new_device_is_understood(text):
    assert device.invitation(text) == MEANT


def test_a_qr_of_a_newer_kind_asks_for_a_newer_program():
    with pytest.raises(WrongUseError) as caught:
        device.invitation(QR.replace("1,", "2,"))
    assert "actualícelo" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["", "special-ok-secret", "{}", "[1]", "5", '{"url": null, "token": "x"}', "pretixscan://setup",
     '{"url": "", "token": "x"}', '{"url": "https://x", "token": " "}', "[" * 9999, "\ud800"],
    ids=["empty", "ticket", "object", "list", "number", "null", "link", "no-url", "no-token", "deep", "half"],
)  # fmt: skip
def test_other_codes_are_none(text):
    with pytest.raises(WrongUseError):
        device.invitation(text)


def refusal_of(text) -> str | None:
    """Why a text is no set-up code, None where it is one."""
    try:
        device.invitation(text)
    except KnownError as error:
        return str(error)
    return None


@given(st.text(max_size=60))
def test_any_text_is_a_qr_or_a_sentence(text):
    for given_text in (text, f"pretixscan:{text}", f'{{"url": {json.dumps(text)}, "token": "x"}}'):
        assert refusal_of(given_text) != ""


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (" pretix.eu/ ", "https://pretix.eu"),
        ("http://127.0.0.1:8345", "http://127.0.0.1:8345"),
        ("https://x.example/tickets/", "https://x.example/tickets"),
    ],
)
def test_an_address_may_be_typed(typed, url):
    found = device.typed(typed, " kpp4 ")

    assert found == Invitation(url, "kpp4")
    assert "kpp4" not in repr(found)


def test_pairing_uses_the_one_time_token_and_answers_who_we_are(server):
    server.on(INITIALIZE, exchange("device_initialize"))

    paired = device.pair(Invitation(server.url, "kioskinittoken01"), host="kiosk-1")

    sent = server.asked[0].json
    assert sent["token"] == "kioskinittoken01"  # noqa: S105  a recorded one that is used up
    assert (sent["software_brand"], sent["software_version"]) == ("kiosk", __version__)
    assert sent["info"] == {"hostname": "kiosk-1"}
    assert all(sent[name] for name in ("hardware_brand", "hardware_model", "os_name"))
    assert "authorization" not in server.asked[0].headers
    assert (paired.url, paired.organizer, paired.token) == (server.url, "lacnic", "t" * 64)
    assert paired.token not in repr(paired)
    assert (paired.name, paired.number, paired.serial) == ("kiosk", "1", "JLMJ502ORVQ8OTTZ")
    assert (paired.gate, paired.profile) == ("Entrada principal", "pretixscan")


def test_a_computer_that_does_not_know_itself_still_pairs(server, monkeypatch):
    for name in ("system", "machine", "release"):
        monkeypatch.setattr(platform, name, str)
    server.on(INITIALIZE, exchange("device_initialize"))

    device.pair(Invitation(server.url, "x"))

    sent = server.asked[0].json
    assert all(sent[name] for name in ("hardware_brand", "hardware_model", "os_name", "os_version"))


@pytest.mark.parametrize(
    ("answer", "trouble", "word"),
    [
        (exchange("device_initialize_again"), Trouble.TOKEN, "ya se usó"),
        (exchange("device_initialize_unknown"), Trouble.TOKEN, "no conoce"),
        (exchange("device_initialize_missing"), Trouble.TOKEN, "This field is required."),
        (Say(400, {"token": ["This initialization token has been revoked."]}), Trouble.TOKEN, "retirado"),
        (Say(400, b"<html>"), Trouble.TOKEN, "—"),
        (Say(404, b"<html>"), Trouble.ANSWER, "no contesta un pretix"),
        (Say(200, b"<html>"), Trouble.ANSWER, "página"),
        (Say(200, {"organizer": None}), Trouble.ANSWER, "no contesta un pretix"),
        (Say(301, headers={"location": "https://127.0.0.1/"}), Trouble.ANSWER, "https://127.0.0.1/"),
        (Say(500), Trouble.SERVER, "500"),
        (Say(429, headers={"retry-after": "5"}), Trouble.BUSY, "esperar"),
    ],
    ids=["used", "unknown", "missing", "revoked", "400", "404", "page", "other", "https", "500", "busy"],
)  # fmt: skip
def test_a_pairing_that_fails_says_why(server, answer, trouble, word):
    server.on(INITIALIZE, answer)

    with pytest.raises(SourceError) as caught:
        device.pair(Invitation(server.url, "x"))
    assert caught.value.trouble is trouble
    assert word in str(caught.value)


def test_a_device_asks_what_it_is_now(server):
    server.on("/api/v1/device/info", exchange("device_info"))

    found = device.info(server.url, "t" * 64)

    assert server.asked[0].headers["authorization"] == f"Device {'t' * 64}"
    assert (found.name, found.gate, found.profile) == ("kiosk", "Entrada principal", "pretixscan")


def test_a_device_without_a_gate(server):
    body = {"device": {"organizer": "o", "api_token": "t", "gate": None, "name": None}}
    server.on("/api/v1/device/info", Say(200, body))

    found = device.info(server.url, "t")

    assert (found.name, found.gate, found.number) == ("", "", "")


def test_a_device_finds_its_event(server):
    server.on("/api/v1/device/eventselection", exchange("device_eventselection"))

    found = device.selected(server.url, "t")

    assert found == device.Selected("lacnic46", "LACNIC 46", "", "1")


def test_there_may_be_no_event_for_a_device(server):
    server.on("/api/v1/device/eventselection", Say(404, b""))

    assert device.selected(server.url, "t") is None


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Say(401, {"detail": "Device access has been revoked."}), Trouble.REVOKED),
        (Say(404, {"detail": "Not found."}), Trouble.WRONG_EVENT),
        (Say(200, {"event": None}), Trouble.ANSWER),
    ],
    ids=["revoked", "not-there", "other"],
)
def test_a_device_that_may_not_ask_says_so(server, answer, trouble):
    server.on("/api/v1/device/eventselection", answer)

    with pytest.raises(SourceError) as caught:
        device.selected(server.url, "t")
    assert caught.value.trouble is trouble
