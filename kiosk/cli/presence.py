"""`kiosk presence`: head counts, and by name who is inside; changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import At, CheckpointId, JsonFlag, moment
from kiosk.cli.output import line, plain, table, write_json
from kiosk.cli.session import session
from kiosk.texts import N_, _, current, n_

if TYPE_CHECKING:
    from kiosk.domain.checkpoints import Checkpoint
    from kiosk.services.context import Context
    from kiosk.services.head_count import Inside


def add(app: typer.Typer) -> None:
    """Register the command."""
    about = N_("Muestra cuántas personas hay en cada lugar, o quiénes están en uno.")
    app.command("presence", cls=Command, help=about)(presence)


def presence(
    command: typer.Context, checkpoint: CheckpointId = "", at: At = None, json: JsonFlag = False
) -> None:
    """Show the head counts, or with --checkpoint who is inside; with --at those of that moment."""
    with session(command) as context:
        when = moment(at, context.event.timezone)
        if checkpoint:
            _show_people(context, checkpoint, when, json=json)
        else:
            _show_counts(context, when, json=json)


def _show_counts(context: Context, when: datetime | None, *, json: bool) -> None:
    from kiosk.services.rooms import head_counts
    from kiosk.texts.formats import localised

    found = [(count.checkpoint, count.inside) for count in head_counts(context, when)]
    if json:
        write_json([_object(checkpoint, inside) for checkpoint, inside in found])
        return
    headings = (_("Id"), _("Nombre"), _("Adentro"), _("Cupo"))
    rows = [(c.id, localised(c.name, current()), inside, c.capacity or "") for c, inside in found]
    table(headings, rows)


def _show_people(context: Context, wanted: str, when: datetime | None, *, json: bool) -> None:
    from kiosk.services.facts import checkpoint_of
    from kiosk.services.rooms import people_inside
    from kiosk.texts.formats import localised

    found = people_inside(context, wanted, when)
    checkpoint = checkpoint_of(context, wanted)
    if json:
        write_json({**_object(checkpoint, len(found)), "people": plain(found)})
        return
    name = localised(checkpoint.name, current())
    line(n_("{name}: {n} persona adentro.", "{name}: {n} personas adentro.", len(found), name=name))
    if found:
        headings = (_("Nombre"), _("Organización"), _("Desde"))
        table(headings, [_row(context, one) for one in found])


def _object(checkpoint: Checkpoint, inside: int) -> dict[str, object]:
    return {
        "id": checkpoint.id,
        "name": dict(checkpoint.name),
        "kind": str(checkpoint.kind),
        "inside": inside,
        "capacity": checkpoint.capacity,
    }


def _row(context: Context, one: Inside) -> tuple[str, str, str]:
    from kiosk.texts.formats import short_day, time_of

    zone = context.event.timezone
    day = short_day(one.since.astimezone(zone).date(), current())
    since = f"{day}, {time_of(one.since, zone)}"
    return one.name or _nameless(one.person_id), one.organisation, since


def _nameless(person_id: str) -> str:
    from kiosk.services.signed import is_signed_id
    from kiosk.texts.signed import SIGNED

    return _(SIGNED) if is_signed_id(person_id) else person_id
