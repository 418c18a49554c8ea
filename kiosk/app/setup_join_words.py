"""Headings, buttons and progress of the set-up's way into a hub, as values; asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from kiosk.app.setup_states import heads_of
from kiosk.domain.errors import CanceledError, KnownError
from kiosk.services.hub_bring import Arrived
from kiosk.texts import _, current, n_
from kiosk.texts.explain import error_text
from kiosk.texts.formats import localised
from kiosk.ui.setup.state import Buttons, FetchState, Line, Mood, Step


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the way, and the page on which it is shown."""

    name: str
    step: Step


_PARTS = {
    "": Part("", Step.EVENT),
    "text": Part("text", Step.EVENT),
    "station": Part("station", Step.STATION),
    "list": Part("list", Step.FETCH),
    "door": Part("door", Step.STATION),
}


class Heads(TypedDict):
    """The fields of SetupState that heads() makes."""

    title: str
    subtitle: str
    buttons: Buttons
    progress: str


def part_of(name: str) -> Part:
    """The part of that name; "" before any of them."""
    return _PARTS[name]


def heads(part: Part, arrived: Arrived | KnownError | None, station: str, *, busy: bool) -> Heads:
    """Title, line below it, buttons and what is under way."""
    title, subtitle = heads_of(part.step)
    buttons, progress = Buttons("", "", _("Seguir"), locked=busy), ""
    match part.name:
        case "station":
            subtitle = _("La central admite a cada estación con su nombre y su papel.")
            buttons = Buttons(_("Atrás"), "", _("Unirse"), locked=busy)
            progress = _("Uniéndose a la central…") if busy else ""
        case "list":
            title = _("Traer la lista")
            subtitle = _("«{name}» ya pertenece a la central.", name=station)
            buttons = _list_buttons(arrived, busy=busy)
        case "door":
            title, subtitle = _("¿En qué puerta está?"), _("Ya está la lista de la central.")
            buttons = Buttons("", "", _("Empezar"), locked=busy)
        case _:
            progress = _("Buscando la central…") if busy else ""
    return Heads(title=title, subtitle=subtitle, buttons=buttons, progress=progress)


def _list_buttons(arrived: Arrived | KnownError | None, *, busy: bool) -> Buttons:
    if isinstance(arrived, Arrived) and arrived.event is not None:
        return Buttons("", "", _("Seguir"), locked=busy)
    if busy and arrived is None:
        return Buttons(_("Detener"), "", _("Seguir"), locked=True)
    return Buttons("", _("Olvidar esta central"), _("Buscar ahora"), locked=busy)


def said_of(
    arrived: Arrived | KnownError | None, count: tuple[int, int | None], *, source: bool
) -> FetchState:
    """The page of the list: on its way, here, not there yet, or stopped by something."""
    done, total = count
    if arrived is None:
        words = n_("{n} ficha", "{n} fichas", done)
        return FetchState(_("Trayendo la lista de la central…"), words, done, total)
    if isinstance(arrived, CanceledError):
        kept = Line(_("Lo que llegó hasta ahí quedó guardado."))
        return FetchState(_("Se detuvo antes de terminar."), mood=Mood.NOTE, lines=(kept,))
    if isinstance(arrived, KnownError):
        said = Line(error_text(arrived, current()), Mood.WARN)
        again = Line(_("Se vuelve a intentar cada pocos segundos."))
        return FetchState(_("La central no contesta"), mood=Mood.WARN, lines=(said, again))
    if arrived.event is None:
        return FetchState(_("La central todavía no tiene la lista"), lines=_waiting(source=source))
    people = n_("{n} persona", "{n} personas", arrived.people)
    name = localised(arrived.event.name, current())
    lines = (Line(name, Mood.GOOD), Line(_("Todas se copiaron a este equipo."), Mood.GOOD))
    return FetchState(_("La lista está aquí"), people, 1, 1, Mood.GOOD, lines)


def _waiting(*, source: bool) -> tuple[Line, ...]:
    if source:
        said = _("Esta es la estación que la publica: todavía no tiene un evento.")
        mend = _(
            "Olvide esta central, prepare aquí el evento y la fuente, y después únase de nuevo."
        )
        return Line(said, Mood.WARN), Line(mend)
    return (
        Line(_("La publica la estación que tiene la fuente, en cuanto está abierta.")),
        Line(_("Esta estación espera y sigue sola.")),
    )
