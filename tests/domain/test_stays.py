from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.stays import Stay, at, stays, together
from kiosk.domain.visits import Visit

NOON = datetime(2026, 10, 7, 15, 0, tzinfo=UTC)


def moment(minutes):
    return None if minutes is None else NOON + timedelta(minutes=minutes)


def stay(start, end=None):
    return Stay(moment(start), moment(end))


def visits(*turns):
    """Turns are "+5" for an entry at minute 5, "-9" for an exit at minute 9."""
    ways = {"+": Direction.ENTRY, "-": Direction.EXIT}
    return [
        Visit(f"e{n}", "ana", "room", ways[turn[0]], moment(int(turn[1:])))
        for n, turn in enumerate(turns)
    ]


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        ((), ()),
        (("+5",), ((5, None),)),
        (("+5", "-9"), ((5, 9),)),
        (("-9", "+5"), ((5, 9),)),
        (("+5", "+7", "-9"), ((5, 9),)),
        (("+5", "-9", "-11"), ((5, 9),)),
        (("-3", "+5"), ((5, None),)),
        (("+5", "-9", "+12", "-20"), ((5, 9), (12, 20))),
        (("+5", "-5"), ()),
        (("+99",), ()),
        (("+5", "-99"), ((5, None),)),
    ],
    ids=lambda value: " ".join(map(str, value)) or "none",
)
def test_stays_up_to_one_hour(turns, found):
    assert stays(visits(*turns), moment(60)) == tuple(stay(*one) for one in found)


@pytest.mark.parametrize(("minute", "found"), [(4, None), (5, 5), (8, 5), (9, None), (12, 12)])
def test_the_stay_in_which_a_moment_lies(minute, found):
    there = at([stay(5, 9), stay(12)], moment(minute))

    assert (there and there.start) == moment(found)


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        ((), ()),
        (((5, 9), (9, 12)), ((5, 12),)),
        (((9, 12), (5, 9)), ((5, 12),)),
        (((5, 30), (9, 12)), ((5, 30),)),
        (((5, 9), (10, 12)), ((5, 9), (10, 12))),
        (((5, None), (10, 12)), ((5, None),)),
        (((5, 9), (7, None)), ((5, None),)),
    ],
    ids=lambda value: " ".join(map(str, value)) or "none",
)
def test_joined_time(given, joined):
    assert together([stay(*one) for one in given]) == tuple(stay(*one) for one in joined)
