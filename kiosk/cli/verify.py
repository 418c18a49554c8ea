"""`kiosk verify`: whether a certificate is true; changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import JsonFlag, clean
from kiosk.cli.output import line, plain, printable, write_json
from kiosk.cli.session import session
from kiosk.texts import N_, _, current

if TYPE_CHECKING:
    from kiosk.domain.certificate import Certificate
    from kiosk.services.verify_certificate import Verified


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("verify", cls=Command, help=N_("Dice si un certificado es verdadero."))(verify)


def verify(
    command: typer.Context,
    certificate: Annotated[
        str,
        typer.Argument(
            metavar="CODE|FILE.pdf", help=N_("Código del certificado, texto de su QR o su PDF.")
        ),
    ],
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help=N_("Solo vale si es de esta persona.")),
    ] = "",
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="FILE.pem",
            help=N_("Clave pública del evento: comprueba el QR o el PDF sin el perfil."),
        ),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Say for whom it is and what of; exit 1 where it is not valid."""
    from kiosk.services import verify_certificate as proof
    from kiosk.services.certificate_key import known_keys

    given, who = clean(certificate), clean(name)
    if key is not None:
        answers = proof.verify(given, who, keys=known_keys(key))
    else:
        with session(command) as context:
            answers = proof.verify(given, who, context)
    valid = bool(answers) and all(answer.valid for answer in answers)
    if json:
        found = [_object(answer) for answer in answers]
        write_json({"valid": valid, "certificates": found})
    else:
        for text in (text for answer in answers for text in _lines(answer)):
            line(printable(text))
    if not valid:
        raise typer.Exit(1)


def _object(answer: Verified) -> dict[str, object]:
    """{"proof": "valid", "certificate": {...}|null, "voided_at", "reason", "replaced_by", ...}."""
    return {"valid": answer.valid, **plain(answer)}


def _lines(answer: Verified) -> list[str]:
    """The answer, and below it what the certificate says."""
    said = answer.certificate
    head = _head(answer)
    if said is None:
        return [head]
    return [f"{head} · {said.code}", *(f"  {text}" for text in _details(said))]


def _head(answer: Verified) -> str:
    from kiosk.services.verify_certificate import Proof
    from kiosk.texts.formats import date_range

    when = answer.voided_at.astimezone() if answer.voided_at else None
    day = date_range(when.date(), when.date(), current()) if when else ""
    if answer.proof is Proof.VOID:
        return _("Anulado el {day}: {reason}", day=day, reason=answer.reason)
    if answer.proof is Proof.REPLACED:
        return _("Reemplazado el {day} por {code}", day=day, code=answer.replaced_by)
    if answer.valid and not answer.checked_void:
        return _("Firma válida; si fue anulado, lo sabe quien lo emitió")
    return {
        Proof.VALID: _("Válido"),
        Proof.FORGED: _("No es válido: la firma no es de este evento."),
        Proof.OTHER_NAME: _("No es válido: es de otra persona"),
        Proof.UNKNOWN: _("No es válido: este perfil no emitió ese certificado."),
        Proof.MISTYPED: _("Eso no es el código de un certificado; revise cada letra."),
        Proof.NO_CERTIFICATE: _("No es válido: no hay ningún certificado firmado."),
    }[answer.proof]


def _details(said: Certificate) -> list[str]:
    from kiosk.texts import certificate as words

    attended = words.days(said.days, current())
    hours = f"{words.hours(said.minutes)} · " if said.minutes else ""
    places = f" · {', '.join(said.checkpoints)}" if said.checkpoints else ""
    return [
        _("Nombre: {name}", name=said.name),
        _("Evento: {event}", event=f"{said.event_name}{places}"),
        _("Asistencia: {text}", text=f"{hours}{attended}"),
        words.issued(said.issued, current()),
    ]
