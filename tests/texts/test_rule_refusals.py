"""From a rule of pretix's editor to the sentence at the door, in three languages."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction
from kiosk.domain.questions import Asked, Question
from kiosk.domain.rules.nearest import nearest
from kiosk.domain.rules.parse import parse
from kiosk.domain.rules.tree import Condition, ConditionKind, World
from kiosk.domain.verdict import Answer, Reason, Status, Verdict
from kiosk.domain.visits import Visit
from kiosk.texts import LANGUAGES
from kiosk.texts.explain import explanation, headline
from kiosk.texts.labels import labels_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)  # Tuesday 11:00 in Berlin
ROOM = Checkpoint("room", {"es": "Sala", "pt": "Sala", "en": "Room"}, admits=Admits.EVERYONE)
REFUSED = Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, Reason.RULES)
NUMBER = {"var": "entries_number"}


def custom(text):
    return {"buildTime": ["custom", text]}


def window(start, end):
    return {
        "and": [
            {"isAfter": [{"var": "now"}, custom(start), None]},
            {"isBefore": [{"var": "now"}, custom(end), None]},
        ]
    }


TWO_DAYS = {
    "or": [
        window("2026-10-06T10:00:00Z", "2026-10-06T18:00:00Z"),
        window("2026-10-07T10:00:00Z", "2026-10-07T18:00:00Z"),
    ]
}
ONLY_STUDENTS = {
    "inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "1", "Estudiante"]}]}]
}


def said(rule, lang, *, now=NOW, entries=()):
    visits = tuple(Visit(f"e{n}", "p", "room", Direction.ENTRY, at) for n, at in enumerate(entries))
    world = World(now=now, timezone=BERLIN, product="2", visits=visits)
    verdict = replace(REFUSED, nearest=nearest(parse(json.dumps(rule)), world))
    return explanation(verdict, ROOM, BERLIN, lang, now=now)


ROWS = [
    ("R01", ONLY_STUDENTS, {}, "Solo para inscripciones de: Estudiante.",
     "Só para inscrições de: Estudiante.", "Only for registrations of: Estudiante."),
    ("R02", {"<": [NUMBER, 2]}, {"entries": (NOW, NOW)}, "Se alcanzó el máximo de entradas: 2.",
     "O máximo de entradas foi atingido: 2.", "Maximum number of entries reached: 2."),
    ("R03", {"or": [{"<=": [{"var": "minutes_since_last_entry"}, -1]},
                    {">": [{"var": "minutes_since_last_entry"}, 179]}]},
     {"entries": (NOW - timedelta(hours=1),)}, "Tiempo mínimo desde la última entrada: 3 horas.",
     "Tempo mínimo desde a última entrada: 3 horas.", "Minimum time since the last entry: 3 hours."),
    ("R04", {"isAfter": [{"var": "now"}, custom("2026-10-06T10:00:00Z"), 10]}, {},
     "Solo se permite después de las 11:50.", "Só é permitido depois das 11:50.",
     "Only allowed after 11:50."),
    ("R05", {"isBefore": [{"var": "now"}, custom("2026-10-06T08:00:00Z"), 10]}, {},
     "Solo se permite antes de las 10:10.", "Só é permitido antes das 10:10.",
     "Only allowed before 10:10."),
    ("R06", {"isAfter": [{"var": "now"}, custom("2026-10-07T10:00:00Z"), None]}, {},
     "Solo se permite después del miércoles 7 de octubre a las 12:00.",
     "Só é permitido depois de quarta-feira, 7 de outubro, às 12:00.",
     "Only allowed after Wednesday 7 October at 12:00."),
    ("R07-early", TWO_DAYS, {}, "Solo se permite después de las 12:00.",
     "Só é permitido depois das 12:00.", "Only allowed after 12:00."),
    ("R07-late", TWO_DAYS, {"now": datetime(2026, 10, 6, 20, tzinfo=UTC)},
     "Solo se permite antes de las 20:00.", "Só é permitido antes das 20:00.",
     "Only allowed before 20:00."),
    ("R07-over", TWO_DAYS, {"now": datetime(2026, 10, 8, 18, tzinfo=UTC)},
     "Solo se permite antes del miércoles 7 de octubre a las 20:00.",
     "Só é permitido antes de quarta-feira, 7 de outubro, às 20:00.",
     "Only allowed before Wednesday 7 October at 20:00."),
    ("R08", {"or": [ONLY_STUDENTS, TWO_DAYS]}, {}, "Solo se permite después de las 12:00.",
     "Só é permitido depois das 12:00.", "Only allowed after 12:00."),
    ("R09", {"and": [TWO_DAYS, {"<": [NUMBER, 1]}]}, {"entries": (NOW,)},
     "Se alcanzó el máximo de entradas: una.", "O máximo de entradas foi atingido: uma.",
     "Maximum number of entries reached: one."),
    ("R10", {"==": [{"var": "now_isoweekday"}, 4]}, {}, "Solo los jueves.",
     "Só às quintas-feiras.", "Only on Thursdays."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "given", "lang", "wanted"),
    [
        pytest.param(rule, given, lang, wanted, id=f"{row}-{lang}")
        for row, rule, given, *texts in ROWS
        for lang, wanted in zip(LANGUAGES, texts, strict=True)
    ],
)
def test_the_refusal_says_what_would_let_the_person_in(rule, given, lang, wanted):
    assert said(rule, lang, **given) == wanted


def test_a_rule_that_cannot_be_evaluated_asks_to_tell_the_organisers():
    assert said({"frobnicate": [1]}, "es") == (
        "Una regla de este punto no se puede evaluar (frobnicate): avise a la organización."
    )


@pytest.mark.parametrize("closest", [None, Condition(ConditionKind.IS_INSIDE, met=True)])
def test_without_a_nearest_condition_the_sentence_is_general(closest):
    text = explanation(replace(REFUSED, nearest=closest), ROOM, BERLIN, "es")

    assert text == "No cumple las condiciones para entrar a Sala."


@pytest.mark.parametrize(
    ("count", "lang", "wanted"),
    [
        (1, "es", "Falta 1 respuesta para entrar a Sala."),
        (2, "es", "Faltan 2 respuestas para entrar a Sala."),
        (2, "pt", "Faltam 2 respostas para entrar em Sala."),
        (1, "en", "1 answer is missing to enter Room."),
    ],
)
def test_what_waits_for_answers_counts_them(count, lang, wanted):
    asked = tuple(Asked(Question(str(n), {"es": "¿?"})) for n in range(count))
    waiting = replace(REFUSED, status=Status.INCOMPLETE, reason=None, questions=asked)

    assert explanation(waiting, ROOM, BERLIN, lang) == wanted
    assert headline(waiting, "es") == "FALTAN DATOS"


@pytest.mark.parametrize(
    ("reason", "params", "wanted"),
    [
        (Reason.PRODUCT, {"date": "17"}, "Su inscripción es para otra fecha: Jornada 2."),
        (Reason.PRODUCT, {"date": "18"}, "Su inscripción es para otra fecha: 18."),
        (Reason.PRODUCT, {"date": ""}, "Su inscripción no incluye Sala."),
        (
            Reason.ERROR,
            {"product": "99"},
            "El código es auténtico, pero esta estación no conoce su producto (99).",
        ),
        (Reason.REVOKED, {}, "La organización anuló este código: ya no vale."),
    ],
    ids=["date", "unknown-date", "no-date", "unknown-product", "revoked"],
)
def test_other_refusals_name_what_they_are_about(reason, params, wanted):
    dates = (EventDate("17", {"es": "Jornada 2"}),)
    labels = labels_of(catalogue=Catalogue((Product("1", {"es": "Estudiante"}),), dates))
    verdict = replace(REFUSED, reason=reason, params=params)

    assert explanation(verdict, ROOM, BERLIN, "es", labels=labels) == wanted
