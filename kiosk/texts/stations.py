"""What is to be said of a station, in es, pt and en; decides nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.stations import Sign, StationState
from kiosk.texts.catalog import N_, translate, translate_n
from kiosk.texts.formats import ago

_SENTENCES: dict[Sign, str] = {
    Sign.JOURNAL_DIFFERS: N_("No tiene los mismos registros que las otras estaciones."),
    Sign.LIST_DIFFERS: N_("Su lista no es la misma que la de la estación principal."),
    Sign.PRINTER_DOWN: N_("Una impresora no está lista."),
    Sign.UNREAD: N_("Tiene otra versión del programa."),
}


TOLD_ELSEWHERE = N_("los envíos los hace la estación que publica la lista")
"""Beside a source: another station gives back to it."""


def sign_text(sign: Sign, state: StationState, now: datetime, lang: str) -> str:
    """One sentence about one sign of a station at that moment (aware)."""
    said = state.said
    if sign is Sign.SILENT:
        since = ago(state.silent_since or state.heard_at, now, lang)
        return translate(N_("No se la oye: la última señal fue {since}."), lang, since=since)
    if sign is Sign.CLOCK_OFF:
        return _clock(round(state.clock.total_seconds()), lang)
    if sign is Sign.WAITING:
        return translate_n(
            "Queda {n} registro sin enviar.",
            "Quedan {n} registros sin enviar.",
            said.waiting if said else 0,
            lang,
        )
    return translate(_SENTENCES[sign], lang)


def _clock(seconds: int, lang: str) -> str:
    if seconds > 0:
        return translate_n(
            "Su reloj adelanta {n} segundo.", "Su reloj adelanta {n} segundos.", seconds, lang
        )
    return translate_n(
        "Su reloj atrasa {n} segundo.", "Su reloj atrasa {n} segundos.", -seconds, lang
    )
