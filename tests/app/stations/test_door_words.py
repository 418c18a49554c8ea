"""What the door says: from outcomes and rooms to states, in the language in force."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import texts
from kiosk.app import door_words as words
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.verdict import Answer, FirstVisit, NextStep, Reason, Status, Verdict
from kiosk.services.check_in import ScanOutcome
from kiosk.services.rooms import LatestLine, RoomState

ANA = Person(
    "ana",
    "Ana",
    "Silva Prado",
    organisation="NIC.br",
    country="BR",
    roles=("newcomer", "speaker", "attendee"),
)


@pytest.fixture
def here(event, now):
    def make(checkpoint="csirt", **station):
        from kiosk.domain.settings import Station

        own = replace(Station(name="Puerta C"), **station)
        return words.Here(event, event.checkpoint(checkpoint), own, now)

    return make


@pytest.fixture
def room(event, now):
    return RoomState(
        checkpoint=event.checkpoint("csirt"),
        inside=31,
        capacity=50,
        admitted_total=40,
        invited=48,
        list_at=now - timedelta(minutes=19),
        latest=(),
    )


def outcome_of(here, verdict, person=ANA):
    return ScanOutcome(verdict, here.checkpoint, verdict.direction, here.now, person)


def refusal(reason, **more):
    values = {
        "status": Status.ERROR,
        "answer": Answer.REFUSE,
        "direction": Direction.ENTRY,
        "reason": reason,
        "next_step": NextStep.GO_TO_DESK,
    }
    return Verdict(**{**values, **more})


def admission(**more):
    return Verdict(Status.OK, Answer.ADMIT, Direction.ENTRY, next_step=NextStep.ENTER, **more)


def line(kind, minutes=0, *, now, name="Ana Silva", reason="", counts=True, entry_id="e"):
    return LatestLine(
        entry_id, kind, now - timedelta(minutes=minutes), None, name, reason, counts, "NIC.br"
    )


# between scans


def test_the_ready_screen_tells_the_list_and_its_age(here, room):
    state = words.ready_state(here(), room, Direction.ENTRY)
    assert (state.inside, state.capacity) == (31, 50)
    assert (state.list_line, state.list_detail) == ("Lista de las 08:41", "48 invitados")
    assert state.list_fresh


def test_an_old_list_is_marked(here, room):
    spot = here()
    spot = replace(spot, checkpoint=replace(spot.checkpoint, stale_after=timedelta(minutes=10)))
    state = words.ready_state(spot, room, Direction.ENTRY)
    assert not state.list_fresh
    assert state.warning == "La lista es de las 08:41: pida una nueva en la mesa 3."

    late = replace(spot, now=spot.now + timedelta(days=1))
    assert "del martes 6 de octubre a las 08:41" in (
        words.ready_state(late, room, Direction.ENTRY).warning
    )


@pytest.mark.parametrize("limit", [None, timedelta(hours=9)])
def test_a_list_that_is_fresh_or_needs_not_be_warns_of_nothing(here, room, limit):
    spot = here()
    spot = replace(spot, checkpoint=replace(spot.checkpoint, stale_after=limit))
    assert words.ready_state(spot, room, Direction.ENTRY).warning == ""
    if limit is None:
        never = replace(room, list_at=None)
        assert words.ready_state(spot, never, Direction.ENTRY).warning == ""


def test_a_list_that_was_never_loaded_is_asked_for(here, room):
    spot = here()
    spot = replace(spot, checkpoint=replace(spot.checkpoint, stale_after=timedelta(hours=9)))
    state = words.ready_state(spot, replace(room, list_at=None), Direction.ENTRY)
    assert not state.list_fresh
    assert state.list_line == ""
    assert state.warning == ("No hay lista de invitados en esta estación: pídala en la mesa 3.")


def test_a_room_for_everybody_has_no_list_and_no_lock(here, room):
    spot = here("forum")
    state = words.ready_state(spot, replace(room, invited=None), Direction.ENTRY)
    assert (state.list_line, state.by_invitation) == ("", False)
    assert state.subtitle == "11:00–12:00"


def test_before_the_room_was_read_the_screen_stands_already(here):
    state = words.ready_state(here(place="Puerta B"), None, Direction.EXIT)
    assert (state.room, state.place) == ("Reunión de CSIRTs", "Puerta B")
    assert (state.direction, state.latest) == (Direction.EXIT, ())


def test_the_hours_are_the_next_ones_and_then_the_last(here, now):
    spot = here()
    assert words.ready_state(spot, None, Direction.ENTRY).subtitle.endswith("08:00–12:30")
    later = replace(spot, now=now + timedelta(days=3))
    assert words.ready_state(later, None, Direction.ENTRY).subtitle.endswith("08:00–12:30")


@pytest.mark.parametrize(
    ("kind", "reason", "counts", "row"),
    [
        (EntryKind.ADMITTED, "", True, ("admit", "Ana Silva", "NIC.br")),
        (EntryKind.LEFT, "", True, ("admit", "Ana Silva", "Salió")),
        (EntryKind.ADMITTED, "", False, ("help", "Deshecho", "")),
        (EntryKind.UNDONE, "", False, ("help", "Deshecho", "")),
        (EntryKind.OVERRIDDEN, "not_invited", True, ("ask", "Autorizado", "")),
        (EntryKind.OVERRIDDEN, "already_redeemed", True, ("ask", "Ya ingresó", "volvió a entrar")),
        (
            EntryKind.REFUSED,
            "not_invited",
            False,
            ("refuse", "No está en la lista", "debe pasar por la mesa 3"),
        ),
        (EntryKind.REFUSED, "already_redeemed", False, ("ask", "Ya ingresó", "")),
        (
            EntryKind.REFUSED,
            "a_reason_of_tomorrow",
            False,
            ("refuse", "No admitido", "debe pasar por la mesa 3"),
        ),
    ],
)
def test_each_kind_of_entry_has_its_row(here, now, kind, reason, counts, row):
    spot = here("forum")
    rows = words.latest_rows(spot, [line(kind, now=now, reason=reason, counts=counts)], named=None)
    assert [(r.kind, r.title, r.detail) for r in rows] == [row]
    assert rows[0].time == "09:00"


@pytest.mark.parametrize("kind", list(EntryKind))
def test_a_private_room_names_nobody_but_the_one_just_seen(here, now, kind):
    old = line(kind, now=now, entry_id="old")
    assert "Ana" not in repr(words.latest_rows(here(), [old], named="new"))


def test_a_refused_person_is_never_named(here, now):
    refused = line(EntryKind.REFUSED, now=now, reason="unpaid", entry_id="this")
    assert "Ana" not in repr(words.latest_rows(here("forum"), [refused], named="this"))


def test_only_the_refusal_right_before_an_override_is_left_out(here, now):
    lines = [
        line(EntryKind.OVERRIDDEN, 0, now=now, reason="not_invited"),
        line(EntryKind.REFUSED, 1, now=now, reason="not_invited"),
        line(EntryKind.REFUSED, 2, now=now, reason="not_invited"),
    ]
    rows = words.latest_rows(here(), lines, named=None)
    assert [row.kind for row in rows] == ["ask", "refuse"]


# verdicts


def test_an_admission_shows_who_it_is_and_what_is_special(here, room):
    spot = here()
    person = replace(ANA, photo_ok=False)
    outcome = outcome_of(spot, admission(), person)
    state = words.verdict_state(spot, outcome, room, pin_set=True)
    assert (state.kind, state.name) == ("admit", "Ana\nSilva Prado")
    assert state.organisation == "NIC.br · Brasil"
    assert (state.no_photos, state.role_label, state.role_icon) == (True, "Orador/a", "mic")
    assert (state.inside, state.capacity) == (31, 50)
    assert (state.explanation, state.override_label) == ("", "")


@pytest.mark.parametrize("photo_ok", [True, None])
def test_only_a_no_to_photos_is_shown(here, room, photo_ok):
    outcome = outcome_of(here(), admission(), replace(ANA, photo_ok=photo_ok))
    assert not words.verdict_state(here(), outcome, room, pin_set=True).no_photos


def test_plain_participants_have_no_role_on_the_screen(here, room):
    outcome = outcome_of(here(), admission(), replace(ANA, roles=("attendee", "unheard-of")))
    assert words.verdict_state(here(), outcome, room, pin_set=True).role_label == ""


def test_a_person_with_one_name_has_one_line(here, room):
    outcome = outcome_of(here(), admission(), Person("li", "Li"))
    state = words.verdict_state(here(), outcome, room, pin_set=True)
    assert (state.name, state.organisation) == ("Li", "")


def test_what_the_list_asks_to_tell_is_told_on_admission(here, room):
    told = admission(attention=True, checkin_text="Entregar audífono")
    state = words.verdict_state(here(), outcome_of(here(), told), room, pin_set=True)
    assert state.notice == "Entregar audífono"
    silent = admission(checkin_text="Entregar audífono")
    state = words.verdict_state(here(), outcome_of(here(), silent), room, pin_set=True)
    assert state.notice == ""


@pytest.mark.parametrize(
    ("level", "pin_set", "label"),
    [
        (None, True, ""),
        (Level.VOLUNTEER, False, "Autorizar"),
        (Level.DESK, True, "Autorizar (supervisor)"),
        (Level.SUPERVISOR, True, "Autorizar (supervisor)"),
        (Level.SUPERVISOR, False, ""),
    ],
)
def test_who_may_admit_all_the_same_decides_the_button(here, level, pin_set, label):
    verdict = refusal(Reason.NOT_INVITED, may_override=level)
    state = words.verdict_state(here(), outcome_of(here(), verdict), None, pin_set=pin_set)
    assert state.override_label == label


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_every_reason_has_a_word_and_a_sentence(here, reason, language):
    texts.use(language)
    outcome = outcome_of(here(), refusal(reason))
    state = words.verdict_state(here(), outcome, None, pin_set=True)
    assert state.word == state.word.upper()
    assert state.word
    assert state.explanation
    assert "{" not in state.word + state.explanation + state.next_title


def test_a_refusal_never_shows_the_organisation(here):
    outcome = outcome_of(here(), refusal(Reason.UNPAID))
    assert words.verdict_state(here(), outcome, None, pin_set=True).organisation == ""


def test_without_names_the_answer_stays(here):
    outcome = outcome_of(here(), refusal(Reason.NOT_INVITED))
    state = words.verdict_state(here(), outcome, None, pin_set=True, named=False)
    assert (state.name, state.word) == ("", "NO ESTÁ EN LA LISTA")
    assert "Ana" not in repr(state)


def asking(step, level, **more):
    verdict = refusal(Reason.ALREADY_REDEEMED, answer=Answer.ASK, next_step=step)
    return replace(verdict, may_override=level, **more)


def test_a_return_asks_whether_the_person_left(here, now):
    visit = FirstVisit(now - timedelta(minutes=20), "Puerta B", "Lucía")
    verdict = asking(NextStep.ASK_IF_LEFT, Level.VOLUNTEER, first_visit=visit)
    state = words.verdict_state(here(), outcome_of(here(), verdict), None, pin_set=False)
    assert state.fact == "08:40 · Puerta B"
    assert (state.yes, state.no) == ("Sí, dejar entrar", "No, es otra persona")
    assert "Lucía" not in repr(state)


def test_a_question_for_a_supervisor_has_no_yes_without_a_pin(here):
    verdict = asking(NextStep.CALL_SUPERVISOR, Level.SUPERVISOR)
    outcome = outcome_of(here(), verdict)
    assert words.verdict_state(here(), outcome, None, pin_set=False).yes == ""
    assert words.verdict_state(here(), outcome, None, pin_set=True).yes
    assert words.verdict_state(here(), outcome, None, pin_set=True).no == "No, va a la mesa"


@pytest.mark.parametrize(
    ("language", "word"),
    [("es", "PASE POR LA MESA 3"), ("pt", "VÁ ATÉ A MESA 3"), ("en", "GO TO DESK 3")],
)
def test_the_way_to_the_desk_in_three_languages(here, language, word):
    texts.use(language)
    state = words.help_state(here(), Direction.ENTRY)
    assert (state.kind, state.word) == ("help", word)
    assert state.override_label == ""


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_no_is_explained_by_what_was_asked(here, language):
    texts.use(language)
    spot = here()
    left = refusal(Reason.ALREADY_REDEEMED, answer=Answer.ASK, next_step=NextStep.ASK_IF_LEFT)
    stale = refusal(Reason.STALE_LIST, answer=Answer.ASK, next_step=NextStep.CALL_SUPERVISOR)
    other = words.sent_away_state(spot, outcome_of(spot, left))
    late = words.sent_away_state(spot, outcome_of(spot, stale))
    assert {other.kind, late.kind} == {"help"}
    assert other.explanation == texts.translate(
        "En la mesa comprueban de quién es la credencial.", language
    )
    assert late.explanation != other.explanation
    assert late.explanation
    assert other.name == late.name == ""
