"""What the set-up says of a source: what was found, or what is wrong and how to mend it."""

from __future__ import annotations

from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.feed import Checked, SourceError, Trouble
from kiosk.domain.source_draft import SourceDraft, SourceKind
from kiosk.services.event_doubts import event_doubts
from kiosk.services.source_steps import Tried
from kiosk.services.sync_values import SyncReport
from kiosk.texts import N_, _, current, n_
from kiosk.texts.explain import error_text
from kiosk.ui.setup.state import Line, Mood, SourceState

_CLOCKS_AGREE = 30.0
"""Seconds: less moves no opening hour that anybody would notice."""

_MOST_DOUBTS = 2

TITLES = {
    Trouble.UNREACHABLE: N_("No se llega al servidor"),
    Trouble.NAME: N_("No se encuentra el servidor (DNS)"),
    Trouble.TLS: N_("La conexión no es segura (TLS)"),
    Trouble.CLOCK: N_("Este equipo tiene mal la hora"),
    Trouble.TOKEN: N_("El token no sirve"),
    Trouble.REVOKED: N_("Este equipo fue retirado"),
    Trouble.RIGHTS: N_("Al token le faltan permisos"),
    Trouble.WRONG_EVENT: N_("Ese evento no está ahí"),
    Trouble.BUSY: N_("El servidor está ocupado"),
    Trouble.SERVER: N_("El servidor falló"),
    Trouble.ANSWER: N_("La respuesta no se entiende"),
    Trouble.SUSPICIOUS: N_("La lista llegó casi vacía"),
}
MENDS = {
    Trouble.UNREACHABLE: N_(
        "Abra la dirección en el navegador. Si tampoco abre, es la red: cable, Wi-Fi o firewall."
    ),
    Trouble.NAME: N_("Compare la dirección letra por letra y pruebe que otras páginas abren."),
    Trouble.TLS: N_("Pida a quien administra el servidor o la red que lo corrija."),
    Trouble.CLOCK: N_("Ajuste fecha, hora y zona horaria del sistema y pruebe otra vez."),
    Trouble.TOKEN: N_("Copie el token otra vez, completo, o pida uno nuevo."),
    Trouble.REVOKED: N_("Cree un equipo nuevo en pretix y escanee su QR."),
    Trouble.RIGHTS: N_("Pida que le den acceso a este evento, a ver inscripciones y a acreditar."),
    Trouble.WRONG_EVENT: N_("Copie organizador y evento de la dirección que muestra el navegador."),
    Trouble.BUSY: N_("Espere un minuto y pruebe otra vez."),
    Trouble.SERVER: N_("Pruebe otra vez en un minuto."),
    Trouble.ANSWER: N_("Revise que la dirección sea la correcta, o que el archivo sea una lista."),
    Trouble.SUSPICIOUS: N_("Revise en el servidor que el evento tenga sus inscripciones."),
}
_OWN_MENDS = {
    (SourceKind.PRETIX, Trouble.TOKEN): N_(
        "En pretix: Organizador, Equipos, conectar un equipo nuevo; y escanee su QR aquí."
    ),
    (SourceKind.PRETIX, Trouble.RIGHTS): N_(
        "En pretix: dé al equipo acceso a este evento y el perfil de seguridad completo."
    ),
    (SourceKind.INDICO, Trouble.TOKEN): N_(
        "En Indico: su perfil, tokens de API, uno nuevo con el permiso de inscripciones."
    ),
    (SourceKind.INDICO, Trouble.RIGHTS): N_(
        "En Indico: quien creó el token debe poder administrar las inscripciones del evento."
    ),
    (SourceKind.INDICO, Trouble.WRONG_EVENT): N_(
        "El número del evento está en su dirección: …/event/NÚMERO."
    ),
}


def answer_of(draft: SourceDraft, outcome: Tried | KnownError) -> SourceState:
    """What came of a test."""
    if isinstance(outcome, KnownError):
        title, lines = trouble_of(outcome, draft.kind)
        return SourceState(draft.kind, title, Mood.WARN, lines)
    if outcome.found is None:
        line = Line(_("No se reconoce la columna del nombre: indíquela a continuación."), Mood.WARN)
        return SourceState(draft.kind, _("Se leyó la lista"), Mood.NOTE, (line,))
    return SourceState(
        draft.kind, outcome.found.event, Mood.GOOD, _found(draft.kind, outcome.found)
    )


def trouble_of(error: KnownError, kind: SourceKind) -> tuple[str, tuple[Line, ...]]:
    """A heading that names what is wrong, what was said of it, and how to mend it."""
    said = Line(error_text(error, current()), Mood.WARN)
    if not isinstance(error, SourceError):
        return _("Falta algo"), (said,)
    trouble = error.trouble
    mend = _OWN_MENDS.get((kind, trouble)) or MENDS[trouble]
    if trouble is Trouble.TOKEN and kind is SourceKind.HTTP:
        mend = N_("Revise la clave y el nombre de su cabecera con quien publica la lista.")
    return _(TITLES[trouble]), (said, Line(_(mend)))


def _found(kind: SourceKind, found: Checked) -> tuple[Line, ...]:
    lines = [Line(_reached(kind), Mood.GOOD)]
    if found.people is not None:
        people = n_("{n} inscripción", "{n} inscripciones", found.people)
        lines.append(Line(people, Mood.GOOD if found.people else Mood.WARN))
    if found.clock_seconds is not None:
        lines.append(_clock(found.clock_seconds))
    # the last note of a list names its columns, which the next page shows with samples
    notes = found.notes[:-1] if kind in {SourceKind.FILE, SourceKind.HTTP} else found.notes
    return (*lines, *(Line(note) for note in notes))


def _reached(kind: SourceKind) -> str:
    match kind:
        case SourceKind.FILE:
            return _("El archivo se lee.")
        case SourceKind.HTTP:
            return _("La dirección contesta y la lista se lee.")
        case _:
            return _("El servidor contesta y conoce el token.")


def _clock(seconds: float) -> Line:
    """How this computer's clock goes; `seconds` are the server's time minus ours."""
    if abs(seconds) < _CLOCKS_AGREE:
        return Line(_("El reloj de este equipo está en hora."), Mood.GOOD)
    minutes, rest = divmod(round(abs(seconds)), 60)
    time = f"{minutes}:{rest:02}"
    if seconds > 0:
        return Line(_("El reloj de este equipo atrasa {time} (min:s).", time=time), Mood.WARN)
    return Line(_("El reloj de este equipo adelanta {time} (min:s).", time=time), Mood.WARN)


def missing(draft: SourceDraft) -> str:
    """What the form still lacks, in a sentence; "" where it can be tried."""
    needed = {
        SourceKind.FILE: ((draft.path, N_("el archivo")),),
        SourceKind.HTTP: ((draft.url, N_("la dirección")),),
        SourceKind.PRETIX: (
            (draft.url, N_("la dirección")),
            (draft.secret, N_("el token")),
            (draft.event or draft.one_time or draft.device, N_("el evento")),
        ),
        SourceKind.INDICO: (
            (draft.url, N_("la dirección")),
            (draft.event, N_("el número del evento")),
            (draft.secret, N_("el token")),
        ),
    }[draft.kind]
    lacking = [_(words) for value, words in needed if not value]
    return _("Falta: {what}.", what=", ".join(lacking)) if lacking else ""


def brought_lines(report: SyncReport, event: Event) -> tuple[Line, ...]:
    """What a run that came to its end left out, and what in the event will surprise people."""
    rejected = len(report.pulled.rejected)
    if not rejected:
        return (Line(_("Todas se copiaron a este equipo."), Mood.GOOD), *doubt_lines(event))
    words = n_(
        "{n} fila no se entiende y quedó afuera.",
        "{n} filas no se entienden y quedaron afuera.",
        rejected,
    )
    return (Line(words, Mood.WARN), *doubt_lines(event))


def doubt_lines(event: Event) -> tuple[Line, ...]:
    """The first doubts about an event's rules; the others come with `kiosk event load`."""
    doubts = event_doubts(event)
    lines = [Line(_(one.message).format(**one.params), Mood.WARN) for one in doubts[:_MOST_DOUBTS]]
    more = len(doubts) - len(lines)
    if more:
        words = n_(
            "Y {n} duda más sobre el archivo del evento.",
            "Y {n} dudas más sobre el archivo del evento.",
            more,
        )
        lines.append(Line(words, Mood.WARN))
    return tuple(lines)


def count_words(done: int, total: int | None) -> str:
    """How far it has come, as it stands above the bar."""
    if total is None:
        return n_("{n} inscripción", "{n} inscripciones", done)
    return _("{done} de {total}", done=done, total=total)
