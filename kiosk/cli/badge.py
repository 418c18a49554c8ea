"""`kiosk badge`: badges into a PDF; prints nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.errors import INTERRUPTED
from kiosk.cli.help import Command
from kiosk.cli.lookup import person_of
from kiosk.cli.options import one_of
from kiosk.cli.output import complain, line, note, printable, progress
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.printing.imposition import Placing
    from kiosk.services.printing import Made

_OFFSET = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,2})?),([+-]?\d{1,3}(?:\.\d{1,2})?)", re.ASCII)
_NAMED = 50
"""So many notes are shown whole; of a list that is all wrong the rest is counted."""


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("badge", cls=Command, help=N_("Hace un PDF con credenciales."))(badge)


def badge(
    command: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf", help=N_("Archivo PDF que se crea."))
    ],
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help=N_("Códigos de las personas."))
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help=N_("Todas las personas del evento."))
    ] = False,
    role: Annotated[
        str, typer.Option("--role", metavar="R", help=N_("Solo quienes tienen ese rol."))
    ] = "",
    checkpoint: Annotated[
        str,
        typer.Option(
            "--checkpoint", metavar="C", help=N_("Solo quienes pueden entrar a ese punto.")
        ),
    ] = "",
    layout: Annotated[
        str | None,
        typer.Option("--layout", metavar="L", help=N_("Diseño, en lugar del del evento.")),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet",
            metavar="S",
            help=N_("Pliego con varias por hoja: a6-4up, avery-l4785, avery-5395."),
        ),
    ] = None,
    cell: Annotated[
        int | None,
        typer.Option("--cell", metavar="N", help=N_("Primera casilla libre del pliego, desde 1.")),
    ] = None,
    offset: Annotated[
        str | None,
        typer.Option(
            "--offset", metavar="X,Y", help=N_("Corrección de la impresora, en milímetros.")
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="S", help=N_("Orden: name, role, organisation o list.")),
    ] = "list",
    duplex: Annotated[
        str | None,
        typer.Option(
            "--duplex", metavar="D", help=N_("Borde por el que gira la hoja: long o short.")
        ),
    ] = None,
) -> None:
    """Make the badges of some or all people, in the order asked for."""
    from kiosk.services.printing import Order, badge_pdf, expected, in_order

    everyone = everyone or bool(role or checkpoint)
    if everyone == bool(codes):
        raise WrongUseError(N_("Indique códigos o --all, una de las dos cosas."))
    if sheet is None and (cell, offset, duplex) != (None, None, None):
        raise WrongUseError(N_("--cell, --offset y --duplex son para pliegos: agregue --sheet."))
    order = Order(one_of(sort, tuple(Order), "--sort") or Order.LIST)
    placing = _placing(cell, offset, duplex)
    with session(command) as context, progress(_("Credenciales")) as bar:
        if everyone:
            ids = expected(context, role, checkpoint)
        else:
            ids = [person_of(context, code) for code in codes or []]
        try:
            made = badge_pdf(
                context, in_order(context, ids, order), out, layout, bar, sheet, **placing
            )
        except KeyboardInterrupt:
            complain(_("Interrumpido: {path} quedó como estaba.", path=out))
            raise typer.Exit(INTERRUPTED) from None
    _tell(made, out)


def _placing(cell: int | None, offset: str | None, duplex: str | None) -> Placing:
    """How badges are put on sheets. Raises WrongUseError."""
    from kiosk.printing.imposition import Offset, Placing

    placing = Placing()
    if cell is not None:
        placing["start"] = cell - 1
    if offset is not None:
        found = _OFFSET.fullmatch(offset.replace(" ", ""))
        if found is None:
            message = N_("--offset no puede ser «{text}»: dé dos medidas en mm, como 1.5,-0.5.")
            raise WrongUseError(message, text=offset)
        placing["offset"] = Offset(float(found[1]), float(found[2]))
    turned = one_of(duplex, ("long", "short"), "--duplex")
    if turned is not None:
        placing["duplex"] = "long" if turned == "long" else "short"
    return placing


def _tell(made: Made, out: Path) -> None:
    """What to know of some badges, who has none, and how many came out."""
    for name, sentence in made.notes[:_NAMED]:
        note(printable(f"{name}: {sentence}"))
    if len(made.notes) > _NAMED:
        rest = len(made.notes) - _NAMED
        note(n_("y {n} aviso más", "y {n} avisos más", rest))
    for name in made.without[:_NAMED]:
        note(printable(_("La entrada de {name} no lleva credencial.", name=name)))
    if len(made.without) > _NAMED:
        rest = len(made.without) - _NAMED
        note(n_("y {n} persona más sin credencial", "y {n} personas más sin credencial", rest))
    if len(made.layouts) > 1:
        note(", ".join(f"{name}: {count}" for name, count in made.layouts.items()))
    line(n_("{n} credencial en {path}", "{n} credenciales en {path}", made.count, path=out))
