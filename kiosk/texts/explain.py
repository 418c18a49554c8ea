"""Turns verdicts and known problems into sentences in es, pt and en; decides nothing.

Every sentence is whole: no sentence is glued from pieces, so that each language keeps its order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.verdict import Answer, NextStep, Reason, Verdict
from kiosk.texts.catalog import N_, translate
from kiosk.texts.formats import day_and_time, localised, moment

_HEADLINES: dict[Reason, str] = {
    Reason.INVALID: N_("CÓDIGO DESCONOCIDO"),
    Reason.UNPAID: N_("PAGO PENDIENTE"),
    Reason.BLOCKED: N_("ENTRADA BLOQUEADA"),
    Reason.INVALID_TIME: N_("NO ES VÁLIDA AHORA"),
    Reason.CANCELED: N_("INSCRIPCIÓN CANCELADA"),
    Reason.ALREADY_REDEEMED: N_("YA INGRESÓ"),
    Reason.PRODUCT: N_("NO INCLUYE ESTA SALA"),
    Reason.RULES: N_("NO CUMPLE LAS REGLAS"),
    Reason.AMBIGUOUS: N_("CÓDIGO REPETIDO"),
    Reason.REVOKED: N_("CÓDIGO ANULADO"),
    Reason.UNAPPROVED: N_("SIN APROBAR"),
    Reason.ERROR: N_("NO SE PUEDE DECIDIR"),
    Reason.NOT_INVITED: N_("NO ESTÁ EN LA LISTA"),
    Reason.NOT_ENTITLED: N_("NO LE CORRESPONDE"),
    Reason.ROOM_FULL: N_("SALA LLENA"),
    Reason.NOT_OPEN: N_("TODAVÍA NO ABRE"),
    Reason.CLOSED: N_("YA CERRÓ"),
    Reason.BADGE_VOID: N_("CREDENCIAL ANULADA"),
    Reason.OTHER_EVENT: N_("ES DE OTRO EVENTO"),
    Reason.UNREADABLE: N_("NO SE PUDO LEER"),
    Reason.STALE_LIST: N_("LISTA ATRASADA"),
    Reason.CONFLICT: N_("INGRESÓ DOS VECES"),
}

_SENTENCES: dict[Reason, str] = {
    Reason.INVALID: N_("El código no está en la lista de este evento."),
    Reason.UNPAID: N_("La inscripción está pendiente de pago."),
    Reason.BLOCKED: N_("La organización bloqueó esta inscripción."),
    Reason.INVALID_TIME: N_("La inscripción no es válida en este momento."),
    Reason.CANCELED: N_("La inscripción fue cancelada."),
    Reason.ALREADY_REDEEMED: N_("Ya ingresó a {room}."),
    Reason.PRODUCT: N_("Su inscripción no incluye {room}."),
    Reason.RULES: N_("No cumple las condiciones para entrar a {room}."),
    Reason.AMBIGUOUS: N_("El código corresponde a más de una persona."),
    Reason.REVOKED: N_("El código fue reemplazado por otro y ya no vale."),
    Reason.UNAPPROVED: N_("La organización todavía no aprobó la inscripción."),
    Reason.ERROR: N_("Esta estación no puede decidir sobre {room}."),
    Reason.NOT_INVITED: N_("{room} es por invitación y su nombre no figura en la lista."),
    Reason.NOT_ENTITLED: N_("Su inscripción no le da acceso a {room}."),
    Reason.ROOM_FULL: N_("La sala está completa: {inside} de {capacity} lugares ocupados."),
    Reason.NOT_OPEN: N_("{room} abre {when}."),
    Reason.CLOSED: N_("{room} cerró {when}."),
    Reason.BADGE_VOID: N_("Esta credencial fue anulada y reemplazada por otra."),
    Reason.OTHER_EVENT: N_("El código es de otro evento ({event})."),
    Reason.UNREADABLE: N_("El lector no entregó un código legible."),
    Reason.STALE_LIST: N_(
        "La lista de invitados de {room} está atrasada y no se puede confiar en ella."
    ),
    Reason.CONFLICT: N_("La misma inscripción ingresó en dos estaciones sin conexión entre sí."),
}

_STEPS: dict[NextStep, str] = {
    NextStep.NONE: "",
    NextStep.ENTER: N_("Puede pasar."),
    NextStep.GO_TO_DESK: N_("Acompañe a {desk}."),
    NextStep.PAY_AT_DESK: N_("Puede pagar en {desk}."),
    NextStep.CALL_SUPERVISOR: N_("Llame a un supervisor."),
    NextStep.COME_BACK: N_("Vuelva a esa hora."),
    NextStep.SCAN_AGAIN: N_("Escanee otra vez, con el código entero a la vista."),
    NextStep.ASK_IF_LEFT: N_("Pregunte: ¿salió y vuelve a entrar?"),
    NextStep.CHOOSE_TICKET: N_("Busque a la persona por su nombre en {desk}."),
}


def headline(verdict: Verdict, lang: str) -> str:
    """The one word or line read from two metres, in capitals."""
    if verdict.answer is Answer.ADMIT or verdict.reason is None:
        return translate(_admitted(verdict), lang)
    return translate(_HEADLINES[verdict.reason], lang)


def explanation(
    verdict: Verdict,
    checkpoint: Checkpoint,
    tz: tzinfo,
    lang: str,
    *,
    now: datetime | None = None,
) -> str:
    """Why, in one sentence, with local times and the room's name; days only where not today's."""
    values = _values(verdict, checkpoint, _When(tz, lang, now))
    if verdict.overridden:
        return translate(N_("Se autorizó el ingreso a {room}."), lang, **values)
    if verdict.reason is None:
        return translate(_welcome(verdict, checkpoint), lang, **values)
    return translate(_sentence(verdict, checkpoint, verdict.reason), lang, **values)


def next_step(verdict: Verdict, event: Event, lang: str) -> str:
    """What to do now, in one sentence; empty where nothing is to be done."""
    template = _STEPS[verdict.next_step]
    if not template:
        return ""
    return translate(template, lang, desk=help_desk(event, lang))


def help_desk(event: Event, lang: str) -> str:
    """Where people are sent for help: the event's own words, else the registration desk."""
    return localised(event.help_desk, lang) or translate(N_("la mesa de acreditación"), lang)


def error_text(problem: KnownError, lang: str | None = None) -> str:
    """The sentence of a known problem."""
    return translate(problem.message, lang, **problem.params)


def _admitted(verdict: Verdict) -> str:
    return N_("SALIDA") if verdict.direction is Direction.EXIT else N_("ADMITIDO")


def _welcome(verdict: Verdict, checkpoint: Checkpoint) -> str:
    if verdict.direction is Direction.EXIT:
        return N_("Salida de {room} registrada.")
    if checkpoint.admits is Admits.INVITED:
        return N_("Está en la lista de {room}.")
    return N_("Puede pasar a {room}.")


def _sentence(verdict: Verdict, checkpoint: Checkpoint, reason: Reason) -> str:
    """The sentence of a reason, or the exacter one that its parameters allow."""
    exact = {
        (Reason.NOT_INVITED, "list_at"): N_(
            "{room} es por invitación y su nombre no figura en la lista {list_when}."
        ),
        (Reason.NOT_ENTITLED, "roles"): N_("{room} es solo para: {roles}."),
        (Reason.INVALID_TIME, "valid_from"): N_("La inscripción vale a partir {from_when}."),
        (Reason.INVALID_TIME, "valid_until"): N_("La inscripción venció {until_when}."),
        (Reason.BADGE_VOID, "voided_at"): N_(
            "Esta credencial fue anulada {voided_when} y reemplazada por otra."
        ),
        (Reason.STALE_LIST, "list_at"): N_(
            "La lista de invitados de {room} es {list_when}: ya no se puede confiar en ella."
        ),
    }
    if reason is Reason.NOT_INVITED and checkpoint.kind is Kind.ROOM:
        return _not_invited_to_room(verdict)
    for (wanted, param), text in exact.items():
        if reason is wanted and verdict.params.get(param):
            return text
    if reason is Reason.NOT_ENTITLED and checkpoint.admits is Admits.MEMBERS:
        return N_("{room} es para asociados y su organización no figura en la lista.")
    if reason is Reason.ALREADY_REDEEMED and verdict.first_visit is not None:
        return N_("Ya ingresó a {room} {visit_when}{visit_where}.")
    return _SENTENCES[reason]


def _not_invited_to_room(verdict: Verdict) -> str:
    """Read aloud at the room's own door, whose name stands above it."""
    if verdict.params.get("list_at"):
        return N_("La reunión es por invitación y su nombre no figura en la lista {list_when}.")
    return N_("La reunión es por invitación y su nombre no figura en la lista.")


@dataclass(frozen=True, slots=True)
class _When:
    """How moments are written within the sentences of one language."""

    tz: tzinfo
    lang: str
    now: datetime | None

    def __call__(self, value: object, form: str = "at") -> str:
        found = moment(value)
        if found is None:
            return ""
        return day_and_time(found, self.tz, self.lang, now=self.now, form=form)


def _values(verdict: Verdict, checkpoint: Checkpoint, when: _When) -> dict[str, object]:
    params = verdict.params
    visit = verdict.first_visit
    return {
        "room": localised(checkpoint.name, when.lang),
        "roles": params.get("roles", ""),
        "inside": params.get("inside", 0),
        "capacity": params.get("capacity", 0),
        "event": params.get("event", ""),
        "when": when(params.get("opens") or params.get("closes")),
        "from_when": when(params.get("valid_from"), "of"),
        "until_when": when(params.get("valid_until")),
        "list_when": when(params.get("list_at"), "of"),
        "voided_when": when(params.get("voided_at")),
        "visit_when": when(visit.at if visit else None),
        "visit_where": f" · {visit.station}" if visit and visit.station else "",
    }
