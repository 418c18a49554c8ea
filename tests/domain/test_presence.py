"""Who is inside follows from entries and exits in their true order."""

from kiosk.domain.checkpoints import Direction
from kiosk.domain.presence import inside, last_direction


def test_nobody_was_there():
    assert last_direction([]) is None
    assert inside([]) == set()


def test_the_latest_by_true_time_counts_however_late_it_arrives(visit):
    assert last_direction([visit("exit", 10), visit("entry", 60)]) is Direction.EXIT


def test_inside(visit):
    visits = [
        visit("entry", 60),
        visit("entry", 50, "p2"),
        visit("exit", 40, "p2"),
        visit("entry", 9, "p3"),
    ]

    assert inside(visits) == {"p1", "p3"}
