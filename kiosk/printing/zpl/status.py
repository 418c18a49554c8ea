"""What a Zebra says of itself, as a sentence and as "still busy"; asks no printer.

Sources: Zebra's programming guide, ~HQ (error flags), ~HS (host status, three strings). A printer
that is out of media, open or too hot may leave ~HS unanswered, so ~HQES is asked first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.printing.ipp.reasons import MEDIA_EMPTY, MEDIA_JAM, PAUSED, STOPPED, SUPPLY_EMPTY
from kiosk.texts import N_

HEAD_OPEN = N_("El cabezal de la impresora está abierto: ciérrelo.")
TOO_HOT = N_("La impresora está demasiado caliente: espere a que se enfríe.")
TOO_COLD = N_("La impresora está demasiado fría: espere a que se caliente.")
CUTTER = N_("La cuchilla de la impresora está trabada.")
FAULTY_HEAD = N_("El cabezal de la impresora tiene una falla.")
LOST_SETTINGS = N_("La impresora perdió su configuración: vuelva a calibrarla.")
NO_MARK = N_("La impresora no encuentra la marca de las etiquetas: vuelva a calibrarla.")

_FLAGS = (
    (0x00000004, HEAD_OPEN),
    (0x00000001, MEDIA_EMPTY),
    (0x00000002, SUPPLY_EMPTY),
    (0x00000008, CUTTER),
    (0x00000030, TOO_HOT),
    (0x000002C0, FAULTY_HEAD),
    (0x00000100, LOST_SETTINGS),
    (0x0000F000, MEDIA_JAM),
    (0x000C0000, NO_MARK),
    (0x00010000, PAUSED),
)
"""Bits of ~HQES, group 1; the first that is set is what is told."""
_ERRORS = re.compile(rb"ERRORS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})")
_STRING = re.compile(rb"\x02([^\x02\x03]*)\x03")
_QUOTED = re.compile(rb'"(\d{1,12})"')
_HEADS = {b"8": "203", b"12": "300", b"24": "600"}
"""Dots per millimetre, as ~HI tells them, and the usual name in dots per inch."""
_FIRST, _SECOND = 12, 11
"""Values in the first and in the second string of ~HS."""


@dataclass(frozen=True, slots=True)
class ZplStatus:
    """How the printer is: what stops it (a sentence or empty), whether labels are under way."""

    trouble: str = ""
    busy: bool = False
    said: str = ""


def errors_complete(heard: bytes) -> bool:
    """Whether an answer to ~HQES is whole."""
    return b"\x03" in heard or (_ERRORS.search(heard) is not None and heard.count(b"\n") > 3)


def host_complete(heard: bytes) -> bool:
    """Whether an answer to ~HS is whole: three strings."""
    return heard.count(b"\x03") >= 3


def read_errors(heard: bytes) -> ZplStatus | None:
    """The answer to ~HQES; None where it is none."""
    found = _ERRORS.search(heard)
    if found is None:
        return None
    bits = int(found[3], 16) if found[1] == b"1" else 0
    set_flags = (sentence for flag, sentence in _FLAGS if bits & flag)
    unnamed = STOPPED if found[1] == b"1" else ""
    said = f"ERRORS {found[2].decode()} {found[3].decode()}" if found[1] == b"1" else ""
    return ZplStatus(next(set_flags, unnamed), said=said)


def read_host(heard: bytes) -> ZplStatus | None:
    """The answer to ~HS; None where it is none."""
    strings = [found.split(b",") for found in _STRING.findall(heard)]
    if len(strings) < 2 or len(strings[0]) < _FIRST or len(strings[1]) < _SECOND:
        return None
    try:
        first = [int(value) for value in strings[0][:_FIRST]]
        second = [int(value) for value in strings[1][:_SECOND]]
    except ValueError:
        return None
    formats, full, partial, remaining = first[4], first[5], first[7], second[8]
    busy = bool(formats or full or partial or remaining)
    return ZplStatus(_host_trouble(first, second), busy, said=_host_words(first, second))


def _host_trouble(first: list[int], second: list[int]) -> str:
    told = (
        (second[2], HEAD_OPEN),
        (first[1], MEDIA_EMPTY),
        (second[3] and second[4], SUPPLY_EMPTY),  # a ribbon is missed in thermal transfer only
        (first[11], TOO_HOT),
        (first[10], TOO_COLD),
        (first[9], LOST_SETTINGS),
        (first[2], PAUSED),
    )
    return next((sentence for flag, sentence in told if flag), "")


def _host_words(first: list[int], second: list[int]) -> str:
    flags = (
        (second[2], "HEAD UP"),
        (first[1], "PAPER OUT"),
        (second[3] and second[4], "RIBBON OUT"),
        (first[11], "OVER TEMPERATURE"),
        (first[10], "UNDER TEMPERATURE"),
        (first[9], "CORRUPT RAM"),
        (first[2], "PAUSE"),
    )
    return ", ".join(word for flag, word in flags if flag)


def read_counter(heard: bytes) -> int | None:
    """The printer's count of labels, as its getvar answers it; None where it has none."""
    found = _QUOTED.search(heard)
    return int(found[1]) if found else None


def read_head(heard: bytes) -> str:
    """The print head's dots per inch out of the answer to ~HI: model, version, dots per mm."""
    found = _STRING.search(heard)
    words = found[1].split(b",") if found else []
    return _HEADS.get(words[2].strip(), "") if len(words) > 3 else ""
