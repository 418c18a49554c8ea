"""A profile keeps a hub where one was made, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kiosk.hub.folder import lay
from kiosk.hub.own import FOLDER, has_hub


def test_where_a_hub_was_made_there_is_one(tmp_path: Path):
    assert not has_hub(tmp_path)
    lay([tmp_path / FOLDER], "e1", [("127.0.0.1", 4222)], datetime.now(UTC))
    assert has_hub(tmp_path)


def test_a_folder_of_that_name_alone_is_none(tmp_path: Path):
    (tmp_path / FOLDER).mkdir()
    assert not has_hub(tmp_path)
