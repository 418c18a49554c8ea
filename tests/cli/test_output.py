import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.cli import output
from kiosk.domain.people import Person, TicketState


@dataclass(frozen=True)
class Thing:
    state: TicketState
    when: datetime
    days: tuple[date, ...]


def test_values_become_json_by_their_kind():
    thing = Thing(
        TicketState.PAID,
        datetime(2026, 10, 6, 9, 5, tzinfo=timezone(timedelta(hours=-3))),
        (date(2026, 10, 5),),
    )

    assert output.plain(thing) == {
        "state": "paid",
        "when": "2026-10-06T12:05:00.000Z",
        "days": ["2026-10-05"],
    }


def test_sets_paths_and_keys_become_plain():
    value = {TicketState.PAID: {Path("a/b")}, 1: timedelta(minutes=20)}

    assert output.plain(value) == {"paid": ["a/b"], "1": "20m"}


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(0), "0s"),
        (timedelta(seconds=90), "90s"),
        (timedelta(minutes=20), "20m"),
        (timedelta(hours=2), "2h"),
        (timedelta(hours=25), "25h"),
        (timedelta(days=3), "3d"),
    ],
)
def test_lengths_of_time_are_written_as_in_the_event_file(length, expected):
    assert output.duration(length) == expected


def test_moments_are_utc_with_milliseconds():
    assert output.moment(datetime(2026, 1, 2, 3, 4, 5, 678_901, UTC)) == "2026-01-02T03:04:05.678Z"


def test_json_is_one_document_and_keeps_letters(capsys):
    output.write_json([Person(person_id="1", given_name="Íñigo")])

    text = capsys.readouterr().out
    assert "Íñigo" in text
    assert json.loads(text)[0]["given_name"] == "Íñigo"


def test_complaints_and_notes_never_reach_stdout(capsys):
    output.complain("algo")
    output.note("otra cosa")

    assert capsys.readouterr() == ("", "kiosk: algo\notra cosa\n")


def test_a_table_in_a_pipe_shortens_nothing(capsys):
    long = "x" * 500
    output.table(("Nombre", "Correo"), [(long, "a@b"), ("王小明", "[bold]no markup[/bold]")])

    text = capsys.readouterr().out
    assert long in text
    assert "[bold]no markup[/bold]" in text


def test_a_name_cannot_command_the_terminal(capsys):
    output.table(("Nombre",), [("\x1b[31mrojo\x07\n\r",)])

    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert "rojo" in text
    assert len(text.splitlines()) == 3


@pytest.mark.parametrize("text", ["Ana\x00", "Ana\x1b]0;x\x07", "Ana\u202e", "Ana\n"])
def test_printable_text_has_no_control_characters(text):
    shown = output.printable(text)

    assert shown.startswith("Ana\ufffd")
    assert shown.isprintable()


def test_no_progress_bar_where_nobody_watches(capsys):
    with output.progress("Importando") as step:
        assert step is None

    assert capsys.readouterr() == ("", "")
