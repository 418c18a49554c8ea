import hashlib
import os
from pathlib import Path

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources import files
from kiosk.sources.file.looks import Look, look_at
from kiosk.sources.file.snapshot import snapshot


def test_the_copy_has_the_name_and_the_bytes_and_is_gone_afterwards(write):
    content = bytes(range(256)) * 9000
    path = write("list.csv", content)

    with snapshot(look_at(path)[0]) as copy:
        assert copy.path != path
        assert copy.path.name == "list.csv"
        assert copy.path.read_bytes() == content
        assert copy.sha256 == hashlib.sha256(content).hexdigest()

    assert not copy.path.exists()
    assert path.read_bytes() == content


def test_others_may_not_read_the_copy(write):
    with snapshot(look_at(write("list.csv", b"x"))[0]) as copy:
        assert os.name == "nt" or copy.path.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_changed_since_it_was_looked_at_is_busy(write):
    look = look_at(write("list.csv", b"half"))[0]
    write("list.csv", b"half and the other half")

    with pytest.raises(SourceError) as caught, snapshot(look):
        pass

    assert caught.value.trouble is Trouble.BUSY


def test_a_file_that_went_away_is_unreachable(write):
    path = write("list.csv", b"x")
    look = look_at(path)[0]
    path.unlink()

    with pytest.raises(SourceError) as caught, snapshot(look):
        pass

    assert caught.value.trouble is Trouble.UNREACHABLE


def test_a_file_that_is_too_large_is_not_copied():
    with pytest.raises(WrongUseError), snapshot(Look(Path("x.csv"), files.MAX_BYTES + 1, 0)):
        pass


@pytest.mark.parametrize(
    ("raised", "trouble"),
    [
        (PermissionError(13, "Permission denied"), Trouble.BUSY),
        (OSError(5, "Input/output error"), Trouble.UNREACHABLE),
    ],
    ids=["locked by its program", "stick pulled out"],
)
def test_what_cannot_be_read_just_now_says_why(write, monkeypatch, raised, trouble):
    path = write("list.csv", b"x")
    look = look_at(path)[0]
    plain = Path.open

    def refuse(self, *args, **named):
        if self == path:
            raise raised
        return plain(self, *args, **named)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError) as caught, snapshot(look):
        pass

    assert caught.value.trouble is trouble
    assert "list.csv" in str(caught.value)
