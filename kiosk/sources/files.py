"""Opens a list of people by what the file holds, not by what its name says; interprets no cell."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.sources.csv_file import read_csv
from kiosk.sources.json_file import read_json
from kiosk.sources.table import Book
from kiosk.sources.workbook import read_workbook
from kiosk.texts import N_

MAX_BYTES = 2 << 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"{\\rtf": "RTF"}
# what web sites call "Excel": a page with a table, or Excel's XML of 2003
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(!doctype html|html|head|body|meta|table|\?xml)\b",
    re.IGNORECASE,
)


def read_file(path: Path) -> Book:
    """The file's sheets, read lazily where the format allows.

    Raises NotFoundError, WrongUseError (not a table, encrypted, damaged, too large) or
    FailureError (no permission), each one sentence.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as error:
        raise NotFoundError(N_("No existe el archivo {file}."), file=str(path)) from error
    except IsADirectoryError as error:
        raise WrongUseError(
            N_("{file} es una carpeta: se esperaba el archivo de la lista."), file=str(path)
        ) from error
    except OSError as error:
        why = error.strerror or str(error)
        message = N_("No se pudo leer {file}: {why}")
        raise FailureError(message, file=str(path), why=why) from error
    if not size:
        raise WrongUseError(N_("{file} está vacío."), file=path.name)
    if size > MAX_BYTES:
        raise WrongUseError(
            N_("{file} es demasiado grande: {size} MB."), file=path.name, size=size >> 20
        )
    return _by_content(path, head)


def _by_content(path: Path, head: bytes) -> Book:
    if head.startswith(b"PK\x03\x04"):
        return read_workbook(path, _zip_kind(path))
    if head.startswith(_OLE):
        return read_workbook(path, "xls")
    for magic, name in _OTHERS.items():
        if head.startswith(magic):
            raise WrongUseError(
                N_("{file} es un {kind}: se esperaba csv, tsv, xlsx, xls, ods o json."),
                file=path.name,
                kind=name,
            )
    if mark := _MARKUP.match(head.replace(b"\0", b"")):
        raise WrongUseError(
            N_("{file} es un {kind}: se esperaba csv, tsv, xlsx, xls, ods o json."),
            file=path.name,
            kind="XML" if mark[1].lower() == b"?xml" else "HTML",
        )
    if _looks_like_json(path, head):
        return read_json(path)
    return read_csv(path)


def _zip_kind(path: Path) -> str:
    """Whether it is xlsx or ods, by the members of the archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        names = {"xl/workbook.xml"}  # the workbook reader says that it is damaged
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise WrongUseError(
        N_("{file} es un {kind}: se esperaba csv, tsv, xlsx, xls, ods o json."),
        file=path.name,
        kind="ZIP",
    )


def _looks_like_json(path: Path, head: bytes) -> bool:
    """A list or an object where the name says so, else a list of objects or an object."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if path.suffix.lower() in {".json", ".jsonl", ".ndjson"}:
        return text.startswith((b"[", b"{"))
    return text.startswith(b"{") or text.replace(b"\n", b"").replace(b" ", b"")[:2] == b"[{"
