"""What the desk says of what was done, as words in the language in force; keeps nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.desk_cards import why
from kiosk.app.desk_jobs import Seen
from kiosk.app.desk_model import Place
from kiosk.texts import _, current
from kiosk.texts.explain import next_step


def nobody() -> str:
    """A search that found nobody, and what to do."""
    return _("Nadie coincide. Pruebe con menos letras o con la organización, o dé de alta con F4.")


def bug() -> str:
    """A fault of the program; what was done before it is kept."""
    return _("Algo falló en el programa. Lo hecho está guardado; quedó anotado en el registro.")


def checked_in(name: str, *, printing_it: bool) -> str:
    """Somebody was checked in."""
    if printing_it:
        return _("{name}: acreditación hecha. La credencial está en camino.", name=name)
    return _("{name}: acreditación hecha, sin imprimir.", name=name)


def unknown(seen: Seen, place: Place, now: datetime) -> str:
    """A code that names nobody: why, and the next step."""
    step = next_step(seen.outcome.verdict, place.event, current())
    return f"{why(seen.outcome, place, now)} {step}".strip()
