"""Sources, runs and troubles as JSON and as lines for people; asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.output import line, printable
from kiosk.texts import _, n_, translate
from kiosk.texts.clocks import clock_sentence

if TYPE_CHECKING:
    from kiosk.domain.errors import KnownError
    from kiosk.domain.feed import Checked
    from kiosk.services.sources import SourceEntry
    from kiosk.services.sync_values import Mishap, SourceStatus


def said(text: str) -> str:
    """Words of a server on one line, without what would command a terminal."""
    return " ".join(printable(text).split())


def error_object(error: KnownError | Mishap | None) -> dict[str, object] | None:
    """{"trouble", "text"}; `trouble` is "" for settings that make no sense."""
    if error is None:
        return None
    trouble = getattr(error, "trouble", "")
    return {"trouble": str(trouble), "text": said(translate(error.message, **error.params))}


def status_object(entry: SourceEntry, status: SourceStatus | None) -> dict[str, object]:
    """A source as `kiosk source list --json` shows it; secrets are kept elsewhere."""
    return {
        "name": entry.name,
        "kind": entry.kind,
        "settings": dict(entry.settings),
        "added_at": entry.added_at,
        "list_at": status.list_at if status else None,
        "people": status.people if status else 0,
        "waiting": status.waiting if status else 0,
        "refused": status.refused if status else 0,
        "told_elsewhere": status.told_elsewhere if status else False,
        "suspended": status.suspended if status else False,
        "next_at": status.next_at if status else None,
        "clock_seconds": status.clock_seconds if status else None,
        "error": error_object(status.error if status else None),
    }


def write_checked(found: Checked) -> None:
    """Say what a test of the connection found."""
    if found.people is None:
        line(_("La conexión funciona: {event}.", event=said(found.event)))
    else:
        line(
            n_(
                "La conexión funciona: {event}, {n} inscripción.",
                "La conexión funciona: {event}, {n} inscripciones.",
                found.people,
                event=said(found.event),
            )
        )
    for one in (clock_sentence(found.clock_seconds), *found.notes):
        if one:
            line(said(one))
