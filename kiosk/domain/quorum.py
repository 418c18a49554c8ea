"""The tally of an assembly as a pure function of who was inside when; knows no store and no clock.

An organisation is present while a voter or an alternate of it is inside, and counts once, with
its votes, however many of its people are there. A voter goes before an alternate, and of several
of one capacity the one who has been inside longest acts. Observers never make it present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.assembly import Assembly, Capacity, Mandate, Member
from kiosk.domain.calls import CallResult, Span, Totals, needed, results
from kiosk.domain.stays import Stay, at, stays, together
from kiosk.domain.visits import Visit

_ORDER = (Capacity.VOTER, Capacity.ALTERNATE, Capacity.OBSERVER)


@dataclass(frozen=True, slots=True)
class Delegate:
    """One representative of one organisation.

    `arrived` is the first entry; `since` the beginning of the present stay, None while outside.
    """

    person_id: str
    capacity: Capacity
    arrived: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One organisation: its delegates in the order in which they would act, and who acts now.

    `arrived` is when a voter or an alternate of it first came in.
    """

    member: Member
    delegates: tuple[Delegate, ...] = ()
    acting: Delegate | None = None
    arrived: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What is in the room: organisations, votes, people by capacity (each in their strongest)."""

    organisations: int
    votes: int
    voters: int
    alternates: int
    observers: int
    seats: tuple[Seat, ...]
    totals: Totals
    calls: tuple[CallResult, ...]


def tally(
    assembly: Assembly,
    members: Iterable[Member],
    mandates: Iterable[Mandate],
    presences: Mapping[str, Sequence[Visit]],
    now: datetime,
) -> Tally:
    """The assembly at a moment (aware). Later visits are not looked at.

    `presences` are each person's entries and exits at the assembly's checkpoint, implied exits
    put in (presence.timeline). A mandate for an organisation that is not on the roll is ignored.
    """
    roll = sorted(members, key=lambda member: (member.key, member.name))
    stayed = {who: stays(visits, now) for who, visits in presences.items()}
    held = _strongest(mandates)
    seats = tuple(_seat(member, held.get(member.key, {}), stayed, now) for member in roll)
    totals = Totals(
        len(roll) if assembly.organisations is None else assembly.organisations,
        sum(member.votes for member in roll) if assembly.votes is None else assembly.votes,
    )
    there = [seat for seat in seats if seat.acting is not None]
    people = _people(seats)
    return Tally(
        organisations=len(there),
        votes=sum(seat.member.votes for seat in there),
        voters=people[Capacity.VOTER],
        alternates=people[Capacity.ALTERNATE],
        observers=people[Capacity.OBSERVER],
        seats=seats,
        totals=totals,
        calls=results(assembly.calls, totals, _spans(roll, held, stayed), now),
    )


def _strongest(mandates: Iterable[Mandate]) -> dict[str, dict[str, Capacity]]:
    """Each organisation's people with the strongest capacity that they were given for it."""
    found: dict[str, dict[str, Capacity]] = {}
    for mandate in mandates:
        theirs = found.setdefault(mandate.member_key, {})
        known = theirs.get(mandate.person_id, Capacity.OBSERVER)
        theirs[mandate.person_id] = min(known, mandate.capacity, key=_ORDER.index)
    return found


def _seat(
    member: Member,
    held: Mapping[str, Capacity],
    stayed: Mapping[str, Sequence[Stay]],
    now: datetime,
) -> Seat:
    delegates = tuple(
        sorted(
            (_delegate(who, held[who], stayed.get(who, ()), now) for who in held),
            key=lambda one: (_ORDER.index(one.capacity), one.since or now, one.person_id),
        )
    )
    votes = [one for one in delegates if one.capacity is not Capacity.OBSERVER]
    return Seat(
        member=member,
        delegates=delegates,
        acting=next((one for one in votes if one.since is not None), None),
        arrived=min((one.arrived for one in votes if one.arrived), default=None),
    )


def _delegate(who: str, capacity: Capacity, stayed: Sequence[Stay], now: datetime) -> Delegate:
    current = at(stayed, now)
    return Delegate(
        person_id=who,
        capacity=capacity,
        arrived=stayed[0].start if stayed else None,
        since=current.start if current else None,
    )


def _people(seats: Iterable[Seat]) -> dict[Capacity, int]:
    best: dict[str, Capacity] = {}
    for seat in seats:
        for one in seat.delegates:
            if one.since is not None:
                known = best.get(one.person_id, Capacity.OBSERVER)
                best[one.person_id] = min(known, one.capacity, key=_ORDER.index)
    return {capacity: list(best.values()).count(capacity) for capacity in _ORDER}


def _spans(
    roll: Iterable[Member],
    held: Mapping[str, Mapping[str, Capacity]],
    stayed: Mapping[str, Sequence[Stay]],
) -> list[Span]:
    """When each organisation was present: the stays of its voters and alternates, joined."""
    found = []
    for member in roll:
        voting = [
            stay
            for who, capacity in held.get(member.key, {}).items()
            if capacity is not Capacity.OBSERVER
            for stay in stayed.get(who, ())
        ]
        found += [(member, stay) for stay in together(voting)]
    return found


@dataclass(frozen=True, slots=True)
class Requests:
    """The organisations that ask for an assembly, of those needed to call one."""

    organisations: int
    needed: int

    @property
    def reached(self) -> bool:
        """Whether enough have asked."""
        return self.organisations >= self.needed


def requests(assembly: Assembly, roll: Totals, asking: int) -> Requests:
    """The counter of requests; `roll` are the totals of the tally."""
    return Requests(asking, needed(assembly.request, roll.organisations))
