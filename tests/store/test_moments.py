"""Moments as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.moments import maybe_moment, maybe_text, to_moment, to_text

MOMENTS = st.datetimes(timezones=st.just(UTC))


def test_a_moment_is_utc_with_milliseconds() -> None:
    moment = datetime(2026, 10, 5, 9, 12, 3, 250_999, tzinfo=timezone(timedelta(hours=-3)))

    assert to_text(moment) == "2026-10-05T12:12:03.250Z"


@given(MOMENTS)
def test_it_comes_back_to_the_millisecond(moment: datetime) -> None:
    back = to_moment(to_text(moment))

    assert back == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert back.tzinfo is UTC


@given(st.lists(MOMENTS, min_size=2, max_size=5))
def test_texts_sort_as_moments_do(moments: list[datetime]) -> None:
    assert sorted(map(to_text, moments)) == list(map(to_text, sorted(moments)))


def test_an_early_year_keeps_its_four_digits() -> None:
    assert to_text(datetime(1, 2, 3, tzinfo=UTC)) == "0001-02-03T00:00:00.000Z"


def test_no_moment_stays_none() -> None:
    assert maybe_text(None) is None
    assert maybe_moment(None) is None
    assert maybe_moment("") is None
    assert maybe_moment("2026-10-05T12:00:00.000Z") == datetime(2026, 10, 5, 12, tzinfo=UTC)
    assert maybe_text(datetime(2026, 10, 5, tzinfo=UTC)) == "2026-10-05T00:00:00.000Z"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_text(datetime(2026, 10, 5))  # noqa: DTZ001  the point of the test
