from datetime import UTC, datetime

import pytest

from kiosk.domain.feed import Invite
from kiosk.domain.people import TicketState
from kiosk.sources.indico import mapping, rules
from kiosk.sources.indico.fields import filled
from kiosk.sources.indico.mapping import FormName, Item, Reading
from kiosk.sources.indico.options import Options
from kiosk.sources.indico.wire import Row, decode
from tests.sources.indico.recorded import field, recorded, rows, whole

GENERAL = FormName("1", "Inscripción general")
FULL = recorded("api/detail_1")


def reading(**options):
    made = Options(**options)
    return Reading("indico:1", made, rules.parse(made.rules))


def item(data, form=GENERAL):
    row = decode(data, Row)
    return Item(form, row, filled(row) if row.registration_data is not None else None)


def read(data, form=GENERAL, **options):
    return mapping.registration(item(data, form), reading(**options))


def test_a_whole_registration_as_a_server_gave_it():
    found = read(FULL)

    assert found.source_id == "1-1"
    assert found.code == "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
    assert found.state is TicketState.PAID
    assert (found.product, found.product_id) == ("Inscripción general", "1")
    assert found.checkin_text == "Acompañantes: Ana Acompañante"
    assert found.answers == {}
    person = found.person
    assert (person.given_name, person.family_name) == ("María José", "Núñez Ibáñez")
    assert person.badge_name == "María"
    assert person.email == "maria@example.net"
    assert person.organisation == "NIC Ejemplo"
    assert person.country == "UY"
    assert person.roles == ("member",)
    assert person.photo_ok is True


def test_a_row_of_a_list_has_what_a_door_needs():
    found = read(rows(1)[3])

    assert found.person.full_name == "Li Wei 李伟"
    assert (found.person.given_name, found.person.family_name) == ("Li", "Wei 李伟")
    assert found.state is TicketState.CANCELED
    assert found.person.organisation == ""


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("complete", TicketState.PAID),
        ("unpaid", TicketState.PENDING),
        ("pending", TicketState.UNAPPROVED),
        ("rejected", TicketState.CANCELED),
        ("withdrawn", TicketState.CANCELED),
        ("waitlisted", TicketState.UNAPPROVED),
        ("", TicketState.UNAPPROVED),
        (None, TicketState.UNAPPROVED),
    ],
)
def test_states_are_those_that_hold_at_a_door(state, expected):
    assert read({**rows(1)[0], "state": state}).state is expected


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("api/detail_6_unpaid", TicketState.PENDING),
        ("api/detail_12_pending", TicketState.UNAPPROVED),
    ],
)
def test_checked_in_there_does_not_make_a_state_good(name, state):
    found = item(recorded(name))

    assert mapping.registration(found, reading()).state is state
    assert len(mapping.visits(found, reading())) == 1


@pytest.mark.parametrize(
    ("tags", "roles"),
    [
        ([{"id": 4, "title": "Fellow", "color": "red"}], ("fellow",)),
        (["Fellow", "Fellow"], ("fellow",)),
        ([{"id": 3, "title": "Newcomer"}], ("attendee", "newcomer")),
        (["Fellow", {"title": "Newcomer"}, {"title": None}, ""], ("fellow", "newcomer")),
        (["CSIRT"], ("attendee",)),
        ([], ("attendee",)),
        (None, ("attendee",)),
    ],
    ids=repr,
)
def test_tags_of_old_and_new_servers_tell_roles(tags, roles):
    assert read({**rows(1)[0], "tags": tags}).person.roles == roles


def test_a_form_s_title_tells_a_role():
    found = read(rows(1)[0], FormName("12", "Orador / Speaker"), roles=frozenset({"volunteer"}))
    own = read(rows(1)[0], FormName("13", "Volunteer"), roles=frozenset({"volunteer"}))

    assert found.person.roles == ("speaker",)
    assert own.person.roles == ("volunteer",)


@pytest.mark.parametrize("state", ["pending", "rejected", "withdrawn", "waitlisted"])
def test_who_is_not_approved_has_no_role_but_attendee(state):
    given = {"form:1": "role:speaker", "tag:CSIRT": "checkpoint:csirt"}
    row = {**rows(1)[0], "state": state}

    assert read(row, rules=given).person.roles == ("attendee",)
    assert mapping.invitations(item(row), reading(rules=given)) == ()


def test_who_has_not_paid_has_the_role_but_no_right_at_a_room():
    given = {"form:1": "role:speaker, checkpoint:csirt"}
    row = {**rows(1)[0], "state": "unpaid"}

    assert read(row, rules=given).person.roles == ("speaker",)
    assert mapping.invitations(item(row), reading(rules=given)) == ()


def test_rights_at_rooms_come_from_forms_tags_and_choices():
    given = {
        "tag:csirt": "checkpoint:csirt",
        "choice:Member Assembly": "checkpoint:assembly",
        "choice:LAC-IX meeting": "checkpoint:lac-ix",
        "form:Inscripción General": "checkpoint:hall",
        "form:1": "checkpoint:hall",
    }

    found = mapping.invitations(item(FULL), reading(rules=given))

    assert set(found) == {
        Invite("csirt", "1-1"),
        Invite("assembly", "1-1"),
        Invite("hall", "1-1"),
    }
    assert len(found) == 3


def test_a_check_in_is_an_entry_at_the_event():
    (visit,) = mapping.visits(item(rows(1)[1]), reading())

    assert visit.source_id == "1-2"
    assert visit.list_ref == "indico:1"
    assert visit.at == datetime(2026, 11, 21, 23, 59, 34, 624648, UTC)
    assert visit.ref == "1-2@2026-11-21T23:59:34.624648+00:00"
    assert visit.late


def test_a_second_check_in_of_indico_is_still_the_first():
    first, again = recorded("api/checkin_true"), recorded("api/checkin_true_again")

    assert mapping.visits(item(first), reading()) == mapping.visits(item(again), reading())
    assert mapping.visits(item(recorded("api/checkin_undo")), reading()) == ()


@pytest.mark.parametrize("moment", [None, "", "yesterday", "2026-13-45"], ids=repr)
def test_a_check_in_without_its_moment_is_none(moment):
    row = {**rows(1)[0], "checked_in": True, "checked_in_dt": moment}

    assert mapping.visits(item(row), reading()) == ()


def test_a_moment_without_a_zone_is_utc():
    row = {**rows(1)[0], "checked_in": True, "checked_in_dt": "2026-05-04T13:00:00"}

    (visit,) = mapping.visits(item(row), reading())

    assert visit.at == datetime(2026, 5, 4, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        ("97E9B801-184F-4EA3-A1E0-F76AA3F5662F", "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"),
        (" 97e9b801184f4ea3a1e0f76aa3f5662f ", "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"),
        ("", ""),
        (None, ""),
        ("no code", ""),
    ],
)
def test_the_code_is_the_ticket_s_uuid_in_one_spelling(secret, code):
    assert read({**rows(1)[0], "checkin_secret": secret}).code == code


def test_a_form_without_affiliation_or_choices_leaves_them_empty():
    sections = [
        {
            "position": 2,
            "fields": [field(13, "Categoría / Category", "single_choice", {}, choices=[])],
        }
    ]
    data = whole(rows(1)[0], sections=sections)
    fields = data["registration_data"][0]["fields"]
    fields[:] = [each for each in fields if each["title"] != "Affiliation"]

    person = read(data).person

    assert person.full_name == "María José Núñez Ibáñez"
    assert person.organisation == ""
    assert person.roles == ("attendee",)


def test_what_was_said_about_a_form_counts_and_nothing_is_guessed_besides():
    said = {"1": {"15": "given_name", "3": "family_name", "9": "organisation", "19": "note"}}
    sections = [
        {"position": 1, "fields": FULL["registration_data"][0]["fields"]},
        {
            "position": 2,
            "fields": [
                field(15, "Apodo", data="Majo"),
                field(19, "Dieta", "textarea", "Sin gluten"),
            ],
        },
    ]

    found = read({**FULL, "registration_data": sections}, mapping=said)

    assert (found.person.given_name, found.person.family_name) == ("Majo", "Núñez Ibáñez")
    assert found.person.organisation == "Network engineer"
    assert found.person.note == "Dieta: Sin gluten"
    assert found.person.country == ""
    assert found.checkin_text == ""


def test_a_photo_refused_is_refused_whatever_else_is_said():
    said = {"1": {"16": "photo_ok", "17": "no_photo"}}

    assert read(FULL, mapping=said).person.photo_ok is False


def test_languages_and_newcomers():
    more = [
        field(31, "Idioma", data="Português"),
        field(
            32,
            "Idiomas que habla",
            "multi_choice",
            {"a": 1, "b": 1, "c": 0},
            choices=[
                {"id": "a", "caption": "Español"},
                {"id": "b", "caption": "English"},
                {"id": "c", "caption": "Português"},
            ],
        ),
        field(33, "Primera vez", "bool", data=True),
        field(34, "Pronombres", data="elle"),
    ]

    person = read(whole(rows(1)[1], sections=[{"position": 2, "fields": more}])).person

    assert person.language == "pt"
    assert person.speaks == ("es", "en")
    assert person.pronouns == "elle"
    assert "newcomer" in person.roles


def test_without_any_name_the_number_stands_for_it():
    assert read({"id": 7}).person.given_name == "1-7"


def test_the_print_follows_what_lists_say_and_how_they_are_read():
    row = rows(1)[0]
    options = Options()

    same = mapping.print_of(item({**row, "formatted_price": "US$ 0", "is_paid": True}), options)
    assert mapping.print_of(item(row), options) == same
    assert mapping.print_of(item({**row, "state": "unpaid"}), options) != same
    assert mapping.print_of(item(row), Options(rules={"tag:x": "role:y"})) != same
    assert mapping.print_of(item(row, FormName("1", "Otro título")), options) != same
    assert mapping.print_of(item(FULL), options) == same
