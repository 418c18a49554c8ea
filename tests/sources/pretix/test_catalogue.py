from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Product
from kiosk.domain.errors import KnownError
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.sources.pretix.catalogue import Answers, Note, catalogue, product, variation_notes
from kiosk.sources.pretix.questions import question
from kiosk.sources.pretix.texts import localised

ZONE = ZoneInfo("America/Montevideo")
QUESTION = {
    "id": 4, "question": {"es": "¿Cuántos?", "en": "How many?"}, "type": "N", "required": True,
    "items": [1, 2], "options": [], "position": 3, "ask_during_checkin": True,
    "show_during_checkin": True, "identifier": "MANY", "dependency_question": 1,
    "dependency_values": ["True", "VEG"], "hidden": False, "dependency_value": None,
    "help_text": {"es": "Con usted"}, "valid_number_min": "1.00", "valid_number_max": "2.50",
    "valid_date_min": "2026-01-01", "valid_date_max": "2026-12-31",
    "valid_datetime_min": "2026-01-01T10:00:00Z", "valid_datetime_max": "2026-01-02T10:00:00",
    "valid_string_length_min": 2, "valid_string_length_max": 9,
}  # fmt: skip


@pytest.fixture
def whole(recorded):
    return catalogue(
        Answers(
            recorded("event"), recorded("items"), (), recorded("questions"),
            recorded("revokedsecrets"), recorded("blockedsecrets"),
        ),
        ZONE,
    )  # fmt: skip


def test_the_recorded_products(whole):
    assert [p.id for p in whole.products] == ["1", "2", "3", "4", "5", "6", "7"]
    fellow = whole.product("2")
    assert fellow.name == {"es": "Becario/a", "pt": "Bolsista", "en": "Fellow"}
    assert (fellow.attention, fellow.checkin_text) == (True, "Entregar sobre de becas")
    assert (whole.product("1").attention, whole.product("1").checkin_text) == (False, "")


def test_the_recorded_event(whole):
    assert (whole.whole.id, whole.whole.name["es"]) == ("", "LACNIC 46")
    assert whole.whole.starts == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert whole.whole.ends == datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert whole.whole.admission == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert len(whole.keys) == 1
    assert (whole.revoked, whole.blocked) == (
        {"special-revoked-secret"},
        {"special-blocked-secret"},
    )
    assert whole.dates == ()


def test_the_recorded_questions(whole):
    document, diet = whole.questions

    assert (document.id, document.type, document.identifier) == (
        "1",
        QuestionType.YES_NO,
        "IDCHECK",
    )
    assert (document.required, document.at_checkin, document.shown) == (True, True, False)
    assert document.products == ("4",)
    assert (diet.at_checkin, diet.shown, diet.products) == (False, True, ("1", "2"))
    assert diet.options[0] == Option(
        "1", {"es": "Vegetariana", "pt": "Vegetariana", "en": "Vegetarian"}, "VEG"
    )


def test_the_dates_of_a_series():
    dates = catalogue(
        Answers({"slug": "x"}, subevents=[
            {"id": 8, "name": {"en": "Monday"}, "date_from": "2026-10-05T09:00:00-03:00",
             "date_to": None, "date_admission": None},
        ]), ZONE,
    ).dates  # fmt: skip

    assert [d.id for d in dates] == ["8"]
    assert dates[0].name == {"es": "Monday", "pt": "Monday", "en": "Monday"}
    assert dates[0].starts == datetime(2026, 10, 5, 12, tzinfo=UTC)
    assert (dates[0].ends, dates[0].admission) == (None, None)


def test_every_field_of_a_question():
    assert question(QUESTION, ZONE) == Question(
        id="4",
        text={"es": "¿Cuántos?", "pt": "¿Cuántos?", "en": "How many?"},
        type=QuestionType.NUMBER,
        identifier="MANY",
        required=True,
        at_checkin=True,
        shown=True,
        position=3,
        products=("1", "2"),
        depends_on="1",
        depends_values=("true", "VEG"),
        help={"es": "Con usted", "pt": "Con usted", "en": "Con usted"},
        least=Decimal("1.00"),
        most=Decimal("2.50"),
        shortest=2,
        longest=9,
    )


@pytest.mark.parametrize("kind", list(QuestionType), ids=str)
def test_every_type_of_question(kind):
    found = question(QUESTION | {"type": str(kind)}, ZONE)

    assert found.type is kind
    assert (found.least is None) == (kind not in {"N", "D", "W"})


def test_limits_are_those_of_the_type():
    days = question(QUESTION | {"type": "D"}, ZONE)
    moments = question(QUESTION | {"type": "W"}, ZONE)

    assert (days.least, days.most) == (date(2026, 1, 1), date(2026, 12, 31))
    assert moments.least == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert moments.most == datetime(2026, 1, 2, 10, tzinfo=ZONE)


@pytest.mark.parametrize("limit", ["", "x", "NaN", "Infinity", None])
def test_a_limit_that_is_no_number_is_none(limit):
    assert question(QUESTION | {"valid_number_min": limit}, ZONE).least is None


def test_a_question_of_nulls_belongs_to_no_product():
    found = question(dict.fromkeys(QUESTION) | {"id": 4}, ZONE)

    assert found == Question("4", {"es": "4", "pt": "4", "en": "4"}, at_checkin=False, products=())


def test_a_type_of_tomorrow_is_answered_with_a_line():
    assert question(QUESTION | {"type": "HOLOGRAM"}, ZONE).type is QuestionType.LINE


def test_variations_and_what_staff_are_told_of_them():
    item = {"id": 1, "name": "Cena", "checkin_text": " Mesa 1 ", "variations": [
        {"id": 7, "value": {"es": "Vegetariana"}, "checkin_attention": True, "checkin_text": None},
        {"id": 8, "value": "Común", "checkin_attention": False, "checkin_text": ""},
    ]}  # fmt: skip

    assert product(item) == Product(
        "1",
        localised("Cena"),
        {"7": localised("Vegetariana"), "8": localised("Común")},
        checkin_text="Mesa 1",
    )
    assert variation_notes([item]) == {"7": Note(attention=True)}


def test_only_secrets_that_are_still_blocked_are_blocked():
    said = Answers({}, blocked=[{"secret": "a", "blocked": True}, {"secret": "b", "blocked": False},
                                {"secret": "c", "blocked": None}])  # fmt: skip

    assert catalogue(said, ZONE).blocked == {"a"}


@pytest.mark.parametrize("keys", [None, {}, {"pretix_sig1": None}, {"other": ["k"]}])
def test_an_event_without_keys(keys):
    assert catalogue(Answers({"valid_keys": keys}), ZONE).keys == ()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"pt-br": "Salão"}, {"es": "Salão", "pt": "Salão", "en": "Salão"}),
        ({"en": "Hall", "pt-br": "Salão"}, {"es": "Hall", "pt": "Salão", "en": "Hall"}),
        ({"de-informal": "Saal"}, {"es": "Saal", "pt": "Saal", "en": "Saal"}),
        ({"es": " ", "en": None}, {"es": "?", "pt": "?", "en": "?"}),
        (None, {"es": "?", "pt": "?", "en": "?"}),
        ("Sala", {"es": "Sala", "pt": "Sala", "en": "Sala"}),
    ],
)
def test_texts_by_language(given, found):
    assert localised(given, otherwise="?") == found


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (Answers([]), "event"),
        (Answers({}, items=[{"id": 3, "variations": 4}]), "item 3"),
        (Answers({}, subevents=[{"id": 5, "date_from": "soon"}]), "subevent 5"),
        (Answers({}, questions=[{"id": 6, "options": [{}]}]), "question 6"),
        (Answers({}, revoked=[{"id": 7}]), "revokedsecret 7"),
        (Answers({}, blocked=[{"id": 8, "secret": 4}]), "blockedsecret 8"),
    ],
    ids=["event", "item", "subevent", "question", "revoked", "blocked"],
)
def test_a_wrong_object_is_named(said, name):
    with pytest.raises(KnownError, match=name):
        catalogue(said, ZONE)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(QUESTION)), JSON))
def test_a_hostile_question_is_one_or_one_sentence(fields):
    with suppress(KnownError):
        assert question(QUESTION | fields, ZONE).text["es"]
