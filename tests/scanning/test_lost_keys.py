"""Scans that dead keys ate from: Indico's payloads on the four layouts, as X and Windows type."""

import base64
import json
import uuid
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import CodeKind, parse, ticket_code
from kiosk.scanning.layouts import (
    ACUTE,
    CIRCUMFLEX,
    DIAERESIS,
    GRAVE,
    LAYOUTS,
    TILDE,
    candidates,
    likely,
)
from kiosk.scanning.lost_keys import completions

NAMES = sorted(LAYOUTS)
DEAD = {ACUTE: "´", GRAVE: "`", CIRCUMFLEX: "^", DIAERESIS: "¨", TILDE: "~"}
MARIA = "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
LI = "08437ef0-acb3-4744-a434-83b68a98257c"
TICKETS = {
    '{"i":[2,"http://127.0.0.1:8099","l+m4ARhPTqOh4Pdqo/VmLw=="]}': MARIA,
    '{"i":[2,"http://127.0.0.1:8099","CEN+8KyzR0SkNIO2ipglfA=="]}': LI,
    '{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}': MARIA,
}
OWN = ticket_code("LAC46", lambda below: below // 3)


@cache
def composed():
    """(dead key, character) -> the character that both make, as libX11's Compose file says."""
    table = json.loads(Path(__file__).with_name("x_tables.json").read_text("utf-8"))["compose"]
    return {(mark, key): joined for mark, keys in table.items() for key, joined in keys.items()}


def x_drops_both(_dead, _key):
    return ""


def x_drops_the_dead_key(_dead, key):
    return "" if key in DEAD else key


def windows_types_both(dead, key):
    return DEAD[dead] + DEAD.get(key, key)


SYSTEMS = (x_drops_both, x_drops_the_dead_key, windows_types_both)


def arrives(text, layout, apart):
    """What a host makes of a US scanner's keys; `apart` of a dead key and one it cannot sit on."""
    out, waiting = [], ""
    for char in text:
        key = LAYOUTS[layout].get(char, char)
        if waiting:
            joined = composed().get((waiting, key)) if key.isalpha() else None
            out.append(joined or apart(waiting, key))
            waiting = ""
        elif key in DEAD:
            waiting = key
        else:
            out.append(key)
    return "".join(out)  # a dead key at the very end still waits


def readings(text):
    """All that a garbled text is looked up as."""
    return {parse(one, "LAC46").text for one in (text, *candidates(text))} | {
        *completions(text, "LAC46")
    }


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(("text", "wanted"), TICKETS.items(), ids=["maria", "li", "short host"])
def test_a_real_ticket_is_among_the_readings(layout, system, text, wanted):
    assert wanted in readings(arrives(text, layout, system))
    assert wanted in readings(arrives(text, layout, system).swapcase())


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("system", SYSTEMS)
@given(st.uuids(), st.sampled_from(["indico.example.org", "https://a.b:8/c", "localhost"]))
def test_every_ticket_is_among_the_readings(layout, system, ticket, server):
    text = json.dumps(
        {"i": [2, server, base64.b64encode(ticket.bytes).decode()]}, separators=(",", ":")
    )
    found = readings(arrives(text, layout, system))

    assert str(ticket) in found
    assert len(found) < 600


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("system", SYSTEMS)
@given(st.uuids())
def test_tickets_of_before_indico_3_3_are_among_the_readings(layout, system, ticket):
    text = json.dumps({"checkin_secret": str(ticket), "server_url": "https://indico.example.org"})

    assert str(ticket) in readings(arrives(text, layout, system))


@pytest.mark.parametrize(
    ("arrived", "wanted"),
    [
        pytest.param(
            "¨[i[Ñ´2,[indico.example.org[,[l¡m4ARhPTqOh4Pdqo-VmLw¿¿[+*", MARIA, id="latam"
        ),
        pytest.param("*ªiªÇ+2,ªindico.example.orgª,ªl»m4ARhPTqOh4Pdqo-VmLw««ª", MARIA, id="pt"),
        pytest.param("iïndico.example.org¿m4ARhPTqOh4Pdqo-VmLw¡¡*", MARIA, id="es, l eaten"),
        pytest.param("iÇ,îndico.example.org+m4ARhPTqOh4Pdqo;VmLw==[{", MARIA, id="br, l eaten"),
        pytest.param("i,ndico.example.org,ĈEN+8KyzR0SkNIO2ipglfA==[{", LI, id="br, C accented"),
        pytest.param("2,¨indico.example.org¨,¨CEN¿8KyzR0SkNIO2ipglfA¡¡¨+*", LI, id="es, Windows"),
        pytest.param('ndico.example.org","EN+8KyzR0SkNIO2ipglfA=="', LI, id="us, C lost"),
        pytest.param("secret¨Ñ ¨7e9b801'184f'4ea3'a1e0'f76aa3f5662f¨", MARIA, id="es v1, 9 eaten"),
        pytest.param("secret^Ç ^9^7e9b801-184f-4ea3-a1e0-f76aa3f5662f", MARIA, id="br v1, Windows"),
    ],
)
def test_known_damage(arrived, wanted):
    assert wanted in completions(arrived, "LAC46")


@pytest.mark.parametrize(
    ("arrived", "wanted"),
    [
        pytest.param(OWN[:-1], OWN, id="its last character lost"),
        pytest.param(OWN[1:], OWN, id="its first character lost"),
        pytest.param(f"Ĺ{OWN[1:]}", OWN, id="its first character accented"),
        pytest.param(f"L\u0301{OWN[1:]}", OWN, id="accented in two characters"),
        pytest.param(f"´{OWN}", OWN, id="an accent before it"),
        pytest.param(f"¨{OWN[1:]}", OWN, id="an accent before it and the first lost"),
        pytest.param("źd0bkaguk0e7", "zd0bkaguk0e7", id="a foreign code accented"),
        pytest.param("~zd0bkaguk0e7", "zd0bkaguk0e7", id="an accent before a foreign code"),
    ],
)
def test_own_and_foreign_codes_after_a_dead_key(arrived, wanted):
    assert wanted in completions(arrived, "LAC46")


@pytest.mark.parametrize(
    "text",
    [
        "",
        OWN,
        "zd0bkaguk0e7iz5lvcgu2haoz0s7puly",
        "special-ok-secret",
        "https://eje.org/t/ABCDEF",
        "=kwdpPSKIlqnAjyyulNcgb2j1dbDOFqHFXFVnD/R3mfJzGD3Ii4A",
        MARIA[2:],
        "AAAA==",
    ],
)
def test_what_lost_nothing_has_no_completion(text):
    assert completions(text, "LAC46") == ()


@pytest.mark.parametrize(
    ("text", "layout", "wanted"),
    [
        ("ïndico", "es", '"indico'),
        ("ïndico", "pt", "indico"),
        ("a'b", "es", "a-b"),
        ("日本ọ", "br", "日本o"),
        ("", "br", ""),
    ],
)
def test_the_likely_reading_gives_every_text_an_answer(text, layout, wanted):
    assert likely(text, layout) == wanted


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    for one in (text, f"{text}==", f"'{text}¡¡", f"a1b2c3d4'{text}"):
        assert len(completions(one, "LAC46")) < 600


def test_a_long_hostile_text_has_few_completions():
    assert len(completions("A" * 40 + "==" + ("B" * 21 + "==") * 150, "LAC46")) < 600
    assert len(completions(f"{uuid.UUID(int=7)} " * 100, "LAC46")) < 600


def test_whole_codes_are_completed_to_codes_that_parse():
    assert {parse(one, "LAC46").kind for one in completions(OWN[:-1], "LAC46")} == {CodeKind.TICKET}
