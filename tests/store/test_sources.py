"""Sources as kept: how a run went, who was named in it, and what stays of one that leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.feed import Document
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.store import (
    deliveries,
    documents,
    invitations,
    people,
    source_invitations,
    source_people,
    sources,
)
from kiosk.store.deliveries import Planned
from kiosk.store.invitations import PERSON, Invited
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.search import find
from kiosk.store.transact import number, writing

AT = datetime(2026, 10, 6, 12, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def source(db):
    """Keep a source: source("pretix") -> how it is kept now."""

    def make(name="pretix", **settings):
        with writing(db):
            sources.put(db, name, "http", settings, AT)
        return sources.get(db, name)

    return make


def test_a_new_source_begins_from_nothing(db, source):
    made = source(url="https://x", user="lu", nested={"b": [1, None], "a": "ñ"})

    assert (made.name, made.kind, made.added_at) == ("pretix", "http", AT)
    assert made.settings["nested"] == {"b": [1, None], "a": "ñ"}
    assert (made.cursor, made.error, made.failures) == ({}, {}, 0)
    assert (made.last_push_seq, made.last_hub_seq, made.clock_seconds) == (0, 0, None)
    assert (made.suspended, made.run_open) == (False, False)
    assert (made.due_at, made.last_pull_at) == (None, None)
    assert sources.get(db, "nobody") is None


def test_sources_stand_in_the_order_in_which_they_were_added(db, source):
    for name in ("z", "a", "m"):
        source(name)
    source("z", url="changed")

    assert [one.name for one in sources.every(db)] == ["z", "a", "m"]
    assert sources.every(db)[0].settings == {"url": "changed"}


def test_a_failure_is_kept_and_counted_until_a_run_goes_well(db, source):
    source()
    source("other")
    for _ in range(2):
        sources.set_failed(db, "pretix", {"trouble": "busy", "words": "¿?"}, LATER)
    bad = sources.get(db, "pretix")
    assert (bad.failures, bad.due_at, bad.suspended) == (2, LATER, False)
    assert bad.error == {"trouble": "busy", "words": "¿?"}
    assert sources.get(db, "other").failures == 0

    sources.set_well(db, "pretix", LATER, None)
    well = sources.get(db, "pretix")
    assert (well.failures, well.error, well.due_at, well.last_pull_at) == (0, {}, LATER, None)
    sources.set_well(db, "pretix", LATER, AT)
    sources.set_well(db, "pretix", LATER, None)
    assert sources.get(db, "pretix").last_pull_at == AT


def test_where_somebody_must_act_nothing_is_tried_until_the_settings_change(db, source):
    source(key="old")
    sources.set_cursor(db, "pretix", {"page": "7"})
    sources.set_failed(db, "pretix", {"trouble": "token"}, None)
    stopped = sources.get(db, "pretix")
    assert (stopped.suspended, stopped.due_at) == (True, None)

    again = source(key="new")
    assert (again.suspended, again.failures, again.error) == (False, 0, {})
    assert again.cursor == {"page": "7"}
    assert again.added_at == AT


def test_how_far_it_was_told_is_kept_for_each_source_alone(db, source):
    source()
    source("other")
    sources.set_planned(db, "pretix", 12)
    sources.set_planned_of_others(db, "pretix", 34)
    sources.set_clock(db, "pretix", -0.25)
    kept = sources.get(db, "pretix")

    assert (kept.last_push_seq, kept.last_hub_seq, kept.clock_seconds) == (12, 34, -0.25)
    other = sources.get(db, "other")
    assert (other.last_push_seq, other.last_hub_seq, other.clock_seconds) == (0, 0, None)


def register(db, person_id, ticket_id, source="pretix", extra=None, **more):
    with writing(db):
        if people.get(db, person_id) is None:
            put_person(db, Person(person_id, person_id.title(), "Núñez"), source=source)
        ref = ticket_id.upper()
        ticket = Ticket(ticket_id, person_id, f"C-{ticket_id}", source=source, source_ref=ref)
        put_ticket(db, ticket, extra)
        for name, value in more.items():
            sql = f"UPDATE ticket SET {name} = ? WHERE ticket_id = ?"  # noqa: S608  own names
            db.conn.execute(sql, (value, ticket_id))


def test_a_full_pull_tells_who_was_not_named(db, source):
    source()
    for number_of in ("1", "2", "3"):
        register(db, f"p{number_of}", f"t{number_of}")
    register(db, "p4", "t4", "indico")
    register(db, "p5", "t5", gone_at="2026-10-01T00:00:00.000Z")
    sources.begin_run(db, "pretix")
    sources.name_tickets(db, "pretix", ["t1", "t1", "t3", "unknown yet"])
    sources.name_tickets(db, "indico", ["t2"])

    assert sources.get(db, "pretix").run_open
    assert sources.unnamed(db, "pretix") == ["t2"]
    assert sources.count_named(db, "pretix") == 3
    assert sources.named_among(db, "pretix", ["t1", "t2"]) == {"t1"}
    assert sources.named_among(db, "pretix", []) == set()
    assert (sources.living(db, "pretix"), sources.living(db, "indico")) == (3, 1)


@pytest.mark.parametrize("step", [sources.begin_run, sources.end_run], ids=["begin", "end"])
def test_a_pull_that_begins_or_ends_has_named_nobody(db, source, step):
    source()
    sources.begin_run(db, "pretix")
    sources.name_tickets(db, "pretix", ["t1"])
    sources.name_tickets(db, "indico", ["t1"])
    step(db, "pretix")

    assert sources.count_named(db, "pretix") == 0
    assert sources.count_named(db, "indico") == 1
    assert sources.get(db, "pretix").run_open == (step is sources.begin_run)


def test_removing_forgets_what_is_about_the_source_and_nobody_else(db, source):
    for name in ("pretix", "indico"):
        source(name)
        documents.put(db, name, [Document("order", "A", "a")])
        deliveries.plan(db, name, [Planned("e1", 1)], AT)
        sources.name_tickets(db, name, ["t1"])
        register(db, f"of-{name}", f"t-{name}", name)
    with writing(db):
        sources.remove(db, "pretix")

    assert [one.name for one in sources.every(db)] == ["indico"]
    for table in ("document", "delivery", "named"):
        assert number(db, f"SELECT count(*) FROM {table}") == 1  # noqa: S608  fixed names
    assert people.tickets_of(db, "of-pretix")[0].source == "pretix"


def test_a_source_that_leaves_takes_those_whom_nobody_else_names(db, record):
    register(db, "alone", "t1")
    register(db, "both", "t2")
    register(db, "both", "t3", "indico")
    register(db, "late", "t4")
    register(db, "late", "t5", "indico", gone_at="2026-10-01T00:00:00.000Z")
    record(EntryKind.WALK_IN, "walk", payload={"person": {"given_name": "W"}}, ticket_id="t6")
    with writing(db):
        source_people.mark_gone(db, "pretix", AT)

    gone = {who: people.get(db, who).gone for who in ("alone", "both", "late", "walk")}
    assert gone == {"alone": True, "both": False, "late": True, "walk": False}
    assert [t.gone for t in people.tickets_of(db, "both")] == [False, True]
    with writing(db):
        source_people.mark_gone(db, "pretix", LATER)
    sql = "SELECT count(*) FROM ticket WHERE gone_at = '2026-10-06T12:00:00.000Z'"
    assert number(db, sql) == 3


def test_wiped_are_those_alone_of_whom_the_journal_says_nothing(db, record):
    for who, ticket in (("never", "t1"), ("came", "t2"), ("both", "t3")):
        register(db, who, ticket)
    register(db, "both", "t4", "indico")
    record(EntryKind.REFUSED, "came", "main")
    record(EntryKind.INVITED, None, "main", {"kind": "person", "subject": "never"})
    with writing(db):
        listed = [Invited(PERSON, who) for who in ("never", "came", "both")]
        invitations.replace_list(db, "csirt", "file", listed, AT)
        source_people.wipe(db, "pretix", AT)

    assert people.get(db, "never") is None
    assert find(db, "never") == []
    assert [one.subject for one in invitations.of_checkpoint(db, "main")] == ["never"]
    assert people.get(db, "came").gone
    assert not people.get(db, "both").gone
    assert [t.ticket_id for t in people.tickets_of(db, "both")] == ["t4"]
    assert [one.subject for one in invitations.of_checkpoint(db, "csirt")] == ["both", "came"]
    assert number(db, "SELECT count(*) FROM ticket WHERE ticket_id = 't1'") == 0


def test_what_was_said_on_the_spot_outlives_the_source(db, record):
    register(db, "ana", "t1", extra={"invites": ["csirt"]})
    with writing(db):
        source_invitations.settle(db, "pretix", ["ana"])
    record(EntryKind.INVITED, "ana", "csirt", {"kind": "person", "subject": "ana"})
    with writing(db):
        source_people.wipe(db, "pretix", AT)

    assert [one.source for one in invitations.of_checkpoint(db, "csirt")] == ["journal"]
    assert not source_invitations.any_of(db, "pretix")


def test_a_right_lasts_as_long_as_a_living_ticket_gives_it(db):
    register(db, "ana", "t1", extra={"invites": ["csirt", "lacix", "csirt"]})
    register(db, "ana", "t2", extra={"invites": ["lacix", 'it\'s "odd"']})
    register(db, "ana", "t3", "indico", extra={"invites": ["other"]})
    register(db, "leo", "t4", extra={"answers": {}})

    def settled():
        with writing(db):
            source_invitations.settle(db, "pretix", ["ana", "leo", "nobody"])
        sql = "SELECT checkpoint FROM invitation WHERE source = 'pretix' ORDER BY 1"
        return [row[0] for row in db.conn.execute(sql)]

    assert settled() == ["csirt", 'it\'s "odd"', "lacix"]
    assert settled() == ["csirt", 'it\'s "odd"', "lacix"]
    db.conn.execute("UPDATE ticket SET gone_at = 'x' WHERE ticket_id = 't2'")
    assert settled() == ["csirt", "lacix"]
    db.conn.execute("UPDATE ticket SET extra = '{}' WHERE ticket_id = 't1'")
    assert settled() == []


def test_only_the_lists_that_a_source_fills_are_fresh(db):
    register(db, "ana", "t1", extra={"invites": ["csirt"]})
    with writing(db):
        invitations.loaded(db, "main", AT)
        invitations.loaded(db, "csirt", AT)
        source_invitations.settle(db, "pretix", ["ana"])
        source_invitations.mark_fresh(db, "pretix", LATER)
    found = dict(db.conn.execute("SELECT checkpoint, loaded_at FROM invitation_list"))

    assert source_invitations.any_of(db, "pretix")
    assert not source_invitations.any_of(db, "indico")
    assert found == {"main": "2026-10-06T12:00:00.000Z", "csirt": "2026-10-06T12:05:00.000Z"}
    with writing(db):
        source_invitations.remove(db, "pretix")
    assert not source_invitations.any_of(db, "pretix")
