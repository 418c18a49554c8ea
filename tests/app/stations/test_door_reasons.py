"""Every answer of the door: its words in three languages fit the tablet and the large screen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import texts
from kiosk.app import door_words as words
from kiosk.domain.checkpoints import Admits, Direction, Kind, Level
from kiosk.domain.people import Person
from kiosk.domain.settings import Station
from kiosk.domain.verdict import Answer, FirstVisit, NextStep, Reason, Status, Verdict
from kiosk.services.check_in import ScanOutcome
from kiosk.services.rooms import RoomState
from kiosk.texts import LANGUAGES
from kiosk.ui.door.view import DoorView

SIZES = ((1280, 800), (1920, 1080))
LONG = Person(
    "x",
    "María de los Ángeles Guadalupe",
    "Fernández de la Reguera y Montenegro",
    organisation="Instituto Tecnológico de Redes Académicas del Cono Sur",
    country="BO",
    roles=("speaker",),
    photo_ok=False,
)
STEPS = {
    Reason.UNPAID: NextStep.PAY_AT_DESK,
    Reason.UNREADABLE: NextStep.SCAN_AGAIN,
    Reason.NOT_OPEN: NextStep.COME_BACK,
    Reason.ROOM_FULL: NextStep.CALL_SUPERVISOR,
    Reason.AMBIGUOUS: NextStep.CHOOSE_TICKET,
    Reason.ALREADY_REDEEMED: NextStep.ASK_IF_LEFT,
}
BLAME = ("error", "erro", "fraud", "culpa", "ilegal", "no autorizado", "unauthorized")


@pytest.fixture
def view(qtbot):
    made = DoorView()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def here(event, now):
    return words.Here(event, event.checkpoint("csirt"), Station(name="Puerta C"), now)


def verdict_of(reason, now, answer=Answer.REFUSE):
    params = {
        "opens": now + timedelta(hours=2),
        "closes": now - timedelta(hours=1),
        "valid_from": now + timedelta(days=1),
        "list_at": now - timedelta(days=1),
        "voided_at": now - timedelta(hours=3),
        "inside": 50,
        "capacity": 50,
        "event": "FIRST-2025",
    }
    return Verdict(
        Status.ERROR,
        answer,
        Direction.ENTRY,
        reason,
        params,
        STEPS.get(reason, NextStep.GO_TO_DESK),
        first_visit=FirstVisit(now - timedelta(days=1), "Puerta B del Salón Jacarandá"),
        may_override=Level.SUPERVISOR,
    )


def state_of(here, verdict, person=LONG, **more):
    outcome = ScanOutcome(verdict, here.checkpoint, verdict.direction, here.now, person)
    room = RoomState(here.checkpoint, 31, 50, 40, 48, here.now, ())
    return words.verdict_state(here, outcome, room, **{"pin_set": True, **more})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_refusal_fits_in_every_language(view, here, problems_of, size, language):
    texts.use(language)
    view.resize(*size)
    for reason in Reason:
        for answer in (Answer.REFUSE, Answer.ASK):
            view.show_state(state_of(here, verdict_of(reason, here.now, answer)))
            assert problems_of(view.page) == {}, (reason, answer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_refusals_of_people_without_a_name_fit_too(view, here, problems_of, size, language):
    texts.use(language)
    view.resize(*size)
    for reason in Reason:
        for person in (None, Person("l", "Li")):
            view.show_state(state_of(here, verdict_of(reason, here.now), person))
            assert problems_of(view.page) == {}, reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_a_refusal_has_a_word_a_reason_and_a_way_out(here, reason, language):
    texts.use(language)
    state = state_of(here, verdict_of(reason, here.now))
    assert state.kind == "refuse"
    assert state.word == state.word.upper()
    assert state.explanation.endswith(".")
    assert state.next_title
    assert not state.next_title.endswith(".")
    assert state.organisation == ""
    assert "{" not in state.word + state.explanation + state.next_title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_no_refusal_blames_anybody(here, reason, language):
    texts.use(language)
    state = state_of(here, verdict_of(reason, here.now))
    said = f"{state.word} {state.explanation} {state.next_title}".lower()
    assert [word for word in BLAME if word in said.split()] == []


def test_the_words_of_two_reasons_are_never_the_same(here):
    for language in LANGUAGES:
        texts.use(language)
        said = {reason: state_of(here, verdict_of(reason, here.now)).word for reason in Reason}
        assert len(set(said.values())) == len(said)


def test_the_words_differ_between_the_languages(here):
    for reason in Reason:
        said = set()
        for language in LANGUAGES:
            texts.use(language)
            said.add(state_of(here, verdict_of(reason, here.now)).explanation)
        assert len(said) == len(LANGUAGES), reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_the_admission_fits_with_everything_on_it(view, here, problems_of, size, language):
    texts.use(language)
    view.resize(*size)
    verdict = Verdict(
        Status.OK,
        Answer.ADMIT,
        Direction.ENTRY,
        next_step=NextStep.ENTER,
        attention=True,
        checkin_text="Entregar audífono y pulsera; mostrar dónde se sienta la delegación.",
    )
    state = state_of(here, verdict)
    assert state.notice
    view.show_state(state)
    assert problems_of(view.page) == {}
    view.show_state(state_of(here, replace(verdict, direction=Direction.EXIT)))
    assert problems_of(view.page) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_the_way_to_the_desk_fits(view, here, problems_of, size, language):
    texts.use(language)
    view.resize(*size)
    desk = dict.fromkeys(LANGUAGES, "la mesa de acreditación, al lado de la escalera")
    far = replace(here, event=replace(here.event, help_desk=desk))
    for spot in (here, far):
        view.show_state(words.help_state(spot, Direction.ENTRY))
        assert problems_of(view.page) == {}


@pytest.mark.parametrize(
    ("day", "language", "fact"),
    [
        (0, "es", "08:00 · Puerta B"),
        (1, "es", "lunes 5 de octubre · 08:00 · Puerta B"),
        (1, "pt", "segunda-feira, 5 de outubro · 08:00 · Puerta B"),
        (1, "en", "Monday 5 October · 08:00 · Puerta B"),
    ],
)
def test_an_entry_of_another_day_says_the_day(here, day, language, fact):
    texts.use(language)
    visit = FirstVisit(here.now - timedelta(days=day, hours=1), "Puerta B")
    verdict = verdict_of(Reason.ALREADY_REDEEMED, here.now, Answer.ASK)
    assert state_of(here, replace(verdict, first_visit=visit)).fact == fact


def test_hours_of_another_day_say_the_day(here):
    def subtitle(spot):
        return words.ready_state(spot, None, Direction.ENTRY).subtitle

    assert subtitle(here).endswith("· 08:00–12:30")
    early = replace(here, now=here.now - timedelta(days=1))
    assert subtitle(early).endswith("· martes 6 de octubre, 08:00–12:30")


@pytest.mark.parametrize(
    ("kind", "language", "label"),
    [
        (Kind.ROOM, "es", "En la sala"),
        (Kind.ENTRANCE, "es", "Adentro"),
        (Kind.HANDOUT, "es", "Entregados"),
        (Kind.HANDOUT, "pt", "Entregues"),
        (Kind.HANDOUT, "en", "Handed out"),
    ],
)
def test_the_count_says_what_it_counts(here, kind, language, label):
    texts.use(language)
    spot = replace(here, checkpoint=replace(here.checkpoint, kind=kind))
    room = RoomState(spot.checkpoint, 3, None, 7, None, None, ())
    state = words.ready_state(spot, room, Direction.ENTRY)
    assert state.count_label == label
    assert state.inside == (7 if kind is Kind.HANDOUT else 3)
    assert state.two_ways is (kind is not Kind.HANDOUT)


@pytest.mark.parametrize("pin_set", [True, False])
@pytest.mark.parametrize("level", [None, Level.VOLUNTEER, Level.SUPERVISOR])
def test_only_what_can_be_done_is_offered(here, pin_set, level):
    refused = replace(verdict_of(Reason.NOT_INVITED, here.now), may_override=level)
    offered = level is Level.VOLUNTEER or (level is Level.SUPERVISOR and pin_set)
    assert bool(state_of(here, refused, pin_set=pin_set).override_label) is offered
    asked = replace(refused, answer=Answer.ASK)
    state = state_of(here, asked, pin_set=pin_set)
    assert bool(state.yes) is offered
    assert state.no


@pytest.mark.parametrize("answer", list(Answer))
def test_without_a_name_nothing_of_the_person_is_left(here, answer):
    verdict = verdict_of(Reason.NOT_INVITED, here.now, answer)
    state = state_of(here, verdict, named=False)
    assert "María" not in repr(state)
    assert "Instituto" not in repr(state)


def test_public_rooms_are_not_private(here):
    assert here.private
    for admits in Admits:
        spot = replace(here, checkpoint=replace(here.checkpoint, admits=admits))
        assert spot.private is (admits is Admits.INVITED)
