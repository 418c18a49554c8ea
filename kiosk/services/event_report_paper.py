"""The report of an event in words, for paper; counts nothing and draws nothing itself."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

from kiosk.printing.documents.event_report import (
    Bar,
    Bars,
    Columns,
    EventReport,
    Grid,
    Part,
    write_event_report,
)
from kiosk.services.context import Context
from kiosk.services.report_tables import ReportOptions, Table
from kiosk.services.table_files import TableRow
from kiosk.texts import N_, translate, translate_n
from kiosk.texts.formats import date_range, day, localised, short_day
from kiosk.texts.report import FIGURES, HEADINGS, PLAIN, TITLES, hours, number


def write_pdf(ctx: Context, options: ReportOptions, path: Path, tables: tuple[Table, ...]) -> int:
    """Draw the report of those tables (event_report.tables); answers the number of pages."""
    return write_event_report(path, report(ctx, options, tables))


def report(ctx: Context, options: ReportOptions, tables: tuple[Table, ...]) -> EventReport:
    """The words of the report."""
    lang, event = options.lang, ctx.event
    by_id = {table.id: table for table in tables}
    dates = date_range(event.first_day, event.last_day, lang)
    today = ctx.clock().astimezone(event.timezone).date()
    parts: list[Part] = [
        _bars(by_id[name], options) for name in ("countries", "sectors", "roles") if name in by_id
    ]
    parts += _arrivals(by_id["arrivals"], options)
    parts.append(_attendance(by_id["attendance"], options))
    return EventReport(
        lang=lang,
        event=localised(event.name, lang),
        under=" · ".join(filter(None, (localised(event.place, lang), dates))),
        title=translate(N_("Informe del evento"), lang),
        cards=[
            (number(_count(row, "value"), lang), translate(FIGURES[str(row["figure"])], lang))
            for row in by_id["summary"].rows
        ],
        parts=[part for part in parts if _has_content(part)],
        foot=_foot(options, date_range(today, today, lang)),
        page=translate(N_("Página {page} de {pages}"), lang),
    )


def _foot(options: ReportOptions, today: str) -> str:
    if options.least < 2:
        return translate(N_("Al {day}. Sin datos personales."), options.lang, day=today)
    return translate(
        N_("Al {day}. Sin datos personales: los grupos de menos de {least} se suman a «Otros»."),
        options.lang,
        day=today,
        least=options.least,
    )


def _has_content(part: Part) -> bool:
    match part:
        case Bars():
            return bool(part.bars)
        case Columns():
            return bool(part.columns)
        case Grid():
            return bool(part.rows)


def _bars(table: Table, options: ReportOptions) -> Bars:
    lang = options.lang
    return Bars(
        title=translate(TITLES[table.id], lang),
        note=translate(N_("asistieron / inscritos"), lang),
        bars=[
            Bar(
                str(row["name"]),
                _count(row, "arrived"),
                _count(row, "registered"),
                f"{number(_count(row, 'arrived'), lang)} / "
                f"{number(_count(row, 'registered'), lang)}",
            )
            for row in table.rows
        ],
    )


def _arrivals(table: Table, options: ReportOptions) -> list[Part]:
    """One chart a day, with its busiest span in the note."""
    lang = options.lang
    parts: list[Part] = []
    for text, group in groupby(table.rows, key=lambda row: str(row["day"])):
        rows = list(group)
        busiest = max(rows, key=lambda row: _count(row, "people"))
        total = sum(_count(row, "people") for row in rows)
        people = translate_n("{n} persona", "{n} personas", total, lang, n=number(total, lang))
        peak = translate(N_("pico {time}"), lang, time=busiest["time"])
        parts.append(
            Columns(
                title=translate(
                    N_("Llegadas cada {step} minutos, {day}"),
                    lang,
                    step=options.step,
                    day=day(date.fromisoformat(text), lang),
                ),
                note=f"{people} · {peak}",
                columns=[
                    (str(row["time"]), _count(row, "people"), number(_count(row, "people"), lang))
                    for row in rows
                ],
            )
        )
    return parts


def _attendance(table: Table, options: ReportOptions) -> Grid:
    lang = options.lang
    keys = list(HEADINGS)
    return Grid(
        title=translate(TITLES[table.id], lang),
        note="",
        headings=[translate(HEADINGS[key], lang) for key in keys],
        shares=(8.6, 1.8, 2.1, 2, 2.8, 3),
        rows=[[_cell(row, key, lang) for key in keys] for row in table.rows],
        figures_from=2,
    )


def _cell(row: TableRow, key: str, lang: str) -> str:
    value = row[key]
    if value is None:
        return PLAIN
    if key == "day":
        return short_day(date.fromisoformat(str(value)), lang)
    if key == "peak":
        return f"{number(_count(row, key), lang)} · {row['peak_time']}"
    if key == "average_minutes":
        return hours(_count(row, key))
    return str(value) if key == "name" else number(_count(row, key), lang)


def _count(row: TableRow, key: str) -> int:
    return int(str(row[key]))
