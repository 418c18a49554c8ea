"""The names of the decision's steps for lists of them, as they hold and as they do not."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.verdict import Check, Finding
from kiosk.texts.catalog import N_, translate

_NAMES: Mapping[Check, tuple[str, str]] = {
    Check.STATE: (N_("Inscripción vigente"), N_("Inscripción cancelada")),
    Check.BLOCKED: (N_("Sin bloqueos"), N_("Bloqueada por la organización")),
    Check.APPROVED: (N_("Aprobada"), N_("Sin aprobar")),
    Check.TIME: (N_("Vigente a esa hora"), N_("No es válida a esa hora")),
    Check.PRODUCT: (N_("Incluida en la inscripción"), N_("No incluida en la inscripción")),
    Check.DATE: (N_("Es para esta fecha"), N_("Es para otra fecha")),
    Check.PAID: (N_("Pagada o confirmada"), N_("Falta el pago")),
    Check.LIST: (N_("Lista al día"), N_("Lista atrasada")),
    Check.RIGHT: (N_("Le corresponde entrar"), N_("No le corresponde entrar")),
    Check.OPEN: (N_("Abierto a esa hora"), N_("Cerrado a esa hora")),
    Check.ROOM: (N_("Hay lugar"), N_("No hay lugar")),
    Check.RULES: (N_("Cumple las reglas"), N_("No cumple las reglas")),
    Check.QUESTIONS: (N_("Datos completos"), N_("Faltan datos")),
    Check.USED: (N_("Entrada disponible"), N_("Entrada ya usada")),
}


def check_name(finding: Finding, lang: str) -> str:
    """The step in a few words: as it holds, or the objection where it has one."""
    holds, objects = _NAMES[finding.check]
    return translate(objects if finding.refusal else holds, lang)


def is_met(finding: Finding) -> bool | None:
    """Whether the step lets pass; None where it could not be evaluated, which refuses too."""
    if finding.refusal is None:
        return True
    return None if any(condition.met is None for condition in finding.conditions) else False
