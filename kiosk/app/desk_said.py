"""What the desk says of what was done, as words in the language in force; keeps nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.desk_cards import why
from kiosk.app.desk_jobs import Seen
from kiosk.app.desk_model import Place
from kiosk.domain.verdict import Status
from kiosk.services.desk import LastCheckIn
from kiosk.texts import _, current, translate
from kiosk.texts.explain import next_step
from kiosk.texts.signed import SIGNED, holder_name


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


def asking() -> str:
    """A code that nobody here knows: its source is asked."""
    return _("Código desconocido aquí: preguntando a la fuente…")


def unknown(seen: Seen, place: Place, now: datetime) -> str:
    """A code that names nobody: why, and the next step."""
    verdict = seen.outcome.verdict
    step = next_step(verdict, place.event, current())
    if verdict.status is Status.INCOMPLETE:
        step = _("La persona aún no está en la lista: para preguntarle, dé de alta con F4.")
    return f"{why(seen.outcome, place, now)} {step}".strip()


def signed(seen: Seen, place: Place) -> str:
    """A signed ticket was admitted whose person the list does not name: no badge, and what to do.

    What staff should know of its product comes first.
    """
    said = _(
        "{ticket}: ingreso registrado. La persona aún no está en la lista: no se puede imprimir su"
        " credencial. Si necesita una, dé de alta con F4.",
        ticket=holder_name(None, seen.outcome.ticket, place.event.catalogue, current()),
    )
    return " ".join(filter(None, (*seen.outcome.verdict.checkin_text.splitlines(), said)))


def last_name(last: LastCheckIn) -> str:
    """Who was checked in last, or that it was a signed ticket."""
    return last.person.full_name if last.person else translate(SIGNED)


def nobody_here() -> str:
    """A search that found nobody, where nobody can be registered."""
    return _("Nadie coincide. Pruebe con menos letras o con la organización.")


def invited(name: str, *, withdrawn: bool) -> str:
    """An invitation was granted or withdrawn."""
    if withdrawn:
        return _("Se retiró la invitación de {name}.", name=name)
    return _("{name} tiene invitación desde ahora.", name=name)
