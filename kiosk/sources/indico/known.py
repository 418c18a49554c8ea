"""What the store already has of each registration, kept in the cursor; compares, asks nothing.

Indico does not say when a registration changed, so a short print of each row of its lists is kept.
The cursor is stored together with what came, so that it tells the truth whenever a run is cut.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.feed import Cursor

BARE = "-"
"""The print of a registration of which only the list's row has come so far."""


class Known:
    """The print of each registration by its source id."""

    def __init__(self, cursor: Cursor) -> None:
        """Whatever cannot be read is not known, so that it is fetched again."""
        self._prints: dict[str, str] = {}
        for form, text in cursor.items():
            for part in text.split():
                number, colon, found = part.partition(":")
                if number.isdecimal() and colon and found:
                    self._prints[f"{form}-{number}"] = found

    def __len__(self) -> int:
        return len(self._prints)

    def of(self, source_id: str) -> str:
        """The print, BARE, or "" of what the store does not have."""
        return self._prints.get(source_id, "")

    def note(self, source_id: str, found: str) -> None:
        """Say that this has come."""
        self._prints[source_id] = found

    def forget(self, source_id: str) -> None:
        """Say that the source has it no more."""
        self._prints.pop(source_id, None)

    def others(self, source_ids: Iterable[str]) -> tuple[str, ...]:
        """Whatever is known and not among these."""
        return tuple(self._prints.keys() - set(source_ids))

    def whole(self) -> int:
        """Of how many everything has come."""
        return sum(found != BARE for found in self._prints.values())

    def cursor(self) -> Cursor:
        """All of it as a cursor: a key for each form."""
        forms: dict[str, list[str]] = {}
        for source_id, found in self._prints.items():
            form, _, number = source_id.rpartition("-")
            forms.setdefault(form, []).append(f"{number}:{found}")
        return {form: " ".join(parts) for form, parts in forms.items()}
