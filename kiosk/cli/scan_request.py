"""Makes a scan's request from options or from one line of JSON; looks nothing up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

from kiosk.cli.options import clean, moment
from kiosk.cli.scan_answers import answers_of_json
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

if TYPE_CHECKING:
    from kiosk.domain.facts import Override
    from kiosk.services.check_in import ScanRequest

FIELDS = (
    "code",
    "checkpoint",
    "direction",
    "at",
    "gate",
    "answers",
    "questions_supported",
    "ignore_unpaid",
    "operator",
    "override",
)
"""The keys of one object; others are an error: a misspelt one would change a decision."""


_MEDIA = ("source_type", "exchange_medium", "medium")
_NO_MEDIA = N_(
    "El campo «{key}» es de los medios reutilizables de pretix (pulseras, chips) y su canje, que "
    "este programa no maneja: escanee el código QR."
)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a line does not say is taken from the options of the command."""

    checkpoint: str = ""
    direction: str = "entry"
    at: str | None = None
    operator: str = ""
    override: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def parse(raw: bytes | None) -> dict[str, object]:
    """The object of one line; WrongUseError where it is none or has unknown keys."""
    if raw is None:
        raise WrongUseError(N_("La línea es demasiado larga."))
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise WrongUseError(N_("La línea no es un objeto JSON en UTF-8.")) from None
    if not isinstance(value, dict):
        raise WrongUseError(N_("La línea no es un objeto JSON en UTF-8."))
    for key in value:
        if key.startswith(_MEDIA):
            raise WrongUseError(_NO_MEDIA, key=clean(key)[:40])
        if key not in FIELDS:
            raise WrongUseError(
                N_("No existe el campo «{key}»; los campos son {fields}."),
                key=clean(key)[:40],
                fields=", ".join(FIELDS),
            )
    return value


def request_of(fields: Mapping[str, object], defaults: Defaults, zone: ZoneInfo) -> ScanRequest:
    """The request of one object; WrongUseError names the field that does not fit."""
    from kiosk.services.check_in import ScanRequest
    from kiosk.services.invitation_scan import FOR_A_STATION, is_scanned_invitation

    operator, code = _text(fields, "operator", defaults.operator), _text(fields, "code", None)
    if is_scanned_invitation(code):
        raise WrongUseError(FOR_A_STATION)
    return ScanRequest(
        text=code,
        checkpoint=require_checkpoint(_text(fields, "checkpoint", defaults.checkpoint)),
        direction=_direction(_text(fields, "direction", defaults.direction)),
        at=moment(_text(fields, "at", defaults.at or "") or None, zone),
        operator=operator,
        gate=_text(fields, "gate", ""),
        answers={**defaults.answers, **answers_of_json(fields.get("answers"))},
        questions_supported=_flag(fields, "questions_supported", default=True),
        ignore_unpaid=_flag(fields, "ignore_unpaid", default=False),
        override=_override(fields.get("override", defaults.override), operator),
    )


def require_checkpoint(checkpoint: str) -> str:
    """The checkpoint's id; WrongUseError where none was given."""
    if not checkpoint:
        raise WrongUseError(
            N_("Falta el punto de control (--checkpoint ID); véalos con kiosk checkpoints.")
        )
    return checkpoint


def _text(fields: Mapping[str, object], key: str, default: str | None) -> str:
    value = fields.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise WrongUseError(N_("El campo «{key}» debe ser un texto."), key=key)
    return clean(value)


def _flag(fields: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = fields.get(key)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise WrongUseError(N_("El campo «{key}» debe ser true o false."), key=key)
    return value


def _direction(text: str) -> Direction:
    try:
        return Direction(text)
    except ValueError:
        raise WrongUseError(N_("El campo «direction» debe ser entry o exit.")) from None


def _override(value: object, operator: str) -> Override | None:
    from kiosk.domain.facts import Override

    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise WrongUseError(N_("Una excepción necesita un motivo escrito."))
    if not operator.strip():
        raise WrongUseError(N_("Una excepción necesita a quien la concede (--operator)."))
    return Override(operator=operator, reason=clean(value).strip(), level=Level.SUPERVISOR)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
