"""The desk's questions and forms alone: what a key or a click tells, and what it never does."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet
from kiosk.ui.desk.already_card import AlreadyCard
from kiosk.ui.desk.already_left import AlreadyLeft
from kiosk.ui.desk.person_card import PersonCard
from kiosk.ui.desk.reason_choices import ReasonChoices
from kiosk.ui.desk.reason_panel import ReasonPanel
from kiosk.ui.desk.search_page import SearchPage
from kiosk.ui.desk.state import (
    AlreadyState,
    Candidate,
    CardState,
    Choices,
    FormData,
    HistoryRow,
    Option,
    ReasonState,
    RoomLine,
    RowState,
    SearchState,
    WalkInState,
)
from kiosk.ui.desk.walk_in_page import WalkInPage
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import ChipData, Tone

REASONS = (("Una", "uno"), ("Otra", "dos"), ("Tercera", "tres"))
QUESTION = ReasonState("¿Por qué?", "Queda anotado.", REASONS, "Deshacer", "undo-2")
CONFIRMED = ChipData("Confirmado", Tone.SOFT, "ticket")
CARD = CardState("ana", "Ana Quiroga", "CERT · Argentina", CONFIRMED)
ROW = RowState("ana", "Ana Quiroga", "CERT · Argentina", state=CONFIRMED)
FULL = FormData("Ana", "Quiroga", "", "a@x.example", "CERT", "UY", "press", ("pt",), False, True)
CHOICES = Choices(
    countries=(Option("BR", "Brasil"), Option("UY", "Uruguay")),
    roles=(Option("attendee", "Participante"), Option("press", "Prensa")),
    languages=(Option("es", "Español"), Option("pt", "Português")),
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot, qapp):
    stylesheet.apply(qapp, Theme.LIGHT)

    def showing(widget, width=760, height=900):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return showing


def heard_from(signal) -> list:
    heard: list = []
    signal.connect(lambda *values: heard.append(values))
    return heard


class TestReasonChoices:
    def test_words_and_consequences_are_shown(self, show):
        choices = show(ReasonChoices(), 600, 260)
        choices.show_reasons(REASONS, 1)
        assert [c.text() for c in choices.choices] == ["Una", "Otra", "Tercera"]
        assert choices.choices[2].accessibleName() == "Tercera. tres"

    @pytest.mark.parametrize("chosen", [None, 0, 1, 2])
    def test_exactly_the_chosen_one_is_checked(self, show, chosen):
        choices = show(ReasonChoices(), 600, 260)
        choices.show_reasons(REASONS, 0)
        choices.show_reasons(REASONS, chosen)
        assert [c.isChecked() for c in choices.choices] == [n == chosen for n in range(3)]

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_a_click_tells_its_number(self, show, qtbot, number):
        choices = show(ReasonChoices(), 600, 260)
        choices.show_reasons(REASONS, None)
        heard = heard_from(choices.reason_chosen)
        qtbot.mouseClick(choices.choices[number], LEFT)
        assert heard == [(number,)]

    def test_two_reasons_are_a_bug(self, show):
        with pytest.raises(ValueError, match="shorter"):
            show(ReasonChoices()).show_reasons(REASONS[:2], 0)

    def test_small_screens_get_lower_cards(self, show):
        choices = show(ReasonChoices(), 600, 300)
        tall = choices.sizeHint().height()
        choices.set_compact(compact=True)
        assert choices.sizeHint().height() < tall


class TestReasonPanel:
    def test_without_a_reason_it_cannot_be_confirmed(self, show, qtbot):
        panel = show(ReasonPanel())
        panel.show_state(QUESTION)
        heard = heard_from(panel.confirmed)
        qtbot.mouseClick(panel.confirm, LEFT)
        assert heard == []
        assert panel.confirm.toolTip()

    def test_with_one_it_can(self, show, qtbot):
        panel = show(ReasonPanel())
        panel.show_state(dataclasses.replace(QUESTION, chosen=0))
        heard = heard_from(panel.confirmed)
        qtbot.mouseClick(panel.confirm, LEFT)
        assert heard == [()]
        assert panel.confirm.toolTip() == ""

    def test_not_while_the_answer_is_pending(self, show):
        panel = show(ReasonPanel())
        panel.show_state(dataclasses.replace(QUESTION, chosen=0), busy=True)
        assert not panel.confirm.isEnabled()

    def test_a_chosen_reason_sends_the_cursor_to_the_pin(self, show, qtbot):
        panel = show(ReasonPanel())
        panel.show_state(dataclasses.replace(QUESTION, needs_pin=True))
        panel.activateWindow()
        qtbot.mouseClick(panel.reasons.choices[2], LEFT)
        assert panel.focusWidget() is panel.pin.line

    def test_the_pin_is_never_shown_in_letters(self, show, qtbot):
        panel = show(ReasonPanel())
        panel.show_state(dataclasses.replace(QUESTION, needs_pin=True))
        qtbot.keyClicks(panel.pin.line, "2468")
        assert panel.pin.line.displayText() != "2468"
        assert panel.pin.text() == "2468"


class TestAlreadyScreen:
    STATE = AlreadyState(
        CARD,
        "Ya se había acreditado",
        "CERT · Argentina · Prensa",
        ("09:12", "hoy, hace 23 minutos"),
        ("Mesa 2", "planta baja"),
        ("Lucía R.", "credencial impresa 1 vez"),
        (HistoryRow("09:12", "check", "Acreditación en Mesa 2", "Lucía R."),),
        REASONS,
        1,
    )

    def test_the_three_facts_can_be_heard(self, show):
        left = show(AlreadyLeft(), 1000, 800)
        left.retranslate()
        left.show_state(self.STATE)
        assert [fact.accessibleName() for fact in left.facts] == [
            "Cuándo: 09:12, hoy, hace 23 minutos",
            "Dónde: Mesa 2, planta baja",
            "Quién: Lucía R., credencial impresa 1 vez",
        ]

    def test_a_long_station_is_set_smaller(self, show):
        left = show(AlreadyLeft(), 700, 800)
        fact = left.facts[1]
        fact.show_words("Mesa 2", "")
        normal = fact._face(400).pixelSize()
        fact.show_words("Mesa de acreditación de la planta baja", "")
        assert fact._face(200).pixelSize() < normal

    def test_its_buttons_tell_reprint_next_and_undo(self, show, qtbot):
        card = show(AlreadyCard())
        card.retranslate()
        card.show_state(self.STATE)
        for button, signal in (
            (card.reprint, card.reprint_pressed),
            (card.next, card.next_pressed),
            (card.undo, card.undo_pressed),
        ):
            heard = heard_from(signal)
            qtbot.mouseClick(button, LEFT)
            assert heard == [()]

    def test_while_printing_is_pending_it_cannot_be_asked_again(self, show):
        card = show(AlreadyCard())
        card.show_state(self.STATE, busy=True)
        assert not card.reprint.isEnabled()


class TestPersonCard:
    @pytest.fixture
    def card(self, show):
        card = show(PersonCard())
        card.retranslate()
        return card

    @pytest.mark.parametrize(
        ("more", "words", "enabled"),
        [
            ({}, "Acreditar e imprimir", True),
            ({"checked_in": True}, "Ver acreditación", True),
            ({"problem": "Falta el pago."}, "Acreditar e imprimir", False),
            ({"problem": "Falta el pago.", "may_override": True}, "Acreditar con motivo", True),
        ],
    )
    def test_the_blue_button_says_what_enter_does(self, card, more, words, enabled):
        card.show_state(dataclasses.replace(CARD, **more))
        assert card.main.text() == words
        assert card.main.isEnabled() is enabled

    def test_with_a_problem_the_button_asks_why(self, card, qtbot):
        card.show_state(dataclasses.replace(CARD, problem="Falta el pago.", may_override=True))
        main, override = heard_from(card.main_pressed), heard_from(card.override_pressed)
        qtbot.mouseClick(card.main, LEFT)
        assert (main, override) == ([], [()])

    def test_without_one_it_checks_in(self, card, qtbot):
        card.show_state(CARD)
        main, override = heard_from(card.main_pressed), heard_from(card.override_pressed)
        qtbot.mouseClick(card.main, LEFT)
        assert (main, override) == ([()], [])

    def test_while_an_answer_is_pending_nothing_can_be_pressed_twice(self, card):
        card.show_state(CARD, busy=True)
        assert not card.main.isEnabled()
        assert not card.no_print.isEnabled()

    def test_a_problem_comes_and_goes_with_its_person(self, card):
        card.show_state(dataclasses.replace(CARD, problem="Cancelada.", problem_bad=True))
        assert card.problem_bad.isVisible()
        assert not card.problem_warn.isVisible()
        card.show_state(dataclasses.replace(CARD, problem="Falta el pago."))
        assert card.problem_warn.isVisible()
        assert not card.problem_bad.isVisible()
        card.show_state(CARD)
        assert not card.problem_warn.isVisible()

    def test_the_note_is_hidden_where_there_is_none(self, card):
        card.show_state(dataclasses.replace(CARD, note="Entregar sobre."))
        assert card.note.isVisible()
        card.show_state(CARD)
        assert not card.note.isVisible()

    def test_rooms_can_be_heard_with_their_why(self, card):
        rooms = (RoomLine("CSIRT", Tone.BAD, "no está en lista"),)
        card.show_state(dataclasses.replace(CARD, rooms=rooms))
        assert card.rooms.accessibleName() == "CSIRT: no está en lista"


class TestSearchPage:
    @pytest.fixture
    def page(self, show):
        page = show(SearchPage(), 1076, 800)
        page.retranslate()
        return page

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (SearchState(), ""),
            (SearchState("ana", (ROW,)), "1 persona  ·"),
            (SearchState("ana", (ROW, ROW)), "2 personas  ·"),
            (SearchState("ana", (), searching=True), ""),
            (SearchState("zzz", ()), "0 personas  ·"),
        ],
    )
    def test_the_count_is_told_only_after_a_search(self, page, state, words):
        page.show_state(state)
        assert page.hints.count.text() == words
        assert page.hints.count.isVisible() is bool(words)

    def test_undo_names_whom_and_is_hidden_without_anybody(self, page):
        page.show_state(SearchState(undo="Carla Souza, 09:13"))
        assert page.undo.text() == "Deshacer: Carla Souza, 09:13"
        page.show_state(SearchState())
        assert not page.undo.isVisible()

    def test_a_double_click_on_a_row_is_told_with_its_number(self, page, qtbot):
        page.show_state(SearchState("ana", (ROW, ROW)))
        heard = heard_from(page.row_activated)
        place = page.list.visualRect(page.list.rows.index(1, 0)).center()
        qtbot.mouseDClick(page.list.viewport(), LEFT, pos=place)
        assert heard == [(1,)]

    def test_a_click_beside_the_rows_tells_nothing(self, page, qtbot):
        page.show_state(SearchState("ana", (ROW,)))
        heard = heard_from(page.row_chosen)
        page.list.mousePressEvent(_press_at(page.list, 5, 4000))
        assert heard == []


class TestWalkInPage:
    @pytest.fixture
    def page(self, show):
        page = show(WalkInPage(), 1864, 900)
        page.retranslate()
        page.form.show_choices(CHOICES)
        page.activateWindow()
        return page

    def fill(self, page, data: FormData = FULL) -> None:
        page.form.fill(data)
        page.form.edited.emit()

    def test_the_form_comes_back_as_it_was_filled(self, page):
        self.fill(page)
        assert page.form.data() == FULL

    def test_enter_registers_once_nothing_is_missing(self, page, qtbot):
        heard = heard_from(page.submitted)
        qtbot.keyClick(page.form.given.line, Qt.Key.Key_Return)
        assert heard == []
        self.fill(page)
        qtbot.keyClick(page.form.given.line, Qt.Key.Key_Return)
        assert heard == [(FULL,)]

    @pytest.mark.parametrize("field", ["given", "family", "email", "organisation"])
    def test_enter_goes_to_what_is_missing(self, page, qtbot, field):
        self.fill(page)
        getattr(page.form, field).line.clear()
        qtbot.keyClick(page.form.badge.line, Qt.Key.Key_Return)
        assert page.focusWidget() is getattr(page.form, field).line

    def test_while_the_answer_is_pending_enter_registers_nobody(self, page, qtbot):
        self.fill(page)
        page.show_state(WalkInState(busy=True))
        heard = heard_from(page.submitted)
        qtbot.keyClick(page.form.given.line, Qt.Key.Key_Return)
        assert heard == []
        assert not page.main.isEnabled()

    @pytest.mark.parametrize(
        ("key", "opened", "other"), [("1", [(0,)], []), ("2", [(1,)], []), ("3", [], [()])]
    )
    def test_digits_in_a_name_answer_the_question(self, page, qtbot, key, opened, other):
        self.fill(page)
        candidates = (Candidate(ROW, "Mismo nombre"), Candidate(ROW, "Nombre parecido"))
        page.show_state(WalkInState(candidates))
        shown, others = heard_from(page.candidate_opened), heard_from(page.other_confirmed)
        qtbot.keyClicks(page.form.family.line, key)
        assert (shown, others) == (opened, other)
        assert page.form.family.text() == "Quiroga"

    def test_without_a_question_a_digit_is_only_a_digit(self, page, qtbot):
        page.form.family.line.clear()
        qtbot.keyClicks(page.form.family.line, "3")
        assert page.form.family.text() == "3"

    def test_the_buttons_answer_too(self, page, qtbot):
        page.show_state(WalkInState((Candidate(ROW, "Mismo nombre"),)))
        shown, others = heard_from(page.candidate_opened), heard_from(page.other_confirmed)
        qtbot.mouseClick(page.duplicates.cards[0].button, LEFT)
        qtbot.mouseClick(page.duplicates.other, LEFT)
        assert (shown, others) == ([(0,)], [()])

    def test_a_new_serial_empties_the_form(self, page):
        self.fill(page)
        page.show_state(WalkInState(serial=1))
        assert page.form.given.text() == ""
        assert page.form.role.segments.values() == ("attendee",)

    def test_the_same_serial_keeps_it(self, page):
        self.fill(page)
        page.show_state(WalkInState(checks=((True, "Entra"),)))
        assert page.form.data() == FULL

    def test_a_compact_form_shows_every_button(self, page):
        page.set_compact(compact=True)
        page.resize(1248, 580)
        for button in page.findChildren(Button):
            if button.isVisible():
                assert button.height() >= 40, button.text()


@pytest.mark.parametrize(
    ("data", "roles"),
    [
        (FormData(), ("attendee",)),
        (FormData(role="speaker"), ("speaker",)),
        (FormData(first_time=True), ("attendee", "newcomer")),
        (FormData(role="press", first_time=True), ("press", "newcomer")),
    ],
)
def test_a_form_gives_its_type_and_the_newcomer_mark(data, roles):
    assert data.roles == roles


def _press_at(widget, x: int, y: int):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    place = QPointF(x, y)
    none = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseButtonPress, place, place, LEFT, LEFT, none)
