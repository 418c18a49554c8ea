"""Whatever somebody changes in the file by hand, the chain tells that and where."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import FailureError
from kiosk.domain.journal import GENESIS, EntryKind, chain_hash
from kiosk.store import journal, meta
from kiosk.store.journal import COLUMNS, Broken, Damage
from kiosk.store.transact import rows, writing

COUNT = 6
TRIGGERS = ("entry_is_final", "entry_stays")


@pytest.fixture
def six(db, record, clock):
    kinds = (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.REFUSED)
    said = []
    for number in range(COUNT):
        clock.forward(seconds=1)
        said.append(
            record(
                kinds[number % 3],
                f"p{number}",
                "main",
                {"reason": "ñ", "number": number, "deep": {"list": [1, None, True]}},
                ticket_id=f"t{number}",
            )
        )
    return said


@pytest.fixture
def opened(db, six):
    """The file as somebody with a tool has it: nothing keeps entries from being changed."""
    for trigger in TRIGGERS:
        db.conn.execute(f"DROP TRIGGER {trigger}")
    return db


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seq=st.integers(1, COUNT), column=st.sampled_from(COLUMNS[1:]), value=TEXTS)
def test_any_other_text_in_any_field_is_found_where_it_stands(opened, six, seq, column, value):
    before = getattr(six[seq - 1], column)
    opened.conn.execute("SAVEPOINT example")
    opened.conn.execute(f"UPDATE entry SET {column} = ? WHERE seq = ?", (value, seq))  # noqa: S608  own names
    found = journal.verify(opened)
    opened.conn.execute("ROLLBACK TO example")
    opened.conn.execute("RELEASE example")

    changed = column == "payload" or (before or "") != value
    assert found == (Broken(seq, Damage.CONTENT) if changed else None)


@pytest.mark.parametrize(
    "payload",
    [
        '{"reason": "ñ", "number": 0, "deep": {"list": [1, null, true]}}',
        '{"deep":{"list":[1,null,true]},"number":0,"reason":"\\u00f1"}',
    ],
    ids=["spaced", "escaped"],
)
def test_the_same_said_in_other_letters_is_the_same(opened, payload):
    """A tool that writes JSON its own way has changed no word."""
    opened.conn.execute("UPDATE entry SET payload = ? WHERE seq = 1", (payload,))

    assert journal.verify(opened) is None


NO_PAYLOAD = {
    "another": '{"number": 0}',
    "a list": "[]",
    "the same in pairs": '[["deep",{"list":[1,null,true]}],["number",2],["reason","ñ"]]',
    "a number": "7",
    "a text": '"x"',
    "null": "null",
    "cut off": "{",
    "empty": "",
    "no JSON": '{"number": NaN}',
    "two": '{"a":1}{"b":2}',
    "half a character": '{"reason":"\\ud800"}',
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("what", NO_PAYLOAD)
def test_a_payload_that_is_something_else_is_found(opened, what):
    opened.conn.execute("UPDATE entry SET payload = ? WHERE seq = 3", (NO_PAYLOAD[what],))

    assert journal.verify(opened) == Broken(3, Damage.CONTENT)


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("seq", "hash")])
def test_bytes_that_are_no_text_are_found_and_nothing_else_is_read_so(opened, column):
    """As a failing disk leaves them: SQLite keeps no checksums."""
    sql = f"UPDATE entry SET {column} = CAST(x'61ff62' AS TEXT) WHERE seq = 2"  # noqa: S608  own names
    opened.conn.execute(sql)

    assert journal.verify(opened) == Broken(2, Damage.CONTENT)
    with pytest.raises(FailureError, match="dañado"):
        rows(opened, f"SELECT {column} FROM entry WHERE seq = 2")  # noqa: S608  own names


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.integers(1, COUNT), min_size=1))
def test_the_first_that_is_missing_is_named(opened, gone):
    opened.conn.execute("SAVEPOINT example")
    opened.conn.executemany("DELETE FROM entry WHERE seq = ?", [(seq,) for seq in gone])
    found = journal.verify(opened)
    opened.conn.execute("ROLLBACK TO example")
    opened.conn.execute("RELEASE example")

    assert found == Broken(min(gone), Damage.MISSING)


def rewrite(db, entries):
    """What somebody does who knows how the chain is made: every hash made anew."""
    previous = GENESIS
    db.conn.execute("DELETE FROM entry")
    for entry in entries:
        linked = replace(entry, previous=previous)
        linked = replace(linked, hash=chain_hash(linked))
        with writing(db):
            journal._insert(db, linked)
        previous = linked.hash


@pytest.mark.parametrize("seq", range(1, COUNT + 1))
def test_a_whole_chain_made_anew_does_not_fit_its_head(opened, six, seq):
    changed = [replace(one, operator="x") if one.seq == seq else one for one in six]
    rewrite(opened, changed)

    assert journal.verify(opened) == Broken(COUNT, Damage.LINK)


@pytest.mark.parametrize("left", range(COUNT))
def test_a_chain_cut_short_and_sound_in_itself_is_found(opened, six, left):
    rewrite(opened, six[:left])

    assert journal.verify(opened) == Broken(left + 1, Damage.MISSING)


def test_the_same_chain_made_anew_holds(opened, six):
    rewrite(opened, six)

    assert journal.verify(opened) is None
    assert journal.read_after(opened) == six


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("nonsense", Broken(COUNT, Damage.LINK)),
        ("", Broken(COUNT, Damage.LINK)),
        (f"{COUNT} {'0' * 64}", Broken(COUNT, Damage.LINK)),
        ("² x", Broken(COUNT, Damage.LINK)),
        (f"{COUNT + 1} x", Broken(COUNT + 1, Damage.MISSING)),
    ],
    ids=["nonsense", "empty", "another", "no number", "further"],
)
def test_a_head_that_was_changed_is_found(db, six, head, expected):
    meta.put(db, "journal_head", head)

    assert journal.verify(db) == expected


def test_two_that_change_places_are_found(opened):
    opened.conn.execute("UPDATE entry SET seq = -seq WHERE seq IN (3, 4)")
    opened.conn.execute("UPDATE entry SET seq = 7 + seq WHERE seq < 0")

    assert journal.verify(opened) == Broken(3, Damage.CONTENT)


def test_one_that_stands_twice_is_found(opened):
    columns = ", ".join(COLUMNS[2:])
    opened.conn.execute(
        f"INSERT INTO entry (seq, id, {columns}) SELECT 7, 'copy', {columns} FROM entry WHERE seq = 6"  # noqa: S608  own names
    )

    assert journal.verify(opened) == Broken(7, Damage.CONTENT)


def test_one_put_before_the_first_is_found(opened):
    columns = ", ".join(COLUMNS[2:])
    opened.conn.execute(
        f"INSERT INTO entry (seq, id, {columns}) SELECT 0, 'zero', {columns} FROM entry WHERE seq = 1"  # noqa: S608  own names
    )

    assert journal.verify(opened) == Broken(1, Damage.MISSING)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET operator = 'x'",
        "UPDATE entry SET hash = hash",
        "DELETE FROM entry WHERE seq = 6",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 6",
        "REPLACE INTO entry SELECT * FROM entry",
        "UPDATE OR IGNORE entry SET seq = 99 WHERE seq = 1",
    ],
)
def test_the_file_itself_lets_no_statement_change_an_entry(db, six, sql):
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        db.conn.execute(sql)

    assert journal.read_after(db) == six
    assert journal.verify(db) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.dictionaries(
        TEXTS,
        TEXTS | st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9),
        max_size=4,
    )
)
def test_whatever_is_said_comes_back_and_holds(db, record, said):
    entry = record(EntryKind.REFUSED, "ana", "main", said)

    assert journal.get(db, entry.id) == entry
    assert dict(entry.payload) == said
    assert journal.verify(db) is None
    assert rows(db, "SELECT max(seq) AS last FROM entry") == [{"last": entry.seq}]
