"""The report of an event for partners: aggregates only, into pdf, xlsx, csv or json."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from kiosk.domain.errors import WrongUseError
from kiosk.domain.event_figures import OTHERS
from kiosk.services.context import Context
from kiosk.services.report_people import Crowd, country, group_tables, registered
from kiosk.services.report_presence import Entries, arrival_table, attendance_table
from kiosk.services.report_tables import ReportOptions, Table
from kiosk.services.table_files import whole_file, write_csv, write_sheet
from kiosk.services.whole_folder import whole_folder
from kiosk.store import listing
from kiosk.store.transact import reading
from kiosk.texts import N_

ENDINGS = (".csv", ".json", ".pdf", ".xlsx")
"""What a report can be written as; csv makes a file of each table: NAME-countries.csv ..."""


def tables(ctx: Context, options: ReportOptions) -> tuple[Table, ...]:
    """Summary, countries, sectors (where the list asks for them), roles, arrivals, attendance.

    Raises WrongUseError for options that nobody offers.
    """
    options.check()
    with reading(ctx.db):
        everybody = list(listing.all_people(ctx.db))
        entries = Entries(ctx)
        groups = group_tables(ctx, Crowd(tuple(everybody), frozenset(entries.arrived)), options)
        attended = attendance_table(ctx, entries, options)
    expected = [one for one in everybody if registered(one)]
    figures = {
        "registered": len(expected),
        "arrived": len(entries.arrived),
        "countries": len({country(one) for one in expected} - {OTHERS}),
        "days": len({day for day, _ in entries.firsts}),
    }
    summary = Table(
        "summary",
        ("figure", "value"),
        tuple({"figure": name, "value": value} for name, value in figures.items()),
    )
    return (summary, *groups, arrival_table(ctx, entries, options), attended)


def write_event_report(ctx: Context, options: ReportOptions, out: Path) -> tuple[Path, ...]:
    """Write the report as the ending of `out` says; answers the files, which appear together.

    Raises WrongUseError for another ending or as tables(), FailureError when the disk says no.
    """
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUseError(
            N_("El informe «{report}» no se puede escribir como «{ending}»."),
            report="report",
            ending=ending or out.name,
        )
    found = tables(ctx, options)
    if ending == ".csv":
        return _as_csv(out, found)
    with whole_file(out) as draft:
        _writers(ctx, options)[ending](draft, found)
    return (out,)


def _writers(
    ctx: Context, options: ReportOptions
) -> dict[str, Callable[[Path, tuple[Table, ...]], None]]:
    def as_pdf(path: Path, found: tuple[Table, ...]) -> None:
        from kiosk.services.event_report_paper import (  # noqa: PLC0415  drawing loads slowly
            write_pdf,
        )

        write_pdf(ctx, options, path, found)

    return {".json": _as_json, ".xlsx": _as_xlsx, ".pdf": as_pdf}


def _as_json(path: Path, found: tuple[Table, ...]) -> None:
    content = {table.id: list(table.rows) for table in found}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _as_xlsx(path: Path, found: tuple[Table, ...]) -> None:
    """One sheet a table, named by its id."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for table in found:
            write_sheet(book, table.id, table.columns, table.rows)


def _as_csv(out: Path, found: tuple[Table, ...]) -> tuple[Path, ...]:
    names = [f"{out.stem}-{table.id}{out.suffix}" for table in found]
    with whole_folder(out.parent) as draft:
        for name, table in zip(names, found, strict=True):
            write_csv(draft / name, table.columns, table.rows)
            (draft / name).chmod(0o600)
    return tuple(out.parent / name for name in names)
