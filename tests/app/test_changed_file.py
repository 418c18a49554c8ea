"""A file that is written again is noticed once, however it is written."""

from __future__ import annotations

import os

import pytest

from kiosk.app.changed_file import ChangedFile
from kiosk.private_file import write_private


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "event.toml"
    made.write_bytes(b"one")
    return made


def test_nothing_happened(path):
    watched = ChangedFile(path)

    assert [watched.changed() for _ in range(2)] == [False, False]


def test_a_file_that_is_put_in_its_place_is_another_one(path):
    watched = ChangedFile(path)
    write_private(path, b"two")

    assert [watched.changed() for _ in range(2)] == [True, False]


def test_a_file_that_is_written_over_is_another_one(path):
    watched = ChangedFile(path)
    path.write_bytes(b"three")

    assert watched.changed()


def test_the_same_length_at_another_time_is_another_one(path):
    watched = ChangedFile(path)
    before = path.stat()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))

    assert watched.changed()


def test_a_file_that_is_away_for_a_moment_is_no_change_and_is_noticed_when_it_is_back(path):
    watched = ChangedFile(path)
    path.unlink()
    assert not watched.changed()
    path.write_bytes(b"and again")

    assert [watched.changed() for _ in range(2)] == [True, False]


def test_a_file_that_comes_later_is_noticed(tmp_path):
    watched = ChangedFile(tmp_path / "event.toml")
    assert not watched.changed()
    (tmp_path / "event.toml").write_bytes(b"one")

    assert watched.changed()
