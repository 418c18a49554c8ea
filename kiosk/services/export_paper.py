"""Reports as tables on paper: which columns, in which words; draws through printing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kiosk.services.context import Context
from kiosk.services.table_files import TableRow, as_text
from kiosk.texts import N_, _, current
from kiosk.texts.formats import country_name

_PERSON = {
    "family_name": (N_("Apellidos"), 1.2),
    "given_name": (N_("Nombres"), 1.1),
    "organisation": (N_("Organización"), 1.8),
    "country": (N_("País"), 0.9),
}
PRINTED = {
    "people": {**_PERSON, "ticket_state": (N_("Inscripción"), 0.7)},
    "partner": {**_PERSON, "checkpoint_name": (N_("Lugar"), 1.4)},
    "attendance": {
        **_PERSON,
        "checkpoint_name": (N_("Lugar"), 1.4),
        "direction": (N_("Sentido"), 0.6),
        "local_time": (N_("Hora"), 1.3),
        "minutes": (N_("Minutos"), 0.6),
    },
    "hours": {
        **_PERSON,
        "checkpoint_name": (N_("Lugar"), 1.4),
        "day": (N_("Día"), 0.75),
        "local_from": (N_("Desde"), 0.45),
        "local_to": (N_("Hasta"), 1.0),
        "minutes": (N_("Minutos"), 0.55),
    },
}
"""Report -> key of the row -> heading and share of the width."""

_TITLES = {
    "people": N_("Personas"),
    "partner": N_("Personas"),
    "attendance": N_("Asistencia"),
    "hours": N_("Tiempo por persona y día"),
}
_WORDS = {
    "paid": N_("Confirmada"),
    "pending": N_("Pendiente de pago"),
    "unapproved": N_("Sin aprobar"),
    "canceled": N_("Cancelada"),
    "expired": N_("Vencida"),
    "entry": N_("Entrada"),
    "exit": N_("Salida"),
}


def write_pdf(ctx: Context, report: str, path: Path, table: Iterator[TableRow]) -> int:
    """Write a report of PRINTED as a PDF in the current language; answers the number of rows."""
    from kiosk.printing.table import Column, write_table  # noqa: PLC0415  drawing loads slowly

    keys = PRINTED[report]
    title = f"{ctx.event.name['es']} · {_(_TITLES[report])}"
    columns = [Column(_(heading), share) for heading, share in keys.values()]
    return write_table(path, title, columns, ([_cell(row, key) for key in keys] for row in table))


def _cell(row: TableRow, key: str) -> str:
    text = as_text(row[key])
    if key == "local_to" and row["exit_assumed"]:
        return _("{time} · sin salida", time=text) if text else _("sin salida")
    if key == "local_to" and not text and row["minutes"] is not None:
        return _("sigue adentro")
    if key in ("ticket_state", "direction"):
        return _(_WORDS[text]) if text else ""
    return country_name(text, current()) if key == "country" and text else text
