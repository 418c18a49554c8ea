"""An entry as a message and back: what one station sends is what the others read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from kiosk.domain.checkpoints import Checkpoint, Direction, EntryRule
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.hub.interface import Message
from kiosk.hub.subjects import LOG, PASS, token
from kiosk.services.hub_message import (
    incoming,
    is_claimed,
    outgoing,
    passage_key,
    understood,
    without_private,
)
from kiosk.store.hub_replica import row_of
from kiosk.store.journal import prepare

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
drafts = st.builds(
    Draft,
    kind=st.sampled_from(EntryKind),
    at=st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)),  # noqa: DTZ001  the strategy adds the zone
    person_id=st.none() | texts,
    ticket_id=st.none() | texts,
    checkpoint=st.none() | texts,
    direction=st.none() | st.sampled_from(Direction),
    operator=texts,
    payload=st.dictionaries(texts, values, max_size=3),
)


def sent(entry: Entry, seq: int = 5) -> Message:
    out = outgoing(entry)
    return Message(seq, out.entry_id, token(entry.station), out.kind, out.key, out.body)


def entry_of(kind: EntryKind = EntryKind.ADMITTED, **more: object) -> Entry:
    draft = Draft(kind, NOW, "ana", checkpoint="main", direction=Direction.ENTRY)
    return prepare("Mesa 1", lambda: NOW, replace(draft, **more))


@given(draft=drafts, station=texts)
def test_every_entry_comes_back_as_it_was_but_for_its_chain(draft: Draft, station: str):
    entry = prepare(station, lambda: NOW, draft)

    assert incoming(sent(entry)) == replace(entry, seq=5)


@given(given=st.lists(st.tuples(drafts, st.booleans()), max_size=4))
def test_what_was_read_before_is_the_same_message(given: list[tuple[Draft, bool]]):
    messages = [
        sent(prepare("Mesa 1", lambda: NOW, draft), n) for n, (draft, _) in enumerate(given)
    ]
    messages = [
        one if whole else changed(one, body=one.body[:-1])
        for one, (_, whole) in zip(messages, given, strict=True)
    ]

    for message, read in zip(messages, understood(messages), strict=True):
        entry = incoming(message)
        assert incoming(read) == entry
        assert (read.seq, read.entry_id, read.body) == (message.seq, message.entry_id, message.body)
        assert (read.held is None) == (entry is None)
        if entry and read.held:
            assert read.held.key == passage_key(entry)
            assert read.held.row == row_of(entry, passage_key(entry), token("Mesa 1"))


@given(body=st.binary(max_size=60))
def test_no_bytes_of_any_kind_raise(body: bytes):
    assert incoming(Message(1, "x", "Mesa-1", LOG, "x", body)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"entry_id": "another"},
        {"key": "ANOTHER"},
        {"kind": LOG},
    ],
)
def test_what_the_envelope_says_stands_against_what_the_body_says(change: dict[str, str]):
    message = sent(entry_of())
    assert incoming(message) is not None

    assert incoming(changed(message, **change)) is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(EntryKind.ADMITTED, PASS), (EntryKind.OVERRIDDEN, PASS), (EntryKind.LEFT, PASS),
     (EntryKind.UNDONE, PASS), (EntryKind.REFUSED, LOG), (EntryKind.CORRECTED, LOG)],
)  # fmt: skip
def test_passages_of_one_visitor_at_one_place_have_one_key(kind: EntryKind, expected: str):
    out = outgoing(entry_of(kind))

    assert out.kind == expected
    assert out.key == (passage_key(entry_of()) if expected == PASS else out.entry_id)
    assert out.key.isalnum() or expected == LOG
    assert passage_key(entry_of(person_id="jose")) != passage_key(entry_of())
    assert passage_key(entry_of(checkpoint="re")) != passage_key(entry_of())


@pytest.mark.parametrize("gone", [{"person_id": None}, {"checkpoint": None}])
def test_a_passage_of_nobody_or_nowhere_has_no_key(gone: dict[str, None]):
    assert passage_key(entry_of(**gone)) == ""


@pytest.mark.parametrize("rule", EntryRule)
def test_the_hub_is_asked_wherever_one_may_not_come_in_at_any_time(rule: EntryRule):
    place = Checkpoint("main", {"es": "x"}, entry=rule)

    assert is_claimed(entry_of(), place) is (rule is not EntryRule.FREE)
    assert is_claimed(entry_of(EntryKind.REFUSED), place) is False


def test_a_door_keeps_no_address_and_no_note():
    fields = {"given_name": "Ana", "email": "a@b.c", "note": "alérgica"}
    walk_in = entry_of(EntryKind.WALK_IN, payload={"person": fields, "state": "paid"})
    corrected = entry_of(EntryKind.CORRECTED, payload={"changes": {"email": "a@b.c"}})

    assert without_private(walk_in).payload == {"person": {"given_name": "Ana"}, "state": "paid"}
    assert without_private(corrected).payload == {"changes": {}}
    passage = entry_of()
    assert without_private(passage) is passage
