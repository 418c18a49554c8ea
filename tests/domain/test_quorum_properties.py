"""What holds of every tally, whoever comes and goes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.assembly import Assembly, CallTo, Capacity, CountedBy, Mandate, Member, Share
from kiosk.domain.calls import needed
from kiosk.domain.checkpoints import Direction
from kiosk.domain.quorum import tally
from kiosk.domain.visits import Visit

NINE = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)
PEOPLE = [f"p{n}" for n in range(6)]
KEYS = ["a", "b", "c", "d"]

moments = st.integers(-60, 120).map(lambda minutes: NINE + timedelta(minutes=minutes))
shares = st.builds(
    Share,
    st.decimals(0, 100, places=2),
    percent=st.booleans(),
    above=st.booleans(),
)
rolls = st.lists(st.sampled_from(KEYS), unique=True).flatmap(
    lambda keys: st.tuples(*(st.builds(Member, st.just(k), st.just(k.upper()), st.integers(0, 9)) for k in keys))
)  # fmt: skip
mandates = st.lists(
    st.builds(Mandate, st.sampled_from(PEOPLE), st.sampled_from(KEYS), st.sampled_from(Capacity))
)
turns = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(Direction), moments), max_size=25
)
calls = st.lists(
    st.builds(CallTo, moments, shares, st.sampled_from(CountedBy)),
    max_size=2,
    unique_by=lambda c: c.at,
).map(lambda found: tuple(sorted(found, key=lambda call: call.at)))


def presences(found):
    visits = [
        Visit(f"e{n:03}", who, "room", direction, at)
        for n, (who, direction, at) in enumerate(found)
    ]
    return {who: [one for one in visits if one.person_id == who] for who in PEOPLE}


def counted(roll, given_mandates, found, now, held=()):
    assembly = Assembly("lacnic", {"es": "Asamblea"}, "room", calls=held)
    return tally(assembly, roll, given_mandates, found, now)


@given(rolls, mandates, turns, moments, calls, st.randoms(use_true_random=False))
def test_the_order_in_which_all_is_told_does_not_matter(roll, held, found, now, called, random):
    there = presences(found)
    before = counted(roll, held, there, now, called)
    for visits in there.values():
        random.shuffle(visits)
    shuffled = (random.sample(roll, len(roll)), random.sample(held, len(held)))

    assert counted(*shuffled, dict(reversed(there.items())), now, called) == before


@given(rolls, mandates, turns, moments)
def test_an_organisation_never_counts_twice(roll, held, found, now):
    seen = counted(roll, held, presences(found), now)
    there = [seat.member for seat in seen.seats if seat.acting]

    assert len(there) == len({member.key for member in there}) == seen.organisations
    assert sum(member.votes for member in there) == seen.votes


@given(rolls, mandates, turns, moments, calls)
def test_there_are_never_more_than_there_are(roll, held, found, now, called):
    seen = counted(roll, held, presences(found), now, called)

    assert seen.votes <= seen.totals.votes
    assert seen.organisations <= seen.totals.organisations
    assert seen.voters + seen.alternates + seen.observers <= len(PEOPLE)


@given(rolls, mandates, turns, moments, calls, st.tuples(*map(st.sampled_from, (PEOPLE, KEYS))))
def test_an_observer_more_changes_no_votes(roll, held, found, now, called, added):
    there = presences(found)
    one_more = [*held, Mandate(*added, Capacity.OBSERVER)]
    before, after = (counted(roll, m, there, now, called) for m in (held, one_more))

    assert (after.organisations, after.votes, after.calls) == (
        before.organisations,
        before.votes,
        before.calls,
    )


@given(rolls, mandates, turns, moments, calls)
def test_a_reached_quorum_stood_at_that_moment_and_not_before(roll, held, found, now, called):
    there = presences(found)
    for n, result in enumerate(counted(roll, held, there, now, called).calls):
        if result.reached_at is None:
            continue
        then = counted(roll, held, there, result.reached_at, called).calls[n]
        assert result.call.at <= result.reached_at <= now
        assert then.present >= result.needed
        if result.reached_at > result.call.at:
            just_before = result.reached_at - timedelta(seconds=1)
            assert counted(roll, held, there, just_before, called).calls[n].present < result.needed


@given(rolls, mandates, turns, moments, moments)
def test_what_comes_later_changes_nothing_now(roll, held, found, now, later):
    if later <= now:
        return
    there = presences(found)
    more = presences([*found, (PEOPLE[0], Direction.EXIT, later)])

    assert counted(roll, held, more, now) == counted(roll, held, there, now)


@given(shares, st.integers(0, 10**15))
def test_what_is_needed_is_the_smallest_number_that_will_do(share, total):
    part = Decimal(total) * share.number / 100 if share.percent else share.number

    def enough(number):
        return number > part if share.above else number >= part

    found = needed(share, total)
    assert enough(found)
    assert not enough(found - 1) or found == 1
