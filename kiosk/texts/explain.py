"""Turns verdicts and known problems into sentences in es, pt and en; decides nothing.

Every sentence is whole: no sentence is glued from pieces, so that each language keeps its order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.rules.tree import ConditionKind
from kiosk.domain.verdict import Answer, Reason, Status, Verdict
from kiosk.texts.catalog import N_, translate, translate_n
from kiosk.texts.conditions import condition_text
from kiosk.texts.formats import day_and_time, localised, moment
from kiosk.texts.labels import Labels, labels_of, names_in
from kiosk.texts.list_sentences import WITHDRAWN, by_list
from kiosk.texts.words import EXACT, HEADLINES, NOT_ENTITLED, SENTENCES, STEPS


def headline(verdict: Verdict, lang: str, kind: Kind = Kind.ROOM) -> str:
    """The one word or line read from two metres, in capitals; things are given, not entered."""
    given = kind is Kind.HANDOUT
    if verdict.status is Status.INCOMPLETE:
        return translate(N_("FALTAN DATOS"), lang)
    if verdict.answer is Answer.ADMIT or verdict.reason is None:
        return translate(N_("ENTREGAR") if given else _admitted(verdict), lang)
    if given and verdict.reason is Reason.ALREADY_REDEEMED:
        return translate(N_("YA LO RECIBIÓ"), lang)
    if verdict.params.get("withdrawn"):
        return translate(WITHDRAWN, lang)
    return translate(HEADLINES[verdict.reason], lang)


def explanation(
    verdict: Verdict,
    checkpoint: Checkpoint,
    tz: tzinfo,
    lang: str,
    *,
    now: datetime | None = None,
    labels: Labels | None = None,
) -> str:
    """Why, in one sentence, with local times and the room's name; days only where not today's.

    A rule's refusal says what would let the person in soonest. `labels` (labels_of) are the
    event's names of roles, products and dates.
    """
    labels = labels or labels_of()
    values = _values(verdict, checkpoint, _When(tz, lang, now))
    values["roles"] = names_in(checkpoint.roles, ConditionKind.ROLE, labels, lang)
    values["date"] = names_in((values["date"],), ConditionKind.DATE, labels, lang)
    if verdict.overridden:
        return translate(N_("Se autorizó el ingreso a {room}."), lang, **values)
    if verdict.status is Status.INCOMPLETE:
        return _waiting(len(verdict.questions), str(values["room"]), lang)
    if verdict.reason is None:
        return translate(_welcome(verdict, checkpoint), lang, **values)
    if verdict.reason is Reason.RULES and verdict.nearest and not verdict.nearest.met:
        return condition_text(verdict.nearest, lang, tz, now, labels=labels)
    return translate(_sentence(verdict, checkpoint, verdict.reason), lang, **values)


def next_step(verdict: Verdict, event: Event, lang: str) -> str:
    """What to do now, in one sentence; empty where nothing is to be done."""
    template = STEPS[verdict.next_step]
    if not template:
        return ""
    return translate(template, lang, desk=help_desk(event, lang))


def help_desk(event: Event, lang: str) -> str:
    """Where people are sent for help: the event's own words, else the registration desk."""
    return localised(event.help_desk, lang) or translate(N_("la mesa de acreditación"), lang)


def error_text(problem: KnownError, lang: str | None = None) -> str:
    """The sentence of a known problem."""
    return translate(problem.message, lang, **problem.params)


def _waiting(questions: int, room: str, lang: str) -> str:
    return translate_n(
        "Falta {n} respuesta para entrar a {room}.",
        "Faltan {n} respuestas para entrar a {room}.",
        questions,
        lang,
        room=room,
    )


def _admitted(verdict: Verdict) -> str:
    return N_("SALIDA") if verdict.direction is Direction.EXIT else N_("ADMITIDO")


def _welcome(verdict: Verdict, checkpoint: Checkpoint) -> str:
    if verdict.direction is Direction.EXIT:
        return N_("Salida de {room} registrada.")
    if checkpoint.kind is Kind.HANDOUT:
        return N_("Le corresponde: {room}.")
    if checkpoint.admits is Admits.INVITED:
        return N_("Está en la lista de {room}.")
    return N_("Puede pasar a {room}.")


def _sentence(verdict: Verdict, checkpoint: Checkpoint, reason: Reason) -> str:
    """The sentence of a reason, or the exacter one that place and parameters allow."""
    exact = _by_place(verdict, checkpoint, reason)
    if exact is not None:
        return exact
    for (wanted, param), text in EXACT.items():
        if reason is wanted and verdict.params.get(param):
            return text
    return SENTENCES[reason]


def _by_place(verdict: Verdict, checkpoint: Checkpoint, reason: Reason) -> str | None:
    """What is said otherwise at a room, at a hand-out, or by whom the place admits."""
    of_list = by_list(verdict, checkpoint)
    if of_list is not None:
        return of_list
    if reason is Reason.NOT_ENTITLED:
        return NOT_ENTITLED.get(checkpoint.admits)
    if reason is Reason.ALREADY_REDEEMED and verdict.first_visit is not None:
        if checkpoint.kind is Kind.HANDOUT:
            return N_("Ya recibió {room} {visit_when}{visit_where}.")
        return N_("Ya ingresó a {room} {visit_when}{visit_where}.")
    return None


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
        "inside": params.get("inside", 0),
        "capacity": params.get("capacity", 0),
        "event": params.get("event", ""),
        "product": params.get("product", ""),
        "date": params.get("date", ""),
        "when": when(params.get("opens") or params.get("closes")),
        "from_when": when(params.get("valid_from"), "of"),
        "until_when": when(params.get("valid_until")),
        "list_when": when(params.get("list_at"), "of"),
        "voided_when": when(params.get("voided_at")),
        "void_reason": str(params.get("void_reason") or "").rstrip(". "),
        "visit_when": when(visit.at if visit else None),
        "visit_where": f" · {visit.station}" if visit and visit.station else "",
    }
