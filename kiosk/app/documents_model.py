"""What the panel knows of documents at a moment, untranslated; makes none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.app.documents_jobs import folder_of
from kiosk.domain.errors import KnownError
from kiosk.services.documents import Written


@dataclass(frozen=True, slots=True)
class DocumentsModel:
    """What is known of the documents: what is being made, how far, where the last one lies.

    `what` is "certificates" or "report" while one is made. `chosen` is the folder that somebody
    chose, None for the profile's own.
    """

    form: bool = False
    what: str = ""
    done: int = 0
    total: int = 0
    stopping: bool = False
    written: Written | None = None
    problem: KnownError | None = None
    profile: Path | None = None
    chosen: Path | None = None

    @property
    def folder(self) -> Path | None:
        """Where documents go; None before the store has said where the profile lies."""
        if self.chosen is not None:
            return self.chosen
        return folder_of(self.profile) if self.profile else None
