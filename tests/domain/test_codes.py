"""Own codes: their form, their check character, and everything else that gets scanned."""

import random
import re
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import (
    ALPHABET,
    BADGE_LENGTH,
    CodeKind,
    Parsed,
    badge_code,
    parse,
    ticket_code,
)

prefixes = st.from_regex(r"[A-Z0-9]{2,8}", fullmatch=True)
seeds = st.integers(0, 2**32)


def randbelow(seed):
    return random.Random(seed).randrange  # noqa: S311  repeatable, not secret


@given(prefixes, seeds)
def test_a_ticket_code_is_read_back(prefix, seed):
    code = ticket_code(prefix, randbelow(seed))

    assert parse(code, prefix) == parse(code.lower(), prefix)
    assert parse(code, prefix).kind is CodeKind.TICKET
    assert parse(code, prefix).text == code


@given(prefixes, seeds)
def test_a_badge_code_fits_the_smallest_symbol(prefix, seed):
    code = badge_code(prefix, randbelow(seed))

    assert len(code) <= BADGE_LENGTH
    assert re.fullmatch(r"[A-Z0-9.]+", code)
    assert parse(code, prefix).kind is CodeKind.BADGE


def test_a_ticket_code_carries_at_least_sixty_random_bits():
    asked = []
    ticket_code("LAC46", lambda below: asked.append(below) or 0)

    assert asked == [32] * 12


@given(seeds, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_noticed(seed, place, wrong):
    code = ticket_code("LAC46", randbelow(seed))
    prefix, body = code.split(".")
    if body[place] != wrong:
        damaged = f"{prefix}.{body[:place]}{wrong}{body[place + 1 :]}"
        assert parse(damaged, "LAC46").kind is CodeKind.FOREIGN


@given(seeds, st.integers(0, 11))
def test_swapped_neighbours_are_noticed_but_for_the_one_pair_luhn_cannot_see(seed, place):
    prefix, body = ticket_code("LAC46", randbelow(seed)).split(".")
    pair = body[place : place + 2]
    if pair[0] != pair[1] and set(pair) != {ALPHABET[0], ALPHABET[-1]}:
        swapped = f"{prefix}.{body[:place]}{pair[::-1]}{body[place + 2 :]}"
        assert parse(swapped, "LAC46").kind is CodeKind.FOREIGN


def test_letters_that_look_alike_are_read_as_digits():
    code = "LAC46." + ticket_code("LAC46", lambda below: 1).split(".")[1]

    assert parse(code.replace("1", "l"), "LAC46").text == code
    assert parse(code.replace("1", "I"), "LAC46").text == code


def test_the_events_own_letters_may_be_mistyped_for_digits_too():
    code = ticket_code("LAC100", secrets.randbelow)
    typed = code.replace("LAC100", "1acloo")

    assert parse(typed, "LAC100") == parse(code, "LAC100")


def test_a_code_of_another_event_is_named_as_such():
    code = ticket_code("LAC45", secrets.randbelow)

    parsed = parse(code, "LAC46")

    assert (parsed.kind, parsed.prefix) == (CodeKind.OTHER_EVENT, "LAC45")


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("", CodeKind.UNREADABLE, ""),
        (" \t ", CodeKind.UNREADABLE, ""),
        ("\x00\x01 \ud800", CodeKind.UNREADABLE, ""),
        ("ab\x00cd", CodeKind.FOREIGN, "ab\ufffdcd"),
        ("BEGIN:VCARD\nN:Ruiz", CodeKind.FOREIGN, "BEGIN:VCARD\ufffdN:Ruiz"),
        ("\\000001lac46.x", CodeKind.FOREIGN, "lac46.x"),
        ("\ufeff \\000026abcdef\x1d\u200b\r\n", CodeKind.FOREIGN, "abcdef"),
        ("x" * 4097, CodeKind.UNREADABLE, ""),
        ("lac.test", CodeKind.TEST, "LAC.TEST"),
        ("special-ok-secret", CodeKind.FOREIGN, "special-ok-secret"),
        ("  aBc123=  ", CodeKind.FOREIGN, "aBc123="),
    ],
)
def test_what_else_gets_scanned(text, kind, wanted):
    parsed = parse(text, "LAC46")

    assert parsed.kind is kind
    assert parsed.text == wanted


ECI = ("\\000001", "\\000003", "\\000026", "\\000027")
"""What scanners put before a text to name its character set."""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("\\000001AbC123", "AbC123", id="J01 Latin-1"),
        pytest.param("\\000003AbC123", "AbC123", id="J02 Latin-1 again"),
        pytest.param("\\000026AbC123", "AbC123", id="J02 UTF-8"),
        pytest.param("\\000027AbC123", "AbC123", id="J02 ASCII"),
        pytest.param("".join(ECI) + "AbC123", "AbC123", id="J02 one of each"),
        pytest.param("".join(reversed(ECI)) + "AbC123", "AbC123", id="J02 in any order"),
        pytest.param("\\000026\\000026AbC123", "\\000026AbC123", id="J02 each once at most"),
        pytest.param("AbC\\000026123", "AbC\\000026123", id="J02 in front only"),
        pytest.param("\\000002AbC123", "\\000002AbC123", id="J02 no other number"),
        pytest.param("A\x1db\x07C", "A\ufffdb\ufffdC", id="J03 a mark for each control character"),
        pytest.param("\x1dAbC\x1d\r\n", "AbC", id="J03 but none at the edges"),
        pytest.param("a+b-c/d=", "a+b-c/d=", id="J05 marks of base64 stay"),
    ],
)
def test_the_text_is_cleaned(text, wanted):
    assert parse(text, "LAC46") == Parsed(CodeKind.FOREIGN, wanted)


@pytest.mark.parametrize("typed", ["Nunez", "ABCDE", "josé", "123456", "ana silva", "LAC46.ana"])
def test_j07_a_name_that_was_typed_is_not_taken_for_one_of_our_codes(typed):
    assert parse(typed, "LAC46").kind is CodeKind.FOREIGN


@pytest.mark.parametrize("mark", ECI)
def test_any_kind_of_code_may_have_such_a_mark(mark, signer):
    own, signed = ticket_code("LAC46", lambda _below: 3), signer.sign()

    assert parse(mark + own, "LAC46").kind is CodeKind.TICKET
    assert parse(mark + signed, "LAC46") == Parsed(CodeKind.SIGNED, signed)
    assert parse(mark + '{"i":[2,"a.b","l+m4ARhPTqOh4Pdqo/VmLw=="]}', "LAC46").server == "a.b"


def test_a_signed_code_is_told_by_its_form_alone(signer):
    code = signer.sign(key="nobody's")

    assert parse(f" {code}\r\n", "LAC46") == Parsed(CodeKind.SIGNED, code)
    assert parse(code.swapcase(), "LAC46").kind is CodeKind.FOREIGN


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "utf-16", "ascii", "cp437"])
@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_reading_however_they_are_decoded(encoding, data):
    for errors in ("replace", "ignore", "surrogateescape"):
        if encoding != "utf-16" or errors != "surrogateescape":
            assert parse(data.decode(encoding, errors), "LAC46").kind in CodeKind


WHOLE = (
    "LAC46.0000000000000",
    '{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}',
    '{"checkin_secret": "97e9b801-184f-4ea3-a1e0-f76aa3f5662f", "server_url": "https://a.b"}',
    "https://x.example/go?secret=%2Babc#/t/ABCDEF",
    "\\000026\\000001special-ok-secret",
)


@given(st.sampled_from(WHOLE), st.integers(0, 90), st.integers(0, 3), st.text(max_size=3))
def test_no_damage_breaks_the_reading(text, place, gone, put):
    parsed = parse(text[:place] + put + text[place + gone :], "LAC46")

    assert parsed.kind in CodeKind
    assert (parsed.text == "") <= (parsed.kind in (CodeKind.UNREADABLE, CodeKind.INDICO))


@given(st.text(max_size=4200))
def test_no_text_breaks_the_reading(text):
    assert parse(text, "LAC46").kind in CodeKind
