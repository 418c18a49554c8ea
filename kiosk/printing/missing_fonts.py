"""Which font a letter lacks and how to get it, in words; looks for no font itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from kiosk.texts import N_, _

# First code point, last one, script. Han last among its neighbours: kana and Hangul tell more.
_SCRIPTS = (
    (0x0530, 0x058F, N_("armenio")),
    (0x0590, 0x05FF, N_("hebreo")),
    (0x0600, 0x08FF, N_("árabe")),
    (0x0900, 0x097F, N_("devanagari")),
    (0x0E00, 0x0E7F, N_("tailandés")),
    (0x10A0, 0x10FF, N_("georgiano")),
    (0x1100, 0x11FF, N_("coreano")),
    (0x3040, 0x30FF, N_("japonés")),
    (0x3130, 0x318F, N_("coreano")),
    (0xAC00, 0xD7FF, N_("coreano")),
    (0x2E80, 0x9FFF, N_("chino")),
    (0xF900, 0xFAFF, N_("chino")),
    (0x20000, 0x3FFFF, N_("chino")),
)
_LINUX = {
    "chino": "fonts-droid-fallback",
    "japonés": "fonts-droid-fallback",
    "coreano": "fonts-nanum",
}
"""Packages of Debian and Ubuntu; fonts-noto-core has the other scripts."""
_WINDOWS = {"chino": "SimHei", "japonés": "MS Gothic", "coreano": "Malgun Gothic"}
"""Fonts of Windows' optional features; Arial has the other scripts."""


def advice(letters: Iterable[str], platform: str = sys.platform) -> tuple[str, ...]:
    """One sentence a script, in the language in force: which letters, and what to install."""
    by_script: dict[str, list[str]] = {}
    for letter in dict.fromkeys(letters):
        by_script.setdefault(_script_of(letter), []).append(letter)
    return tuple(_sentence(script, found, platform) for script, found in by_script.items())


def _sentence(script: str, letters: list[str], platform: str) -> str:
    signs = " ".join(letters)
    if not script:
        return _("Ninguna fuente de este equipo tiene: {letters}", letters=signs)
    if platform == "win32":
        how = _("agregue {font} en las fuentes de Windows", font=_WINDOWS.get(script, "Arial"))
    elif platform == "darwin":
        how = _("instale {font}", font="Arial Unicode")
    else:
        how = _("instale el paquete {package}", package=_LINUX.get(script, "fonts-noto-core"))
    return _(
        "Falta una fuente de {script} para: {letters} ({how})",
        script=_(script),
        letters=signs,
        how=how,
    )


def _script_of(letter: str) -> str:
    """The msgid of its script's name, "" where we know none."""
    point = ord(letter)
    return next((name for first, last, name in _SCRIPTS if first <= point <= last), "")
