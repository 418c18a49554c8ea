"""The printer that is a folder: a PDF a badge, complete or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.printing.backends.base import Delivery, Document, PrinterStatus, Step
from kiosk.texts import N_

FULL = N_("El disco está lleno.")
CLOSED = N_("No se puede escribir en la carpeta de credenciales.")
GONE = N_("No está la carpeta de credenciales: ¿se quitó la memoria USB?")


class FolderBackend:
    """Writes PDFs into a folder; the file's name carries the badge code and nothing personal.

    The folder itself is made, what it lies in is not: where a memory stick was taken out, its
    badges must not end up on the computer's own disk.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:  # noqa: ARG002  a folder forgets nothing
        """Write the file; the same job always makes the same file, so a repeat does no harm."""
        target = self._folder / f"{document.name}.pdf"
        try:
            self._folder.mkdir(exist_ok=True)
            write_whole(target, document.pdf)
        except OSError as error:
            return Delivery(Step.WAITING, _reason(error))
        return Delivery(Step.DONE, remote_job=target.name)

    def status(self) -> PrinterStatus:
        """Ready when the folder can be written to."""
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            return PrinterStatus(ready=False, reason=_reason(error), name=str(self._folder))
        ready = os.access(self._folder, os.W_OK | os.X_OK)
        reason = "" if ready else CLOSED
        return PrinterStatus(ready=ready, reason=reason, name=str(self._folder))


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there complete or not at all, even if the power goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if error.errno in {28, 122}:  # ENOSPC, EDQUOT
        return FULL
    return GONE if isinstance(error, FileNotFoundError) else CLOSED
