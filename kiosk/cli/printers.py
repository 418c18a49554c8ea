"""`kiosk printers`: where a badge can go and how each printer is; sends nothing but test pages."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag, clean
from kiosk.cli.others import hear, with_others
from kiosk.cli.output import line, moment, table, write_json
from kiosk.cli.print_jobs import PrinterId
from kiosk.cli.print_work import finish
from kiosk.cli.session import session
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.printing import FoundPrinter, PrinterView


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=N_("Las impresoras y su estado."))
    group.command("test", cls=Command, help=N_("Imprime una página de prueba."))(test_page)
    group.command("labels", cls=Command, help=N_("Anota cuántas etiquetas quedan."))(labels)
    group.callback(invoke_without_command=True)(show)
    app.add_typer(group, name="printers")


def show(command: typer.Context, json: JsonFlag = False) -> None:
    """Show the folder of PDFs, the queues of CUPS, other stations' and other printers in use."""
    if command.invoked_subcommand is not None:
        return
    from kiosk.services.printing import queue_view

    with session(command) as alone, with_others(alone) as context:
        views = {view.printer.uri: view for view in queue_view(context, limit=0).printers}
        own = {printer.uri for printer in context.station.all_printers}
        found = [_object(one, views.get(one.uri), own) for one in _known(context)]
    if json:
        write_json(found)
        return
    yes = {True: _("sí"), False: _("no")}
    rows = [
        (
            str(one.get("id", one["uri"])),
            one["name"],
            yes[bool(one["station"])],
            yes[bool(one["ready"])],
            str(one.get("labels") or ""),
            _why(one),
        )
        for one in found
    ]
    heads = (_("Impresora"), _("Nombre"), _("De esta estación"), _("Lista"), _("Etiquetas"))
    table((*heads, _("Motivo")), rows)


def test_page(command: typer.Context, printer: PrinterId = "") -> None:  # noqa: PT028  no test
    """Print a page with rulers and a QR, and wait until it is out."""
    from kiosk.services import printing

    with session(command) as context:
        finish(context, printing.test_page(context, clean(printer)))


def labels(
    command: typer.Context,
    printer: PrinterId,
    left: Annotated[
        int, typer.Argument(metavar="N", help=N_("Cuántas quedan, por ejemplo un rollo nuevo."))
    ],
) -> None:
    """Note how many labels are in the printer from now on."""
    from kiosk.services import printing

    with session(command) as context:
        counted = printing.set_labels(context, clean(printer), left)
    title = counted.title
    line(
        n_("{printer}: queda {n} etiqueta", "{printer}: quedan {n} etiquetas", left, printer=title)
    )


def _known(context: Context) -> list[FoundPrinter]:
    """What can be chosen, then what the station or a job names besides."""
    from kiosk.services.printing import FoundPrinter, printer_status
    from kiosk.services.printing import jobs as all_jobs
    from kiosk.services.printing import printers as to_choose
    from kiosk.services.remote_printers import offered_to

    begun = monotonic()
    found = {one.uri: one for one in to_choose(context)}
    hear(context, begun)
    found |= {one.uri: one for one in offered_to(context)}
    used = sorted({job.printer for job in all_jobs(context)})
    for uri in (*(printer.uri for printer in context.station.all_printers), *used):
        if uri and uri not in found:
            status = printer_status(uri, context.folder)
            found[uri] = FoundPrinter(uri, status.name, status.ready, status.reason, status.said)
    return list(found.values())


def _object(one: FoundPrinter, view: PrinterView | None, own: set[str]) -> dict[str, object]:
    """A printer as JSON values; "said" is its own. What the queue knows only for those in use."""
    told: dict[str, object] = {
        "uri": one.uri,
        "name": (view.printer.name if view else "") or one.name,
        "station": one.uri in own,
        "ready": one.ready,
        "reason": _(one.reason) if one.reason else "",
        "said": one.said,
    }
    if view is None:
        return told
    printer = view.printer
    return told | {
        "id": printer.id,
        "layout": printer.layout,
        "roles": list(printer.roles),
        "pool": printer.pool,
        "fallback": printer.fallback,
        "labels": view.labels,
        "labels_low": view.low,
        "paused_by": view.paused_by,
        "paused_at": moment(view.paused_at) if view.paused_at else None,
    }


def _why(one: dict[str, object]) -> str:
    """Our sentence, and the printer's own words behind it; a pause comes first."""
    reason, said = str(one["reason"]), str(one["said"])
    if one.get("paused_by"):
        reason = _("En pausa: la detuvo {who}.", who=one["paused_by"])
    return f"{reason} ({said})" if reason and said else reason or said
