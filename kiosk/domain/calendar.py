"""The ends of the calendar, where sums and time zones fail; reads no clock."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from typing import TypeVar

_Day = TypeVar("_Day", bound=date)


def inside(day: _Day) -> _Day:
    """The day or moment, a year away from the ends of the calendar where it lies in the last one.

    Lists and databases write "for ever" as 9999-12-31 and "always" as 0001-01-01. Neither can be
    brought into every time zone, and neither is a leap year.
    """
    return day.replace(year=min(max(day.year, MINYEAR + 1), MAXYEAR - 1))
