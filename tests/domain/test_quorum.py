from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kiosk.domain.assembly import Assembly, CallTo, Capacity, CountedBy, Mandate, Member, Share
from kiosk.domain.calls import Totals, needed
from kiosk.domain.checkpoints import Direction
from kiosk.domain.quorum import requests, tally
from kiosk.domain.visits import Visit

NINE = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)  # 09:00 in Montevideo
VOTER, ALTERNATE, OBSERVER = Capacity.VOTER, Capacity.ALTERNATE, Capacity.OBSERVER
HALF = Share(Decimal(50), percent=True)

ROLL = (
    Member("a", "Alfa", 3),
    Member("b", "Beta", 2),
    Member("c", "Gama", 1),
    Member("d", "Delta", 1),
)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def presence(who, *turns):
    """Entries and exits in turn, at those minutes past nine."""
    return tuple(
        Visit(f"{who}{n}", who, "room", Direction.EXIT if n % 2 else Direction.ENTRY, at(minute))
        for n, minute in enumerate(turns)
    )


def call(minutes=0, quorum=HALF, by=CountedBy.ORGANISATIONS):
    return CallTo(at(minutes), quorum, by)


def count(mandates=(), now=60, calls=(), totals=(None, None), **turns):
    """The tally `now` minutes past nine; turns are person="minutes in and out"."""
    assembly = Assembly("lacnic", {"es": "Asamblea"}, "room", calls=tuple(calls),
                        organisations=totals[0], votes=totals[1])  # fmt: skip
    presences = {who: presence(who, *minutes) for who, minutes in turns.items()}
    return tally(assembly, ROLL, [Mandate(*mandate) for mandate in mandates], presences, at(now))


def seat(found, key):
    return next(seat for seat in found.seats if seat.member.key == key)


def test_nobody_is_there_before_the_first_arrival():
    found = count([("ana", "a")], now=4, ana=[5])

    assert (found.organisations, found.votes, found.voters) == (0, 0, 0)
    assert found.totals == Totals(4, 7)


def test_an_organisation_counts_once_however_many_of_its_people_are_inside():
    found = count([("ana", "a"), ("leo", "a"), ("eva", "a", ALTERNATE)], ana=[5], leo=[6], eva=[7])

    assert (found.organisations, found.votes) == (1, 3)
    assert (found.voters, found.alternates) == (2, 1)


def test_a_person_counts_for_each_organisation_they_represent():
    found = count([("ana", "a"), ("ana", "b"), ("ana", "c", ALTERNATE)], ana=[5])

    assert (found.organisations, found.votes) == (3, 6)
    assert (found.voters, found.alternates, found.observers) == (1, 0, 0)


def test_observers_never_count():
    found = count([("ana", "a", OBSERVER), ("leo", "b", OBSERVER)], ana=[5], leo=[6])

    assert (found.organisations, found.votes, found.observers) == (0, 0, 2)
    assert seat(found, "a").acting is None
    assert seat(found, "a").arrived is None


def test_of_two_voters_the_first_in_acts_until_they_leave():
    mandates = [("ana", "a"), ("leo", "a")]
    together = count(mandates, now=20, ana=[10], leo=[5])
    alone = count(mandates, now=40, ana=[10], leo=[5, 30])

    assert seat(together, "a").acting.person_id == "leo"
    assert seat(alone, "a").acting.person_id == "ana"
    assert together.votes == alone.votes == 3


def test_who_comes_back_waits_behind_those_who_stayed():
    found = count([("ana", "a"), ("leo", "a")], ana=[10], leo=[5, 30, 40])

    assert seat(found, "a").acting.person_id == "ana"


def test_the_alternate_takes_over_when_the_voter_leaves_and_gives_back():
    mandates = [("ana", "a"), ("sub", "a", ALTERNATE)]
    turns = {"sub": [1], "ana": [10, 30, 50]}
    acting = [seat(count(mandates, now=now, **turns), "a").acting for now in (5, 20, 40, 55)]

    assert [one.person_id for one in acting] == ["sub", "ana", "sub", "ana"]
    assert [one.capacity for one in acting] == [ALTERNATE, VOTER, ALTERNATE, VOTER]
    assert {count(mandates, now=now, **turns).votes for now in (5, 20, 40, 55)} == {3}


def test_the_same_person_named_twice_has_the_stronger_capacity():
    found = count([("ana", "a", OBSERVER), ("ana", "a", VOTER), ("ana", "a", ALTERNATE)], ana=[5])

    assert (found.votes, found.voters, found.alternates) == (3, 1, 0)


def test_mandates_for_organisations_that_are_not_on_the_roll_are_ignored():
    assert count([("ana", "zeta")], ana=[5]).organisations == 0


def test_when_an_organisation_arrived_and_its_people():
    found = seat(count([("ana", "a"), ("obs", "a", OBSERVER)], ana=[20, 30, 40], obs=[2]), "a")

    assert found.arrived == at(20)
    assert {d.person_id: (d.arrived, d.since) for d in found.delegates} == {
        "ana": (at(20), at(40)),
        "obs": (at(2), at(2)),
    }


@pytest.mark.parametrize(
    ("share", "total", "enough"),
    [
        (Share(Decimal(50), percent=True), 5, 3),
        (Share(Decimal(50), percent=True), 4, 2),
        (Share(Decimal(50), percent=True, above=True), 4, 3),
        (Share(Decimal(50), percent=True, above=True), 5, 3),
        (Share(Decimal("33.4"), percent=True), 1000, 334),
        (Share(Decimal("33.3"), percent=True), 10, 4),
        (Share(Decimal("66.67"), percent=True), 3, 3),
        (Share(Decimal(100), percent=True), 7, 7),
        (Share(Decimal(30)), 100, 30),
        (Share(Decimal(30), above=True), 100, 31),
        (Share(Decimal(50), percent=True), 0, 1),
        (Share(Decimal(0)), 10, 0),
        (Share(Decimal("0.0000000001"), percent=True, above=True), 10**12, 2),
    ],
)  # fmt: skip
def test_how_many_a_share_needs(share, total, enough):
    assert needed(share, total) == enough


@pytest.mark.parametrize(("asking", "reached"), [(0, False), (1, True), (4, True)])
def test_a_fifth_of_the_organisations_may_ask_for_an_assembly(asking, reached):
    assembly = Assembly("lacnic", {"es": "Asamblea"}, "room")

    counter = requests(assembly, Totals(4, 7), asking)

    assert (counter.needed, counter.reached) == (1, reached)


def test_a_quorum_that_stands_at_the_call_is_reached_at_the_call():
    (first,) = count([("ana", "a"), ("leo", "b")], calls=[call()], ana=[-20], leo=[-10]).calls

    assert (first.needed, first.present_at_call, first.reached_at) == (2, 2, at(0))
    assert first.holds_now


def test_a_quorum_is_reached_by_the_arrival_that_completes_it():
    (first,) = count([("ana", "a"), ("leo", "b")], calls=[call()], ana=[-20], leo=[12]).calls

    assert (first.present_at_call, first.reached_at, first.missing) == (1, at(12), 0)


def test_a_quorum_that_was_lost_stays_reached_and_does_not_hold():
    (first,) = count([("ana", "a"), ("leo", "b")], calls=[call()], ana=[-20], leo=[12, 30]).calls

    assert (first.reached_at, first.holds_now, first.missing) == (at(12), False, 1)


def test_a_quorum_before_the_call_does_not_count():
    (first,) = count([("ana", "a"), ("leo", "b")], calls=[call()], ana=[-20], leo=[-10, -5]).calls

    assert (first.present_at_call, first.reached_at, first.holds_now) == (1, None, False)


def test_a_call_that_is_still_ahead_says_only_what_it_needs():
    (first,) = count([("ana", "a"), ("leo", "b")], calls=[call(90)], ana=[1], leo=[2]).calls

    assert (first.present, first.present_at_call, first.reached_at) == (2, None, None)
    assert not first.holds_now


def test_the_second_call_takes_the_place_of_the_first():
    calls = [call(0, Share(Decimal(3))), call(30, Share(Decimal(2)))]
    turns = {"ana": [-5], "leo": [10], "eva": [40]}
    first, second = count([("ana", "a"), ("leo", "b"), ("eva", "c")], calls=calls, **turns).calls

    assert (first.present_at_call, first.reached_at, first.holds_now) == (1, None, True)
    assert (second.present_at_call, second.reached_at) == (2, at(30))


def test_the_moment_of_the_second_call_is_not_the_first_one_s():
    calls = [call(0, Share(Decimal(1))), call(30, Share(Decimal(1)))]
    first, second = count([("ana", "a")], calls=calls, ana=[30]).calls

    assert (first.reached_at, second.reached_at) == (None, at(30))


def test_a_quorum_by_votes():
    calls = [call(0, Share(Decimal(50), percent=True, above=True), CountedBy.VOTES)]
    mandates = [("ana", "a"), ("leo", "c")]
    (first,) = count(mandates, calls=calls, ana=[1], leo=[9]).calls

    assert (first.needed, first.present, first.reached_at) == (4, 4, at(9))


def test_totals_of_the_settings_go_before_those_of_the_roll():
    found = count(calls=[call(), call(1, HALF, CountedBy.VOTES)], totals=(100, 640))

    assert found.totals == Totals(100, 640)
    assert [result.needed for result in found.calls] == [50, 320]


def test_whoever_takes_over_at_the_very_moment_keeps_the_organisation_present():
    mandates = [("ana", "a"), ("sub", "a", ALTERNATE)]
    calls = [call(0, Share(Decimal(1)))]
    (first,) = count(mandates, calls=calls, ana=[-30, -10], sub=[-10]).calls

    assert first.reached_at == at(0)


def test_one_organisation_leaving_as_another_comes_is_one():
    (first,) = count([("ana", "a"), ("leo", "b")], calls=[call()], ana=[-30, 10], leo=[10]).calls

    assert (first.present, first.reached_at) == (1, None)
