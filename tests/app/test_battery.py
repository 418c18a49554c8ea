"""How full the battery is, by what Linux tells of it."""

from __future__ import annotations

import pytest

from kiosk.app.battery import percent


@pytest.fixture
def supplies(tmp_path):
    def put(name: str, **said: str) -> None:
        (tmp_path / name).mkdir()
        for word, text in said.items():
            (tmp_path / name / word).write_text(f"{text}\n", encoding="ascii")

    put.folder = tmp_path
    return put


def test_a_machine_without_a_battery_has_none(supplies):
    supplies("AC", type="Mains", online="1")

    assert percent(supplies.folder) is None


def test_another_system_tells_nothing(tmp_path):
    assert percent(tmp_path / "nowhere") is None


def test_a_laptop_tells_its_percentage(supplies):
    supplies("AC", type="Mains", online="0")
    supplies("BAT0", type="Battery", capacity="73")

    assert percent(supplies.folder) == 73


def test_of_two_batteries_the_emptier_counts(supplies):
    supplies("BAT0", type="Battery", capacity="73", scope="System")
    supplies("BAT1", type="Battery", capacity="9")

    assert percent(supplies.folder) == 9


def test_a_mouse_is_no_battery_of_the_machine(supplies):
    supplies("hidpp_battery_0", type="Battery", scope="Device", capacity="5")

    assert percent(supplies.folder) is None


@pytest.mark.parametrize("said", ["", "full", "-1", "7x"])
def test_what_is_no_number_is_none(supplies, said):
    supplies("BAT0", type="Battery", capacity=said)

    assert percent(supplies.folder) is None


def test_more_than_full_is_full(supplies):
    supplies("BAT0", type="Battery", capacity="104")

    assert percent(supplies.folder) == 100


def test_a_battery_that_does_not_say_how_full_it_is_is_none(supplies):
    supplies("BAT0", type="Battery")

    assert percent(supplies.folder) is None
