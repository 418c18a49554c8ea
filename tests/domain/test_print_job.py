"""The states of a print job: where each leads, and what is certain in it."""

from itertools import product

import pytest

from kiosk.domain.print_job import JobState, may_become

W, R, S, P, D, F, U, C = JobState
FINAL = (D, C)


@pytest.mark.parametrize(
    ("state", "unsent", "at_printer", "pending", "is_open"),
    [
        (W, True, False, True, True),
        (R, True, False, True, True),
        (S, False, True, True, True),
        (P, False, True, True, True),
        (D, False, False, False, False),
        (F, False, False, False, False),
        (U, False, False, False, True),
        (C, False, False, False, False),
    ],
    ids=list(JobState),
)
def test_what_is_certain_of_a_job(state, unsent, at_printer, pending, is_open):
    assert (state.unsent, state.at_printer, state.pending, state.open) == (
        unsent,
        at_printer,
        pending,
        is_open,
    )


@pytest.mark.parametrize(("before", "after"), list(product(FINAL, JobState)), ids=str)
def test_what_is_done_or_cancelled_stays_so(before, after):
    assert may_become(before, after) is (before is after)


@pytest.mark.parametrize("state", list(JobState))
def test_every_state_may_stay_and_every_open_one_can_end(state):
    assert may_become(state, state)
    if state.open:
        assert any(may_become(state, end) for end in JobState if not end.open)


@pytest.mark.parametrize("state", [P, D, F])
def test_what_is_on_paper_or_failed_never_waits_again_by_itself(state):
    assert not may_become(state, W)


@pytest.mark.parametrize("state", [S, P, D])
def test_nothing_is_drawn_once_a_printer_may_have_it(state):
    assert not may_become(state, R)
