"""Indico's codes taken apart: those of a real server's tickets, older ones, and hostile ones."""

import base64
import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.indico_code import IndicoCode, read, server_of, uuid_of, uuid_of_base64

MARIA = "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
CODES = {
    '{"i":[2,"http://127.0.0.1:8099","l+m4ARhPTqOh4Pdqo/VmLw=="]}': MARIA,
    '{"i":[2,"http://127.0.0.1:8099","CEN+8KyzR0SkNIO2ipglfA=="]}': "08437ef0-acb3-4744-a434-83b68a98257c",
}
"""As read from the tickets that the server made, and whose they are by its list."""


def v1(secret=MARIA, server="https://indico.example.org", **more):
    return json.dumps(
        {
            "registrant_id": 5,
            "registration_id": 1,
            "regform_id": 1,
            "checkin_secret": secret,
            "event_id": "1",
            "server_url": server,
            "version": 1,
            **more,
        }
    )


@pytest.mark.parametrize(("text", "uuid"), CODES.items())
def test_real_tickets_are_read(text, uuid):
    assert read(text) == IndicoCode(uuid, "127.0.0.1:8099")
    parsed = parse(text, "LAC46")
    assert (parsed.kind, parsed.text, parsed.server) == (
        CodeKind.INDICO,
        uuid,
        "127.0.0.1:8099",
    )


@given(st.binary(min_size=16, max_size=16))
def test_every_uuid_is_read_back(raw):
    text = json.dumps({"i": [2, "indico.example.org", base64.b64encode(raw).decode()]})

    assert read(text).uuid == str(UUID(bytes=raw))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(v1(), MARIA, id="v1"),
        pytest.param(v1(MARIA.upper()), MARIA, id="v1 in upper case"),
        pytest.param(v1(indent="no"), MARIA, id="v1 with more keys"),
        pytest.param(v1(""), "", id="a v1 companion has no secret"),
        pytest.param(v1(registrant_id=MARIA, secret=""), "", id="nor does its registrant's uuid count"),
        pytest.param(v1(secret=7), "", id="v1 with a number"),
        pytest.param('{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw==","CEN+8KyzR0SkNIO2ipglfA=="]}', MARIA, id="a v2 companion is the whole registration"),
        pytest.param('{ "i": [ 2, "indico.example.org", "l+m4ARhPTqOh4Pdqo/VmLw==" ], "x": 1 }', MARIA, id="v2 with spaces and more keys"),
        pytest.param('{"i":[2,"indico.example.org","l+m4"]}', "", id="v2 too short"),
        pytest.param('{"i":[2,"indico.example.org","%%%"]}', "", id="v2 without base64"),
        pytest.param('{"i":[2,"indico.example.org","ñandú"]}', "", id="v2 without ASCII"),
        pytest.param('{"i":[2,"indico.example.org",null]}', "", id="v2 without a uuid"),
    ],
)  # fmt: skip
def test_the_uuid_that_counts(text, wanted):
    assert read(text) == IndicoCode(wanted, "indico.example.org")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        "[2]",
        '{"i":2}',
        '{"i":[]}',
        '{"i":[3,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}',
        '{"i":[2,"<b>not a server</b>","l+m4ARhPTqOh4Pdqo/VmLw=="]}',
        '{"i":[2,"","l+m4ARhPTqOh4Pdqo/VmLw=="]}',
        '{"i":[2,7,"l+m4ARhPTqOh4Pdqo/VmLw=="]}',
        '{"checkin_secret":"97e9b801-184f-4ea3-a1e0-f76aa3f5662f"}',
        '{"server":{"base_url":"http://127.0.0.1:8099"},"version":2}',
        v1(server=None),
        '{"i":' + "[" * 4000,
        '{"i":' + "9" * 4000 + "}",
    ],
)
def test_what_is_no_indico_code(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://indico.example.org", "indico.example.org"),
        ("https://indico.example.org/", "indico.example.org"),
        ("http://Indico.Example.ORG:8080/Conf/", "indico.example.org:8080/Conf"),
        ("indico.example.org", "indico.example.org"),
        ("eventos.ñandú.uy", "eventos.ñandú.uy"),
        ("ftp://indico.example.org", ""),
        ("indico example", ""),
        ("a" * 300, ""),
        ("", ""),
    ],
)
def test_servers_are_compared_without_scheme_and_last_slash(url, wanted):
    assert server_of(url) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (MARIA, MARIA),
        (MARIA.upper(), MARIA),
        (MARIA.replace("-", ""), MARIA),
        (MARIA[1:], ""),
        (f"{{{MARIA}}}", ""),
        (f"urn:uuid:{MARIA}", ""),
        ("", ""),
    ],
)
def test_uuids_have_one_spelling(text, wanted):
    assert uuid_of(text) == wanted


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    read(text)
    read(f'{{"i":{text}}}')
    read(f'{{"i":[2,"indico.example.org","{text}"]}}')
    read(json.dumps({"i": [2, text, text]}))
    read(v1(text, text))
    assert uuid_of(text) in ("", text.lower())
    assert isinstance(uuid_of_base64(text), str)


@given(st.sampled_from(sorted(CODES)), st.integers(0, 59), st.characters())
def test_no_damage_breaks_the_reading(text, place, wrong):
    read(text[:place] + wrong + text[place + 1 :])
    read(text[:place] + text[place + 1 :])
