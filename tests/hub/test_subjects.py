"""Names in the hub: nothing that a person wrote can break or cross a subject."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hub import subjects
from kiosk.hub.subjects import Address, is_journal, passage_key, token

TOKEN = re.compile(r"[A-Za-z0-9_-]+")


@given(st.text())
def test_any_text_becomes_a_token(text):
    assert TOKEN.fullmatch(token(text))


@given(st.text(), st.text())
def test_different_texts_are_different_tokens(one, other):
    assert (token(one) == token(other)) == (one == other)


@pytest.mark.parametrize("plain", ["lacnic46", "S01", "Mesa_2", "a-b"])
def test_what_is_a_token_stays_as_it_is(plain):
    assert token(plain) == plain


@given(st.text(), st.text(), st.text(), st.text())
def test_keys_say_nothing_and_do_not_meet(room, visitor, other_room, other):
    same = (room, visitor) == (other_room, other)
    assert (passage_key(room, visitor) == passage_key(other_room, other)) == same
    assert re.fullmatch(r"[0-9a-f]{30}", passage_key(room, visitor))


def test_an_address_is_read_as_it_was_written():
    address = Address("e1", "pass", "S01", "KEY")

    assert str(address) == "ci.e1.pass.S01.KEY"
    assert address.of_all_stations == "ci.e1.pass.*.KEY"
    assert is_journal(str(address).split("."))


@pytest.mark.parametrize("text", ["", "ci", "ci.e1.pass.S01", "hb.e1.pass.S01.K", "ci.a.b.c.d.e"])
def test_what_is_no_journal_subject_is_told_apart(text):
    assert not is_journal(text.split("."))


def test_streams_and_live_subjects_bear_the_events_token():
    event = "LACNIC 46"
    name = token(event)

    assert subjects.journal_stream(event) == f"CI_{name}"
    assert subjects.journal_subjects(event) == f"ci.{name}.>"
    assert subjects.roster_stream(event) == f"RO_{name}"
    assert subjects.registry_stream(event) == f"HUB_{name}"
    assert subjects.heartbeat_stream(event) == f"HB_{name}"
    assert subjects.heartbeat(event, "S01") == f"hb.{name}.S01"
    assert subjects.heard(event, "*") == f"hl.{name}.*"
    assert subjects.inbox("S01") == "_INBOX_S01"
    assert subjects.join(event, "abc") == f"join.{name}.abc"
