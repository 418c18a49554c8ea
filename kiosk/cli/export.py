"""`kiosk export`: reports and documents into files; the format is the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import certificates
from kiosk.cli.help import Command
from kiosk.cli.options import clean, one_of
from kiosk.cli.output import line, write_json
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, n_

if TYPE_CHECKING:
    from kiosk.services.context import Context

REPORTS = ("people", "attendance", "hours", "journal", "assembly", "certificates", "report")
_OWN = {
    "assembly": ("assembly", "lang"),
    "certificates": ("checkpoint", "day", "min-hours", "lang", "signer", "signature", "json"),
    "report": ("lang", "fold-below", "every", "json"),
}
"""Which options belong to which report; the others know --partner only."""


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        "export", cls=Command, help=N_("Escribe informes, libro de asistencia y certificados.")
    )(export)


def export(
    command: typer.Context,
    report: Annotated[
        str,
        typer.Argument(
            metavar="REPORT",
            help=N_("people, attendance, hours, journal, assembly, certificates o report."),
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help=N_("Archivo .csv, .xlsx, .json o .pdf; carpeta para un PDF por certificado."),
        ),
    ],
    partner: Annotated[
        str | None,
        typer.Option(
            "--partner", metavar="NAME", help=N_("Solo lo de los puntos de control de este socio.")
        ),
    ] = None,
    assembly: Annotated[
        str | None,
        typer.Option(
            "--assembly", metavar="ID", help=N_("De qué asamblea, si el evento tiene varias.")
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="L",
            help=N_("Idioma del documento: es, pt, en; person es el de cada persona."),
        ),
    ] = None,
    checkpoint: Annotated[
        list[str] | None,
        typer.Option(
            "--checkpoint",
            metavar="ID",
            help=N_("Certificados de este lugar en vez de todo el evento; se puede repetir."),
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="DATE", help=N_("Certificados de un solo día.")),
    ] = None,
    min_hours: Annotated[
        float | None,
        typer.Option("--min-hours", metavar="H", help=N_("Horas que hay que haber estado.")),
    ] = None,
    signer: Annotated[
        str | None,
        typer.Option(
            "--signer", metavar="NAME, ROLE", help=N_("Quién firma los certificados, y su cargo.")
        ),
    ] = None,
    signature: Annotated[
        Path | None,
        typer.Option("--signature", metavar="FILE", help=N_("Imagen de la firma, PNG o JPEG.")),
    ] = None,
    fold_below: Annotated[
        int | None,
        typer.Option(
            "--fold-below", metavar="N", help=N_("Grupos de menos personas se suman a «Otros».")
        ),
    ] = None,
    every: Annotated[
        int | None,
        typer.Option("--every", metavar="MIN", help=N_("Llegadas cada tantos minutos.")),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help=N_("Responde con un documento JSON."))
    ] = False,
) -> None:
    """Write one report; the file appears whole or not at all."""
    one_of(report, REPORTS, "REPORT")
    _check(report, command)
    with session(command) as context:
        if report == "certificates":
            asked = certificates.Asked(
                checkpoint or [], day or "", min_hours or 0.0, lang or "", signer or "", signature
            )
            certificates.export(context, out, asked, json=json)
        elif report == "report":
            _write_event_report(context, out, lang, fold_below, every, json=json)
        else:
            own = None if partner is None else clean(partner)
            rows = _write_rows(context, report, out, own, clean(assembly or ""), lang)
            line(n_("{n} fila en {path}", "{n} filas en {path}", rows, path=out))


def _check(report: str, command: typer.Context) -> None:
    """WrongUseError for an option of another report."""
    for parameter in command.command.params:
        name = parameter.opts[0].removeprefix("--")
        users = [each for each, options in _OWN.items() if name in options]
        given = command.params.get(parameter.name or "") not in (None, False, [], ())
        if given and users and report not in users:
            raise WrongUseError(
                N_("{option} es de: kiosk export {reports}."),
                option=f"--{name}",
                reports=", ".join(users),
            )
    if command.params.get("partner") is not None and report in ("certificates", "report"):
        raise WrongUseError(N_("--partner no es de {report}."), report=report)


def _write_rows(
    context: Context, report: str, out: Path, partner: str | None, assembly: str, lang: str | None
) -> int:
    """Write a table or the book of one assembly; of a partner's own only, where one is named."""
    from kiosk.services.export import write_report

    if report != "assembly":
        return write_report(context, report, out, partner=partner)
    from kiosk.services import documents
    from kiosk.services.export_partner import partner_view

    one_of(lang, ("es", "pt", "en"), "--lang")
    view = context if partner is None else partner_view(context, partner)
    return documents.attendance_book(view, assembly, out, lang or "es").counts["rows"]


def _write_event_report(
    context: Context,
    out: Path,
    lang: str | None,
    fold_below: int | None,
    every: int | None,
    *,
    json: bool,
) -> None:
    from kiosk.services import documents
    from kiosk.services.report_tables import ReportOptions

    plain = ReportOptions()
    options = ReportOptions(
        lang=clean(lang) if lang else context.event.languages[0],
        least=plain.least if fold_below is None else fold_below,
        step=plain.step if every is None else every,
    )
    done = documents.event_report(context, options, out)
    if json:
        write_json({"files": done.files})
        return
    for path in done.files:
        line(str(path))
