"""Printing into a folder: the whole file or none, and the same job makes the same file."""

import os
import shutil

import pytest

from kiosk.printing.backends.base import Document, Step
from kiosk.printing.backends.folder import CLOSED, GONE, FolderBackend, write_whole

BADGE = Document("LAC46.K7PX42NQ-1", b"%PDF a badge", "iso_a6_105x148mm")


def test_the_pdf_lies_in_the_folder(tmp_path):
    folder = tmp_path / "badges"
    done = FolderBackend(folder).advance(BADGE, Step.WAITING, "")

    assert done.state is Step.DONE
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [
        ("LAC46.K7PX42NQ-1.pdf", BADGE.pdf)
    ]


def test_a_step_repeated_after_a_crash_makes_no_second_file(tmp_path):
    backend = FolderBackend(tmp_path)
    backend.advance(BADGE, Step.WAITING, "")
    backend.advance(BADGE, Step.WAITING, "")

    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_waits_with_words(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    backend = FolderBackend(blocked / "badges")
    waiting = backend.advance(BADGE, Step.WAITING, "")

    assert waiting.state is Step.WAITING
    assert "carpeta" in waiting.reason
    assert not backend.status().ready


def test_a_full_disk_is_told_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "full")))
    waiting = FolderBackend(tmp_path).advance(BADGE, Step.WAITING, "")

    assert (waiting.state, waiting.reason) == (Step.WAITING, "El disco está lleno.")


def test_status_of_a_good_folder(tmp_path):
    status = FolderBackend(tmp_path / "badges").status()

    assert (status.ready, status.reason) == (True, "")
    assert (tmp_path / "badges").is_dir()


def test_a_failed_write_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "full")))

    with pytest.raises(OSError, match="full"):
        write_whole(target, b"new")

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_memory_stick_that_was_taken_out_gets_no_folder_elsewhere(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    backend = FolderBackend(stick / "badges")
    assert backend.advance(BADGE, Step.WAITING, "").state is Step.DONE

    shutil.rmtree(stick)
    waiting = backend.advance(BADGE, Step.WAITING, "")

    assert (waiting.state, waiting.reason) == (Step.WAITING, GONE)
    assert (backend.status().ready, backend.status().reason) == (False, GONE)
    assert not stick.exists()

    stick.mkdir()
    assert backend.advance(BADGE, Step.WAITING, "").state is Step.DONE


def test_a_read_only_folder_waits_with_words(tmp_path, monkeypatch):
    def refuse(self, *args, **more):
        raise PermissionError(13, "read-only")

    backend = FolderBackend(tmp_path)
    monkeypatch.setattr("pathlib.Path.open", refuse)  # root writes everywhere: the system says no
    waiting = backend.advance(BADGE, Step.WAITING, "")

    assert (waiting.state, waiting.reason) == (Step.WAITING, CLOSED)
    assert list(tmp_path.iterdir()) == []
