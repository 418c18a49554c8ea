"""Writes several files that appear together or not at all; knows nothing of what is in them.

They lie in a folder of their own until all are there, on the same disk as their place.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.errors import FailureError
from kiosk.texts import N_


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write to, whose files go to `folder` only if nothing went wrong.

    `folder` is made where it is missing; files there keep their place unless one of the same name
    comes. Raises FailureError when the folder or the disk says no.
    """
    try:
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder, prefix=".draft-"))
        try:
            yield draft
            for path in sorted(draft.iterdir()):
                path.replace(folder / path.name)
            new = False
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            if new:
                folder.rmdir()
    except OSError as error:
        raise FailureError(
            N_("No se pudo escribir {path}: {error}"), path=folder, error=error.strerror or error
        ) from error
