"""A file of its owner's is there whole, or the old one stays."""

import sys

import pytest

from kiosk.private_file import write_private


def test_a_file_is_written_in_a_folder_that_was_not_there(tmp_path):
    path = tmp_path / "new" / "station.toml"
    write_private(path, b"one")
    write_private(path, b"two")

    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["station.toml"]
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "station.toml"
    path.write_text("old")

    with pytest.raises(TypeError):
        write_private(path, "text is no bytes")

    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["station.toml"]
