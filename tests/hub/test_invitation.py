"""An invitation as text: read back whole, never read wrong."""

from __future__ import annotations

import dataclasses
import re

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kiosk.cli.hub import qr_rows
from kiosk.domain.errors import WrongUseError
from kiosk.hub.invitation import InvitationText, read_invitation
from kiosk.printing.qr import matrix

GIVEN = InvitationText(("192.168.1.5:4222",), "lacnic46", bytes(range(12)), bytes(range(10)))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

hosts = st.sampled_from(["10.0.0.1:4222", "hub.example:1", "[fe80::1]:4222", "a-b.c:65535"])
texts = st.builds(
    InvitationText,
    st.lists(hosts, min_size=1, max_size=3).map(tuple),
    st.from_regex(r"[A-Za-z0-9_-]{1,30}", fullmatch=True),
    st.binary(min_size=12, max_size=12),
    st.binary(min_size=10, max_size=10),
)


@given(texts)
def test_it_is_read_as_it_was_made(text):
    assert read_invitation(text.typed) == text
    assert read_invitation(text.scanned) == text
    assert read_invitation(f"  {text.scanned.lower()}\n") == text


@given(texts)
def test_what_is_scanned_survives_any_keyboard(text):
    assert re.fullmatch(r"[A-Z0-9.]+", text.scanned)


@given(texts, st.integers(0, 39), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(text, place, letter):
    head, _, code = text.typed.rpartition("/")
    plain = code.replace("-", "")
    changed = plain[:place] + letter + plain[place + 1 :]
    if changed == plain:
        return
    with pytest.raises(WrongUseError):
        read_invitation(f"{head}/{changed}")


@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_one_way(text):
    with pytest.raises(WrongUseError):
        read_invitation(text)


@pytest.mark.parametrize("change", [str.lower, lambda t: t.replace("-", " "),
                                    lambda t: t.replace("-", ""), lambda t: f" {t} "],
                         ids=["lower", "blanks", "joined", "around"])  # fmt: skip
def test_how_people_type_does_not_matter(change):
    head, _, code = GIVEN.typed.rpartition("/")

    assert read_invitation(f"{head}/{change(code)}") == GIVEN


@pytest.mark.parametrize(
    "typed",
    [
        GIVEN.typed.upper(),
        GIVEN.typed.replace("/", " / ").replace(":", " : "),
        GIVEN.typed.replace("-", "\t"),
        "\n".join(GIVEN.typed),
    ],
    ids=["capitals", "blanks", "tabs", "a sign a line"],
)
def test_capitals_and_blanks_do_not_matter_anywhere(typed):
    assert read_invitation(typed) == GIVEN


def test_an_event_with_capitals_of_its_own_keeps_them():
    text = dataclasses.replace(GIVEN, event="LACNIC-46")

    assert read_invitation(text.typed).event == "LACNIC-46"
    with pytest.raises(WrongUseError):
        read_invitation(text.typed.replace("LACNIC", "lacnic"))


@given(texts)
def test_it_is_short_enough_to_be_typed(text):
    place = sum(len(address) + 1 for address in text.addresses) + len(text.event) + 1

    assert len(text.typed) - place == 8 * 5 + 7
    assert len(GIVEN.typed) == 73
    assert len(GIVEN.scanned) == 121


def drawn(symbol, side=8, quiet=4):
    """A picture of a symbol's modules, 0 for black, as a screen or a printer shows it."""
    size = (len(symbol) + 2 * quiet) * side
    image = Image.new("L", (size, size), 255)
    ink = ImageDraw.Draw(image)
    for y, row in enumerate(symbol):
        for x, dark in enumerate(row):
            if dark:
                left, top = (x + quiet) * side, (y + quiet) * side
                ink.rectangle((left, top, left + side - 1, top + side - 1), 0)
    return image


def typed_on_a_terminal(rows, side=8):
    """A picture of letters of half blocks, light on a dark ground, as a terminal draws them."""
    image = Image.new("L", (len(rows[0]) * side, len(rows) * 2 * side), 0)
    ink = ImageDraw.Draw(image)
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            upper, lower = letter in "█▀", letter in "█▄"
            left, top = x * side, y * 2 * side
            if upper:
                ink.rectangle((left, top, left + side - 1, top + side - 1), 255)
            if lower:
                ink.rectangle((left, top + side, left + side - 1, top + 2 * side - 1), 255)
    return image


@pytest.mark.parametrize("count", [1, 3], ids=["one machine", "three machines"])
def test_a_camera_reads_it_from_paper_and_from_a_terminal(count):
    text = dataclasses.replace(GIVEN, addresses=("192.168.100.105:4222",) * count)
    from_paper = zxingcpp.read_barcode(drawn(matrix(text.scanned)))
    from_terminal = zxingcpp.read_barcode(typed_on_a_terminal(qr_rows(text.scanned)))

    assert (from_paper.text, from_terminal.text) == (text.scanned, text.scanned)
    assert read_invitation(from_terminal.text) == text


@pytest.mark.parametrize("change", [lambda t: t.rotate(90), lambda t: t.resize((240, 240))],
                         ids=["turned", "small"])  # fmt: skip
def test_a_picture_that_is_turned_or_small_is_read_too(change):
    picture = change(drawn(matrix(GIVEN.scanned)))

    assert zxingcpp.read_barcode(picture).text == GIVEN.scanned


def test_letters_that_look_alike_are_the_same():
    head, _, code = GIVEN.typed.rpartition("/")

    assert read_invitation(f"{head}/{code.replace('0', 'O').replace('1', 'I')}") == GIVEN


def test_an_address_that_was_changed_is_noticed():
    with pytest.raises(WrongUseError):
        read_invitation(GIVEN.typed.replace("192.168.1.5", "192.168.1.6"))


def test_logs_do_not_show_the_secret():
    assert repr(GIVEN) == "InvitationText('192.168.1.5:4222/lacnic46')"
    assert GIVEN.invitation_id not in GIVEN.typed
