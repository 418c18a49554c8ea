"""Documents come back as they came, source by source; scanned texts go when they are told."""

from __future__ import annotations

import sqlite3

import pytest

from kiosk.domain.feed import Document
from kiosk.store import documents, kept_codes
from kiosk.store.connect import close, open_store
from kiosk.store.transact import writing, written

ODD = ("", "null", "ñ 中文 🪪", 'it\'s "quoted"; DROP TABLE document', "x" * 300_000, "a\x00b")


@pytest.mark.parametrize("at", range(len(ODD)))
def test_a_body_comes_back_to_the_last_character(db, path, at):
    with writing(db):
        documents.put(db, "pretix", [Document("order", ODD[at], ODD[at])])
    other = open_store(path)

    assert documents.get(other, "pretix", "order", ODD[at]) == ODD[at]
    assert documents.of_kind(other, "pretix", "order") == [Document("order", ODD[at], ODD[at])]
    close(other)


def test_the_same_again_writes_nothing_and_another_body_takes_its_place(db):
    documents.put(db, "pretix", [Document("order", "A", "1")])
    before = written(db)
    documents.put(db, "pretix", [Document("order", "A", "1")])
    assert written(db) == before

    documents.put(db, "pretix", [Document("order", "A", "2"), Document("order", "A", "3")])
    assert documents.get(db, "pretix", "order", "A") == "3"


@pytest.fixture
def held(db):
    for source in ("pretix", "indico"):
        documents.put(
            db,
            source,
            [Document("order", "B", "b"), Document("order", "A", "a"), Document("event", "", "e")],
        )


def test_a_kind_is_replaced_for_its_source_alone(db, held):
    documents.replace_kind(db, "pretix", "order", [Document("order", "C", "c")])

    assert [one.ref for one in documents.of_kind(db, "pretix", "order")] == ["C"]
    assert [one.ref for one in documents.of_kind(db, "indico", "order")] == ["A", "B"]
    assert documents.get(db, "pretix", "event") == "e"
    documents.replace_kind(db, "pretix", "order", [])
    assert documents.sources_of(db, "order") == ["indico"]
    assert documents.sources_of(db, "event") == ["indico", "pretix"]


@pytest.mark.parametrize(
    ("ref", "left"), [(None, []), ("A", ["B"]), ("", ["A", "B"]), ("a", ["A", "B"])]
)
def test_one_document_or_a_kind_is_dropped(db, held, ref, left):
    documents.drop(db, "pretix", "order", ref)

    assert [one.ref for one in documents.of_kind(db, "pretix", "order")] == left
    assert len(documents.of_kind(db, "indico", "order")) == 2
    assert documents.get(db, "pretix", "event") == "e"


def test_what_was_never_said_is_none(db):
    assert documents.get(db, "pretix", "order", "A") is None
    assert documents.of_kind(db, "pretix", "order") == []
    assert documents.sources_of(db, "order") == []


def test_a_replacement_that_fails_leaves_the_former_ones(db, held):
    with pytest.raises(sqlite3.IntegrityError), writing(db):
        documents.replace_kind(db, "pretix", "order", [Document("order", "C", None)])

    assert [one.ref for one in documents.of_kind(db, "pretix", "order")] == ["A", "B"]


@pytest.mark.parametrize("at", range(len(ODD)))
def test_a_scanned_text_is_kept_as_it_was_read(db, at):
    kept_codes.keep(db, "e1", ODD[at])
    kept_codes.keep(db, "e2", "other")

    assert kept_codes.of_entries(db, ["e1", "nobody"]) == {"e1": ODD[at]}


def test_told_texts_are_forgotten_and_the_others_stay(db):
    for entry in ("e1", "e2", "e3"):
        kept_codes.keep(db, entry, f"code of {entry}")
    kept_codes.forget(db, ["e1", "e3", "nobody"])
    kept_codes.forget(db, [])

    assert kept_codes.of_entries(db, ["e1", "e2", "e3"]) == {"e2": "code of e2"}
    assert kept_codes.of_entries(db, []) == {}


def test_forgotten_texts_are_in_no_file_once_it_is_closed(db, path):
    """They are secrets: whoever finds the file must not read them out of its free pages."""
    secret = "SECRET-TEXT-THAT-NO-TICKET-HAS"  # noqa: S105  nobody's code
    with writing(db):
        kept_codes.keep(db, "e1", secret)
    with writing(db):
        kept_codes.forget(db, ["e1"])
    close(db)

    assert secret.encode() not in path.read_bytes()


def test_deleted_rows_are_overwritten_whatever_the_build_of_sqlite(db):
    assert db.conn.execute("PRAGMA secure_delete").fetchone() == (1,)
