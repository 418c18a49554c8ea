"""Which questions are asked, which answers count, and what depends on what."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.answers import Answered, answer
from kiosk.domain.people import Ticket
from kiosk.domain.questions import Option, Question, QuestionType

ZONE = ZoneInfo("America/Montevideo")
TICKET = Ticket("t-1", "p-1", "CODE", product="Presencial", product_id="4")
YES_NO, LINE, CHOICE = QuestionType.YES_NO, QuestionType.LINE, QuestionType.CHOICE


def ask(question_id: str, kind: QuestionType = LINE, **more: object) -> Question:
    return Question(question_id, {"es": f"¿{question_id}?"}, kind, **more)


def answered(
    *questions: Question,
    known: Mapping[str, str] | None = None,
    ticket: Ticket = TICKET,
    **given_answers: str,
) -> Answered:
    given = {key.removeprefix("q"): text for key, text in given_answers.items()}
    return answer(questions, ticket, known or {}, given, ZONE)


def asked_ids(result: Answered) -> list[str]:
    return [asked.question.id for asked in result.asked]


def test_what_nobody_answered_is_asked_by_position_then_id() -> None:
    result = answered(
        ask("b", position=1),
        ask("10", position=1),
        ask("9", position=1),
        ask("3", position=2),
        ask("a", position=0),
    )

    assert asked_ids(result) == ["a", "9", "10", "b", "3"]
    assert all(not asked.problem for asked in result.asked)


def test_questions_of_other_moments_are_not_asked() -> None:
    assert answered(ask("1", at_checkin=False)) == Answered()


def test_an_answer_given_to_one_of_those_is_not_taken() -> None:
    assert answered(ask("1", at_checkin=False), q1="hola") == Answered()


@pytest.mark.parametrize(
    ("products", "ticket", "expected"),
    [
        (None, TICKET, True),
        (("4", "5"), TICKET, True),
        (("5",), TICKET, False),
        ((), TICKET, False),
        (("Presencial",), TICKET, False),
        (("Presencial",), Ticket("t", "p", "c", product="Presencial"), True),
    ],
    ids=["all", "one of", "other", "none", "name beside an id", "name without an id"],
)
def test_only_questions_of_the_product(
    products: tuple[str, ...] | None, ticket: Ticket, expected: bool
) -> None:
    assert bool(answered(ask("1", products=products), ticket=ticket).asked) is expected


def test_what_is_known_is_not_asked_again() -> None:
    assert answered(ask("1", YES_NO, required=True), known={"1": "True"}) == Answered()
    assert answered(ask("1"), known={"1": ""}) == Answered()


def test_a_valid_answer_replaces_one_that_is_known_and_a_wrong_one_does_not() -> None:
    number = ask("1", QuestionType.NUMBER)

    assert answered(number, known={"1": "3"}, q1="4").accepted == {"1": "4"}
    assert answered(number, known={"1": "3"}, q1="cuatro") == Answered()


def test_given_by_id_or_by_identifier() -> None:
    assert answered(ask("1", YES_NO, identifier="IDCHECK"), qIDCHECK="sí").accepted == {"1": "true"}
    both = answered(ask("1", identifier="X"), q1="by id", qX="by identifier")
    assert both.accepted == {"1": "by id"}


def test_an_optional_question_is_asked_until_it_is_left_empty_on_purpose() -> None:
    assert asked_ids(answered(ask("1"))) == ["1"]
    assert answered(ask("1"), q1="") == Answered({"1": ""})


def test_a_needed_answer_that_is_empty_or_wrong_is_asked_with_its_problem() -> None:
    empty = answered(ask("1", required=True), q1="")
    wrong = answered(ask("1", longest=3), q1="largo")

    assert empty.asked[0].problem
    assert wrong.asked[0].problem
    assert wrong.asked[0].params == (("longest", 3),)
    assert not empty.accepted
    assert not wrong.accepted


def test_a_good_answer_is_kept_beside_a_bad_one() -> None:
    result = answered(ask("1"), ask("2", QuestionType.NUMBER), q1="hola", q2="dos")

    assert result.accepted == {"1": "hola"}
    assert asked_ids(result) == ["2"]


DIET = ask("1", CHOICE, options=(Option("7", {"es": "Vegana"}, "VEG"), Option("8", {"es": "No"})))


@pytest.mark.parametrize("wanted", ["7", "VEG", "veg"])
@pytest.mark.parametrize("source", ["known", "given", "known as a label"])
def test_a_question_follows_the_answer_that_it_depends_on(wanted: str, source: str) -> None:
    more = ask("2", depends_on="1", depends_values=(wanted,))

    assert asked_ids(answered(DIET, more)) == ["1", "2"]
    if source == "given":
        assert asked_ids(answered(DIET, more, q1="veg")) == ["2"]
        assert asked_ids(answered(DIET, more, q1="8")) == []
    else:
        known = {"1": "7" if source == "known" else "Vegana"}
        assert asked_ids(answered(DIET, more, known=known)) == ["2"]
        assert asked_ids(answered(DIET, more, known={"1": "8"})) == []


def test_yes_and_no_as_dependencies_in_any_spelling() -> None:
    first = ask("1", YES_NO)
    more = ask("2", depends_on="1", depends_values=("True",))

    assert asked_ids(answered(first, more, q1="sí")) == ["2"]
    assert asked_ids(answered(first, more, known={"1": "true"})) == ["2"]
    assert answered(first, more, q1="no").accepted == {"1": "false"}


def test_a_dependency_may_be_named_by_its_identifier() -> None:
    first = ask("1", YES_NO, identifier="MEAL")

    assert asked_ids(
        answered(first, ask("2", depends_on="MEAL", depends_values=("true",)), q1="sí")
    ) == ["2"]


def test_a_chain_is_asked_whole_and_ends_at_the_first_no() -> None:
    chain = [
        ask("3", YES_NO, depends_on="2", depends_values=("true",)),
        ask("2", YES_NO, depends_on="1", depends_values=("true",)),
        ask("1", YES_NO),
    ]

    assert asked_ids(answered(*chain)) == ["1", "2", "3"]
    assert asked_ids(answered(*chain, q1="sí")) == ["2", "3"]
    assert asked_ids(answered(*chain, q1="sí", q2="sí")) == ["3"]
    assert asked_ids(answered(*chain, q1="sí", q2="no")) == []
    assert answered(*chain, q1="no", q2="sí", q3="sí") == Answered({"1": "false"})


def test_a_dependency_of_another_moment_counts_where_it_is_known() -> None:
    elsewhere = ask("1", YES_NO, at_checkin=False)
    more = ask("2", depends_on="1", depends_values=("true",))

    assert asked_ids(answered(elsewhere, more, known={"1": "true"})) == ["2"]
    assert asked_ids(answered(elsewhere, more)) == []


def test_a_dependency_that_does_not_exist_is_never_satisfied() -> None:
    assert answered(ask("2", depends_on="9", depends_values=("true",))) == Answered()


def test_a_cycle_ends() -> None:
    first = ask("1", YES_NO, depends_on="2", depends_values=("true",))
    second = ask("2", YES_NO, depends_on="1", depends_values=("true",))
    itself = ask("3", YES_NO, depends_on="3", depends_values=("true",))

    assert answered(first, second, itself) == Answered()
    assert asked_ids(answered(first, second, known={"1": "true"})) == ["2"]


def test_a_very_long_chain_is_no_trouble() -> None:
    chain = [ask("0", YES_NO)] + [
        ask(str(n), YES_NO, depends_on=str(n - 1), depends_values=("true",)) for n in range(1, 1200)
    ]

    assert len(asked_ids(answered(*chain))) == 1200
    assert asked_ids(answered(*chain, q0="no")) == []


_IDS = ["1", "2", "3", "X"]
_OPTIONS = (Option("a", {"es": "A"}, "OPT-A"), Option("b", {"es": "B"}, "true"))
_QUESTIONS = st.lists(
    st.builds(
        Question,
        id=st.sampled_from(_IDS),
        text=st.just({"es": "¿?"}),
        type=st.sampled_from(list(QuestionType)),
        identifier=st.sampled_from(["", "X", "Y"]),
        required=st.booleans(),
        position=st.integers(0, 2),
        options=st.just(_OPTIONS),
        depends_on=st.sampled_from(["", *_IDS, "Y", "gone"]),
        depends_values=st.sampled_from([("true",), ("a", "false"), ()]),
    ),
    max_size=5,
    unique_by=lambda question: question.id,
)
_TEXTS = st.sampled_from(["", "true", "a", "a,b", "2026-10-05", "10:00", "UY"]) | st.text()
_ANSWERS = st.dictionaries(st.sampled_from([*_IDS, "Y"]), _TEXTS)


@given(questions=_QUESTIONS, known=_ANSWERS, texts=_ANSWERS)
def test_accepted_answers_given_again_are_accepted_unchanged(
    questions: list[Question], known: dict[str, str], texts: dict[str, str]
) -> None:
    result = answer(questions, TICKET, known, texts, ZONE)
    again = answer(questions, TICKET, known, result.accepted, ZONE)

    assert again.accepted == result.accepted
    assert {a.question.id for a in result.asked}.isdisjoint(result.accepted)
    asked = [a.question.id for a in result.asked]
    assert len(asked) == len(set(asked))


@given(questions=_QUESTIONS, texts=_ANSWERS)
def test_what_was_accepted_is_not_asked_once_it_is_known(
    questions: list[Question], texts: dict[str, str]
) -> None:
    result = answer(questions, TICKET, {}, texts, ZONE)
    later = answer(questions, TICKET, result.accepted, {}, ZONE)

    assert not later.accepted
    assert {a.question.id for a in later.asked}.isdisjoint(result.accepted)
