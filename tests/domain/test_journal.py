"""The hash of an entry covers every field."""

from dataclasses import fields, replace

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import GENESIS, Entry, EntryKind, chain_hash

ENTRY = Entry(
    1, "id", EntryKind.ADMITTED, "2026-10-06T12:00:00.000Z", "2026-10-06T12:00:00.001Z", "Mesa 2", "Ana",
    "p1", "t1", "csirt", Direction.ENTRY, {"a": 1}, GENESIS, "",
)  # fmt: skip
OTHER = {
    "seq": 2,
    "kind": EntryKind.REFUSED,
    "direction": Direction.EXIT,
    "payload": {"a": 2},
}


@pytest.mark.parametrize("field", [f.name for f in fields(Entry) if f.name != "hash"])
def test_every_field_counts(field):
    changed = replace(ENTRY, **{field: OTHER.get(field, "something else")})

    assert chain_hash(changed) != chain_hash(ENTRY)


def test_the_hash_is_the_same_everywhere():
    assert chain_hash(ENTRY) == chain_hash(replace(ENTRY, hash="x", payload={"a": 1}))
    assert len(chain_hash(ENTRY)) == 64
