"""Days and moments at the ends of the calendar come far enough inside for any time zone."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kiosk.domain.calendar import inside


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (date(9999, 12, 31), date(9998, 12, 31)),
        (date(1, 1, 1), date(2, 1, 1)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), datetime(9998, 12, 31, 23, 59, tzinfo=UTC)),
        (datetime(2026, 10, 6, 9, tzinfo=UTC), datetime(2026, 10, 6, 9, tzinfo=UTC)),
    ],
)
def test_only_the_outermost_years_move(given, wanted):
    assert inside(given) == wanted


@pytest.mark.parametrize("hours", [-14, 14])
@pytest.mark.parametrize("year", [1, 9999])
def test_every_zone_can_be_applied_and_a_day_added(year, hours):
    zone = timezone(timedelta(hours=hours))
    end = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, tzinfo=zone)

    moment = inside(end)

    assert moment.astimezone(UTC).astimezone(zone) == moment
    assert moment + timedelta(days=1) > moment
