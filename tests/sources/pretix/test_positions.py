from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.errors import KnownError
from kiosk.domain.people import Person, TicketState
from kiosk.domain.registration import Registration
from kiosk.sources.pretix.catalogue import Note, product
from kiosk.sources.pretix.positions import Shop, registrations

ZONE = ZoneInfo("America/Montevideo")
SHOP = Shop(
    Catalogue(products=(
        Product("1", {"es": "Becario/a", "en": "Fellow"}), Product("6", {"es": "Cena"}),
    )),
    ZONE,
    {"9": Note(attention=True, text="Mesa 4")},
)  # fmt: skip
MAIN = {
    "id": 50, "order": "ABC", "positionid": 1, "item": 1, "variation": 9, "price": "150.00",
    "attendee_name": "José Núñez", "attendee_name_parts": {
        "_scheme": "given_family", "given_name": "José", "family_name": "Núñez Ibáñez"},
    "company": "Bahía Net", "country": "UY", "attendee_email": "jose@example.org",
    "secret": "s3cr3t", "addon_to": None, "subevent": 33, "checkins": [], "canceled": False,
    "answers": [
        {"question": 1, "answer": "True", "question_identifier": "IDCHECK", "options": [],
         "option_identifiers": []},
        {"question": 2, "answer": "Vegetarian", "options": [5, 6]},
    ],
    "valid_from": "2026-10-05T09:00:00-03:00", "valid_until": "2026-10-06T09:00:00",
    "blocked": ["admin"],
}  # fmt: skip
ADDON = {
    "id": 51, "positionid": 2, "item": 6, "attendee_name": None, "attendee_name_parts": {},
    "attendee_email": None, "secret": "d1nn3r", "addon_to": 50, "answers": [],
}  # fmt: skip
ORDER = {
    "code": "ABC", "event": "x", "status": "p", "testmode": False, "email": "buyer@example.org",
    "locale": "pt-br", "comment": " Llega tarde ", "positions": [MAIN, ADDON],
    "checkin_attention": False, "checkin_text": "Ver caja", "require_approval": False,
    "valid_if_pending": True,
}  # fmt: skip


def read(order=None, **fields):
    return registrations((order or ORDER) | fields, SHOP).registrations


def one(position, **fields):
    return read(positions=[MAIN | position], **fields)[0]


def test_every_field_of_a_position():
    main, addon = read()

    assert main == Registration(
        number=1,
        person=Person(
            "",
            "José",
            "Núñez Ibáñez",
            email="jose@example.org",
            organisation="Bahía Net",
            country="UY",
            language="pt",
            roles=("fellow",),
            note="Llega tarde",
        ),
        source_id="ABC-1",
        code="s3cr3t",
        state=TicketState.PAID,
        product="Becario/a",
        valid_from=datetime(2026, 10, 5, 12, tzinfo=UTC),
        valid_until=datetime(2026, 10, 6, 9, tzinfo=ZONE),
        blocked=True,
        valid_if_pending=True,
        product_id="1",
        variation_id="9",
        date_id="33",
        attention=True,
        checkin_text="Ver caja\nMesa 4",
        answers={"1": "true", "2": "5,6"},
    )
    assert (addon.source_id, addon.addon_to, addon.code) == ("ABC-2", "ABC-1", "d1nn3r")
    assert (addon.product, addon.variation_id, addon.date_id) == ("Cena", "", "")
    assert (addon.attention, addon.checkin_text, addon.answers) == (False, "Ver caja", {})


def test_an_addon_without_a_name_is_the_main_positions_person():
    main, addon = read()

    assert addon.person == main.person


def test_an_addon_with_a_name_is_its_own():
    eva = ADDON | {"attendee_name_parts": {"full_name": "Eva Sol"}}

    assert read(positions=[MAIN, eva])[1].person.full_name == "Eva Sol"


def test_an_addon_to_a_position_that_is_gone_has_no_main_one():
    (addon,) = read(positions=[ADDON])

    assert (addon.addon_to, addon.person.full_name) == ("", "ABC-2")


@pytest.mark.parametrize(
    ("order", "position", "state"),
    [
        ({"status": "p"}, {}, TicketState.PAID),
        ({"status": "n"}, {}, TicketState.PENDING),
        ({"status": "n", "require_approval": True}, {}, TicketState.UNAPPROVED),
        ({"status": "p", "require_approval": True}, {}, TicketState.PAID),
        ({"status": "e"}, {}, TicketState.EXPIRED),
        ({"status": "c"}, {}, TicketState.CANCELED),
        ({"status": "p"}, {"canceled": True}, TicketState.CANCELED),
        ({"status": "z"}, {}, TicketState.UNAPPROVED),
        ({"status": None}, {}, TicketState.UNAPPROVED),
    ],
)
def test_the_state_of_a_ticket(order, position, state):
    assert one(position, **order).state is state


@pytest.mark.parametrize("blocked", [None, []])
def test_a_ticket_that_nobody_blocks(blocked):
    assert not one({"blocked": blocked}).blocked


@pytest.mark.parametrize(
    ("parts", "given", "family"),
    [
        ({"given_name": "José", "family_name": "Núñez"}, "José", "Núñez"),
        ({"given_name": "José", "middle_name": "Luis", "family_name": "Paz"}, "José Luis", "Paz"),
        ({"full_name": "José Núñez Ibáñez"}, "José", "Núñez Ibáñez"),
        ({"_legacy": "Paz, Ana"}, "Ana", "Paz"),
        ({"title": "Dr.", "given_name": "", "family_name": "Paz"}, "", "Paz"),
        ({}, "Érika", "Rojas"),
        (None, "Érika", "Rojas"),
        ({"given_name": None, "family_name": None}, "Érika", "Rojas"),
    ],
)
def test_names_of_every_scheme(parts, given, family):
    person = one({"attendee_name_parts": parts, "attendee_name": "Érika Rojas"}).person

    assert (person.given_name, person.family_name) == (given, family)


def test_how_somebody_is_called_stands_on_the_badge():
    parts = {"full_name": "José Núñez", "calling_name": "Pepe"}

    assert one({"attendee_name_parts": parts}).person.badge_name == "Pepe"


def test_who_gave_no_name_is_known_by_the_order():
    person = one({"attendee_name": None, "attendee_name_parts": {}}).person

    assert person.full_name == "ABC-1"


def test_the_buyers_address_is_the_attendees_only_where_they_are_alone():
    silent = MAIN | {"attendee_email": None}

    assert read(positions=[silent, ADDON])[0].person.email == "buyer@example.org"
    both = read(positions=[silent, silent | {"id": 60, "positionid": 2}])
    assert [found.person.email for found in both] == ["", ""]


def test_a_shop_that_knows_no_such_product():
    found = one({"item": 77, "variation": None})

    assert (found.product, found.product_id, found.person.roles) == ("77", "77", ("attendee",))


@pytest.mark.parametrize("text", [None, "", "  "])
def test_blank_texts_are_dropped(text):
    assert one({}, checkin_text=text).checkin_text == "Mesa 4"


@pytest.mark.parametrize("testmode", [True, False])
def test_orders_made_to_try_the_shop_say_so(testmode):
    found = registrations(ORDER | {"testmode": testmode}, SHOP)

    assert (found.code, found.testmode) == ("ABC", testmode)


def test_nulls_everywhere():
    position = dict.fromkeys(MAIN) | {"id": 1, "positionid": 1}
    (found,) = read(dict.fromkeys(ORDER) | {"code": "ABC", "positions": [position]})

    assert found == Registration(
        1,
        Person("", "ABC-1", roles=("attendee",)),
        "ABC-1",
        state=TicketState.UNAPPROVED,
        answers={},
    )
    assert read({"code": "ABC", "positions": None}) == ()


def test_the_recorded_orders(recorded):
    shop = Shop(Catalogue(products=tuple(map(product, recorded("items")))), ZONE)
    found = [
        row
        for order in recorded("orders_page1")
        for row in registrations(order, shop).registrations
    ]

    erika = found[0]
    assert (erika.source_id, erika.code) == ("XELMA-1", "special-pendingvalid-secret")
    assert (erika.state, erika.valid_if_pending) == (TicketState.PENDING, True)
    assert (erika.person.full_name, erika.person.email) == ("Érika Rojas", "a207@example.net")
    assert (erika.person.organisation, erika.person.language) == ("IXP Ecuador", "pt")
    assert (erika.product, erika.product_id) == ("Presencial", "1")
    assert all(row.person.country == "UY" and row.code for row in found)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"positions": 4}, "positions"),
        ({"positions": [MAIN | {"positionid": "one"}]}, "positions[0].positionid"),
        ({"positions": [MAIN | {"valid_from": "soon"}]}, "positions[0].valid_from"),
        ({"status": 4}, "status"),
    ],
)
def test_a_wrong_order_is_named_with_its_field(wrong, field):
    with pytest.raises(KnownError) as caught:
        read(**wrong)

    assert "order ABC" in str(caught.value)
    assert f"«{field}" in str(caught.value).replace("[...]", "[0]")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(list(ORDER)), JSON),
    st.dictionaries(st.sampled_from(list(MAIN)), JSON),
)
def test_hostile_json_is_registrations_or_one_sentence(order, position):
    order.pop("positions", None)
    with suppress(KnownError):
        found = read(**order, positions=[MAIN | position, ADDON])
        assert all(row.person.full_name for row in found)
