"""The longest sentences of refusals, in each language, are shown whole on the door."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction
from kiosk.domain.rules.tree import Condition, ConditionKind
from kiosk.domain.verdict import Answer, FirstVisit, Reason, Status, Verdict
from kiosk.texts import LANGUAGES
from kiosk.texts.conditions import condition_text
from kiosk.texts.explain import explanation, headline

SIZES = ((1280, 800), (1920, 1080))
ZONE = ZoneInfo("America/Montevideo")
NOW = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
FAR = NOW + timedelta(days=35)
ROOM = Checkpoint(
    "room",
    dict.fromkeys(LANGUAGES, "Taller de Políticas y Legales y Asamblea General de LACTLD"),
    admits=Admits.INVITED,
)
NAMES = (
    "Presencial con cena", "Miembro de LACNIC", "Estudiante o docente", "Becario/a", "Prensa",
    "Capacitación FIRST", "Acompañante",
)  # fmt: skip
PARAMS = {
    "names": NAMES,
    "moment": FAR,
    "since": FAR,
    "list_at": FAR,
    "minutes": 1440,
    "limit": 180,
    "value": 181,
    "days": (1, 2, 3, 4, 5),
    "capacity": 1500,
    "inside": 1500,
    "what": "entries_days_since",
}
VERDICT_PARAMS = {
    "opens": FAR,
    "valid_from": FAR,
    "valid_until": FAR,
    "list_at": FAR,
    "voided_at": FAR,
    "listed": True,
    "capacity": 1500,
    "inside": 1500,
    "event": "LACNIC 45",
    "product": "Capacitación FIRST",
    "date": "Jornada de capacitación del martes por la tarde",
}


def of_conditions(lang):
    for kind in ConditionKind:
        for met in (False, None):
            condition = Condition(kind, met, PARAMS)
            yield "NO CUMPLE LAS REGLAS", condition_text(condition, lang, ZONE, NOW)


def of_reasons(lang):
    for reason in Reason:
        for params in ({}, VERDICT_PARAMS):
            verdict = Verdict(
                Status.ERROR,
                Answer.REFUSE,
                Direction.ENTRY,
                reason,
                params,
                first_visit=FirstVisit(FAR, "Puerta C, primer piso"),
            )
            yield headline(verdict, lang), explanation(verdict, ROOM, ZONE, lang, now=NOW)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_sentences_fit(view, refused, problems_of, lang, size):
    view.resize(*size)
    sentences = sorted({*of_conditions(lang), *of_reasons(lang)}, key=lambda pair: -len(pair[1]))
    for word, why in sentences[:12]:
        view.show_state(replace(refused, word=word, explanation=why))
        assert problems_of(view.page) == {}, why
        assert view.page.explanation.isVisible()
