"""Reads xlsx, xls and ods workbooks through python-calamine; formulas give their last values.

Refuses encrypted files and archives that would unpack to an absurd size, in one sentence each.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from kiosk.domain.errors import WrongUseError
from kiosk.sources.table import Book, Numbered, Sheet, cell_text
from kiosk.texts import N_

MAX_UNPACKED = 4 << 30
MAX_RATIO = 400
_RATIO_FLOOR = 64 << 20
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path, kind: str) -> Book:
    """The workbook's sheets; WrongUseError where it is encrypted, damaged or a zip bomb."""
    if kind in {"xlsx", "ods"}:
        _refuse_bomb(path)
    elif _is_encrypted(path):
        raise WrongUseError(
            N_("{file} está protegido con contraseña: guárdelo sin contraseña y repita."),
            file=path.name,
        )
    try:
        with path.open("rb") as file:  # not by path: that believes the name's ending
            book = CalamineWorkbook.from_filelike(file)
        names = list(book.sheet_names)
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    return Book(kind, tuple(_sheet(path, book, name) for name in names))


def _sheet(path: Path, book: CalamineWorkbook, name: str) -> Sheet:
    def rows() -> Iterator[Numbered]:
        try:
            sheet = book.get_sheet_by_name(name)
        except (CalamineError, ValueError) as error:
            raise _damaged(path) from error
        if sheet.start is None:  # an empty sheet
            return
        for number, values in enumerate(sheet.iter_rows(), start=1):
            yield number, [cell_text(value) for value in values]

    return Sheet(name, rows)


def _refuse_bomb(path: Path) -> None:
    """Look at the sizes that the archive states before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path) from error
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FLOOR and unpacked / packed > MAX_RATIO):
        raise WrongUseError(
            N_("{file} se expandiría a {size} MB: no parece una lista de personas."),
            file=path.name,
            size=unpacked >> 20,
        )


def _is_encrypted(path: Path) -> bool:
    """An encrypted xlsx is an OLE file with a stream of this name (MS-OFFCRYPTO 2.3.4.4)."""
    return _ENCRYPTED in path.read_bytes()


def _damaged(path: Path) -> WrongUseError:
    return WrongUseError(
        N_("{file} está dañado o protegido: ábralo, guárdelo de nuevo y repita."), file=path.name
    )
