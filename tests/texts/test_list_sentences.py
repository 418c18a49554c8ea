"""What is said of an old list and of an invitation taken back, in three languages."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind
from kiosk.domain.verdict import Answer, Reason, Status, Verdict
from kiosk.texts import LANGUAGES
from kiosk.texts.explain import explanation, headline

ZONE = ZoneInfo("America/Montevideo")
NINE = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
ROOM = Checkpoint("csirt", {"es": "Reunión de CSIRTs"}, admits=Admits.INVITED)
STALE = Verdict(Status.ERROR, Answer.ASK, Direction.ENTRY, Reason.STALE_LIST)
TAKEN = replace(STALE, answer=Answer.REFUSE, reason=Reason.NOT_INVITED, params={"withdrawn": True})


def said(verdict, lang="es", room=ROOM, now=NOON, **params):
    shown = replace(verdict, params={**verdict.params, **params})
    return explanation(shown, room, ZONE, lang, now=now)


@pytest.mark.parametrize(
    ("lang", "listed", "wanted"),
    [
        ("es", True, "Figura en la lista de las 09:00, que ya no es confiable."),
        ("es", False, "No figura en la lista de las 09:00, que ya no es confiable."),
        ("pt", True, "Consta na lista das 09:00, que já não é confiável."),
        ("pt", False, "Não consta na lista das 09:00, que já não é confiável."),
        ("en", True, "On the list from 09:00, which can no longer be trusted."),
        ("en", False, "Not on the list from 09:00, which can no longer be trusted."),
    ],
)
def test_an_old_list_is_told_with_what_it_says(lang, listed, wanted):
    assert said(STALE, lang, listed=listed, list_at=NINE) == wanted


def test_an_old_list_of_another_day_names_the_day():
    tomorrow = datetime(2026, 10, 7, 15, 0, tzinfo=UTC)

    assert said(STALE, now=tomorrow, listed=True, list_at=NINE) == (
        "Figura en la lista del martes 6 de octubre a las 09:00, que ya no es confiable."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("listed", [True, False])
def test_a_list_that_was_never_loaded_is_no_list_of_a_time(lang, listed):
    text = said(STALE, lang, listed=listed)

    assert "Reunión de CSIRTs" in text
    assert not any(letter.isdigit() for letter in text)


@pytest.mark.parametrize("kind", Kind)
def test_an_invitation_taken_back_is_not_called_missing_from_the_list(kind):
    room = replace(ROOM, kind=kind)

    assert headline(TAKEN, "es", kind) == "INVITACIÓN RETIRADA"
    assert said(TAKEN, room=room, list_at=NINE) == "Se le retiró la invitación a Reunión de CSIRTs."


def test_it_is_said_in_every_language():
    assert len({said(TAKEN, lang) for lang in LANGUAGES}) == 3
    assert len({headline(TAKEN, lang) for lang in LANGUAGES}) == 3
