"""The export of a list view of the recorded event, with every column ticked."""

import pytest
from hypothesis import given, strategies

from kiosk.domain.people import TicketState
from kiosk.sources.indico import sheet
from kiosk.sources.indico.fields import Place, filled
from kiosk.sources.indico.wire import Row, decode
from tests.sources.indico.recorded import EVENT, FIXTURES, asked_details, put, recorded, rows
from tests.sources.scripted_server import Say

CSV = (FIXTURES / "registrations_form1_all_columns.csv").read_bytes()
PATH = "/event/1/manage/registration/1/registrations/registrations.csv"
VIEW = "0d5b5a0e-8d0b-4a1e-9b0e-1f2d3c4b5a69"
FORM = tuple(each.place for each in filled(decode(recorded("api/detail_1"), Row)))


@pytest.fixture
def general(server):
    """The event with its general form alone, whose first registration has all fields."""
    put(server, {"1": rows(1)[:3]})
    server.on(PATH, Say(body=CSV, headers={"content-type": "text/csv"}))
    return server


def texts(body=CSV, needed=()):
    """title -> texts by address and state."""
    found = sheet.read(body, FORM, needed)
    return found and {key: {f.place.title: f.texts for f in row} for key, row in found.items()}


def test_a_recorded_export():
    found = texts()

    assert sorted(found) == [
        ("joao@example.net", "complete"),
        ("liwei@example.net", "withdrawn"),
        ("maria@example.net", "complete"),
        ("siobhan@example.net", "complete"),
    ]
    maria = found["maria@example.net", "complete"]
    assert maria["Reuniones"] == ("CSIRT meeting", "Member Assembly")
    assert maria["Certificado"] == ("yes",)
    assert maria["Title"] == ()
    assert found["joao@example.net", "complete"]["Foto consent"] == ("no",)
    assert found["siobhan@example.net", "complete"]["Country"] == ("Trinidad & Tobago",)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Sign in</html>",
        b"ID,Name\r\n1,Ana\r\n",
        b"\xff\xfe\x00",
        CSV.replace(b"Registration state", b"Email Address"),
    ],
    ids=["empty", "page", "other columns", "no text", "twice"],
)
def test_what_is_no_export_of_people(body):
    assert texts(body) is None


def test_an_export_without_a_needed_field_is_not_used():
    assert texts(CSV.replace(b"Affiliation", b"Position"), needed={"5"}) is None
    assert texts(needed={"5", "14"}) is not None
    assert texts(needed={"99"}) is None


def test_sessions_are_named_there_and_have_ids_here():
    form = (*FORM, Place("70", "Reuniones del día", "sessions", 1, 9))
    body = CSV.replace(b"Dieta", "Reuniones del día".encode())

    assert sheet.read(body, form, {"70"}) is None


def test_two_people_with_one_address_and_state_are_told_apart_by_nobody():
    lines = CSV.decode("utf-8-sig").splitlines(keepends=True)

    found = texts("".join([*lines, lines[1]]).encode())

    assert ("joao@example.net", "complete") not in found
    assert ("maria@example.net", "complete") in found


@given(strategies.binary(max_size=300))
def test_any_bytes_are_read_without_a_fault(body):
    assert sheet.read(body, FORM, ()) is None


@given(strategies.lists(strategies.text(max_size=20), max_size=6))
def test_any_rows_below_a_good_header_are_read_without_a_fault(cells):
    header = CSV.split(b"\r\n")[0]

    found = sheet.read(header + b"\r\n" + ",".join(cells).encode("utf-8", "replace"), FORM, ())

    assert found is None or not found


def test_everything_comes_at_once_where_a_form_has_a_view(general, source):
    batches = list(source(sheets={"1": VIEW}).pull({}))

    (only,) = batches
    known = {each.source_id: each for each in only.registrations}
    assert (only.begins, only.ends, only.done, only.total) == (True, True, 3, 3)
    assert known["1-1"].person.organisation == "NIC Ejemplo"
    assert known["1-1"].person.badge_name == "María"
    assert known["1-1"].checkin_text == "Acompañantes: Ana Acompañante"
    assert known["1-2"].person.country == "BR"
    assert known["1-2"].person.photo_ok is False
    assert known["1-3"].state is TicketState.PAID
    asked = next(each for each in general.asked if each.path == PATH)
    assert asked.asked == {"config": VIEW}


def test_a_changed_field_is_seen_that_no_list_tells(general, source):
    desk = source(sheets={"1": VIEW})
    cursor = list(desk.pull({}))[-1].cursor
    assert [len(batch.registrations) for batch in desk.pull(cursor)] == [0]
    general.on(PATH, Say(body=CSV.replace(b"IX S\xc3\xa3o Paulo", b"IX Recife")))

    (batch,) = desk.pull(cursor)

    assert [each.person.organisation for each in batch.registrations] == ["IX Recife"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Say(403, {"error": "insufficient_scope"}), id="scope"),
        pytest.param(Say(404, b"<html>"), id="no such view"),
        pytest.param(Say(200, b"<html>Sign in</html>"), id="page"),
        pytest.param(Say(200, CSV.replace(b"First Name", b"Alias")), id="a name missing"),
    ],
)
def test_a_token_that_may_not_have_it_fetches_one_by_one_and_asks_once(general, source, answer):
    general.on(PATH, answer)
    desk = source(sheets={"1": VIEW})

    batches = list(desk.pull({}))
    list(desk.pull(batches[-1].cursor))

    assert batches[-1].done == 3
    assert general.paths().count(PATH) == 1
    assert set(asked_details(general)) == {"1-1", "1-2", "1-3"}


def test_who_is_not_in_the_export_is_fetched(general, source):
    lines = CSV.splitlines(keepends=True)
    general.on(PATH, Say(body=b"".join([lines[0], *lines[2:]])))

    batches = list(source(sheets={"1": VIEW}).pull({}))

    assert [[each.source_id for each in batch.registrations] for batch in batches] == [
        ["1-1", "1-3", "1-2"],
        ["1-2"],
    ]
    assert batches[0].ends
    assert f"{EVENT}forms/1/registrations/2" in general.paths()


def test_an_empty_form_needs_no_view(server, source):
    put(server, {"1": []})

    (batch,) = source(sheets={"1": VIEW}).pull({})

    assert batch.registrations == ()
    assert PATH not in server.paths()
