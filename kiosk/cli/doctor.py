"""`kiosk doctor`: says whether program and profile are in order; mends only with --rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import health
from kiosk.cli.help import Command
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, table, write_json
from kiosk.cli.session import profile_folder, session
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.cli.health import Check


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("doctor", cls=Command, help=N_("Revisa el programa y el perfil."))(doctor)


def doctor(
    command: typer.Context,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help=N_("Rehace las proyecciones desde el diario y compara.")),
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Run all checks; exit 1 where one of them is not in order."""
    from kiosk.services.profile import has_event

    checks = health.program_checks()
    folder = profile_folder(command)
    if rebuild or has_event(folder):
        with session(command) as context:
            checks += health.profile_checks(context)
            if rebuild:
                checks.append(health.rebuild_check(context))
    else:
        checks.append(health.no_event(folder))
    in_order = all(check.state != "bad" for check in checks)
    if json:
        write_json({"ok": in_order, "checks": checks})
    else:
        _write(checks, in_order=in_order)
    if not in_order:
        raise typer.Exit(1)


def _write(checks: list[Check], *, in_order: bool) -> None:
    signs = {"ok": _("bien"), "note": _("aviso"), "bad": _("mal")}
    rows = [(signs[check.state], check.name, check.detail) for check in checks]
    table((_("Estado"), _("Qué"), _("Detalle")), rows)
    line(_("Todo está en orden.") if in_order else _("Hay algo que corregir."))
