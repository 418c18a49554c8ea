import os
from pathlib import Path

import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.file.looks import (
    QUIET_SECONDS,
    Look,
    look_at,
    older,
    quiet,
    same_stamp,
    vanished,
)

SECOND = 1_000_000_000
LOOK = Look(Path("list.csv"), 10, 1000 * SECOND)


def test_a_file_is_itself(write):
    path = write("list.bin", b"12345")

    assert look_at(path) == (Look(path, 5, path.stat().st_mtime_ns),)


def test_of_a_folder_only_what_may_be_a_list_is_looked_at(write, tmp_path):
    for name in ("a.CSV", "b.xlsx", "c.json", "~$b.xlsx", ".d.csv", "e.pdf", "f.csv.part", "g"):
        write(name, b"x")
    (tmp_path / "folder.csv").mkdir()

    assert {look.path.name for look in look_at(tmp_path)} == {"a.CSV", "b.xlsx", "c.json"}


def test_the_newest_of_a_folder_comes_first(write, tmp_path):
    write("old.csv", b"x", ago=50)
    write("new.csv", b"x", ago=10)
    write("older.csv", b"x", ago=90)

    assert [look.path.stem for look in look_at(tmp_path)] == ["new", "old", "older"]


def test_what_is_not_there_is_unreachable(tmp_path):
    with pytest.raises(SourceError) as caught:
        look_at(tmp_path / "stick" / "list.csv")

    assert caught.value.trouble is Trouble.UNREACHABLE
    assert "list.csv" in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_no_list_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "list.csv")

    with pytest.raises(SourceError):
        look_at(tmp_path / "list.csv")
    assert look_at(tmp_path) == ()


def test_a_folder_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    def closed(_self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)  # the administrator may read every folder

    with pytest.raises(SourceError) as caught:
        look_at(tmp_path)

    assert caught.value.trouble is Trouble.RIGHTS


@pytest.mark.parametrize(
    ("ago", "expected"),
    [(0, False), (QUIET_SECONDS - 1, False), (QUIET_SECONDS, True), (-3600, False)],
    ids=["now", "young", "old", "future"],
)
def test_a_file_is_quiet_once_it_is_old(ago, expected):
    assert quiet(LOOK, (), LOOK.mtime_ns + ago * SECOND) is expected


def test_a_file_is_quiet_where_it_was_seen_just_so_whatever_its_clock_says():
    now = LOOK.mtime_ns - 3600 * SECOND

    assert quiet(LOOK, (LOOK,), now)
    assert not quiet(LOOK, (Look(LOOK.path, 9, LOOK.mtime_ns),), now)


@pytest.mark.parametrize(
    "other",
    [
        Look(LOOK.path, 11, LOOK.mtime_ns),
        Look(LOOK.path, 10, LOOK.mtime_ns + 1),
        Look(Path("other.csv"), 10, LOOK.mtime_ns),
    ],
    ids=["size", "time", "name"],
)
def test_a_file_that_differs_has_to_be_opened(other):
    before = LOOK.cursor("abc", "how")

    assert same_stamp(before, LOOK, "how")
    assert not same_stamp(before, LOOK, "otherwise")
    assert not same_stamp(before, other, "how")
    assert not same_stamp({}, LOOK, "how")


@pytest.mark.parametrize(
    ("name", "moved", "expected"),
    [("other.csv", -1, True), ("other.csv", 1, False), ("list.csv", -1, False)],
)
def test_a_folder_never_goes_back_to_an_older_file(name, moved, expected):
    look = Look(Path(name), 10, LOOK.mtime_ns + moved)

    assert older(look, LOOK.cursor("abc", "how")) is expected
    assert not older(look, {})


def test_who_reads_that_a_file_vanished_learns_that_nothing_is_lost():
    assert "queda como estaba" in str(vanished("list.csv"))
