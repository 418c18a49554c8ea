"""The nearest way in for somebody who would be refused, as a sentence in es, pt and en."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import Admits, Checkpoint
from kiosk.domain.event import Event
from kiosk.domain.verdict import Reason, Status, Verdict
from kiosk.texts.catalog import N_, translate
from kiosk.texts.explain import help_desk
from kiosk.texts.formats import day_and_time


@dataclass(frozen=True, slots=True)
class Way:
    """What a way in is made of. `moment` is when time alone would admit, None where it never does.

    `at` is the moment that was asked about; both are aware.
    """

    verdict: Verdict
    checkpoint: Checkpoint
    at: datetime
    moment: datetime | None = None


def way_in(way: Way, event: Event, lang: str) -> str:
    """The sentence, whole; "" for whom is admitted and where nothing would help."""
    if way.verdict.admitted:
        return ""
    when = ""
    if way.moment is not None:
        when = day_and_time(way.moment, event.timezone, lang, now=way.at)
    owner, desk = way.checkpoint.owner, help_desk(event, lang)
    return translate(_template(way), lang, when=when, owner=owner, desk=desk)


def _template(way: Way) -> str:
    verdict = way.verdict
    if way.moment is not None:
        return N_("Vuelva {when}: a esa hora entra.")
    if verdict.status is Status.INCOMPLETE:
        return N_("Responda las preguntas que faltan.")
    if verdict.reason in (Reason.NOT_INVITED, Reason.NOT_ENTITLED):
        return _invited(way.checkpoint)
    by_hand = N_("Pida en {desk} que se autorice el ingreso.") if verdict.may_override else ""
    return _HELP.get(verdict.reason or Reason.ERROR, by_hand)


def _invited(checkpoint: Checkpoint) -> str:
    if checkpoint.admits is Admits.MEMBERS:
        return N_("Su organización debe figurar entre los asociados: consulte en {desk}.")
    if checkpoint.owner:
        return N_("Pida una invitación a {owner}.")
    return N_("Pida una invitación a la organización.")


_HELP = {
    Reason.UNPAID: N_("Pague en {desk}."),
    Reason.ROOM_FULL: N_("Espere a que se libere un lugar."),
    Reason.STALE_LIST: N_("Cargue otra vez la lista, o pida autorización en {desk}."),
    Reason.UNAPPROVED: N_("Pida a la organización que apruebe la inscripción."),
    Reason.BLOCKED: N_("Pida a la organización que quite el bloqueo."),
    Reason.CANCELED: N_("Inscríbase otra vez en {desk}."),
    Reason.PRODUCT: N_("Cambie el tipo de inscripción en {desk}."),
    Reason.INVALID_TIME: N_("Cambie la inscripción en {desk}."),
    Reason.BADGE_VOID: N_("Use la credencial nueva, o pida otra en {desk}."),
    Reason.REVOKED: N_("Use el código nuevo, o pida otro en {desk}."),
    Reason.AMBIGUOUS: N_("Busque a la persona por su nombre en {desk}."),
    Reason.INVALID: N_("Inscríbase en {desk}."),
    Reason.UNREADABLE: N_("Escanee otra vez, con el código entero a la vista."),
}
