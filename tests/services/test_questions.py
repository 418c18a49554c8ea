"""Questions at check-in through scan(): asked, answered, kept, skipped; and their JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.facts import Override
from kiosk.domain.people import Ticket
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.domain.verdict import NextStep, Reason, Status, Verdict
from kiosk.services.answer import scan_answer
from kiosk.services.answer_questions import questions_json
from kiosk.services.ask_first import scan_or_ask
from kiosk.services.card import person_card
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.store import answers, journal
from kiosk.store.person_write import put_ticket
from kiosk.store.rebuild import rebuild

ID_CHECK = Question(
    "1",
    {"es": "¿Documento verificado?", "pt": "Documento verificado?", "en": "ID checked?"},
    QuestionType.YES_NO,
    identifier="IDCHECK",
    required=True,
    position=1,
)
DIET = Question(
    "2",
    {"es": "Dieta"},
    QuestionType.CHOICE,
    identifier="DIET",
    position=2,
    options=(Option("7", {"es": "Vegetariana"}, "VEG"), Option("8", {"es": "Ninguna"}, "NONE")),
)


@pytest.fixture
def asking(ctx: Context) -> Context:
    """The same event, with two questions for everybody."""
    return replace(ctx, event=replace(ctx.event, catalogue=Catalogue(questions=(DIET, ID_CHECK))))


def go(ctx: Context, checkpoint: str = "main", **more: object) -> Verdict:
    return scan(ctx, ScanRequest("code-of-ana", checkpoint, **more)).verdict


def known(ctx: Context) -> dict[str, str]:
    return {question: text for (_, question), text in answers.known(ctx.db, ["t-ana"]).items()}


def test_whoever_was_not_asked_yet_waits(asking: Context) -> None:
    verdict = go(asking)

    assert (verdict.status, verdict.reason) == (Status.INCOMPLETE, None)
    assert verdict.next_step is NextStep.ANSWER
    assert [asked.question for asked in verdict.questions] == [ID_CHECK, DIET]
    assert known(asking) == {}


def test_the_answers_admit_and_are_kept_in_the_journal(asking: Context) -> None:
    verdict = go(asking, answers={"IDCHECK": "Sí", "2": "veg"})

    assert verdict.admitted
    assert known(asking) == {"1": "true", "2": "7"}
    entry = journal.of_person(asking.db, "ana")[-1]
    assert entry.payload["answers"] == {"1": "true", "2": "7"}
    assert all(report.same for report in rebuild(asking.db))


def test_answers_of_a_refused_try_are_kept(asking: Context) -> None:
    first = go(asking, answers={"1": "true", "2": "carne"})
    second = go(asking, answers={"2": "8"})

    assert first.status is Status.INCOMPLETE
    assert [asked.question.id for asked in first.questions] == ["2"]
    assert second.admitted
    assert known(asking) == {"1": "true", "2": "8"}


def test_answers_are_kept_where_somebody_may_not_pass_at_all(asking: Context) -> None:
    request = ScanRequest("code-of-jose", "csirt", answers={"1": "true", "2": ""})
    verdict = scan(asking, request).verdict

    assert verdict.reason is Reason.NOT_INVITED
    assert answers.known(asking.db, ["t-jose"]) == {("t-jose", "1"): "true", ("t-jose", "2"): ""}


def test_nobody_is_asked_the_same_at_the_next_door(asking: Context) -> None:
    go(asking, answers={"1": "true", "2": ""})

    assert go(asking, "csirt").admitted


def test_what_the_source_knows_is_not_asked(asking: Context) -> None:
    ticket = Ticket("t-ana", "ana", "code-of-ana")
    put_ticket(asking.db, ticket, {"answers": {"1": "True", "2": "Vegetariana"}})

    assert go(asking).admitted


def test_explaining_keeps_no_answer(asking: Context) -> None:
    outcome = explain(asking, ScanRequest("code-of-ana", "main", answers={"1": "true", "2": ""}))

    assert outcome.verdict.admitted
    assert known(asking) == {}


def test_a_caller_that_cannot_ask_is_not_held_up(asking: Context) -> None:
    assert go(asking, questions_supported=False).admitted


def test_an_exit_asks_nothing(asking: Context) -> None:
    assert go(asking, direction=Direction.EXIT).admitted


def test_an_override_asks_nothing(asking: Context) -> None:
    override = Override("Marta", "documento visto en la mesa", Level.SUPERVISOR)
    verdict = go(asking, override=override, answers={"2": "veg"})

    assert (verdict.admitted, verdict.overridden, verdict.questions) == (True, True, ())
    assert known(asking) == {"2": "7"}


def test_an_override_below_the_level_still_asks(asking: Context) -> None:
    verdict = go(asking, override=Override("Marta", "apuro", Level.VOLUNTEER))

    assert verdict.status is Status.INCOMPLETE
    assert verdict.may_override is Level.SUPERVISOR


def test_only_the_ticket_s_own_product_is_asked(asking: Context) -> None:
    other = replace(ID_CHECK, products=("4",))
    event = replace(asking.event, catalogue=Catalogue(questions=(other,)))

    assert go(replace(asking, event=event)).admitted


def test_the_json_has_the_source_s_shape(asking: Context) -> None:
    outcome = scan(asking, ScanRequest("code-of-ana", "main", answers={"1": "no"}))
    found = scan_answer(asking, outcome)

    assert (found["status"], found["reason"], found["answer"]) == ("incomplete", None, "ask")
    assert json.loads(json.dumps(found)) == found
    check, diet = found["questions"]
    assert (check["id"], check["type"], check["required"]) == (1, "B", True)
    assert check["question"]["en"] == "ID checked?"
    assert set(check["problem"]) == {"es", "pt", "en"}
    assert (check["dependency_question"], check["dependency_values"]) == (None, [])
    assert diet["problem"] is None
    assert diet["options"][0] == {
        "id": 7,
        "identifier": "VEG",
        "answer": {"es": "Vegetariana"},
        "position": 0,
    }


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (
            {"least": Decimal("0.50"), "most": Decimal(9)},
            {"valid_number_min": "0.50", "valid_number_max": "9"},
        ),
        ({"least": date(2026, 10, 5)}, {"valid_date_min": "2026-10-05", "valid_date_max": None}),
        (
            {"most": datetime(2026, 10, 5, 12, tzinfo=UTC)},
            {"valid_datetime_max": "2026-10-05T12:00:00+00:00", "valid_date_max": None},
        ),
        (
            {"shortest": 2, "longest": 9},
            {"valid_string_length_min": 2, "valid_string_length_max": 9},
        ),
        ({"depends_on": "12", "depends_values": ("true",)}, {"dependency_question": 12}),
        ({"depends_on": "q-a"}, {"dependency_question": "q-a"}),
        ({"id": "007"}, {"id": "007"}),
        ({"id": "٣"}, {"id": "٣"}),
        ({"help": {"es": "Mire la foto"}}, {"help_text": {"es": "Mire la foto"}}),
    ],
    ids=["number", "date", "moment", "length", "parent", "named parent", "zeros", "digits", "help"],
)
def test_every_part_of_a_question_is_told(
    asking: Context, limits: dict[str, object], expected: dict[str, object]
) -> None:
    question = replace(ID_CHECK, **{"depends_on": "", **limits})
    outcome = explain(asking, ScanRequest("code-of-ana", "main"))
    verdict = replace(
        outcome.verdict, questions=(replace(outcome.verdict.questions[0], question=question),)
    )
    found = questions_json(verdict, asking.event.timezone)[0]

    assert {key: found[key] for key in expected} == expected


def test_who_can_ask_records_nothing_before_the_answers(asking: Context) -> None:
    request = ScanRequest("code-of-ana", "main")
    first = scan_or_ask(asking, request)
    wrong = scan_or_ask(asking, replace(request, answers={"1": "no", "2": "veg"}))
    right = scan_or_ask(asking, replace(request, answers={"1": "sí"}))

    assert (first.verdict.status, first.entry_id) == (Status.INCOMPLETE, None)
    assert wrong.verdict.status is Status.INCOMPLETE
    assert right.verdict.admitted
    kinds = [str(entry.kind) for entry in journal.of_person(asking.db, "ana")]
    assert kinds == ["refused", "admitted"]


def test_who_can_ask_records_a_refusal_at_once(asking: Context) -> None:
    assert scan_or_ask(asking, ScanRequest("code-of-eva", "main")).entry_id
    assert scan_or_ask(asking, ScanRequest("code-of-ana", "main", answers={"1": "no"})).entry_id


def test_the_card_shows_the_answers_that_staff_should_see(asking: Context) -> None:
    shown = replace(DIET, shown=True)
    hidden = replace(ID_CHECK, at_checkin=False)
    ctx = replace(
        asking, event=replace(asking.event, catalogue=Catalogue(questions=(hidden, shown)))
    )
    assert person_card(ctx, "ana").answers == ()
    go(ctx, answers={"2": "veg"})

    assert person_card(ctx, "ana").answers == ((shown, "7"),)


def test_a_question_takes_no_right_to_a_room_away(asking: Context) -> None:
    rooms = {right.checkpoint.id: right.verdict for right in person_card(asking, "ana").rooms}

    assert rooms["csirt"].admitted
    assert rooms["assembly"].reason is Reason.NOT_ENTITLED
