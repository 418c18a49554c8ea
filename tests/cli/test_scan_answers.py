"""Answers to questions on the command line: as options, as JSON, and what comes back."""

import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.scan_answers import answers_of_json, answers_of_options
from kiosk.cli.scan_request import Defaults, request_of
from kiosk.domain.errors import WrongUseError

QUESTIONS = """
[[question]]
id = "1"
identifier = "IDCHECK"
type = "yes-no"
required = true
text = { es = "¿Documento verificado?", pt = "Documento verificado?", en = "ID checked?" }

[[question]]
id = "2"
identifier = "DIET"
type = "choice"
text = { es = "Dieta", pt = "Dieta", en = "Diet" }
options = [
  { id = "7", identifier = "VEG", label = { es = "Vegetariana", pt = "Vegetariana", en = "Vegetarian" } },
  { id = "8", identifier = "NONE", label = { es = "Ninguna", pt = "Nenhuma", en = "None" } },
]
"""
JOSE, INES = "AAA111AAA", "BBB222BBB"
THERE = ("--checkpoint", "entrance")


def test_options_are_split_at_the_first_sign():
    assert answers_of_options(["1=true", " X =a=b", "2="]) == {"1": "true", "X": "a=b", "2": ""}


@pytest.mark.parametrize("option", ["", "1", "=x", " =x", "sí"])
def test_an_option_without_a_question_is_told(option):
    with pytest.raises(WrongUseError, match="--answer"):
        answers_of_options([option])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("M", "M"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (3, "3"),
        (2.5, "2.5"),
        ([1, "VEG"], "1,VEG"),
        ([], ""),
    ],
    ids=repr,
)
def test_json_values_become_texts(value, text):
    assert answers_of_json({"1": value}) == {"1": text}


@pytest.mark.parametrize("value", [[], "x", 1, {"1": {}}, {"1": [[1]]}, {"1": [{}]}], ids=repr)
def test_what_cannot_be_an_answer_is_told(value):
    with pytest.raises(WrongUseError, match="answers"):
        answers_of_json(value)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists))
def test_any_json_becomes_a_text_or_is_told(value):
    try:
        found = answers_of_json({"1": value})
    except WrongUseError:
        return
    found["1"].encode()


def test_a_line_answers_over_the_command():
    defaults = Defaults(checkpoint="entrance", answers={"1": "true", "2": "VEG"})
    made = request_of({"code": "A", "answers": {"2": 8}}, defaults, ZoneInfo("UTC"))

    assert made.answers == {"1": "true", "2": "8"}


@pytest.fixture
def asking(kiosk, event_file):
    """The profile with two questions at check-in."""
    event_file.write_text(event_file.read_text(encoding="utf-8") + QUESTIONS, encoding="utf-8")
    assert kiosk("event", "load", event_file).code == 0
    return kiosk


def test_an_incomplete_scan_names_its_questions(asking):
    done = asking("scan", JOSE, *THERE)

    assert done.code == 1
    assert done.out.count("\n") == 1
    assert "IDCHECK: ¿Documento verificado?" in done.out
    assert "DIET: Dieta" in done.out


def test_the_same_in_the_shape_of_the_source(asking):
    done = asking("scan", JOSE, *THERE, "--json")

    assert (done.code, done.json["status"], done.json["reason"]) == (1, "incomplete", None)
    assert [question["id"] for question in done.json["questions"]] == [1, 2]
    assert done.json["next_step"]["action"] == "answer"


def test_answers_let_the_person_in_and_are_remembered(asking):
    first = asking("scan", JOSE, *THERE, "--answer", "IDCHECK=sí", "--answer", "2=veg", "--json")
    again = asking("scan", JOSE, *THERE, "--json")

    assert (first.code, first.json["status"]) == (0, "ok")
    assert again.json["status"] == "ok"


def test_a_wrong_answer_comes_back_with_its_problem(asking):
    text = asking("scan", JOSE, *THERE, "--answer", "IDCHECK=sí", "--answer", "2=carne")
    later = asking("scan", JOSE, *THERE, "--answer", "2=carne", "--json")

    assert text.code == 1
    assert "DIET: Dieta Elija una de las opciones." in text.out
    assert [q["identifier"] for q in later.json["questions"]] == ["DIET"]
    assert set(later.json["questions"][0]["problem"]) == {"es", "pt", "en"}


def test_lines_answer_and_callers_that_cannot_ask_are_not_held_up(asking):
    lines = [
        {"code": JOSE, "answers": {"IDCHECK": True, "2": [7]}},
        {"code": INES, "questions_supported": False},
        {"code": INES},
    ]
    stdin = "\n".join(json.dumps(line) for line in lines).encode()
    done = asking.process("scan", "--stdin", "--json", *THERE, stdin=stdin)

    assert done.code == 1
    answered = [json.loads(line)["status"] for line in done.out.splitlines()]
    assert answered == ["ok", "ok", "incomplete"]


def test_a_malformed_answer_ends_the_command(asking):
    assert asking("scan", JOSE, *THERE, "--answer", "IDCHECK").code == 2


def test_a_question_that_the_event_does_not_have_is_told(asking):
    done = asking("scan", JOSE, *THERE, "--answer", "IDCHEKC=sí")

    assert done.code == 2
    assert "«IDCHEKC»" in done.err
    assert "IDCHECK" in done.err


def test_an_event_without_questions_takes_no_answers(kiosk):
    done = kiosk("scan", JOSE, "--checkpoint", "entrance", "--answer", "IDCHECK=sí")

    assert done.code == 2
    assert "«IDCHECK»" in done.err
