"""The steps of an edit session: all can be taken back, in order, and done again."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.designer_history import History

changes = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["", "", "a", "b"])), max_size=40)


def after(steps):
    history = History(0)
    for value, mark in steps:
        history = history.done(value, mark)
    return history


@given(changes)
def test_taking_back_every_step_gives_the_original(steps):
    history = after(steps)

    while history.can_undo:
        history = history.undone()

    assert history.now == 0


@given(changes)
def test_what_was_taken_back_can_be_done_again(steps):
    history = after(steps)

    back = history
    while back.can_undo:
        back = back.undone()
    while back.can_redo:
        back = back.redone()

    assert (back.now, back.before) == (history.now, history.before)


@given(changes, st.integers(0, 9))
def test_as_many_steps_back_as_forth_change_nothing(steps, count):
    history = after(steps)
    count = min(count, len(history.before))

    back = history
    for _ in range(count):
        back = back.undone()
    for _ in range(count):
        back = back.redone()

    assert back.now == history.now


def test_changes_of_one_mark_are_one_step():
    history = History(0).done(1, "key").done(2, "key").done(3, "key").done(4, "other")

    assert history.undone().now == 3
    assert history.undone().undone().now == 0


def test_a_step_back_ends_the_run_of_a_mark():
    history = History(0).done(1, "key").done(2).undone().done(5, "key")

    assert history.undone().now == 1


def test_a_change_forgets_what_was_taken_back():
    history = History(0).done(1).undone().done(2)

    assert not history.can_redo
    assert history.redone() is history


def test_the_same_value_is_no_step():
    assert not History(3).done(3).can_undo
    assert History(3).undone().now == 3


def test_what_is_settled_is_no_step():
    history = History("a").done("b").settled("B")

    assert (history.now, history.undone().now) == ("B", "a")
