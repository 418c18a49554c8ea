"""What a Brother QL says of itself, as a sentence; asks no printer.

Source: Brother's raster command references for the QL series, "Status": frames of 32 bytes.
Many models keep silent over the network; what is no frame is no answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printing.ipp.reasons import COVER_OPEN, MEDIA_EMPTY, MEDIA_JAM, STOPPED
from kiosk.texts import N_

ASK = bytes(200) + b"\x1b@\x1biS"
"""Clears a half command of somebody else, then asks for the status."""
FRAME = 32
_START = b"\x80\x20\x42"
_CUTTER = N_("La cuchilla de la impresora está trabada.")
OTHER_ROLL = N_("La impresora tiene otro rollo que el de esta credencial: cámbielo.")
_FIRST_ERRORS = ((0x01, MEDIA_EMPTY), (0x02, MEDIA_EMPTY), (0x04, _CUTTER))
_SECOND_ERRORS = ((0x01, OTHER_ROLL), (0x10, COVER_OPEN), (0x40, MEDIA_JAM))
_COMPLETED, _FAILED = 0x01, 0x02


@dataclass(frozen=True, slots=True)
class BrotherStatus:
    """One frame: what stops the printer, the loaded label's width and length in mm, what it is."""

    trouble: str
    width: int
    length: int
    completed: bool
    failed: bool
    said: str = ""


def frames(heard: bytes) -> list[BrotherStatus]:
    """Every whole frame of what the printer said, in order."""
    found = []
    place = heard.find(_START)
    while place >= 0 and place + FRAME <= len(heard):
        found.append(_frame(heard[place : place + FRAME]))
        place = heard.find(_START, place + FRAME)
    return found


def _frame(data: bytes) -> BrotherStatus:
    told = [words for bit, words in _FIRST_ERRORS if data[8] & bit]
    told += [words for bit, words in _SECOND_ERRORS if data[9] & bit]
    some = bool(data[8] or data[9])
    return BrotherStatus(
        trouble=told[0] if told else STOPPED if some else "",
        width=data[10],
        length=data[17],
        completed=data[18] == _COMPLETED,
        failed=data[18] == _FAILED,
        said=f"ERROR {data[8]:02X} {data[9]:02X}" if some else "",
    )


def wrong_roll(status: BrotherStatus, name: str) -> str:
    """A sentence where the loaded roll is not the one of that name ("62x100"), else empty."""
    width, _, length = name.partition("x")
    if not status.width or not width.isdecimal():  # no roll told, or a round label
        return ""
    same = status.width == int(width) and status.length == int(length or 0)
    return "" if same else OTHER_ROLL
