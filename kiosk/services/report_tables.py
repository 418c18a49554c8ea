"""What the tables of an event's report are made of, and how they are asked for; reads nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.errors import WrongUseError
from kiosk.services.table_files import TableRow
from kiosk.texts import LANGUAGES, N_

STEPS = (5, 10, 15, 30, 60)
"""Minutes that arrivals can be counted by."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`least`: smaller groups go among the others. `step`: minutes of a span of arrivals."""

    lang: str = "es"
    least: int = 3
    step: int = 15

    def check(self) -> None:
        """WrongUseError for what nobody offers."""
        if self.lang not in LANGUAGES:
            raise WrongUseError(
                N_("No hay textos en «{asked}»; los idiomas son {languages}."),
                asked=self.lang,
                languages=", ".join(LANGUAGES),
            )
        if self.step not in STEPS:
            raise WrongUseError(
                N_("Las llegadas se cuentan cada {steps} minutos."),
                steps=", ".join(map(str, STEPS)),
            )
        if self.least < 1:
            raise WrongUseError(N_("El grupo más chico debe ser de 1 persona o más."))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain cells; `columns` are keys, a contract (docs/documents.md)."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
