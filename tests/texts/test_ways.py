"""The nearest way in is one sentence that fits the refusal, and the steps have their names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Level
from kiosk.domain.event import Event
from kiosk.domain.rules.tree import Condition, ConditionKind
from kiosk.domain.verdict import Answer, Check, Finding, Reason, Status, Verdict
from kiosk.texts import LANGUAGES
from kiosk.texts.checks import check_name, is_met
from kiosk.texts.ways import Way, way_in

NOW = datetime(2026, 10, 6, 11, 0, tzinfo=UTC)
ROOM = Checkpoint("csirt", {"es": "Reunión de CSIRTs"}, admits=Admits.INVITED)
EVENT = Event(
    "lacnic46",
    {"es": "LACNIC 46"},
    ZoneInfo("America/Montevideo"),
    date(2026, 10, 5),
    date(2026, 10, 9),
    "LAC46",
    help_desk={"es": "la mesa 3", "pt": "a mesa 3", "en": "desk 3"},
)
REFUSED = Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, Reason.NOT_INVITED)


def way(lang="es", room=ROOM, moment=None, **parts):
    return way_in(Way(replace(REFUSED, **parts), room, NOW, moment), EVENT, lang)


@pytest.mark.parametrize(("reason", "lang"), [*product(Reason, LANGUAGES)])
def test_every_refusal_that_may_be_overruled_has_a_way_in(reason, lang):
    said = way(lang, reason=reason, may_override=Level.SUPERVISOR)

    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_waiting_comes_before_everything_else(lang):
    moment = NOW + timedelta(minutes=40)

    assert "08:40" in way(lang, moment=moment)
    assert way("es", moment=moment) == "Vuelva a las 08:40: a esa hora entra."


def test_another_day_is_named():
    said = way("es", moment=NOW + timedelta(days=1))

    assert said == "Vuelva el miércoles 7 de octubre a las 08:00: a esa hora entra."


@pytest.mark.parametrize(
    ("room", "reason", "wanted"),
    [
        (ROOM, Reason.NOT_INVITED, "Pida una invitación a la organización."),
        (replace(ROOM, owner="LACTLD"), Reason.NOT_INVITED, "Pida una invitación a LACTLD."),
        (
            replace(ROOM, admits=Admits.MEMBERS),
            Reason.NOT_ENTITLED,
            "Su organización debe figurar entre los asociados: consulte en la mesa 3.",
        ),
        (ROOM, Reason.UNPAID, "Pague en la mesa 3."),
        (ROOM, Reason.ROOM_FULL, "Espere a que se libere un lugar."),
    ],
    ids=["invited", "owner", "members", "unpaid", "full"],
)
def test_the_way_fits_the_refusal(room, reason, wanted):
    assert way(room=room, reason=reason) == wanted


def test_what_waits_for_answers_is_answered():
    assert way(status=Status.INCOMPLETE, reason=None) == "Responda las preguntas que faltan."


def test_a_supervisor_may_help_where_nothing_else_does():
    assert way(reason=Reason.RULES) == ""
    assert way(reason=Reason.RULES, may_override=Level.SUPERVISOR) == (
        "Pida en la mesa 3 que se autorice el ingreso."
    )


def test_who_is_admitted_needs_no_way():
    assert way(status=Status.OK, reason=None) == ""


@pytest.mark.parametrize(("check", "lang"), [*product(Check, LANGUAGES)])
def test_every_step_has_a_name_as_it_holds_and_as_it_does_not(check, lang):
    holds, objects = check_name(Finding(check), lang), check_name(Finding(check, REFUSED), lang)

    assert holds
    assert objects
    assert holds != objects


@pytest.mark.parametrize(
    ("refusal", "met", "wanted"),
    [(None, False, True), (REFUSED, False, False), (REFUSED, None, None), (REFUSED, True, False)],
    ids=["holds", "objects", "broken", "objects without a reason"],
)
def test_a_step_is_met_not_met_or_nobody_knows(refusal, met, wanted):
    finding = Finding(Check.RULES, refusal, (Condition(ConditionKind.OTHER, met),))

    assert is_met(finding) is wanted
