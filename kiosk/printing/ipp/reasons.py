"""Printers' own words for their troubles, as sentences; asks no printer."""

from __future__ import annotations

from kiosk.printing.ipp.wire import Attributes
from kiosk.texts import N_

UNREACHABLE = N_("La impresora no responde: ¿está encendida y conectada?")
BUSY = N_("La impresora está ocupada con otro trabajo.")
NOT_ACCEPTING = N_("La impresora no acepta trabajos ahora.")
STOPPED = N_("La impresora está detenida.")
MEDIA_NEEDED = N_("La impresora no tiene papel de este tamaño: cárguelo.")
MEDIA_EMPTY = N_("La impresora no tiene papel.")
MEDIA_JAM = N_("Hay papel atascado en la impresora.")
SUPPLY_EMPTY = N_("La impresora no tiene tinta o cinta.")
PAUSED = N_("La impresora está en pausa.")
COVER_OPEN = N_("La tapa de la impresora está abierta.")
WRONG_PAPER = N_("La impresora no admite papel del tamaño de esta credencial.")

# RFC 8011 section 5.4.12 and PWG 5100.9; the first that is found is what is told.
_WORDS = {
    "media-needed": MEDIA_NEEDED,
    "media-empty": MEDIA_EMPTY,
    "media-jam": MEDIA_JAM,
    "cover-open": COVER_OPEN,
    "door-open": N_("La puerta de la impresora está abierta."),
    "interlock-open": COVER_OPEN,
    "input-tray-missing": N_("Falta la bandeja de papel de la impresora."),
    "marker-supply-empty": SUPPLY_EMPTY,
    "toner-empty": N_("La impresora no tiene tóner."),
    "output-area-full": N_("La salida de la impresora está llena."),
    "output-tray-missing": N_("Falta la bandeja de salida de la impresora."),
    "paused": PAUSED,
    "moving-to-paused": PAUSED,
    "offline": UNREACHABLE,
    "timed-out": UNREACHABLE,
    "connecting-to-device": UNREACHABLE,
    "shutdown": UNREACHABLE,
    "stopped-partly": STOPPED,
    "stopped": STOPPED,
}
_ENDINGS = ("-error", "-warning", "-report")
_STOPPED_STATE = 5


def trouble(printer: Attributes) -> str:
    """What stops the printer, as a sentence; empty where it can print.

    Reports and warnings of an idle printer count too: an empty tray is worth telling beforehand.
    """
    words = {_bare(str(reason)) for reason in printer.get("printer-state-reasons", [])}
    told = next((sentence for word, sentence in _WORDS.items() if word in words), "")
    if told:
        return told
    if printer.get("printer-is-accepting-jobs", [True])[0] is False:
        return NOT_ACCEPTING
    return STOPPED if printer.get("printer-state", [0])[0] == _STOPPED_STATE else ""


def own_words(printer: Attributes) -> str:
    """What the printer says of its state, as it says it; empty where it says nothing."""
    reasons = [str(reason) for reason in printer.get("printer-state-reasons", [])]
    message = str(printer.get("printer-state-message", [""])[0]).strip()
    said = [reason for reason in reasons if reason != "none"]
    return ": ".join(part for part in (", ".join(said), message) if part)


def _bare(reason: str) -> str:
    for ending in _ENDINGS:
        reason = reason.removesuffix(ending)
    return reason
