"""Which texts badges ask for, and where an order holds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sources.pretix.placeholders import named, of_order, pruned

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "content", "text", "text_i18n", "layout", "positions", "pdf_data", "positionid"]), inner, max_size=4
    ),
    max_leaves=12,
)  # fmt: skip


def order(**changes):
    main = {"id": 7, "positionid": 1, "attendee_name": "Ana Pérez", "company": "NIC", "city": None}
    extra = {"id": 8, "positionid": 2, "addon_to": 7, "attendee_name": None, "company": ""}
    return {"code": "ABCDE", "positions": [main, extra], **changes}


@pytest.mark.parametrize(
    ("each", "texts"),
    [
        ({"type": "textarea", "content": "attendee_name"}, {"attendee_name"}),
        ({"type": "textarea", "content": "other", "text": "{seat} {a b} {meta:x}"}, {"seat", "meta:x"}),
        ({"type": "textarea", "content": "attendee_name", "text": "{seat}"}, {"attendee_name"}),
        ({"type": "textcontainer", "content": "other_i18n", "text_i18n": {"es": "{item}", "en": "{now_date}"}}, {"item", "now_date"}),
        ({"type": "barcodearea"}, {"secret"}),
        ({"type": "barcodearea", "content": "order"}, {"order"}),
        ({"type": "poweredby", "content": "dark"}, set()),
        ({"type": "imagearea", "content": "question_3"}, {"question_3"}),
    ],
    ids=["placeholder", "in a text", "text unused", "by language", "code", "other code", "mark", "picture"],
)  # fmt: skip
def test_a_layout_names_its_placeholders(each, texts):
    assert named([{"layout": [each]}]) == texts


@given(JSON)
def test_no_layout_is_too_strange(layout):
    assert all(isinstance(name, str) and name for name in named([layout]) - {""})


def test_an_order_holds_what_its_position_says():
    found = of_order(order(), 1)

    assert found["attendee_name"] == "Ana Pérez"
    assert found["order_positionid"] == "ABCDE-1"
    assert found["attendee_city"] == ""


def test_an_add_on_without_a_name_has_that_of_its_main_position():
    assert of_order(order(), 2)["attendee_name"] == "Ana Pérez"
    assert of_order(order(), 2)["attendee_company"] == "NIC"


def test_a_position_that_is_not_there_says_nothing():
    assert of_order(order(), 3) == {}


def test_what_the_server_wrote_counts_before_the_fields():
    said = order()
    said["positions"][0]["pdf_data"] = {
        "event_date": "1 de mayo",
        "images": {},
        "attendee_name": "Dra. Ana",
    }

    found = of_order(said, 1)

    assert found["event_date"] == "1 de mayo"
    assert found["attendee_name"] == "Dra. Ana"
    assert "images" not in found


@given(JSON, st.integers())
def test_no_order_is_too_strange(data, number):
    found = of_order(data if isinstance(data, dict) else {}, number)

    assert all(isinstance(text, str) for text in found.values())


def test_only_what_badges_ask_for_is_kept():
    said = order()
    said["positions"][0]["pdf_data"] = {
        "seat": "A1",
        "email": "a@example.net",
        "images": {"x": "http://"},
    }

    assert pruned(said, frozenset({"seat"}))
    assert said["positions"][0]["pdf_data"] == {"seat": "A1"}


def test_an_order_without_such_texts_stays_as_it_came():
    assert not pruned(order(), frozenset({"seat"}))
