"""Addresses that carry a code: where in them it is looked for, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import CodeKind, parse, ticket_code
from kiosk.domain.url_code import MOST, NAMES, codes_in

UUID = "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
OWN = ticket_code("LAC46", lambda _below: 7)
OTHER = ticket_code("LAC45", lambda _below: 7)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://x.example/?secret=abc", ["abc"]),
        ("https://x.example/go?lang=es&code=a", ["a"]),
        ("https://x.example/?c=1;lang=es", ["1"]),
        ("HTTPS://X.EXAMPLE/?C=ABC", ["ABC"]),
        ("https://x.example/?code=one&secret=two&c=three", ["two", "one", "three"]),
        ("https://x.example/?secret=%2Bab%2Fcd%3D%3D", ["+ab/cd=="]),
        ("https://x.example/?secret=+ab/cd==", ["+ab/cd=="]),
        ("https://x.example/?secret=jos%C3%A9", ["josé"]),
        ("https://x.example/?secret=%ff%fe", ["\ufffd\ufffd"]),
        ("https://x.example/?secret=", []),
        ("https://x.example/#/entrada?code=abc", ["abc", "entrada"]),
        ("https://x.example/#code=abc", ["abc", "code=abc"]),
        ("https://x.example/t/ABCDEF", ["ABCDEF"]),
        ("https://x.example/t/ABCDEF/", ["ABCDEF"]),
        ("https://x.example/t/ABCDEF?lang=es#arriba", ["arriba", "ABCDEF"]),
        ("https://x.example/#/t/ABCDEF", ["ABCDEF"]),
        ("https://pretix.example/org/ev/order/QC7DL/f3s9d8s7d6f5a4/", ["f3s9d8s7d6f5a4"]),
        (
            "https://pretix.example/org/ev/order/QC7DL/f3s9d8s7d6f5a4/open/0a1b2c3d/",
            ["f3s9d8s7d6f5a4", "0a1b2c3d"],
        ),
        (
            "https://pretix.example/org/ev/ticket/QC7DL/1/k4mknhc2i8ui0wmx/download/pdf",
            ["k4mknhc2i8ui0wmx"],
        ),
        (f"https://indico.example/checkin/{UUID}", [UUID]),
        (f"https://indico.example/api/checkin/ticket/{UUID.upper()}/x", [UUID]),
        (f"https://indico.example/event/1/registrations/1/?token={UUID}", [UUID]),
        ("lacnic://entrada/ABCDEF", ["ABCDEF"]),
        ("https://x.example/es/46", []),
        ("https://x.example", []),
        ("https://", []),
        ("x.example/t/ABCDEF", []),
        ("mailto:ana@nic.br", []),
        ("", []),
    ],
)
def test_where_a_code_is_looked_for(url, wanted):
    found = codes_in(url)

    assert list(found[: len(wanted)]) == wanted
    assert bool(found) == bool(wanted)


def test_names_are_asked_in_their_order():
    url = "https://x.example/?" + "&".join(f"{name}={name}!" for name in reversed(NAMES))

    assert codes_in(url) == tuple(f"{name}!" for name in NAMES[:MOST])


@pytest.mark.parametrize(
    ("url", "kind", "text"),
    [
        (f"https://lacnic.net/t/{OWN.lower()}", CodeKind.TICKET, OWN),
        (f"https://lacnic.net/t/{OWN}#arriba", CodeKind.TICKET, OWN),
        (f"https://lacnic.net/?c={OTHER}", CodeKind.OTHER_EVENT, OTHER),
        (f"https://indico.example/checkin/{UUID}", CodeKind.URL, UUID),
        ("https://x.example/?c=1", CodeKind.URL, "1"),
        ("\\000026https://x.example/?c=1", CodeKind.URL, "1"),
        ("https://x.example/?c=lac.test", CodeKind.TEST, "LAC.TEST"),
        (
            "https://x.example/?c=%7B%22i%22%3A%5B2%2C%22a.b%22%2C%22l%2Bm4ARhPTqOh4Pdqo/VmLw%3D%3D%22%5D%7D",
            CodeKind.INDICO,
            UUID,
        ),
        ("https://x.example/es/46", CodeKind.FOREIGN, "https://x.example/es/46"),
    ],
)
def test_an_address_is_what_it_carries(url, kind, text):
    parsed = parse(url, "LAC46")

    assert (parsed.kind, parsed.text) == (kind, text)


def test_a_signed_code_in_an_address(signer):
    code = signer.sign()
    escaped = "".join(f"%{ord(char):02X}" for char in code)

    assert parse(f"https://x.example/?secret={escaped}", "LAC46").text == code
    assert parse(f"https://x.example/?secret={code}", "LAC46").kind is CodeKind.SIGNED


def test_what_else_an_address_may_mean_is_kept_beside_it():
    parsed = parse("https://x.example/t/ABCDEF?c=1", "LAC46")

    assert (parsed.text, parsed.others) == ("1", ("ABCDEF",))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    for url in (text, f"https://x.example/{text}", f"https://x.example/?code={text}#{text}"):
        assert len(codes_in(url)) <= MOST
        assert parse(url, "LAC46").kind in CodeKind


def test_a_hostile_address_has_few_pieces():
    url = "https://x.example/?" + "&".join(f"c={number}" for number in range(500))

    assert len(codes_in(url)) == MOST
