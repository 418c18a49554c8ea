"""Files of one folder appear together or not at all."""

import pytest

from kiosk.domain.errors import FailureError
from kiosk.services.whole_folder import whole_folder


def test_all_files_come_at_the_end_and_others_stay(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "b").write_text("before")
    with whole_folder(tmp_path) as draft:
        (draft / "a").write_text("a")
        (draft / "b").write_text("b")
        assert (tmp_path / "b").read_text() == "before"
        assert not (tmp_path / "a").exists()

    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"old": "old", "a": "a", "b": "b"}


def fail(folder, error):
    with whole_folder(folder) as draft:
        (draft / "a").write_text("half")
        raise error


@pytest.mark.parametrize(
    ("error", "told"),
    [(KeyError("bug"), KeyError), (OSError(28, "No space left on device"), FailureError)],
    ids=["bug", "disk"],
)
def test_a_failure_leaves_the_folder_as_it_was(tmp_path, error, told):
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.mkdir()
    for folder in (kept, new):
        with pytest.raises(told):
            fail(folder, error)

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert list(kept.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(FailureError), whole_folder(tmp_path / "file" / "x"):
        pytest.fail("nothing to write to")
