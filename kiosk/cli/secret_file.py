"""Reads a token or another secret from a file or from stdin; argv never carries one."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

LONGEST = 16 * 1024
"""Bytes of a secret; a set-up code of pretix or Indico has some hundreds."""


def read_secret(path: str) -> str:
    """The text of the file, of stdin for "-", without blanks at its ends.

    WrongUseError where there is none, it is not text, or a single line was expected and the file
    is something else. A missing file is FileNotFoundError.
    """
    if path == "-":
        data, name = sys.stdin.buffer.read(LONGEST + 1), "-"
    else:
        with Path(path).open("rb") as file:
            data, name = file.read(LONGEST + 1), Path(path).name
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        text = ""
    if not text or len(data) > LONGEST:
        raise WrongUseError(N_("En {path} no hay un token: guarde solo el token."), path=name)
    return text


def read_token(path: str) -> str:
    """A token: one printable line. WrongUseError as read_secret()."""
    token = read_secret(path)
    if not token.isascii() or not token.isprintable() or " " in token:
        name = path if path == "-" else Path(path).name
        raise WrongUseError(N_("En {path} no hay un token: guarde solo el token."), path=name)
    return token
