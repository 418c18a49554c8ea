import os
import subprocess
import sys
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.errors import KnownError, NotFoundError, WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.questions import Question
from kiosk.sources.list_pull import PIECE, PeopleList, Reading, changed, checked, source_error
from tests.sources.lists import ANA, LUIS, READING, csv_of, ids, many, xlsx_at

START, END = {"sha256": "a", "how": "x"}, {"sha256": "b", "how": "x"}


def pieces(path, reading=READING):
    return list(PeopleList(path, reading).pieces(START, END, None))


@pytest.mark.parametrize("count", [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 50])
def test_a_list_comes_in_pieces_of_which_the_last_one_ends_it(save, count):
    found = pieces(save("list.csv", many(count)))

    assert ids(found) == [str(n) for n in range(count)]
    assert max(len(batch.registrations) for batch in found) <= PIECE
    assert [batch.begins for batch in found] == [True] + [False] * (len(found) - 1)
    assert [batch.ends for batch in found] == [False] * (len(found) - 1) + [True]


def test_only_the_last_piece_moves_the_cursor(save):
    found = pieces(save("list.csv", many(PIECE + 1)))

    assert [batch.cursor for batch in found] == [START, END]
    assert [(batch.done, batch.total) for batch in found] == [(PIECE, 201), (201, 201)]


def test_rows_left_out_are_told_with_the_piece_that_they_are_in(save):
    rows = [(str(n), "" if n in {3, PIECE} else f"Persona P{n}", "") for n in range(PIECE + 1)]

    first, last = pieces(save("list.csv", csv_of(*rows)))

    assert [(p.row, p.field) for p in first.problems] == [(5, "full_name")]
    assert [(p.row, p.field) for p in last.problems] == [(PIECE + 2, "full_name")]
    assert (len(first.registrations), last.registrations, last.ends) == (PIECE - 1, (), True)
    assert last.total == PIECE - 1


def test_doubts_are_told_once_about_rows_that_went_in(save):
    found = pieces(save("list.csv", csv_of(ANA, LUIS, ("3", "Eva", "none"))))

    assert [d.field for batch in found for d in batch.doubts] == ["email"]
    assert ids(found) == ["1", "2", "3"]


def test_the_reading_is_that_of_the_import(save):
    path = save(
        "list.csv", "Quién,Producto,Comida,válido desde\nAna Pérez,Entrada,vegano,2026-10-05\n"
    )
    catalogue = Catalogue(
        products=(Product("7", {"es": "Entrada"}),),
        questions=(Question("q1", {"es": "Comida"}),),
    )
    reading = Reading(
        ZoneInfo("America/Bogota"), catalogue=catalogue, mapping={"full_name": "Quién"}
    )

    row = pieces(path, reading)[0].registrations[0]

    assert (row.person.given_name, row.person.family_name) == ("Ana", "Pérez")
    assert row.product_id == "7"
    assert row.answers == {"q1": "vegano"}
    assert row.valid_from.isoformat() == "2026-10-05T00:00:00-05:00"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Nombre,Correo\n",
        b"Nombre,Correo\n,ana@example.org\n",
        b"Color,Talle\nrojo,M\n",
        b'Nombre,Correo\nAna,"never closed\n',
        b"<html><body>no</body></html>",
        b"\x89PNG\r\n\x1a\n",
    ],
    ids=["nothing", "only a header", "nobody", "no names", "open quote", "page", "picture"],
)
def test_a_list_that_would_mark_everybody_as_gone_is_refused_at_once(save, content):
    with pytest.raises(WrongUseError):
        PeopleList(save("list.csv", content), READING)


def test_nothing_of_a_list_that_breaks_off_late_is_given(save):
    path = save("list.csv", many(PIECE * 2) + b'x,"Ana')

    with pytest.raises(WrongUseError):
        pieces(path)


def test_a_list_without_anybody_says_which_columns_it_found(save):
    with pytest.raises(WrongUseError) as caught:
        PeopleList(save("list.csv", b"Nombre,Correo\n,ana@example.org\n"), READING)

    assert "email ← Correo" in str(caught.value)


def test_the_survey_counts_rows_and_names_columns(tmp_path):
    path = xlsx_at(tmp_path / "list.xlsx", ANA, ("2", "", ""), LUIS)

    survey = PeopleList(path, READING).survey
    told = checked("list.xlsx", survey, "a note")

    assert (survey.kind, survey.rows, survey.readable) == ("xlsx", 3, 2)
    assert (told.event, told.people) == ("list.xlsx", 2)
    assert told.notes[0] == "a note"
    assert "xlsx" in told.notes[1]
    assert "full_name ← Nombre" in told.notes[2]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, END, True),
        (END, END, False),
        (END, {**END, "size": "9", "mtime_ns": "9", "etag": "w"}, False),
        (END, {**END, "sha256": "c"}, True),
        (END, {**END, "how": "y"}, True),
    ],
    ids=["first", "equal", "only its time", "content", "reading"],
)
def test_a_list_changed_where_its_content_or_its_reading_did(before, after, expected):
    assert changed(before, after) is expected


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_nothing_changed_from_a_cursor_to_itself(cursor):
    assert not changed(cursor, cursor)


@pytest.mark.parametrize(
    "other",
    [
        replace(READING, zone=ZoneInfo("UTC")),
        replace(READING, roles=frozenset({"fellow"})),
        replace(READING, mapping={"email": "C"}),
        replace(READING, catalogue=Catalogue(products=(Product("7", {"es": "Entrada"}),))),
    ],
    ids=["zone", "roles", "mapping", "catalogue"],
)
def test_another_reading_has_another_mark(other):
    assert other.mark("x") != READING.mark("x")
    assert READING.mark("x") != READING.mark("y")


def test_the_mark_is_equal_in_all_processes():
    program = (
        "from zoneinfo import ZoneInfo\n"
        "from kiosk.sources.list_pull import Reading\n"
        "roles = frozenset({'fellow', 'speaker', 'staff', 'press', 'sponsor'})\n"
        "print(Reading(ZoneInfo('UTC'), roles).mark('x'))"
    )
    marks = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(marks) == 1


def test_trouble_with_a_list_keeps_its_words():
    told = source_error(WrongUseError("{file} está vacío.", file="list.csv"))
    already = SourceError(Trouble.UNREACHABLE, "x")

    assert (told.trouble, str(told)) == (Trouble.ANSWER, "list.csv está vacío.")
    assert source_error(already) is already


@pytest.mark.parametrize("name", ["message", "trouble", "retry_after"])
def test_trouble_takes_any_name_of_a_place(name):
    error: KnownError = NotFoundError("{" + name + "}", **{name: "x"})

    assert str(source_error(error)) == "x"
