"""`kiosk invitations`: who is invited to a checkpoint, by whom and until when; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import CheckpointId, JsonFlag
from kiosk.cli.output import line, plain, table, write_json
from kiosk.cli.session import session
from kiosk.texts import N_, _, current, n_

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.services.context import Context
    from kiosk.services.invite_list import InvitationRow


def add(app: typer.Typer) -> None:
    """Register the command."""
    about = N_("Muestra a quiénes se invitó, quién, cuándo y hasta cuándo.")
    app.command("invitations", cls=Command, help=about)(invitations)


def invitations(
    command: typer.Context, checkpoint: CheckpointId = "", json: JsonFlag = False
) -> None:
    """Show every invitation of a checkpoint, those granted on the spot first."""
    from kiosk.cli.scan_request import require_checkpoint
    from kiosk.services.invite_list import invitations_of

    with session(command) as context:
        found = invitations_of(context, require_checkpoint(checkpoint))
        if json:
            write_json([{**plain(row), "checkpoint": checkpoint} for row in found])
        elif found:
            _write(context, found)
        else:
            line(_("No hay invitaciones a {checkpoint}.", checkpoint=checkpoint))


def _write(context: Context, found: list[InvitationRow]) -> None:
    from kiosk.texts.formats import localised

    kinds = {
        "person": _("persona"),
        "email": _("correo"),
        "organisation": n_("organización", "organizaciones", 1),
        "role": _("rol"),
    }
    states = {
        "valid": _("vale"),
        "waiting": _("espera inscripción"),
        "shared": _("correo de varias personas"),
        "expired": _("venció"),
        "withdrawn": _("retirada"),
    }

    def local(moment: datetime | None) -> str:
        return f"{moment.astimezone(context.event.timezone):%Y-%m-%d %H:%M}" if moment else ""

    headings = (
        _("Quién"),
        _("Tipo"),
        _("Invitó"),
        _("Cuándo"),
        _("Hasta"),
        _("Fuente"),
        _("Estado"),
    )
    rows = [
        (
            localised(row.role, current()) if row.role else row.name or row.subject,
            kinds[row.kind],
            row.granted_by,
            local(row.granted_at),
            local(row.until),
            row.source,
            states[row.state],
        )
        for row in found
    ]
    table(headings, rows)
