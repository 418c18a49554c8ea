"""What a call needs and what came of it, in a few words."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.assembly import CallTo, CountedBy, Share
from kiosk.domain.calls import CallResult
from kiosk.texts import LANGUAGES
from kiosk.texts.assembly import quorum, result

ZONE = ZoneInfo("America/Montevideo")
TEN = datetime(2026, 10, 7, 13, 0, tzinfo=UTC)
NOBODY_NEEDED = CallTo(TEN, Share(Decimal(0)))
THIRTY = CallTo(TEN, Share(Decimal(30)), CountedBy.VOTES)


@pytest.mark.parametrize("by", CountedBy)
def test_a_call_that_needs_nobody_is_told_without_numbers(by):
    assert quorum(NOBODY_NEEDED.quorum, by, "es") == "sin mínimo"
    assert quorum(Share(Decimal(0), percent=True), by, "es") == "sin mínimo"


def test_more_than_nothing_is_a_number():
    assert quorum(Share(Decimal(0), above=True), CountedBy.VOTES, "es") == "más de 0 votos"


@pytest.mark.parametrize(
    ("call", "parts", "wanted"),
    [
        (NOBODY_NEEDED, {"needed": 0}, "comienza con quienes estén"),
        (THIRTY, {"needed": 30}, "necesita 30 votos"),
        (
            THIRTY,
            {"needed": 30, "present_at_call": 29, "closed": True},
            "sin quórum, con 1 voto de menos",
        ),
        (THIRTY, {"needed": 30, "present": 28, "present_at_call": 28}, "faltan 2 votos"),
        (NOBODY_NEEDED, {"needed": 0, "present_at_call": 0, "reached_at": TEN, "holds_now": True},
         "quórum a las 10:00"),
    ],
    ids=["nobody", "before", "closed", "missing", "reached"],
)  # fmt: skip
def test_what_came_of_a_call(call, parts, wanted):
    assert result(CallResult(call, **{"present": 0, **parts}), ZONE, "es") == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_a_call_that_needs_nobody_no_language_names_a_number(lang):
    assert not any(c.isdigit() for c in result(CallResult(NOBODY_NEEDED, 0, 0), ZONE, lang))
