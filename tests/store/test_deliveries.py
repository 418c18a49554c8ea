"""What waits for a source: in which order, what holds it back, and which words are the last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.delivery import Delivery, Receipt
from kiosk.domain.journal import EntryKind
from kiosk.store import deliveries
from kiosk.store.deliveries import Planned
from kiosk.store.transact import first, writing

ALL = 1_000


@pytest.fixture
def plan(db, clock):
    """Plan entries by their order of numbers: plan("a", ("undo-a", "a"))."""

    def make(*entries, source="pretix"):
        pairs = [(one, "") if isinstance(one, str) else one for one in entries]
        planned = [Planned(name, seq, needs) for seq, (name, needs) in enumerate(pairs, 1)]
        with writing(db):
            deliveries.plan(db, source, planned, clock())

    return make


@pytest.fixture
def hear(db, clock):
    """Keep what a source said: hear("a", Delivery.ACCEPTED)."""

    def make(entry, delivery, *, source="pretix", words="", status=0, retry_at=None):
        said = Receipt(entry, delivery, words, status)
        with writing(db):
            deliveries.receive(db, source, said, clock(), retry_at)

    return make


def queue(db, clock, source="pretix", limit=ALL):
    return deliveries.queue(db, source, clock(), limit)


def state_of(db, entry, source="pretix"):
    sql = "SELECT state FROM delivery WHERE source = ? AND entry_id = ?"
    return Delivery(first(db, sql, (source, entry))["state"])


def test_what_is_planned_waits_once_for_each_source(db, clock, plan):
    plan("b", "a")
    plan("a", "b", "c")
    plan("a", source="indico")

    assert queue(db, clock) == ["b", "a", "c"]
    assert queue(db, clock, "indico") == ["a"]
    assert queue(db, clock, "nobody") == []
    assert deliveries.told(db, "pretix", ["a", "x"]) == {"a"}
    assert deliveries.told(db, "pretix", []) == frozenset()


def test_planning_again_does_not_send_again(db, clock, plan, hear):
    plan("a")
    hear("a", Delivery.ACCEPTED)
    plan("a")

    assert queue(db, clock) == []
    assert state_of(db, "a") is Delivery.ACCEPTED


def test_what_takes_back_waits_for_what_it_takes_back(db, clock, plan, hear):
    plan(("undo-a", "a"), "a", "b")
    assert queue(db, clock) == ["a", "b"]

    hear("a", Delivery.ACCEPTED)
    assert queue(db, clock) == ["b", "undo-a"]
    assert queue(db, clock, limit=1) == ["b"]


def test_an_acceptance_at_another_source_lets_nothing_pass(db, clock, plan, hear):
    plan("a", ("undo-a", "a"))
    plan("a", source="indico")
    hear("a", Delivery.ACCEPTED, source="indico")

    assert queue(db, clock) == ["a"]


def test_a_try_in_vain_rests_until_its_moment_and_is_counted(db, clock, plan, hear):
    plan("a")
    hear("a", Delivery.WAITING, retry_at=clock() + timedelta(seconds=30))

    assert queue(db, clock) == []
    assert deliveries.attempts(db, "pretix", "a") == 1
    clock.forward(seconds=29, milliseconds=999)
    assert queue(db, clock) == []
    clock.forward(milliseconds=1)
    assert queue(db, clock) == ["a"]
    assert deliveries.attempts(db, "pretix", "nobody") == 0


def test_who_does_not_want_to_wait_sends_at_once(db, clock, plan, hear):
    later = clock() + timedelta(hours=1)
    plan("a", "b")
    plan("a", source="indico")
    for source in ("pretix", "indico"):
        hear("a", Delivery.WAITING, source=source, retry_at=later)
    deliveries.rush(db, "pretix")

    assert queue(db, clock) == ["a", "b"]
    assert queue(db, clock, "indico") == []


@pytest.mark.parametrize("later", list(Delivery), ids=str)
@pytest.mark.parametrize("earlier", list(Delivery), ids=str)
def test_accepted_is_the_last_word_and_only_what_waits_is_refused(db, plan, hear, earlier, later):
    plan("a")
    hear("a", earlier, words="first", status=500)
    hear("a", later, words="second", status=201)

    if earlier is Delivery.ACCEPTED:
        expected = Delivery.ACCEPTED
    elif earlier is Delivery.WAITING:
        expected = later
    else:
        expected = Delivery.ACCEPTED if later is Delivery.ACCEPTED else earlier
    assert state_of(db, "a") is expected


def test_what_only_takes_back_a_refused_entry_is_given_up(db, clock, plan, hear):
    plan("a", ("undo-a", "a"), "b", ("undo-b", "b"))
    hear("a", Delivery.REFUSED)
    with writing(db):
        deliveries.give_up_dependents(db, "pretix", "not there", clock())

    assert state_of(db, "undo-a") is Delivery.GIVEN_UP
    assert state_of(db, "undo-b") is Delivery.WAITING
    assert deliveries.count(db, "pretix") == {
        Delivery.WAITING: 2,
        Delivery.ACCEPTED: 0,
        Delivery.REFUSED: 1,
        Delivery.GIVEN_UP: 1,
    }


def test_trying_again_brings_back_what_hangs_on_it(db, clock, plan, hear):
    for source in ("pretix", "indico"):
        plan("a", ("undo-a", "a"), source=source)
        hear("a", Delivery.REFUSED, source=source)
        with writing(db):
            deliveries.give_up_dependents(db, source, "not there", clock())
    hear("a", Delivery.ACCEPTED, source="indico")
    with writing(db):
        assert deliveries.again(db, "a", clock()) == 1

    assert queue(db, clock) == ["a"]
    assert state_of(db, "undo-a") is Delivery.WAITING
    assert state_of(db, "undo-a", "indico") is Delivery.GIVEN_UP


def test_what_somebody_gave_up_stays_so(db, clock, plan, hear):
    plan("a", ("undo-a", "a"))
    with writing(db):
        assert deliveries.settle(db, "undo-a", "lu", "paper list", clock()) == ["pretix"]
        assert deliveries.settle(db, "undo-a", "lu", "twice", clock()) == []
    hear("a", Delivery.REFUSED)
    with writing(db):
        deliveries.again(db, "a", clock())
        assert deliveries.again(db, "undo-a", clock()) == 0

    assert state_of(db, "undo-a") is Delivery.GIVEN_UP


def test_an_accepted_entry_cannot_be_given_up_nor_sent_again(db, clock, plan, hear):
    plan("a")
    hear("a", Delivery.ACCEPTED)
    with writing(db):
        assert deliveries.settle(db, "a", "lu", "no", clock()) == []
        assert deliveries.again(db, "a", clock()) == 0

    assert state_of(db, "a") is Delivery.ACCEPTED


def test_the_list_names_the_person_and_the_newest_first(db, add, record, clock):
    add("ana", "Ana", "Núñez")
    known = record(EntryKind.ADMITTED, "ana", "main")
    stranger = record(EntryKind.REFUSED, None, "main")
    with writing(db):
        for source in ("b", "a"):
            plans = [Planned(known.id, known.seq), Planned(stranger.id, stranger.seq)]
            deliveries.plan(db, source, plans, clock())
        deliveries.plan(db, "a", [Planned("in no journal", 9)], clock())
        deliveries.receive(db, "a", Receipt(known.id, Delivery.REFUSED, "no", 400), clock(), None)

    whole = [(row["entry_id"], row["source"], row["person"]) for row in deliveries.listed(db)]
    assert whole == [
        (stranger.id, "a", ""),
        (stranger.id, "b", ""),
        (known.id, "a", "Ana Núñez"),
        (known.id, "b", "Ana Núñez"),
    ]
    (refused,) = deliveries.listed(db, "a", Delivery.REFUSED)
    assert (refused["words"], refused["status"], refused["checkpoint"]) == ("no", 400, "main")
    assert len(deliveries.listed(db, limit=3)) == 3
    assert [row["source"] for row in deliveries.listed(db, entry_ids=[known.id])] == ["a", "b"]
    assert deliveries.listed(db, entry_ids=[]) == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("hear", "again", "settle", "give_up", "plan")),
        st.sampled_from("abcd"),
        st.sampled_from(list(Delivery)),
    ),
    max_size=25,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_overtakes_what_it_needs_and_accepted_never_comes_back(db, clock, steps):
    needs = {"b": "a", "d": "c"}
    planned = [Planned(name, seq, needs.get(name, "")) for seq, name in enumerate("badc")]
    accepted: set[str] = set()
    with writing(db):
        db.conn.execute("DELETE FROM delivery")
        deliveries.plan(db, "s", planned, clock())
        for step, entry, delivery in steps:
            if step == "hear":
                deliveries.receive(db, "s", Receipt(entry, delivery), clock(), None)
                accepted |= {entry} if delivery is Delivery.ACCEPTED else set()
            elif step == "again":
                deliveries.again(db, entry, clock())
            elif step == "settle":
                deliveries.settle(db, entry, "lu", "", clock())
            elif step == "give_up":
                deliveries.give_up_dependents(db, "s", "", clock())
            else:
                deliveries.plan(db, "s", planned, clock())
            sent = deliveries.queue(db, "s", clock(), ALL)
            assert {needs[one] for one in sent if one in needs} <= accepted
            assert not accepted & {*sent}
    assert deliveries.count(db, "s")[Delivery.ACCEPTED] == len(accepted)
