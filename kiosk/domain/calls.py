"""What came of the calls to an assembly: how many were needed, and when they were there; pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from kiosk.domain.assembly import CallTo, CountedBy, Member, Share
from kiosk.domain.stays import Stay

# Enough digits that no share of any number of votes is ever rounded before it is compared.
_EXACT = Context(prec=60)

Span = tuple[Member, Stay]
"""An organisation and a time for which it was present without a break."""


@dataclass(frozen=True, slots=True)
class Totals:
    """All organisations and votes that a percentage is of."""

    organisations: int
    votes: int


@dataclass(frozen=True, slots=True)
class CallResult:
    """What came of one call.

    `present_at_call` is what was there at its time, None before it. `reached_at` is the first
    moment, from its time until the next call's, at which the quorum stood. `holds_now`: it stands
    at this moment, whether or not it was reached by this call. `closed`: the next one was made.
    """

    call: CallTo
    needed: int
    present: int
    present_at_call: int | None = None
    reached_at: datetime | None = None
    holds_now: bool = False
    closed: bool = False

    @property
    def missing(self) -> int:
        """How many more are needed now."""
        return max(self.needed - self.present, 0)


def needed(share: Share, total: int) -> int:
    """The smallest number that is at least that share of the total, or above it.

    Exact: half of 5 is 3, above half of 4 is 3. A share of more than nothing needs one at least,
    also of an empty roll.
    """
    part = share.number
    if share.percent:
        part = _EXACT.divide(_EXACT.multiply(share.number, Decimal(total)), Decimal(100))
    if share.above:
        return int(part.to_integral_value(ROUND_FLOOR)) + 1
    least = 1 if share.number > 0 else 0
    return max(int(part.to_integral_value(ROUND_CEILING)), least)


def results(
    calls: Sequence[CallTo], totals: Totals, spans: Sequence[Span], now: datetime
) -> tuple[CallResult, ...]:
    """One result a call. A call stands until the next one is made."""
    times = [call.at for call in calls]
    return tuple(
        _result(call, min((t for t in times if t > call.at), default=None), totals, spans, now)
        for call in calls
    )


def leading(found: Sequence[CallResult]) -> int | None:
    """Which result says how the assembly stands: the first reached, else the last that was made.

    Before the first call that one; None where there are no calls.
    """
    reached = [n for n, result in enumerate(found) if result.reached_at is not None]
    made = [n for n, result in enumerate(found) if result.present_at_call is not None]
    return next(iter([*reached, *made[-1:], *range(len(found))]), None)


def _result(
    call: CallTo, end: datetime | None, totals: Totals, spans: Sequence[Span], now: datetime
) -> CallResult:
    by_votes = call.by is CountedBy.VOTES
    enough = needed(call.quorum, totals.votes if by_votes else totals.organisations)
    counts = _Counts((stay, member.votes if by_votes else 1) for member, stay in spans)
    present = counts.at(now)
    if now < call.at:
        return CallResult(call, enough, present)
    turns = [call.at, *(t for t in counts.turns(call.at, now) if end is None or t < end)]
    return CallResult(
        call=call,
        needed=enough,
        present=present,
        present_at_call=counts.at(call.at),
        reached_at=next((turn for turn in turns if counts.at(turn) >= enough), None),
        holds_now=present >= enough,
        closed=end is not None and end <= now,
    )


class _Counts:
    """How much was there from each moment at which it changed until the next."""

    def __init__(self, weighed: Iterable[tuple[Stay, int]]) -> None:
        steps: dict[datetime, int] = {}
        for stay, weight in weighed:
            steps[stay.start] = steps.get(stay.start, 0) + weight
            if stay.end is not None:
                steps[stay.end] = steps.get(stay.end, 0) - weight
        self._moments = sorted(steps)
        self._counts = [0]
        for moment in self._moments:
            self._counts.append(self._counts[-1] + steps[moment])

    def at(self, moment: datetime) -> int:
        """The count at that moment; what ends at it is not there any more."""
        return self._counts[bisect_right(self._moments, moment)]

    def turns(self, after: datetime, until: datetime) -> list[datetime]:
        """The moments at which the count changed, later than `after`, up to `until`."""
        return self._moments[
            bisect_right(self._moments, after) : bisect_right(self._moments, until)
        ]
