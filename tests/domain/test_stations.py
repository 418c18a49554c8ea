"""What stations tell of themselves, compared with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.stations import Heard, PrinterSaid, Said, Sign, StationState, look

NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
SOURCE = Said("Mesa 1", "desk", int(NOW.timestamp() * 1000), 7, "j7", 500, "aa", keeps=True)
DOOR = replace(SOURCE, name="Puerta", role="door", keeps=False)


def heard(*said: Said, at: datetime = NOW) -> list[Heard]:
    return [Heard(one.name.replace(" ", "-"), at, one) for one in said]


def signs(
    door: Said, now: datetime = NOW, before: tuple[StationState, ...] = ()
) -> tuple[Sign, ...]:
    fresh = replace(SOURCE, at=int(now.timestamp() * 1000))
    return look(before, [*heard(fresh, at=now), *heard(door)], now)[1].signs


def test_stations_that_agree_show_no_sign():
    found = look((), heard(DOOR, SOURCE), NOW)

    assert [(one.name, one.signs, one.clock) for one in found] == [
        ("Mesa 1", (), timedelta()),
        ("Puerta", (), timedelta()),
    ]


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"waiting": 3}, Sign.WAITING),
        ({"printers": (PrinterSaid("a", "down"),)}, Sign.PRINTER_DOWN),
        ({"printers": (PrinterSaid("a", "paused"),)}, None),
        ({"at": int(NOW.timestamp() * 1000) + 2_001}, Sign.CLOCK_OFF),
        ({"at": int(NOW.timestamp() * 1000) - 2_001}, Sign.CLOCK_OFF),
        ({"at": int(NOW.timestamp() * 1000) - 1_999}, None),
        ({"at": 10**18}, Sign.CLOCK_OFF),
        ({"at": -(10**18)}, Sign.CLOCK_OFF),
        ({"journal": "other"}, Sign.JOURNAL_DIFFERS),
        ({"journal": "other", "cursor": 6}, None),
    ],
)
def test_what_is_wrong_with_a_station_is_shown(change: dict[str, object], sign: Sign | None):
    assert signs(replace(DOOR, **change)) == ((sign,) if sign else ())


@pytest.mark.parametrize(("seconds", "silent"), [(7, False), (8, True), (3600, True)])
def test_a_station_that_is_not_heard_is_silent_since_then(seconds: int, silent: bool):
    (state,) = look((), heard(replace(DOOR, waiting=4)), NOW + timedelta(seconds=seconds))

    assert state.silent_since == (NOW if silent else None)
    assert state.signs == ((Sign.SILENT,) if silent else (Sign.WAITING,))


def test_lists_may_differ_for_a_moment_only():
    other = replace(DOOR, digest="bb")
    first = look((), heard(SOURCE, other), NOW)
    assert [one.signs for one in first] == [(), ()]
    assert first[1].differs_since == NOW

    later = NOW + timedelta(seconds=15)
    fresh = [Heard(one.station, later, replace(one.said, at=int(later.timestamp() * 1000)))
             for one in heard(SOURCE, other) if one.said]  # fmt: skip
    second = look(first, fresh, later)
    assert second[1].signs == (Sign.LIST_DIFFERS,)

    agreeing = [fresh[0], replace(fresh[1], said=replace(fresh[0].said, name="Puerta"))]
    assert look(second, agreeing, later)[1].differs_since is None


def test_without_the_station_that_keeps_the_sources_no_list_is_the_right_one():
    states = look((), heard(DOOR, replace(DOOR, name="Otra", digest="bb")), NOW)

    assert [one.differs_since for one in states] == [None, None]


@pytest.mark.parametrize(("seconds", "sign"), [(0, Sign.UNREAD), (60, Sign.SILENT)])
def test_a_station_that_nobody_can_read_is_shown_by_its_token(seconds: int, sign: Sign):
    (state,) = look((), [Heard("S9", NOW, None)], NOW + timedelta(seconds=seconds))

    assert (state.name, state.signs) == ("S9", (sign,))
