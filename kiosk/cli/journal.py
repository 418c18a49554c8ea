"""`kiosk journal`: checks the record of the station; repairs nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from kiosk.cli.health import journal_sentence
from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import complain, line, write_json
from kiosk.cli.session import session
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.journal_elsewhere import Elsewhere

_CONNECT = 2.0
"""Seconds to wait for the hub; without it the journal is compared with what it had told."""


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=N_("El diario de la estación."))
    group.callback()(_group)
    group.command("verify", cls=Command, help=N_("Comprueba la cadena de huellas del diario."))(
        verify
    )
    app.add_typer(group, name="journal")


def _group() -> None:
    """Keep `verify` a command of its own: a group of one would swallow its name."""


def verify(command: typer.Context, json: JsonFlag = False) -> None:
    """Check every entry, and that none is missing which the hub has; exit 1 where one is."""
    from kiosk.services.integrity import verify_journal

    with session(command) as context:
        check = verify_journal(context)
        there = _elsewhere(context)
    cut = there.missing if there is not None else 0
    if json:
        damage = str(check.damage) if check.damage else None
        answer = {"ok": check.sound and not cut, "entries": check.entries}
        compared = {} if there is None else {"hub": asdict(there)}
        write_json({**answer, "first_broken": check.broken_seq, "damage": damage, **compared})
    else:
        (line if check.sound else complain)(journal_sentence(check))
        if there is not None:
            (complain if cut else line)(_elsewhere_sentence(there))
    if cut or not check.sound:
        raise typer.Exit(1)


def _elsewhere(context: Context) -> Elsewhere | None:
    """What the hub holds of this station; asked now where it answers at once."""
    from kiosk.hub.own import has_joined

    if not has_joined(context.folder):
        return None
    from kiosk.services.hub_line import joined, wait_connected
    from kiosk.services.journal_elsewhere import compare

    with joined(context) as member:
        if member.hub is not None:
            wait_connected(member.hub, _CONNECT, lambda said: bool(said.connected and said.stream))
        return compare(member)


def _elsewhere_sentence(there: Elsewhere) -> str:
    parts = []
    if there.missing:
        parts.append(
            n_(
                "La central tiene {n} asiento de esta estación que falta en su diario: fue"
                " borrado.",
                "La central tiene {n} asientos de esta estación que faltan en su diario:"
                " fueron borrados.",
                there.missing,
            )
        )
    else:
        parts.append(_("No falta ninguno de los que tiene la central ({n}).", n=there.entries))
    if not there.asked:
        parts.append(_("La central no respondió: se comparó con lo que había dicho antes."))
    return " ".join(parts)
