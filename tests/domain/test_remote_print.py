"""What a word of the station that owns a printer means for the job of the station that asked."""

from __future__ import annotations

from itertools import product

import pytest

from kiosk.domain.print_job import JobState
from kiosk.domain.remote_print import (
    RemotePrinter,
    Told,
    Wish,
    after,
    is_last_word,
    remote_of,
    told_of,
)

ASKED = (JobState.SENT, JobState.PRINTING, JobState.UNKNOWN)
ENDED = [state for state in JobState if state not in ASKED]


@pytest.mark.parametrize(
    ("uri", "meant"),
    [
        ("station:Mesa-1/zebra", RemotePrinter("Mesa-1", "zebra")),
        ("STATION:Mesa-1/zebra", RemotePrinter("Mesa-1", "zebra")),
        ("station:Mesa-1/ipp://host:631/print", RemotePrinter("Mesa-1", "ipp://host:631/print")),
        ("station:Mesa-1/folder:", RemotePrinter("Mesa-1", "folder:")),
        ("station:", RemotePrinter("", "")),
        ("folder:", None),
        ("ipp://station/print", None),
        ("", None),
    ],
)
def test_a_uri_names_the_station_and_its_printer(uri, meant):
    assert remote_of(uri) == meant
    if meant is not None and meant.station:
        assert remote_of(meant.uri) == meant


@pytest.mark.parametrize("state", list(JobState))
def test_every_state_of_a_job_is_told(state):
    assert is_last_word(told_of(state)) is (not state.open)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (Told.TAKEN, JobState.SENT),
        (Told.PRINTING, JobState.PRINTING),
        (Told.DONE, JobState.DONE),
        (Told.FAILED, JobState.FAILED),
        (Told.UNKNOWN, JobState.UNKNOWN),
        (Told.REFUSED, JobState.FAILED),
        (Told.WITHDRAWN, JobState.FAILED),
    ],
)
@pytest.mark.parametrize("state", ASKED)
def test_each_word_moves_a_job_that_waits_for_it(state, told, wanted):
    assert after(state, told, Wish.NONE, taken=False) is wanted


@pytest.mark.parametrize(("state", "told", "wish"), list(product(ENDED, Told, Wish)), ids=str)
def test_of_what_has_ended_only_a_paper_is_heeded(state, told, wish):
    wanted = JobState.DONE if told is Told.DONE and state is not JobState.DONE else None
    assert after(state, told, wish, taken=True) is wanted


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (Wish.CANCEL, JobState.CANCELLED),
        (Wish.ELSEWHERE, JobState.WAITING),
        (Wish.LATE, JobState.FAILED),
        (Wish.NONE, JobState.FAILED),
    ],
)
@pytest.mark.parametrize("state", ASKED)
def test_what_is_off_goes_where_whoever_withdrew_it_wished(state, wish, wanted):
    assert after(state, Told.WITHDRAWN, wish, taken=True) is wanted


@pytest.mark.parametrize("wish", list(Wish))
@pytest.mark.parametrize("state", ASKED)
def test_a_refusal_of_what_was_taken_before_proves_nothing(state, wish):
    assert after(state, Told.REFUSED, wish, taken=True) is None


@pytest.mark.parametrize(
    ("wish", "wanted"), [(Wish.CANCEL, JobState.CANCELLED), (Wish.ELSEWHERE, JobState.WAITING)]
)
def test_a_refusal_of_what_nobody_wants_any_more_is_as_good_as_a_withdrawal(wish, wanted):
    assert after(JobState.SENT, Told.REFUSED, wish, taken=False) is wanted


@pytest.mark.parametrize(("told", "wish"), list(product([Told.TAKEN, Told.PRINTING], Wish)))
def test_what_is_under_way_stays_so_whatever_was_wished(told, wish):
    moved = after(JobState.SENT, told, wish, taken=False)
    assert moved is not None
    assert moved.at_printer
