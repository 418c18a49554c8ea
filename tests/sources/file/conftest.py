"""A watched place whose clock the tests set, and a source that never really waits."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.sources.file.source import FileSource
from tests.sources.lists import READING


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    """Write bytes to a file of the stick, last changed so many seconds ago."""

    def to(name: str, content: bytes, ago: float = 3600) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        age(path, ago)
        return path

    return to


@pytest.fixture
def open_(tmp_path) -> Callable[..., FileSource]:
    """The source of a name within the stick ("" for all of it); `meanwhile` runs in its pauses."""

    def source(name: str = "", meanwhile: Callable[[], object] = lambda: None, reading=READING):
        return FileSource(tmp_path / name, reading, pause=lambda _seconds: meanwhile())

    return source


def age(path: Path, ago: float) -> None:
    """Set when the file was changed last; below zero lies in the future."""
    moment = time.time_ns() - int(ago * 1e9)
    os.utime(path, ns=(moment, moment))
