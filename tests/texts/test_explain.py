"""Every verdict has words in three languages, with local times and the room's name."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind
from kiosk.domain.errors import NotFoundError
from kiosk.domain.event import Event, RoleStyle
from kiosk.domain.verdict import Answer, FirstVisit, NextStep, Reason, Status, Verdict
from kiosk.texts import LANGUAGES
from kiosk.texts.explain import error_text, explanation, headline, help_desk, next_step
from kiosk.texts.labels import labels_of

ZONE = ZoneInfo("America/Montevideo")
NINE_41 = datetime(2026, 10, 6, 12, 41, tzinfo=UTC)
NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
CSIRT = Checkpoint(
    "csirt",
    {"es": "Reunión de CSIRTs", "pt": "Reunião de CSIRTs", "en": "CSIRTs Meeting"},
    admits=Admits.INVITED,
)
EVENT = Event(
    "lacnic46",
    {"es": "LACNIC 46"},
    ZONE,
    date(2026, 10, 5),
    date(2026, 10, 9),
    "LAC46",
    help_desk={"es": "la mesa 3", "pt": "a mesa 3", "en": "desk 3"},
)
REFUSED = Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, Reason.NOT_INVITED)
OK = Verdict(Status.OK, Answer.ADMIT, Direction.ENTRY)


@pytest.mark.parametrize(("reason", "lang"), [*product(Reason, LANGUAGES)])
def test_every_reason_has_a_headline_and_a_sentence(reason, lang):
    verdict = replace(REFUSED, reason=reason)

    assert headline(verdict, lang).isupper()
    text = explanation(verdict, CSIRT, ZONE, lang)
    assert text.endswith(".")
    assert "{" not in text


@pytest.mark.parametrize("reason", Reason)
def test_the_three_languages_differ(reason):
    verdict = replace(REFUSED, reason=reason)

    assert len({explanation(verdict, CSIRT, ZONE, lang) for lang in LANGUAGES}) == 3


@pytest.mark.parametrize(("step", "lang"), [*product(NextStep, LANGUAGES)])
def test_every_next_step_has_words(step, lang):
    text = next_step(replace(REFUSED, next_step=step), EVENT, lang)

    assert bool(text) is (step is not NextStep.NONE)
    assert "{" not in text


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("es", "La reunión es por invitación y su nombre no figura en la lista de las 09:41."),
        ("pt", "A reunião é por convite e seu nome não consta na lista das 09:41."),
        ("en", "The meeting is by invitation and the name is not on the list from 09:41."),
    ],
)
def test_not_invited_says_how_old_the_list_is(lang, wanted):
    verdict = replace(REFUSED, params={"list_at": NINE_41})

    assert explanation(verdict, CSIRT, ZONE, lang, now=NOON) == wanted


def test_not_invited_without_a_list_names_no_time():
    assert explanation(REFUSED, CSIRT, ZONE, "es") == (
        "La reunión es por invitación y su nombre no figura en la lista."
    )


@pytest.mark.parametrize("kind", [Kind.ENTRANCE, Kind.HANDOUT])
def test_what_is_no_room_is_called_by_its_name(kind):
    dinner = replace(CSIRT, name={"es": "Cena de gala"}, kind=kind)
    verdict = replace(REFUSED, params={"list_at": NINE_41})

    assert explanation(verdict, dinner, ZONE, "es", now=NOON) == (
        "Cena de gala es por invitación y su nombre no figura en la lista de las 09:41."
    )


def test_a_moment_of_another_day_names_the_day():
    verdict = replace(REFUSED, reason=Reason.NOT_OPEN, params={"opens": NINE_41})
    later = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)

    assert explanation(verdict, CSIRT, ZONE, "es", now=later) == (
        "Reunión de CSIRTs abre el martes 6 de octubre a las 09:41."
    )
    assert explanation(verdict, CSIRT, ZONE, "en", now=NOON) == "CSIRTs Meeting opens at 09:41."


def test_a_duplicate_says_when_and_where():
    verdict = replace(
        REFUSED, reason=Reason.ALREADY_REDEEMED, first_visit=FirstVisit(NINE_41, "Puerta B", "Ana")
    )

    assert explanation(verdict, CSIRT, ZONE, "es", now=NOON) == (
        "Ya ingresó a Reunión de CSIRTs a las 09:41 · Puerta B."
    )


def test_parameters_may_be_the_text_of_a_table():
    verdict = replace(
        REFUSED, reason=Reason.BADGE_VOID, params={"voided_at": "2026-10-06T12:41:00.000Z"}
    )

    assert "09:41" in explanation(verdict, CSIRT, ZONE, "en", now=NOON)


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        (OK, "ADMITIDO"),
        (replace(OK, direction=Direction.EXIT), "SALIDA"),
        (replace(OK, reason=Reason.NOT_INVITED, overridden=True), "ADMITIDO"),
    ],
)
def test_admissions(verdict, word):
    assert headline(verdict, "es") == word
    assert "Reunión de CSIRTs" in explanation(verdict, CSIRT, ZONE, "es")


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("es", "Acompañe hasta la mesa 3."),
        ("pt", "Acompanhe até a mesa 3."),
        ("en", "Please walk them to desk 3."),
    ],
)
def test_the_desk_is_the_events_own(lang, wanted):
    assert next_step(replace(REFUSED, next_step=NextStep.GO_TO_DESK), EVENT, lang) == wanted


def test_without_a_named_desk_it_is_the_registration_desk():
    assert help_desk(replace(EVENT, help_desk={}), "en") == "the registration desk"


def test_members_are_told_of_their_organisation():
    room = replace(CSIRT, admits=Admits.MEMBERS)

    assert "organización" in explanation(
        replace(REFUSED, reason=Reason.NOT_ENTITLED), room, ZONE, "es"
    )


def test_a_known_problem_is_one_sentence():
    problem = NotFoundError("Nadie se llama {name}.", name="X")

    assert error_text(problem, "es") == str(problem) == "Nadie se llama X."


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("es", "Sesión es solo para: Becario/a, tutor."),
        ("pt", "Sesión é somente para: Bolsista, tutor."),
        ("en", "Sesión is only for: Fellow, tutor."),
    ],
)
def test_roles_are_named_in_the_language(lang, wanted):
    room = replace(CSIRT, name={"es": "Sesión"}, admits=Admits.ROLES, roles=("fellow", "tutor"))
    verdict = replace(REFUSED, reason=Reason.NOT_ENTITLED)

    assert explanation(verdict, room, ZONE, lang) == wanted


def test_the_events_own_role_names_come_first():
    room = replace(CSIRT, admits=Admits.ROLES, roles=("fellow",))
    own = (RoleStyle("fellow", {"es": "Becaria FRIDA"}),)

    text = explanation(
        replace(REFUSED, reason=Reason.NOT_ENTITLED), room, ZONE, "es", labels=labels_of(own)
    )

    assert text == "Reunión de CSIRTs es solo para: Becaria FRIDA."


def test_things_are_given_and_not_entered():
    lunch = Checkpoint("lunch", {"es": "el almuerzo"}, Kind.HANDOUT)
    again = replace(
        REFUSED, reason=Reason.ALREADY_REDEEMED, first_visit=FirstVisit(NINE_41, "Comedor")
    )

    assert headline(OK, "es", Kind.HANDOUT) == "ENTREGAR"
    assert headline(again, "en", Kind.HANDOUT) == "ALREADY RECEIVED"
    assert explanation(OK, lunch, ZONE, "es") == "Le corresponde: el almuerzo."
    assert explanation(again, lunch, ZONE, "es", now=NOON) == (
        "Ya recibió el almuerzo a las 09:41 · Comedor."
    )


@pytest.mark.parametrize(
    ("lang", "reason_word"), [("es", "Motivo"), ("pt", "Motivo"), ("en", "Reason")]
)
def test_a_void_badge_says_since_when_and_why(lang, reason_word):
    params = {"voided_at": datetime(2026, 10, 6, 12, 5, tzinfo=UTC), "void_reason": "Se perdió."}
    void = replace(REFUSED, reason=Reason.BADGE_VOID, params=params)
    said = explanation(void, CSIRT, ZONE, lang, now=NOON)

    assert f"{reason_word}: Se perdió." in said
    assert "9:05" in said
