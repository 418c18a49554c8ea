import json

import pytest

from kiosk.domain.people import TicketState

ORDER = {
    "code": "ABCDE",
    "status": "n",
    "email": "order@example.org",
    "locale": "pt-br",
    "positions": [
        {
            "positionid": 1,
            "attendee_name": "Inês Conceição",
            "attendee_name_parts": {"given_name": "Inês", "family_name": "Conceição"},
            "attendee_email": "ines@example.org",
            "company": "IX Serra Azul",
            "country": "BR",
            "secret": "s3cr3t",
            "item": 4,
            "item_name": "Presencial",
            "blocked": ["admin"],
        }
    ],
}


@pytest.fixture
def people(save, registrations):
    """Read a JSON value as a list of people."""

    def read(value):
        rows, doubts = registrations(save("list.json", json.dumps(value)))
        assert doubts == []
        return rows

    return read


@pytest.mark.parametrize(
    "wrap", [lambda x: x, lambda x: {"people": x}, lambda x: {"count": 1, "results": x}]
)
def test_a_list_of_objects_bare_or_wrapped(people, wrap):
    rows = people(wrap([{"given_name": "José", "family_name": "Núñez", "email": "j@example.org"}]))

    assert (rows[0].number, rows[0].person.full_name) == (1, "José Núñez")


def test_our_own_export_is_read_back(people):
    rows = people(
        [
            {
                "person_id": "p1", "given_name": "Ana", "family_name": "Paz", "roles": ["speaker", "fellow"],
                "ticket_code": "LAC46.X", "ticket_state": "pending", "product": "Presencial",
                "badge_code": "LAC46.B", "source": "file", "source_ref": "17",
            }
        ]
    )  # fmt: skip

    row = rows[0]
    assert (row.source_id, row.code, row.state) == ("17", "LAC46.X", TicketState.PENDING)
    assert row.person.roles == ("speaker", "fellow")


def test_objects_need_not_have_the_same_keys(people):
    rows = people([{"name": "Ana Paz"}, {"email": "e@example.org", "name": "Eva Ríos"}])

    assert [row.person.email for row in rows] == ["", "e@example.org"]


def test_localised_and_nested_values_become_text(people):
    rows = people(
        [
            {
                "name": "Ana Paz",
                "company": {"name": "Red"},
                "category": {"es": "Orador", "en": "Speaker"},
            }
        ]
    )

    assert rows[0].person.organisation == "Red"
    assert rows[0].person.roles == ("speaker",)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, TicketState.PENDING),
        ({"status": "p"}, TicketState.PAID),
        ({"status": "e"}, TicketState.EXPIRED),
        ({"status": "c"}, TicketState.CANCELED),
        ({"require_approval": True}, TicketState.UNAPPROVED),
    ],
)
def test_states_of_pretix_orders(people, change, state):
    assert people([ORDER | change])[0].state is state


def test_a_position_of_a_pretix_order(people):
    row = people([ORDER])[0]

    assert (row.source_id, row.code, row.product) == ("ABCDE-1", "s3cr3t", "Presencial")
    assert (row.person.email, row.person.country, row.person.language) == (
        "ines@example.org",
        "BR",
        "pt",
    )
    assert row.blocked


def test_a_canceled_position_and_one_that_is_valid_though_pending(people):
    position = ORDER["positions"][0]
    gone = people([ORDER | {"status": "p", "positions": [position | {"canceled": True}]}])[0]
    valid = people([ORDER | {"valid_if_pending": True}])[0]

    assert gone.state is TicketState.CANCELED
    assert (valid.state, valid.valid_if_pending) == (TicketState.PENDING, True)


def test_utf_16_and_a_mark_do_no_harm(save, registrations):
    text = json.dumps([{"name": "José Núñez"}], ensure_ascii=False)

    for content in (text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        rows, _ = registrations(save("list.json", content))
        assert rows[0].person.given_name == "José"


def test_products_that_are_numbers_are_told_once_each(save, registrations):
    one, two = ({"name": f"Ana {n}", "product": "4"} for n in range(2))
    rows, doubts = registrations(save("list.json", json.dumps([one, two, one | {"product": "5"}])))

    assert [row.product for row in rows] == ["4", "4", "5"]
    assert [(doubt.row, doubt.field, doubt.params["value"]) for doubt in doubts] == [
        (1, "product", "4"),
        (3, "product", "5"),
    ]


def test_a_position_of_the_rest_api_has_the_number_of_its_product(save, registrations):
    position = {k: v for k, v in ORDER["positions"][0].items() if k != "item_name"}
    rows, doubts = registrations(save("list.json", json.dumps([ORDER | {"positions": [position]}])))

    assert rows[0].product == "4"
    assert [doubt.field for doubt in doubts] == ["product"]
