"""`kiosk search`: people of the event as the desk's box finds them; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import JsonFlag, clean
from kiosk.cli.output import complain, plain, table, write_json
from kiosk.cli.session import session
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.find import Found


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("search", cls=Command, help=N_("Busca personas como la casilla de la mesa."))(
        search
    )


def search(
    command: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help=N_("Nombre, organización, correo o código, en parte.")),
    ],
    json: JsonFlag = False,
) -> None:
    """Show who is found; exit 1 where nobody is."""
    from kiosk.services.find import search as find

    with session(command) as context:
        found = find(context, clean(" ".join(text)))
    if json:
        write_json([found_object(one) for one in found])
    elif found:
        headings = (_("Nombre"), _("Organización"), _("País"), _("Estado"), _("Acreditada"))
        table(headings, [_row(one) for one in found])
    else:
        complain(_("Nadie coincide."))
    if not found:
        raise typer.Exit(1)


def found_object(found: Found) -> dict[str, object]:
    """{"person": {...}, "tickets": [...], "checked_in": {...}|null, "badge_owed": bool}."""
    return {
        "person": plain(found.person),
        "tickets": [plain(ticket) for ticket in found.tickets],
        "checked_in": plain(found.checked_in),
        "badge_owed": found.badge_owed,
    }


def _row(found: Found) -> tuple[str, ...]:
    person = found.person
    states = ", ".join(sorted({str(ticket.state) for ticket in found.tickets}))
    arrived = _("sí") if found.checked_in else _("no")
    return person.full_name, person.organisation, person.country, states, arrived
