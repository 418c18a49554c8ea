from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.names import fold
from kiosk.domain.people import TicketState
from kiosk.resources import asset
from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.counts import counts
from kiosk.services.demo import demo_clock
from kiosk.services.demo_people import demo_rows, write_files
from kiosk.services.desk import last_check_in
from kiosk.services.find import search
from kiosk.services.profile import demo_profile
from kiosk.store import listing
from kiosk.store.connect import close
from kiosk.store.transact import number


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    ctx = demo_profile(tmp_path_factory.mktemp("demo") / "profile")
    yield ctx
    close(ctx.db)


@pytest.fixture(scope="module")
def crowd(demo):
    return list(listing.all_people(demo.db))


def test_the_generator_gives_the_files_that_are_shipped(tmp_path):
    write_files(tmp_path, "LAC46")

    for path in tmp_path.iterdir():
        assert path.read_bytes() == asset("demo", path.name).read_bytes(), path.name


def test_600_people_of_whom_587_are_expected(demo, crowd):
    assert len(crowd) == 600
    assert counts(demo).expected == 587
    states = Counter(listed.tickets[0].state for listed in crowd)
    assert states[TicketState.PENDING] == 41
    assert states[TicketState.UNAPPROVED] == 2


def test_names_are_as_hard_as_in_life(crowd):
    names = [listed.person.full_name for listed in crowd]

    assert (min(map(len, names)), max(map(len, names))) == (3, 60)
    letters = set("".join(names))
    assert set("áéíóúñüãõçâêôÁÉÍÓÚÑ'-") <= letters
    assert {"李 伟", "أحمد الحداد"} <= set(names)
    assert [name for name, n in Counter(names).items() if n > 1] == ["Juan Ignacio Rodríguez Pérez"]
    assert any(" de la " in f" {fold(name)} " for name in names)


def test_roles_tickets_and_addresses(crowd):
    roles = Counter(role for listed in crowd for role in listed.person.roles)

    assert set(roles) == {
        "attendee", "speaker", "fellow", "newcomer", "member", "board", "staff", "sponsor", "press",
    }  # fmt: skip
    assert sum(len(listed.tickets) > 1 for listed in crowd) > 80
    assert all("@example." in listed.person.email for listed in crowd)
    assert all(listed.person.country for listed in crowd)


def test_every_code_is_sound_and_its_own(crowd):
    codes = [ticket.code for listed in crowd for ticket in listed.tickets]

    assert len(set(codes)) == len(codes)
    assert all(parse(code, "LAC46").kind is CodeKind.TICKET for code in codes)


def test_the_search_of_the_pictures(demo):
    found = {f.person.full_name: f.tickets[0].state for f in search(demo, "nunez")}

    assert set(found) == {
        "José Núñez Ibáñez", "María José Núñez Prado", "Inês Nunez da Conceição",
        "Tomás Ñuflo Núñez", "Ana Lucía Núñez-Olivera", "Gonçalo Araújo", "Ramón Núñez Echeverría",
    }  # fmt: skip
    assert found["Tomás Ñuflo Núñez"] is TicketState.PENDING
    assert found["Ramón Núñez Echeverría"] is TicketState.CANCELED


@pytest.mark.parametrize(
    ("who", "checkpoint", "admitted"),
    [
        ("José Núñez Ibáñez", "csirt", True),
        ("José Núñez Ibáñez", "lacix", False),
        ("José Núñez Ibáñez", "fellows", True),
        ("Gonçalo Araújo", "csirt", False),
        ("Inês Nunez da Conceição", "csirt", True),
        ("Ana Lucía Núñez-Olivera", "csirt", True),
    ],
)
def test_the_rooms_of_the_pictures(demo, who, checkpoint, admitted):
    person = next(f.person for f in search(demo, who) if f.person.full_name == who)

    verdict = explain(demo, ScanRequest(person_id=person.person_id, checkpoint=checkpoint)).verdict

    assert verdict.admitted is admitted


def test_48_guests_of_the_csirts_and_one_who_has_not_registered(demo):
    sql = "SELECT count(*) FROM invitation WHERE checkpoint = 'csirt' AND kind = ?"

    assert number(demo.db, sql, ("person",)) == 48
    assert number(demo.db, sql, ("email",)) == 1


def test_the_clock_stands_at_the_tuesday_of_the_pictures_or_runs(demo):
    assert demo.clock() == datetime(2026, 10, 6, 12, 14, tzinfo=UTC)
    noon = datetime(2026, 10, 7, 15, tzinfo=UTC)
    assert demo_clock(noon)() == noon
    assert timedelta(0) <= demo_clock(noon, running=True)() - noon < timedelta(seconds=5)


def test_a_demo_opened_again_is_the_same(tmp_path):
    first = demo_profile(tmp_path)
    close(first.db)
    second = demo_profile(tmp_path)
    try:
        assert number(second.db, "SELECT count(*) FROM ticket") == len(demo_rows("LAC46"))
    finally:
        close(second.db)


def test_the_morning_of_the_pictures(tmp_path):
    ctx = demo_profile(tmp_path, arrivals=True)
    try:
        assert counts(ctx).checked_in == 281
        last = last_check_in(ctx)
        assert last.person.full_name == "Carla Souza"
        assert last.at == datetime(2026, 10, 6, 12, 13, tzinfo=UTC)
        by_station = "SELECT count(DISTINCT station) FROM visit"
        assert number(ctx.db, by_station) == 3
    finally:
        close(ctx.db)


def test_before_the_doors_open_nobody_is_there(tmp_path):
    ctx = demo_profile(tmp_path, datetime(2026, 10, 6, 10, 0, tzinfo=UTC), arrivals=True)
    try:
        assert counts(ctx).checked_in == 0
    finally:
        close(ctx.db)
