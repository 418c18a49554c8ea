"""Tells a station's invitation from a person's code before it is looked up; reads no invitation."""

from __future__ import annotations

from kiosk.hub.invitation import is_scanned
from kiosk.scanning.layouts import candidates
from kiosk.texts import N_

FOR_A_STATION = N_(
    "Eso es una invitación para una estación, no el código de una persona: en una mesa abra"
    " «Estaciones» y elija «Unirse a una central»."
)
"""What is said where one is scanned as a person's code: it holds a secret, and is kept nowhere."""


def is_scanned_invitation(text: str) -> bool:
    """Whether a scanner read an invitation, whole or spoilt, in whatever layout it types."""
    return any(is_scanned(each) for each in (text, *candidates(text)))
