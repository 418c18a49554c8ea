"""Screen 03 by keyboard alone: Enter, Esc and digits do what is drawn; nothing typed gets lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.desk.state import Candidate, FormData, WalkInState
from kiosk.ui.desk.walk_in_page import WalkInPage
from tests.ui.desk.filled import CHOICES, ROW
from tests.ui.seen import settle, troubles

ANA = FormData("Ana", "Núñez", "", "ana@cert.example", "CERT", "UY", "attendee", ("es", "pt"), None)
LIKE_ANA = Candidate(ROW, "Mismo nombre")
Key = Qt.Key


@pytest.fixture
def page(qtbot):
    made = WalkInPage()
    qtbot.addWidget(made)
    made.form.show_choices(CHOICES)
    made.retranslate()
    made.set_compact(compact=True)
    made.resize(992, 548)
    made.show()
    made.show_state(WalkInState(serial=1))
    made.form.fill(ANA)
    made.activateWindow()
    made.form.given.line.setFocus()
    qtbot.waitUntil(made.form.given.line.hasFocus)
    return made


@pytest.fixture
def told(page):
    """What the page says was done, in order."""
    seen = []
    for name in ("submitted", "cancelled", "candidate_opened", "other_confirmed"):
        getattr(page, name).connect(lambda *args, name=name: seen.append((name, *args)))
    return seen


def test_enter_in_a_field_registers_what_is_typed(page, told, qtbot):
    qtbot.keyClicks(page.form.given.line, " Maria")
    qtbot.keyClick(page.form.given.line, Key.Key_Return)

    assert told == [("submitted", replace(ANA, given_name="Ana Maria"))]


@pytest.mark.parametrize("missing", ["given", "family", "email", "organisation"])
def test_enter_leads_to_the_first_field_that_is_missing(page, told, qtbot, missing):
    getattr(page.form, missing).set_text("  ")
    qtbot.keyClick(page.form.badge.line, Key.Key_Return)

    assert getattr(page.form, missing).line.hasFocus()
    assert told == []


def test_a_country_is_missing_too(page, told, qtbot):
    page.form.fill(replace(ANA, country=""))
    page.form.edited.emit()
    qtbot.keyClick(page.form.given.line, Key.Key_Return)

    assert page.form.country.box.hasFocus()
    assert "1" in page.missing.text()
    assert not page.main.isEnabled()
    assert told == []


def test_while_somebody_is_similar_enter_leads_to_the_question(page, told, qtbot):
    page.show_state(WalkInState((LIKE_ANA,), serial=1))
    qtbot.keyClick(page.form.given.line, Key.Key_Return)

    assert page.duplicates.first.hasFocus()
    assert not page.main.isEnabled()
    assert told == []


@pytest.mark.parametrize(
    ("key", "said"),
    [("1", ("candidate_opened", 0)), ("2", ("candidate_opened", 1)), ("3", ("other_confirmed",))],
)
def test_a_digit_answers_from_a_name_but_not_from_an_address(page, told, qtbot, key, said):
    page.show_state(WalkInState((LIKE_ANA, LIKE_ANA), serial=1))
    qtbot.keyClicks(page.form.given.line, key)
    assert told == [said]
    assert page.form.given.text() == "Ana"

    qtbot.keyClicks(page.form.email.line, key)
    assert told == [said]
    assert page.form.email.text().endswith(key)


def test_a_digit_is_no_answer_where_nothing_is_asked(page, told, qtbot):
    qtbot.keyClicks(page.form.given.line, "2")

    assert told == []


def test_of_one_candidate_there_is_no_second(page, told, qtbot):
    page.show_state(WalkInState((LIKE_ANA,), serial=1))
    qtbot.keyClicks(page.form.given.line, "2")

    assert told == []
    assert not page.duplicates.cards[1].isVisible()


def test_escape_cancels_from_any_field_and_from_buttons(page, told, qtbot):
    for widget in (page.form.given.line, page.form.email.line, page.main):
        widget.setFocus()
        qtbot.keyClick(widget, Key.Key_Escape)

    assert told == [("cancelled",)] * 3


def test_while_it_is_being_registered_it_is_not_registered_twice(page, told, qtbot):
    page.show_state(WalkInState(busy=True, serial=1))
    qtbot.keyClick(page.form.given.line, Key.Key_Return)
    page.submit()

    assert told == []
    assert not page.main.isEnabled()


def test_each_candidate_has_its_own_button(page, told):
    page.show_state(WalkInState((LIKE_ANA, LIKE_ANA), serial=1))
    page.duplicates.cards[1].button.click()
    page.duplicates.other.click()

    assert told == [("candidate_opened", 1), ("other_confirmed",)]


def test_the_next_person_finds_an_empty_form_and_the_first_type(page):
    page.show_state(WalkInState(serial=2))

    assert page.form.data() == FormData(role="attendee")
    assert page.form.missing() == 5


LONG = "Instituto Tecnológico de Investigación y Desarrollo de Redes Académicas " * 3
NAMES = {
    "long": LONG[:200],
    "arabic": "محمد عبد الرحمن السيد",
    "hebrew": "יוסף בן־דוד",
    "cjk": "株式会社日本ネットワークインフォメーションセンター",
    "one word": "Wolfeschlegelsteinhausenbergerdorffwelche" * 3,
}


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_candidate_is_called_the_answers_stay_in_reach(page, name):
    row = replace(ROW, name=NAMES[name], detail=NAMES[name])
    page.show_state(WalkInState((Candidate(row, NAMES[name]),) * 2, serial=1))
    settle()

    assert troubles(page) == []
    assert NAMES[name] in page.duplicates.cards[0].accessibleName()
    for card in page.duplicates.cards:
        assert card.rect().contains(card.button.geometry())
    assert page.duplicates.other.isVisible()


def test_what_is_typed_in_any_script_is_given_back_whole(page):
    for name in NAMES.values():
        page.form.fill(replace(ANA, given_name=name[:200].strip(), organisation=name[:200].strip()))
        assert page.form.data().given_name == name[:200].strip()


def test_the_checks_of_the_badge_have_a_line_each_and_leave_none(page):
    page.show_state(
        WalkInState(checks=((True, "Entra entero."), (False, "Falta una letra.")), serial=1)
    )
    settle()
    assert [line.isVisible() for line in page.outcome.lines] == [True, True, False]
    assert troubles(page) == []

    page.show_state(WalkInState(serial=1))
    settle()
    assert not any(line.isVisible() for line in page.outcome.lines)
    assert troubles(page) == []
