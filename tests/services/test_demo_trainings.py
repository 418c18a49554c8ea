"""The demo's trainings: rights for each day, and questions that nobody meets anywhere else."""

from collections import Counter
from datetime import datetime

import pytest

from kiosk.domain.verdict import Status
from kiosk.resources import asset
from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.event_doubts import event_doubts
from kiosk.services.import_people import plan_import
from kiosk.services.profile import demo_profile
from kiosk.store import listing
from kiosk.store.connect import close

TUESDAY, WEDNESDAY = "2026-10-06T14:05", "2026-10-07T09:05"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    ctx = demo_profile(tmp_path_factory.mktemp("demo") / "profile")
    yield ctx
    close(ctx.db)


def answers(demo, checkpoint, at):
    """How many people get which answer there and then."""
    moment = datetime.fromisoformat(at).replace(tzinfo=demo.event.timezone)
    requests = (
        ScanRequest(person_id=listed.person.person_id, checkpoint=checkpoint, at=moment)
        for listed in listing.all_people(demo.db)
    )
    return Counter(explain(demo, request).verdict.status for request in requests)


@pytest.mark.parametrize(
    ("checkpoint", "at", "asked"),
    [
        ("first-training-a", TUESDAY, 20),
        ("first-training-b", WEDNESDAY, 20),
        ("first-training-a", WEDNESDAY, 0),
        ("first-training-b", TUESDAY, 0),
        ("entrance", TUESDAY, 0),
        ("peering", "2026-10-07T14:05", 0),
        ("lunch", "2026-10-06T13:00", 0),
    ],
)
def test_only_the_trainings_ask_and_only_on_their_day(demo, checkpoint, at, asked):
    assert answers(demo, checkpoint, at)[Status.INCOMPLETE] == asked


def test_a_registration_for_one_day_does_not_open_the_other(demo):
    assert answers(demo, "first-training-a", TUESDAY)[Status.OK] == 0
    tickets = [t for p in listing.all_people(demo.db) for t in p.tickets if t.date_id]

    assert Counter((t.product_id, t.date_id) for t in tickets) == {
        ("first-a", "tuesday"): 20,
        ("first-b", "wednesday"): 20,
    }


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"IDCHECK": "sí", "DOCUMENT": "Pasaporte"}, Status.OK),
        ({"IDCHECK": "no"}, Status.INCOMPLETE),
        ({"idcheck": "yes", "DOCUMENT": ""}, Status.OK),
        ({"IDCHECK": "sim"}, Status.INCOMPLETE),
    ],
    ids=["both", "no document", "left empty", "which one"],
)
def test_the_answers_of_the_desk(demo, given, status):
    person = next(
        listed.person
        for listed in listing.all_people(demo.db)
        if any(ticket.date_id == "tuesday" for ticket in listed.tickets)
    )
    at = datetime.fromisoformat(TUESDAY).replace(tzinfo=demo.event.timezone)
    request = ScanRequest(
        person_id=person.person_id, checkpoint="first-training-a", at=at, answers=given
    )

    assert explain(demo, request).verdict.status is status


def test_the_demo_surprises_nobody(demo):
    assert event_doubts(demo.event) == ()
    assert plan_import(demo, asset("demo", "people.csv"), {}).doubts == ()


def test_partners_own_their_rooms(demo):
    owners = {c.owner for c in demo.event.checkpoints if c.owner}

    assert owners == {"FIRST", "LAC-IX", "LACNOG", "LACTLD"}
