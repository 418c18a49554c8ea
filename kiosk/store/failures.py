"""Turns SQLite's errors of the world (disk, lock, damage) into known problems; hides no bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.domain.errors import FailureError
from kiosk.texts import N_

_SENTENCES = {
    sqlite3.SQLITE_FULL: N_("El disco está lleno: libere espacio y repita la operación."),
    sqlite3.SQLITE_IOERR: N_("El disco no responde bien: no se pudo leer o guardar."),
    sqlite3.SQLITE_READONLY: N_("Los datos del evento están protegidos contra escritura."),
    sqlite3.SQLITE_PERM: N_("No hay permiso para abrir los datos del evento."),
    sqlite3.SQLITE_AUTH: N_("No hay permiso para abrir los datos del evento."),
    sqlite3.SQLITE_CANTOPEN: N_("No se pudo abrir el archivo de datos del evento."),
    sqlite3.SQLITE_BUSY: N_("Otro programa está usando los datos del evento: repita la operación."),
    sqlite3.SQLITE_LOCKED: N_(
        "Otro programa está usando los datos del evento: repita la operación."
    ),
    sqlite3.SQLITE_CORRUPT: N_(
        "El archivo de datos del evento está dañado: recupere la última copia."
    ),
    sqlite3.SQLITE_NOTADB: N_("El archivo no contiene datos de un evento."),
}

_NO_TEXT = "Could not decode to UTF-8"
"""Python's own words, without a code, for stored bytes that are no text: the disk changed them."""


def known_failure(error: sqlite3.Error) -> FailureError | None:
    """The known problem behind an SQLite error, or None where the error is a bug.

    Result codes: https://www.sqlite.org/rescode.html; the low byte is the primary code.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and str(error).startswith(_NO_TEXT):
        code = sqlite3.SQLITE_CORRUPT
    sentence = _SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    return FailureError(sentence) if sentence is not None else None


@contextmanager
def known_failures() -> Iterator[None]:
    """Raise FailureError in the place of SQLite errors of the world; others pass through."""
    try:
        yield
    except sqlite3.Error as error:
        known = known_failure(error)
        if known is None:
            raise
        raise known from error
