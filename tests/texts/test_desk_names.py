"""Where people are sent is named by the event, with its article; no sentence runs into it."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Level
from kiosk.domain.event import Event
from kiosk.domain.verdict import Answer, NextStep, Reason, Status, Verdict
from kiosk.texts.explain import next_step
from kiosk.texts.ways import Way, way_in

NOW = datetime(2026, 10, 6, 11, 0, tzinfo=UTC)
UNJOINED = {
    "es": r"\b(a|de) el\b",
    "pt": r"\b(a|de|em|por) [ao]s?\b",
}
"""What these languages write as one word: al, del; à, da, na, pela."""
DESKS = {
    "es": ("el mostrador", "la mesa 3"),
    "pt": ("o balcão", "a mesa 3"),
}
NAMES = [(lang, desk) for lang, desks in DESKS.items() for desk in desks]


def event(lang, desk):
    first, last = date(2026, 10, 5), date(2026, 10, 9)
    zone = ZoneInfo("America/Montevideo")
    return Event("e", {"es": "E"}, zone, first, last, "E", help_desk={"es": desk, lang: desk})


def refusal(reason, step=NextStep.GO_TO_DESK):
    return Verdict(
        Status.ERROR,
        Answer.REFUSE,
        Direction.ENTRY,
        reason,
        next_step=step,
        may_override=Level.SUPERVISOR,
    )


@pytest.mark.parametrize(("lang", "desk"), NAMES)
@pytest.mark.parametrize("step", [*NextStep])
def test_the_next_step_is_grammatical_with_any_article(lang, desk, step):
    said = next_step(refusal(Reason.UNPAID, step), event(lang, desk), lang)

    assert not re.search(UNJOINED[lang], said), said


@pytest.mark.parametrize(("lang", "desk"), NAMES)
@pytest.mark.parametrize("reason", [*Reason])
@pytest.mark.parametrize("admits", [Admits.EVERYONE, Admits.MEMBERS])
def test_the_nearest_way_in_is_grammatical_with_any_article(lang, desk, reason, admits):
    room = Checkpoint("room", {"es": "Sala"}, admits=admits)

    said = way_in(Way(refusal(reason), room, NOW), event(lang, desk), lang)

    assert not re.search(UNJOINED[lang], said), said
