"""The words and figures of an event's report; decides nothing."""

from __future__ import annotations

from babel.numbers import format_decimal

from kiosk.texts.catalog import N_, known
from kiosk.texts.certificate import hours

__all__ = ["FIGURES", "HEADINGS", "PLAIN", "TITLES", "hours", "number"]

_LOCALES = {"es": "es_UY", "pt": "pt_BR", "en": "en"}

TITLES = {
    "countries": N_("Países"),
    "sectors": N_("Sectores"),
    "roles": N_("Funciones"),
    "attendance": N_("Asistencia por lugar y día"),
}
FIGURES = {
    "registered": N_("inscritos"),
    "arrived": N_("asistieron"),
    "countries": N_("países"),
    "days": N_("días con ingresos"),
}
HEADINGS = {
    "name": N_("Lugar"),
    "day": N_("Día"),
    "people": N_("Personas"),
    "entries": N_("Entradas"),
    "peak": N_("Pico"),
    "average_minutes": N_("Estadía media"),
}
PLAIN = "—"
"""Where there is nothing to tell."""


def number(value: int, lang: str) -> str:
    """A whole number as that language groups it: "12.345", "12,345"."""
    return str(format_decimal(value, locale=_LOCALES[known(lang)]))
