from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.delivery import PushJob, PushKind
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.file.source import PATIENCE, default_name
from tests.sources.file.conftest import age
from tests.sources.lists import ANA, LUIS, READING, csv_of, ids, many, xlsx_at


def pulled(source, cursor=None, **named):
    """The ids of a pull, and the cursor that is stored after it."""
    batches = list(source.pull(cursor or {}, **named))
    return ids(batches), dict(batches[-1].cursor) if batches else cursor


def test_a_list_comes_whole_once_and_again_when_it_changed(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv")

    first, cursor = pulled(source)
    again, cursor = pulled(source, cursor)
    write("list.csv", csv_of(ANA, LUIS), ago=1800)
    changed, cursor = pulled(source, cursor)

    assert (first, again, changed) == (["1"], [], ["1", "2"])
    assert pulled(source, cursor)[0] == []


def test_a_pull_begins_and_ends(write, open_):
    write("list.csv", many(450))

    batches = list(open_("list.csv").pull({}))

    assert [(b.begins, b.ends) for b in batches] == [(True, False), (False, False), (False, True)]
    assert set(batches[-1].cursor) == {"file", "size", "mtime_ns", "sha256", "how"}


def test_a_pull_that_was_cut_begins_anew(write, open_):
    write("list.csv", many(450))
    source = open_("list.csv")

    pull = source.pull({})
    cut = next(pull).cursor
    pull.close()

    assert len(pulled(source, dict(cut))[0]) == 450


def test_a_new_time_alone_changes_nothing_and_is_read_once(write, open_, monkeypatch):
    path = write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)
    age(path, 60)

    assert pulled(source, cursor)[0] == []
    monkeypatch.setattr(Path, "open", None)  # the second time nobody opens it
    assert pulled(source, cursor)[0] == []


def test_everything_comes_where_it_is_asked_for(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)

    assert pulled(source, cursor, full=True)[0] == ["1"]


def test_another_reading_reads_the_same_file_again(write, open_):
    write("list.csv", csv_of(ANA))
    _, cursor = pulled(open_("list.csv"))

    other = open_("list.csv", reading=replace(READING, zone=ZoneInfo("UTC")))

    assert pulled(other, cursor)[0] == ["1"]


def test_a_list_that_was_replaced_in_one_step_comes(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)

    write("list.csv.tmp", csv_of(LUIS), ago=60).replace(write("list.csv", b""))

    assert pulled(source, cursor)[0] == ["2"]


def test_a_file_that_grows_while_it_is_looked_at_waits_for_the_next_time(write, open_, tmp_path):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv", lambda: write("list.csv", csv_of(ANA, LUIS), ago=0))
    _, cursor = pulled(source)
    write("list.csv", csv_of(ANA, more="2,Lu"), ago=0)

    assert pulled(source, cursor) == ([], cursor)
    assert pulled(open_("list.csv"), cursor)[0] == ["1", "2"]


def test_a_fresh_file_that_does_not_change_comes_after_a_moment(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)
    write("list.csv", csv_of(LUIS), ago=0)

    assert pulled(source, cursor)[0] == ["2"]


def test_a_file_that_never_rests_comes_in_the_end(write, open_):
    write("list.csv", csv_of(ANA))
    ticks = iter(range(1, 100))

    def rewrite():
        write("list.csv", csv_of(LUIS), ago=-next(ticks))

    source = open_("list.csv", rewrite)
    _, cursor = pulled(source)
    looks = []
    for _ in range(PATIENCE + 1):
        rewrite()
        looks.append(pulled(source, cursor)[0])

    assert looks == [[]] * PATIENCE + [["2"]]


def test_a_workbook_that_is_written_in_two_steps_is_waited_for(write, open_, tmp_path):
    write("list.xlsx", xlsx_at(tmp_path / "first.xlsx", ANA).read_bytes())
    whole = xlsx_at(tmp_path / "second.xlsx", ANA, LUIS).read_bytes()
    source = open_("list.xlsx")
    _, cursor = pulled(source)

    write("list.xlsx", whole[: len(whole) // 2], ago=60)
    assert pulled(source, cursor) == ([], cursor)
    write("list.xlsx", whole, ago=30)

    assert pulled(source, cursor)[0] == ["1", "2"]


def test_a_list_that_stays_broken_is_told_after_some_looks(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)
    write("list.csv", b"", ago=60)

    for _ in range(PATIENCE):
        assert pulled(source, cursor)[0] == []
    for _ in range(2):
        with pytest.raises(SourceError) as caught:
            pulled(source, cursor)
        assert (caught.value.trouble, str(caught.value)) == (
            Trouble.ANSWER,
            "list.csv está vacío.",
        )
    write("list.csv", csv_of(LUIS), ago=30)
    assert pulled(source, cursor)[0] == ["2"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04half", b"Color\nrojo\n"])
def test_a_list_that_was_broken_long_ago_is_told_at_once(write, open_, content):
    write("list.csv", content, ago=3600)

    with pytest.raises(SourceError) as caught:
        pulled(open_("list.csv"))

    assert caught.value.trouble is Trouble.ANSWER


def test_a_list_that_its_program_holds_is_told_after_some_looks(write, open_, monkeypatch):
    path = write("list.xlsx", b"x")
    source, plain = open_("list.xlsx"), Path.open

    def refuse(self, *args, **named):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **named)

    monkeypatch.setattr(Path, "open", refuse)

    assert [pulled(source)[0] for _ in range(PATIENCE)] == [[]] * PATIENCE
    with pytest.raises(SourceError) as caught:
        pulled(source)
    assert caught.value.trouble is Trouble.BUSY


def test_an_empty_list_never_says_that_everybody_is_gone(write, open_):
    write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)
    write("list.csv", csv_of(), ago=60)

    with pytest.raises(SourceError, match="vacío"):
        [pulled(source, cursor) for _ in range(PATIENCE + 1)]


def test_a_stick_that_is_unplugged_is_told_at_once_and_goes_on_when_it_is_back(write, open_):
    path = write("list.csv", csv_of(ANA))
    source = open_("list.csv")
    _, cursor = pulled(source)
    path.unlink()

    with pytest.raises(SourceError) as caught:
        pulled(source, cursor)
    assert caught.value.trouble is Trouble.UNREACHABLE

    write("list.csv", csv_of(ANA, LUIS), ago=60)
    assert pulled(source, cursor)[0] == ["1", "2"]


@pytest.mark.parametrize(
    ("encoding", "ending"),
    [("utf-8-sig", "csv"), ("utf-16", "txt"), ("cp1252", "csv")],
)
def test_lists_of_any_encoding_come_as_in_an_import(write, open_, encoding, ending):
    write(f"list.{ending}", csv_of(LUIS).decode().encode(encoding))

    (batch,) = open_(f"list.{ending}").pull({})

    assert batch.registrations[0].person.family_name == "Núñez"


def test_what_is_given_back_goes_nowhere_and_nobody_is_looked_up(write, open_):
    source = open_("list.csv")
    job = PushJob("e1", PushKind.CHECK_IN, datetime(2026, 10, 5, tzinfo=UTC))

    assert list(source.push([job])) == []
    assert source.look_up("LAC.123") is None
    source.close()


def test_a_test_of_the_connection_names_what_it_found(write, open_):
    write("list.csv", csv_of(ANA, ("2", "", "")), ago=0)

    told = open_("list.csv").check()

    assert (told.event, told.people) == ("list.csv", 1)
    assert "Quedan afuera: 1." in told.notes[0]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"Color\nrojo\n"])
def test_a_test_of_the_connection_says_at_once_what_is_wrong(write, open_, content):
    write("list.csv", content)

    with pytest.raises(SourceError) as caught:
        open_("list.csv").check()

    assert caught.value.trouble is Trouble.ANSWER


def test_a_source_is_called_after_its_file(tmp_path, open_):
    assert default_name(tmp_path / "inscriptos.xlsx") == "file:inscriptos.xlsx"
    assert open_("list.csv").name == "file:list.csv"
