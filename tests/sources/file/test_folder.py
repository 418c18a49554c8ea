import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.file.source import PATIENCE
from tests.sources.file.test_source import pulled
from tests.sources.lists import ANA, LUIS, csv_of


def test_the_newest_list_of_a_folder_is_the_list(write, open_):
    write("monday.csv", csv_of(ANA), ago=7200)
    write("tuesday.csv", csv_of(LUIS), ago=3600)
    source = open_()

    first, cursor = pulled(source)
    write("wednesday.csv", csv_of(ANA, LUIS), ago=60)

    assert (first, cursor["file"]) == (["2"], "tuesday.csv")
    assert pulled(source, cursor)[0] == ["1", "2"]


def test_what_is_no_list_is_passed_over(write, open_):
    write("list.csv", csv_of(ANA), ago=7200)
    write("colours.csv", b"Color,Talle\nrojo,M\n", ago=60)
    write("empty.xlsx", b"", ago=50)
    write("photo.png", b"\x89PNG", ago=40)
    source = open_()

    first, cursor = pulled(source)

    assert first == ["1"]
    assert [pulled(source, cursor)[0] for _ in range(PATIENCE + 2)] == [[]] * (PATIENCE + 2)
    assert source.check().event == "list.csv"


def test_a_list_that_is_being_copied_into_the_folder_is_waited_for(write, open_):
    write("monday.csv", csv_of(ANA))
    source = open_(meanwhile=lambda: write("tuesday.csv", csv_of(ANA, LUIS), ago=0))
    _, cursor = pulled(source)
    write("tuesday.csv", csv_of(LUIS), ago=0)

    assert pulled(source, cursor)[0] == []
    assert pulled(open_(), cursor)[0] == ["1", "2"]


def test_a_folder_does_not_go_back_to_an_older_list(write, open_):
    write("monday.csv", csv_of(ANA), ago=7200)
    newest = write("tuesday.csv", csv_of(LUIS), ago=3600)
    source = open_()
    _, cursor = pulled(source)
    newest.unlink()

    with pytest.raises(SourceError) as caught:
        pulled(source, cursor)

    assert caught.value.trouble is Trouble.UNREACHABLE
    assert "tuesday.csv" in str(caught.value)
    assert pulled(source, cursor, full=True)[0] == ["1"]


def test_a_file_that_was_put_back_as_it_was_before_comes_again(write, open_):
    write("list.csv", csv_of(ANA, LUIS), ago=60)
    source = open_()
    _, cursor = pulled(source)
    write("list.csv", csv_of(ANA), ago=7200)

    assert pulled(source, cursor)[0] == ["1"]


def test_the_same_list_under_a_newer_name_changes_nothing(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_()
    _, cursor = pulled(source)
    write("list (1).csv", csv_of(ANA), ago=60)

    assert pulled(source, cursor) == ([], cursor)
    assert pulled(source, cursor) == ([], cursor)


def test_a_folder_without_a_list_says_so(open_, tmp_path):
    for ask in (pulled, lambda source: source.check()):
        with pytest.raises(SourceError) as caught:
            ask(open_())
        assert caught.value.trouble is Trouble.UNREACHABLE
        assert tmp_path.name in str(caught.value)


def test_a_folder_of_broken_lists_is_told_after_some_looks(write, open_):
    write("a.csv", b"Color\nrojo\n", ago=60)
    source = open_()

    for _ in range(PATIENCE):
        assert pulled(source)[0] == []
    with pytest.raises(SourceError, match="No se reconoce la columna del nombre"):
        pulled(source)
