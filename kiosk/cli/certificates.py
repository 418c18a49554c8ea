"""`kiosk export certificates` and `kiosk certificate list|void`; decides nobody's hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag, clean
from kiosk.cli.output import line, note, progress, table, write_json
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.certificate_journal import Issued
    from kiosk.services.context import Context


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command line as they were typed."""

    checkpoints: list[str]
    day: str
    min_hours: float
    lang: str
    signer: str
    signature: Path | None


def add(app: typer.Typer) -> None:
    """Register the group."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=N_("Certificados de asistencia."))
    group.command("list", cls=Command, help=N_("Los certificados emitidos, y cuáles valen."))(every)
    group.command("void", cls=Command, help=N_("Anula un certificado que ya se entregó."))(void)
    group.callback()(lambda: None)
    app.add_typer(group, name="certificate")


def every(command: typer.Context, json: JsonFlag = False) -> None:
    """All certificates in the order of their issue, also those that are void."""
    from kiosk.services import certificate_journal

    with session(command) as context:
        found = certificate_journal.every(context).values()
    if json:
        write_json([_object(one) for one in found])
        return
    rows = [
        (one.certificate.code, one.certificate.name, str(one.certificate.issued), _standing(one))
        for one in found
    ]
    table((_("Código"), _("Nombre"), _("Emitido"), _("Estado")), rows)


def void(
    command: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=N_("Código impreso en el certificado."))
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=N_("Motivo, que se registra."))
    ],
) -> None:
    """Void one certificate; whoever verifies it is told since when and why."""
    from kiosk.domain.certificate import read_code
    from kiosk.services import certificate_journal

    found = read_code(code)
    if found is None:
        raise WrongUseError(N_("Eso no es el código de un certificado; revise cada letra."))
    with session(command) as context:
        voided = certificate_journal.void(context, found, clean(reason), context.station.operator)
    line(_("Anulado: {code}, de {name}", code=found, name=voided.certificate.name))


def export(context: Context, out: Path, asked: Asked, *, json: bool) -> None:
    """Write the certificates and say how many, and who got none."""
    from kiosk.services import documents
    from kiosk.services.certificates import CertificateOptions

    signer, _comma, role = (part.strip() for part in clean(asked.signer).partition(","))
    options = CertificateOptions(
        checkpoints=tuple(clean(one) for one in asked.checkpoints),
        day=_day(asked.day),
        min_minutes=_minutes(asked.min_hours),
        lang=clean(asked.lang) or "person",
        signer=signer,
        signer_role=role,
        signature=asked.signature,
        operator=context.station.operator,
    )
    with progress(_("Certificados")) as step:
        done = documents.certificates(context, options, out, step)
    if json:
        write_json({"path": out, **done.counts})
        return
    if done.counts["short"]:
        text = n_(
            "{n} persona estuvo menos de lo pedido: sin certificado.",
            "{n} personas estuvieron menos de lo pedido: sin certificado.",
            done.counts["short"],
        )
        note(text)
    count = done.counts["certificates"]
    line(n_("{n} certificado en {path}", "{n} certificados en {path}", count, path=out))


def _object(one: Issued) -> dict[str, object]:
    return {
        "code": one.certificate.code,
        "name": one.certificate.name,
        "issued": one.certificate.issued,
        "checkpoints": one.certificate.checkpoints,
        "minutes": one.certificate.minutes,
        "voided_at": one.voided_at,
        "reason": one.reason or None,
        "replaced_by": one.replaced_by or None,
    }


def _standing(one: Issued) -> str:
    if one.voided_at is None:
        return _("Válido")
    if one.replaced_by:
        return _("Reemplazado por {code}", code=one.replaced_by)
    return _("Anulado: {reason}", reason=one.reason)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUseError(
            N_("«{text}» no es un día, por ejemplo 2026-10-06."), text=clean(text)
        ) from None


def _minutes(hours: float) -> int:
    if not 0 <= hours <= 10_000:
        raise WrongUseError(N_("--min-hours debe ser un número de horas, 0 o más."))
    return round(hours * 60)
