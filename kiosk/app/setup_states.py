"""Headings, buttons and progress of the set-up's pages as values; asks nobody."""

from __future__ import annotations

from kiosk.app.setup_words import brought_lines, count_words, trouble_of
from kiosk.domain.errors import KnownError
from kiosk.domain.source_draft import SourceKind
from kiosk.services.source_steps import Brought, StoppedError, Tried
from kiosk.texts import _
from kiosk.ui.setup.state import Buttons, FetchState, Line, Mood, Step


def heads_of(step: Step) -> tuple[str, str]:
    """Title and the line below it."""
    match step:
        case Step.EVENT:
            return _("¿Con qué evento?"), _("Todo queda en esta máquina.")
        case Step.SOURCE:
            return (
                _("¿De dónde viene la lista de inscripción?"),
                _("Se copia a este equipo: también se acredita sin red."),
            )
        case Step.MAPPING:
            return (
                _("¿Qué hay en cada columna?"),
                _("Compare con las muestras y cambie lo que no corresponda."),
            )
        case Step.FETCH:
            return (
                _("Traer la lista"),
                _("La primera vez viene entera; después, solo lo que cambia."),
            )
        case Step.STATION:
            return (
                _("¿Qué hará esta estación?"),
                _("Se puede cambiar después con el PIN de coordinación."),
            )


def buttons_of(
    step: Step,
    kind: SourceKind,
    outcome: Tried | KnownError | None,
    brought: Brought | KnownError | None,
    *,
    busy: bool,
) -> Buttons:
    """The buttons of a page of sources."""
    if step is Step.FETCH:
        return _fetch_buttons(brought, busy=busy)
    if step is Step.MAPPING or kind is SourceKind.NONE:
        return Buttons(_("Atrás"), "", _("Seguir"), locked=busy)
    if busy:
        return Buttons(_("Atrás"), "", _("Probando…"), locked=True)
    tried = isinstance(outcome, Tried)
    words = _("Guardar y seguir") if tried else _("Probar la conexión")
    if kind is SourceKind.FILE and not tried:
        words = _("Leer el archivo")
    return Buttons(_("Atrás"), "", words)


def _fetch_buttons(brought: Brought | KnownError | None, *, busy: bool) -> Buttons:
    if busy:
        return Buttons(_("Detener"), "", _("Seguir"), locked=True)
    if isinstance(brought, Brought):
        return Buttons("", "", _("Seguir"))
    return Buttons(_("Atrás"), _("Seguir sin lista"), _("Reintentar"))


def fetch_state(
    count: tuple[int, int | None],
    brought: Brought | KnownError | None,
    kind: SourceKind,
    stopping: bool,  # noqa: FBT001  one word of a state among others
) -> FetchState:
    """The page of the first run: under way, done, or stopped by something."""
    done, total = count
    words = count_words(done, total)
    if brought is None:
        title = _("Deteniendo…") if stopping else _("Trayendo las inscripciones…")
        return FetchState(title, words, done, total)
    if isinstance(brought, Brought):
        lines, all_ = brought_lines(brought.report, brought.event), count_words(done, None)
        return FetchState(_("La lista está aquí"), all_, 1, 1, Mood.GOOD, lines)
    if isinstance(brought, StoppedError):
        at_once = kind in {SourceKind.FILE, SourceKind.HTTP}  # a list is kept whole or not at all
        sentence = _("Todavía no se guardó nada de la lista.")
        kept = Line(sentence if at_once else _("Lo que llegó hasta ahí quedó guardado."))
        return FetchState(_("Se detuvo antes de terminar."), words, done, total, Mood.NOTE, (kept,))
    title, lines = trouble_of(brought, kind)
    return FetchState(title, words, done, total, Mood.WARN, lines)
