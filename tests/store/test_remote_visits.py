"""Check-ins that a source tells of: they count where its lists are, and our own only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import EntryKind
from kiosk.store import remote_visits, visitors, visits
from kiosk.store.rebuild import rebuild
from kiosk.store.remote_visits import RemoteRow
from kiosk.store.transact import rows, writing
from kiosk.store.visits import Tally

PLACES = {"list/1": "main", "list/2": "csirt"}


def told(ref="v1", person="ana", **more):
    values = {
        **{"source": "pretix", "ref": ref, "source_id": f"R-{person}", "list_ref": "list/1"},
        **{"direction": Direction.ENTRY, "at": "2026-10-06T11:00:00.000Z", "device": "phone"},
        **{"ticket_id": f"t-{person}", "person_id": person, "checkpoint": "main"},
    }
    return RemoteRow(**(values | more))


def put(db, *told_rows):
    with writing(db):
        for row in told_rows:
            remote_visits.add(db, row)


def test_a_visit_of_the_source_counts_and_says_who_recorded_it(db):
    put(db, told(), told("v2", "leo", device=""))

    (one,) = visits.of_person(db, "ana", "main")
    assert (one.entry_id, one.station) == ("pretix/R-ana/v1", "phone")
    assert one.at == datetime(2026, 10, 6, 11, tzinfo=UTC)
    assert visits.of_person(db, "leo", "main")[0].station == "pretix"
    assert visitors.ids_entered(db, "main") == ["ana", "leo"]
    assert visitors.ids_entered(db, "csirt") == []


@pytest.mark.parametrize(
    "silent",
    [{"own_entry": "e1"}, {"checkpoint": ""}, {"own_entry": "e1", "checkpoint": ""}],
    ids=["ours", "nowhere", "both"],
)
def test_our_own_and_those_of_unknown_lists_are_kept_and_do_not_count(db, silent):
    row = told(**silent)
    put(db, row)

    assert remote_visits.of_source(db, "pretix") == [row]
    assert visits.tally(db, "main") == Tally()
    with writing(db):
        remote_visits.drop(db, row)
    assert remote_visits.of_source(db, "pretix") == []


def test_what_the_source_takes_back_counts_no_more(db):
    entry, exit_row = told(), told("v2", direction=Direction.EXIT, at="2026-10-06T12:00:00.000Z")
    put(db, entry, exit_row)
    assert visits.inside_count(db, "main") == 0

    with writing(db):
        remote_visits.drop(db, exit_row)
        remote_visits.drop(db, exit_row)
    assert visits.inside_count(db, "main") == 1
    with writing(db):
        remote_visits.drop(db, entry)
    assert visits.tally(db, "main") == Tally()


def test_registrations_are_asked_for_by_hundreds_and_by_source(db):
    put(db, *[told(str(n), f"p{n}") for n in range(1_001)])
    put(db, told("other", "p7", source="indico"))

    found = remote_visits.of_registrations(db, "pretix", [f"R-p{n}" for n in range(1_001)])
    assert len(found) == len(set(found)) == 1_001
    assert [r.ref for r in remote_visits.of_registrations(db, "indico", ["R-p7"])] == ["other"]
    assert remote_visits.of_registrations(db, "pretix", ["R-nobody"]) == []
    assert remote_visits.of_registrations(db, "pretix", []) == []
    with writing(db):
        remote_visits.project_all(db)
    assert visits.tally(db, "main") == Tally(1_001, 1_002)


def test_visits_move_with_the_list_that_they_were_recorded_at(db, record):
    record(EntryKind.ADMITTED, "ana", "main")
    put(db, told(), told("v2", "leo", list_ref="list/2", checkpoint=""), told("v3", own_entry="e"))
    with writing(db):
        remote_visits.remap(db, {"list/1": "workshop", "list/2": "csirt"})

    assert visitors.ids_entered(db, "workshop") == ["ana"]
    assert visitors.ids_entered(db, "csirt") == ["leo"]
    assert visits.tally(db, "main") == Tally(1, 1)
    with writing(db):
        remote_visits.remap(db, {})
    assert visitors.ids_entered(db, "workshop") == visitors.ids_entered(db, "csirt") == []
    assert {row.checkpoint for row in remote_visits.of_source(db, "pretix")} == {""}


def test_lists_that_change_their_places_do_not_mix(db):
    put(db, told(), told("v2", "leo", list_ref="list/2", checkpoint="csirt"))
    with writing(db):
        remote_visits.remap(db, {"list/1": "csirt", "list/2": "main"})

    assert visitors.ids_entered(db, "csirt") == ["ana"]
    assert visitors.ids_entered(db, "main") == ["leo"]
    assert [report for report in rebuild(db) if not report.same] == []


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("add", "drop", "remap", "enter", "adopt")),
        st.integers(0, 5),
        st.sampled_from(("main", "csirt", "")),
    ),
    max_size=20,
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_a_source_tells_a_rebuild_gives_the_same(db, record, acts):
    """Also of visits under an id that turned out to be somebody else's ticket."""
    db.conn.execute("SAVEPOINT example")
    for act, number, place in acts:
        row = told(f"v{number}", f"p{number % 3}", checkpoint=place)
        row = replace(row, direction=list(Direction)[number % 2])
        kept = {one.ref: one for one in remote_visits.of_source(db, "pretix")}
        if act == "add" and row.ref not in kept:
            remote_visits.add(db, row)
        elif act == "drop" and row.ref in kept:
            remote_visits.drop(db, kept[row.ref])
        elif act == "remap":
            remote_visits.remap(db, {"list/1": place})
        elif act == "enter":
            record(EntryKind.ADMITTED, f"p{number % 3}", place or "main")
        elif act == "adopt":
            record(EntryKind.REFUSED, f"p{number % 3}", "main", {"adopts": [f"p{number // 2}"]})
    differs = [report for report in rebuild(db) if not report.same]
    seen = rows(db, "SELECT count(*) AS n FROM source_visit WHERE checkpoint <> ''")[0]["n"]
    counted = rows(db, "SELECT count(*) AS n FROM visit WHERE entry_id LIKE 'pretix/%'")[0]["n"]
    db.conn.execute("ROLLBACK TO example")
    db.conn.execute("RELEASE example")

    assert differs == []
    assert counted == seen
