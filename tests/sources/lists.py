"""Lists of people as the tests of watched files and of web lists need them."""

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter

from kiosk.sources.list_pull import Reading

READING = Reading(ZoneInfo("America/Montevideo"))
ANA, LUIS = ("1", "Ana Pérez", "ana@example.org"), ("2", "Luis Núñez", "luis@example.org")


def csv_of(*people: Iterable[str], more: str = "") -> bytes:
    """A CSV of (id, name, e-mail)."""
    lines = ["source_id,Nombre,Correo", *(",".join(person) for person in people)]
    return ("\r\n".join([*lines, ""]) + more).encode()


def xlsx_at(path: Path, *people: Iterable[str]) -> Path:
    """A workbook of (id, name, e-mail)."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Inscriptos")
    for number, row in enumerate([("source_id", "Nombre", "Correo"), *people]):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def many(count: int) -> bytes:
    """A CSV of so many people."""
    return csv_of(*((str(n), f"Persona Número{n}", f"p{n}@example.org") for n in range(count)))


def ids(batches: Iterable) -> list[str]:
    """The ids of all registrations of a pull."""
    return [row.source_id for batch in batches for row in batch.registrations]
