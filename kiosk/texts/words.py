"""The words of verdicts and next steps, marked for the catalogs; chooses none of them."""

from __future__ import annotations

from kiosk.domain.checkpoints import Admits
from kiosk.domain.verdict import NextStep, Reason
from kiosk.texts.catalog import N_

HEADLINES: dict[Reason, str] = {
    Reason.INVALID: N_("CÓDIGO DESCONOCIDO"),
    Reason.UNPAID: N_("PAGO PENDIENTE"),
    Reason.BLOCKED: N_("ENTRADA BLOQUEADA"),
    Reason.INVALID_TIME: N_("NO ES VÁLIDA AHORA"),
    Reason.CANCELED: N_("INSCRIPCIÓN CANCELADA"),
    Reason.ALREADY_REDEEMED: N_("YA INGRESÓ"),
    Reason.PRODUCT: N_("NO ESTÁ INCLUIDO"),
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

SENTENCES: dict[Reason, str] = {
    Reason.INVALID: N_("El código no está en la lista de este evento."),
    Reason.UNPAID: N_("La inscripción está pendiente de pago."),
    Reason.BLOCKED: N_("La organización bloqueó esta inscripción."),
    Reason.INVALID_TIME: N_("La inscripción no es válida en este momento."),
    Reason.CANCELED: N_("La inscripción fue cancelada."),
    Reason.ALREADY_REDEEMED: N_("Ya ingresó a {room}."),
    Reason.PRODUCT: N_("Su inscripción no incluye {room}."),
    Reason.RULES: N_("No cumple las condiciones para entrar a {room}."),
    Reason.AMBIGUOUS: N_("El código corresponde a más de una persona."),
    Reason.REVOKED: N_("La organización anuló este código: ya no vale."),
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

STEPS: dict[NextStep, str] = {
    NextStep.NONE: "",
    NextStep.ENTER: N_("Puede pasar."),
    NextStep.GO_TO_DESK: N_("Acompañe hasta {desk}."),
    NextStep.PAY_AT_DESK: N_("Puede pagar en {desk}."),
    NextStep.CALL_SUPERVISOR: N_("Llame a un supervisor."),
    NextStep.COME_BACK: N_("Vuelva a esa hora."),
    NextStep.SCAN_AGAIN: N_("Escanee otra vez, con el código entero a la vista."),
    NextStep.ASK_IF_LEFT: N_("Pregunte: ¿salió y vuelve a entrar?"),
    NextStep.ANSWER: N_("Haga las preguntas y anote las respuestas."),
    NextStep.CHOOSE_TICKET: N_("Busque a la persona por su nombre en {desk}."),
}

EXACT: dict[tuple[Reason, str], str] = {
    (Reason.NOT_INVITED, "list_at"): N_(
        "{room} es por invitación y su nombre no figura en la lista {list_when}."
    ),
    (Reason.INVALID_TIME, "valid_from"): N_("La inscripción vale a partir {from_when}."),
    (Reason.INVALID_TIME, "valid_until"): N_("La inscripción venció {until_when}."),
    (Reason.PRODUCT, "date"): N_("Su inscripción es para otra fecha: {date}."),
    (Reason.ERROR, "product"): N_(
        "El código es auténtico, pero esta estación no conoce su producto ({product})."
    ),
    (Reason.ERROR, "unanswered"): N_(
        "No hay conexión con la central: no se sabe si ya ingresó a {room} por otra estación."
    ),
    (Reason.BADGE_VOID, "void_reason"): N_(
        "Esta credencial fue anulada {voided_when} y reemplazada por otra. Motivo: {void_reason}."
    ),
    (Reason.BADGE_VOID, "voided_at"): N_(
        "Esta credencial fue anulada {voided_when} y reemplazada por otra."
    ),
    (Reason.STALE_LIST, "list_at"): N_(
        "La lista de invitados de {room} es {list_when}: ya no se puede confiar en ella."
    ),
}
"""What can be said more exactly where the verdict carries that parameter."""

NOT_ENTITLED: dict[Admits, str] = {
    Admits.ROLES: N_("{room} es solo para: {roles}."),
    Admits.MEMBERS: N_("{room} es para asociados y su organización no figura en la lista."),
}
