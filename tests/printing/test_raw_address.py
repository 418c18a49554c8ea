"""The address of a printer at a plain port, as people type it; what is none is one sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.printing.raw_address import raw_address

KNOWN = frozenset({"dpi"})


@pytest.mark.parametrize(
    ("uri", "host", "port", "options"),
    [
        ("zpl://10.0.0.7", "10.0.0.7", 9100, {}),
        ("zpl://10.0.0.7/", "10.0.0.7", 9100, {}),
        ("zpl://zebra.local:6101", "zebra.local", 6101, {}),
        ("zpl://ZEBRA.local", "zebra.local", 9100, {}),
        ("zpl://[fe80::1]:9101", "fe80::1", 9101, {}),
        ("zpl://10.0.0.7?dpi=300", "10.0.0.7", 9100, {"dpi": "300"}),
        (
            "zpl://10.0.0.7:9100?dpi=203&confirm=no",
            "10.0.0.7",
            9100,
            {"dpi": "203", "confirm": "no"},
        ),
    ],
)
def test_host_port_and_options(uri, host, port, options):
    found = raw_address(uri, KNOWN)

    assert (found.host, found.port, found.options) == (host, port, options)


@pytest.mark.parametrize(
    "uri",
    [
        "zpl://",
        "zpl:",
        "zpl://:9100",
        "zpl://host:port",
        "zpl://host:99999",
        "zpl://host/queue",
        "zpl://[fe80",
    ],
)
def test_what_is_no_address_is_told_with_an_example(uri):
    with pytest.raises(WrongUseError) as told:
        raw_address(uri, KNOWN)

    assert told.value.params == {"uri": uri, "example": "zpl://192.168.0.40"}


@pytest.mark.parametrize(
    ("query", "option", "value"),
    [
        ("dip=300", "dip", "300"),
        ("confirm=maybe", "confirm", "maybe"),
        ("confirm=NO", "confirm", "NO"),
    ],
)
def test_an_option_that_is_not_known_is_told(query, option, value):
    with pytest.raises(WrongUseError) as told:
        raw_address(f"zpl://host?{query}", KNOWN)

    assert told.value.params == {"option": option, "value": value}


@pytest.mark.parametrize(
    ("query", "confirms"), [("", True), ("?confirm=yes", True), ("?confirm=no", False)]
)
def test_a_printer_tells_that_a_badge_came_out_unless_it_is_said_not_to(query, confirms):
    assert raw_address(f"zpl://host{query}", KNOWN).confirms is confirms


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_a_sentence(text):
    with suppress(WrongUseError):
        found = raw_address(f"zpl://{text}", KNOWN)

        assert found.host
        assert 0 < found.port < 65536
