"""A long history reads like the visits it stands for."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.visits import History, Visit, entries_of

START = datetime(2026, 10, 5, 12, tzinfo=UTC)
passages = st.lists(st.sampled_from(["entry", "exit"]), max_size=6).map(
    lambda ways: [
        (f"e{n}", way, f"{START + timedelta(minutes=n):%Y-%m-%dT%H:%M:%S}.000Z", "Mesa 1", "Ana")
        for n, way in enumerate(ways)
    ]
)


def visits_of(rows):
    return tuple(
        Visit(entry_id, "p1", "room", Direction(way), datetime.fromisoformat(at), where, who)
        for entry_id, way, at, where, who in rows
    )


@given(passages)
def test_it_is_the_sequence_of_its_visits(rows):
    history = History("p1", "room", rows)

    assert tuple(history) == visits_of(rows)
    assert tuple(history[1:3]) == visits_of(rows)[1:3]
    assert len(history) == len(rows)
    assert not rows or history[-1] == visits_of(rows)[-1]


@given(passages)
def test_the_entries_of_both_are_the_same_moments(rows):
    assert entries_of(History("p1", "room", rows)) == entries_of(visits_of(rows))
