"""`kiosk invite`: grants or withdraws an invitation on the spot; admits nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import CheckpointId, JsonFlag, clean
from kiosk.cli.output import line, plain, printable, write_json
from kiosk.cli.session import shared
from kiosk.domain.checkpoints import Level
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.services.context import Context
    from kiosk.services.invite import Grant, Said


def add(app: typer.Typer) -> None:
    """Register the command."""
    about = N_("Invita en el momento, o retira la invitación.")
    app.command("invite", cls=Command, help=about)(invite)


def invite(
    command: typer.Context,
    *,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=N_("Código de la persona."))
    ] = None,
    checkpoint: CheckpointId = "",
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="T",
            help=N_("Hasta cuándo vale, ISO 8601; un día vale hasta su final."),
        ),
    ] = None,
    take_back: Annotated[
        bool, typer.Option("--withdraw", help=N_("Retira la invitación en lugar de darla."))
    ] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help=N_("Quién invita o retira."))
    ] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Por qué."))] = "",
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="R", help=N_("A todas las personas de este rol.")),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="O", help=N_("A todas las de esta organización.")),
    ] = None,
    email: Annotated[
        str | None, typer.Option("--email", metavar="E", help=N_("A quien tiene este correo."))
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Grant or withdraw one invitation; saying the same again changes nothing and is no error."""
    from kiosk.cli.scan_request import require_checkpoint
    from kiosk.services.invite import Grant, grant, withdraw

    kind, subject = _one(
        {"person": code, "role": role, "organisation": organisation, "email": email}
    )
    if take_back and until is not None:
        raise WrongUseError(N_("--until y --withdraw no van juntos."))
    with shared(command) as context:
        asked = Grant(
            checkpoint=require_checkpoint(checkpoint),
            subject=_person(context, subject) if kind == "person" else subject,
            kind=kind,
            until=_end(context, until),
            operator=clean(by),
            level=Level.SUPERVISOR,
            reason=clean(reason),
        )
        said = withdraw(context, asked) if take_back else grant(context, asked)
        if json:
            write_json(said_object(said, asked, taken_back=take_back))
        else:
            line(_sentence(said, back=take_back))


def _one(asked: dict[str, str | None]) -> tuple[str, str]:
    given = [(kind, clean(text)) for kind, text in asked.items() if text is not None]
    if len(given) != 1:
        raise WrongUseError(
            N_("Indique un código, --role, --organisation o --email: una sola cosa.")
        )
    return given[0]


def _person(context: Context, code: str) -> str:
    from kiosk.cli.lookup import person_of

    return person_of(context, code)


def _end(context: Context, text: str | None) -> datetime | None:
    from kiosk.sources.guests import end_of

    if text is None:
        return None
    end = end_of(clean(text), context.event.timezone)
    if end is None:
        raise WrongUseError(
            N_("«{text}» no es un momento ISO 8601, por ejemplo 2026-10-06T09:05."), text=text
        )
    return end


def _sentence(said: Said, *, back: bool) -> str:
    values = {"who": printable(said.name), "checkpoint": said.checkpoint.id}
    if said.entry is None:
        if back:
            return _("La invitación de {who} a {checkpoint} ya estaba retirada.", **values)
        return _("{who} ya tenía esa invitación a {checkpoint}.", **values)
    if back:
        return _("Se retiró la invitación de {who} a {checkpoint}.", **values)
    return _("Se invitó a {who} a {checkpoint}.", **values)


def said_object(said: Said, asked: Grant, *, taken_back: bool) -> dict[str, object]:
    """What was done as JSON; `changed` is false where the same had been said before."""
    return {
        "changed": said.entry is not None,
        "withdrawn": taken_back,
        "checkpoint": said.checkpoint.id,
        "kind": said.kind,
        "subject": said.subject,
        "until": plain(asked.until),
        "granted_by": said.entry.operator if said.entry else None,
        "at": said.entry.at if said.entry else None,
        "entry_id": said.entry.id if said.entry else None,
    }
