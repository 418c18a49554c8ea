import json
from datetime import time

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.sources.event_file import read_event

ROOMS = """\
[event]
id = "taller"
name = "Taller"
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09

[[date]]
id = "day-1"
name = { es = "Día 1", en = "Day 1" }
starts = 2026-10-05T09:00:00

[[checkpoint]]
id = "hall"
name = "Salón"

[[checkpoint]]
id = "lab"
name = "Taller"
"""
LUNCH = {"<": [{"var": "entries_today"}, 1]}


@pytest.fixture
def read(tmp_path):
    def read_with(lines):
        path = tmp_path / "event.toml"
        path.write_text(ROOMS + lines, encoding="utf-8")
        return read_event(path).checkpoint("lab")

    return read_with


@pytest.mark.parametrize(
    "written",
    [
        """rules = '{"<": [{"var": "entries_today"}, 1]}'""",
        'rules = { "<" = [{ var = "entries_today" }, 1] }',
        '[checkpoint.rules]\n"<" = [{ var = "entries_today" }, 1]',
        "rules = '''\n{\"<\":\n [{\"var\": \"entries_today\"},\n 1]}'''",
    ],
    ids=["text", "inline table", "table", "long text"],
)
def test_rules_are_json_logic_as_text_or_as_a_table(read, written):
    assert json.loads(read(written).rules) == LUNCH


@pytest.mark.parametrize("written", ['rules = ""', 'rules = "{}"', "rules = {}", 'rules = "null"'])
def test_rules_that_ask_nothing_are_none(read, written):
    assert read(written).rules == ""


@pytest.mark.parametrize(
    "written",
    [
        'rules = "entries < 1"',
        "rules = '[1]'",
        "rules = 4",
        "rules = [1]",
        """rules = '{"<": NaN}'""",
    ],
)
def test_what_is_no_json_logic_is_told_with_its_line(read, written):
    with pytest.raises(WrongUseError, match=r"línea 20: «checkpoint\[1\].rules».*entries_today"):
        read(written)


def test_rules_beyond_measure_are_refused(read):
    deep = '{"!": ' * 60 + "1" + "}" * 60

    with pytest.raises(WrongUseError, match=r"línea 20.*niveles"):
        read(f"rules = '{deep}'")


def test_rules_with_an_operator_that_nobody_knows_are_kept(read):
    assert json.loads(read("rules = { sorted = [1, 2] }").rules) == {"sorted": [1, 2]}


@pytest.mark.parametrize("written", ["22:30:00", '"22:30"', '"22:30:00"'])
def test_everybody_is_out_at_a_time_of_the_day(read, written):
    assert read(f"everybody_out = {written}").everybody_out == time(22, 30)


@pytest.mark.parametrize("written", ['"25:00"', '"9:00"', "22", "2026-10-05T22:00:00", '"٢٢:٠٠"'])
def test_what_is_no_time_of_the_day_is_told(read, written):
    with pytest.raises(WrongUseError, match=r"línea 20: «checkpoint\[1\].everybody_out».*22:00:00"):
        read(f"everybody_out = {written}")


@pytest.mark.parametrize("named", ["day-1", "Día 1", "Day 1"])
def test_a_date_is_named_by_id_or_name(read, named):
    assert read(f'date = "{named}"').date == "day-1"


def test_a_date_that_does_not_exist_is_told(read):
    with pytest.raises(WrongUseError, match=r"línea 20.*«day-2».*day-1"):
        read('date = "day-2"')


@pytest.mark.parametrize(
    ("written", "ends"),
    [('["hall"]', ("hall",)), ('"*"', ("*",)), ('["*"]', ("*",)), ('"hall"', ("hall",)),
     ('["hall", "hall"]', ("hall",)), ("[]", ())],
)  # fmt: skip
def test_entering_ends_the_presence_elsewhere(read, written, ends):
    assert read(f"ends = {written}").ends == ends


@pytest.mark.parametrize("written", ['["hal"]', '"lab"', '["hall", "lab"]'])
def test_a_room_ends_the_presence_at_rooms_that_exist_and_not_its_own(read, written):
    with pytest.raises(WrongUseError, match=r"línea 20: «checkpoint\[1\].ends».*hall"):
        read(f"ends = {written}")


def test_the_way_of_addons(read):
    assert read("addon_match = true").addon_match
    assert not read("").addon_match
