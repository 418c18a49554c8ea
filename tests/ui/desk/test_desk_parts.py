"""The parts of the desk one by one: list, lit text, rooms, history, notes, form, queue."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet, theme
from kiosk.ui.desk.chip_row import ChipRow
from kiosk.ui.desk.correct_card import CorrectCard
from kiosk.ui.desk.duplicate_panel import DuplicatePanel
from kiosk.ui.desk.facts_line import FactsLine
from kiosk.ui.desk.history import History
from kiosk.ui.desk.lit_text import paint_lit
from kiosk.ui.desk.message import Message
from kiosk.ui.desk.note import Note
from kiosk.ui.desk.outcome_panel import OutcomePanel
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.reason_panel import ReasonPanel
from kiosk.ui.desk.result_list import ROW_ROLE, ResultList
from kiosk.ui.desk.room_list import RoomList
from kiosk.ui.desk.state import (
    Candidate,
    Choices,
    FormData,
    HistoryRow,
    Option,
    ReasonState,
    RoomLine,
    RowState,
    WalkInState,
)
from kiosk.ui.fonts import font
from kiosk.ui.widgets.chip import ChipData, Tone

CONFIRMED = ChipData("Confirmado", Tone.SOFT, "ticket")
CHOICES = Choices(
    countries=(Option("BR", "Brasil"), Option("UY", "Uruguay")),
    roles=(Option("attendee", "Participante"), Option("press", "Prensa")),
    languages=(Option("es", "Español"), Option("pt", "Português")),
)
FULL = FormData(
    "Ana", "Quiroga", "Anita", "a@x.example", "CERT", "UY", "press", ("pt",), False, True
)


@pytest.fixture(autouse=True)
def _dressed(qapp):
    stylesheet.apply(qapp, Theme.LIGHT)
    yield
    stylesheet.apply(qapp, Theme.LIGHT)


@pytest.fixture
def show(qtbot):
    def showing(widget, width=600, height=400):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return showing


def rows(count=3, **more):
    made = RowState("p", "José Núñez", "Cooperativa", ((5, 10),), (), (), CONFIRMED)
    return tuple(dataclasses.replace(made, person_id=str(n), **more) for n in range(count))


def colors(widget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


class TestList:
    def test_it_is_no_taller_than_its_rows(self, show):
        listed = show(ResultList(), 900, 800)
        listed.show_rows(rows(3), 0)
        assert listed.maximumHeight() == 3 * 97 + 2
        listed.set_compact(compact=True)
        assert listed.maximumHeight() == 3 * 77 + 2

    def test_without_rows_it_is_hidden(self, show):
        listed = show(ResultList(), 900, 800)
        listed.show_rows((), 0)
        assert not listed.isVisible()

    def test_screen_readers_get_name_organisation_and_state(self, show):
        listed = show(ResultList(), 900, 400)
        listed.show_rows(rows(2), 1)
        index = listed.rows.index(1, 0)
        assert index.data() == "José Núñez. Cooperativa. Confirmado"
        assert index.data(ROW_ROLE).person_id == "1"
        assert listed.currentIndex().row() == 1

    def test_the_chosen_row_wears_the_soft_ground_and_a_bar(self, show):
        listed = show(ResultList(), 900, 300)
        listed.show_rows(rows(3), 1)
        image = listed.viewport().grab().toImage()
        assert image.pixelColor(4, 150).name().upper() == theme.LIGHT.primary
        assert image.pixelColor(400, 190).name().upper() == theme.LIGHT.soft
        assert image.pixelColor(400, 90).name().upper() == theme.LIGHT.surface

    def test_high_contrast_frames_the_chosen_row(self, show, qapp):
        stylesheet.apply(qapp, Theme.HIGH_CONTRAST)
        listed = show(ResultList(), 900, 300)
        listed.show_rows(rows(3), 1)
        image = listed.viewport().grab().toImage()
        assert image.pixelColor(450, 98).name().upper() == theme.HIGH_CONTRAST.primary

    def test_a_match_is_lit_in_the_row(self, show):
        listed = show(ResultList(), 900, 300)
        listed.show_rows(rows(1), 0)
        assert theme.LIGHT.hit in colors(listed.viewport())
        listed.show_rows(rows(1, name_hits=()), 0)
        assert theme.LIGHT.hit not in colors(listed.viewport())

    def test_a_double_click_activates(self, show, qtbot):
        listed = show(ResultList(), 900, 300)
        listed.show_rows(rows(2), 0)
        heard = []
        listed.row_activated.connect(heard.append)
        place = listed.visualRect(listed.rows.index(1, 0)).center()
        qtbot.mouseDClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert heard == [1]

    def test_the_name_goes_before_the_roles(self, show):
        roles = tuple(ChipData(f"Función {n}", Tone.PLAIN, "mic") for n in range(9))
        listed = show(ResultList(), 700, 200)
        listed.show_rows(rows(1, roles=roles, name="Maximiliano " * 12), 0)
        assert not listed.grab().isNull()


@pytest.mark.parametrize("width", [20, 60, 200, 900])
@pytest.mark.parametrize("hits", [(), ((0, 4),), ((5, 10),), ((3, 99),), ((5, 10), (0, 4))])
def test_lit_text_never_leaves_its_box(width, hits):
    image = QImage(1000, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    end = paint_lit(
        painter, QRectF(10, 10, width, 40), "José Núñez Ibáñez", hits, font(24, 600), "#000000"
    )
    painter.end()
    assert end <= 10 + width + 12


class TestRooms:
    def rooms(self, count):
        return tuple(RoomLine(f"Sala {n}", Tone.OK, "abierta") for n in range(count))

    def test_all_are_shown_where_they_fit(self, show):
        listed = show(RoomList(), 340, 49 * 5)
        listed.show_rooms(self.rooms(5))
        assert len(listed.shown()) == 5

    def test_one_line_is_kept_for_those_left_over(self, show):
        listed = show(RoomList(), 340, 49 * 5)
        listed.show_rooms(self.rooms(9))
        assert len(listed.shown()) == 4

    def test_every_right_can_be_read_by_a_screen_reader(self, show):
        listed = show(RoomList(), 340, 60)
        listed.show_rooms(self.rooms(9))
        assert listed.accessibleName().count("abierta") == 9

    @pytest.mark.parametrize("tone", [Tone.OK, Tone.BAD, Tone.MUTE, Tone.WARN])
    def test_tones_differ_in_shape_and_colour(self, show, tone):
        listed = show(RoomList(), 340, 60)
        listed.show_rooms((RoomLine("Sala de nombre muy largo " * 4, tone, "no está " * 9),))
        assert len(colors(listed)) > 3


class TestHistory:
    def test_small_screens_keep_the_newest(self, show):
        made = tuple(HistoryRow(f"09:{n:02}", "check", f"Paso {n}", "Mesa") for n in range(20))
        history = show(History(), 600, 300)
        history.show_rows(made)
        wide = len(history.shown())
        history.set_compact(compact=True)
        assert len(history.shown()) >= wide
        assert history.shown()[-1].title == "Paso 19"

    def test_the_scan_itself_is_sun_yellow(self, show):
        history = show(History(), 600, 100)
        history.show_rows((HistoryRow("09:35", "scan-line", "Este escaneo", "", now=True),))
        assert theme.SUN in colors(history)


class TestWords:
    def test_a_note_hides_while_it_has_nothing_to_say(self, show):
        note = show(Note("sticky-note"))
        note.show_note("Entregar sobre", "Nota de Valeria")
        assert note.isVisible()
        assert note.text() == "Entregar sobre Nota de Valeria"
        note.show_note("", "")
        assert not note.isVisible()

    def test_a_message_replaces_the_one_before(self, show):
        message = show(Message())
        message.show_message("Uno", Tone.OK)
        message.show_message("Dos", Tone.WARN)
        assert message.text() == message.accessibleName() == "Dos"
        message.show_message("", Tone.OK)
        assert not message.isVisible()

    def test_facts_that_do_not_fit_are_left_out(self, show):
        facts = show(FactsLine(), 120, 24)
        facts.show_facts((("camera", "Acepta fotos"), ("qr-code", "LAC.7KQ4M2XR")))
        assert facts.accessibleName() == "Acepta fotos, LAC.7KQ4M2XR"
        assert not facts.grab().isNull()

    def test_chips_that_do_not_fit_are_in_the_tip(self, show):
        chips = show(ChipRow(), 200, 38)
        chips.show_chips(CONFIRMED, tuple(ChipData(f"Rol {n}", Tone.ROLE) for n in range(9)))
        assert "Rol 8" in chips.toolTip()


class TestForm:
    @pytest.fixture
    def form(self, show):
        form = PersonForm(walk_in=True)
        form.retranslate()
        form.show_choices(CHOICES)
        return show(form, 1000, 700)

    def test_what_is_filled_in_comes_back(self, form):
        form.fill(FULL)
        assert form.data() == FULL

    def test_it_starts_as_an_attendee_who_was_here_before(self, form):
        data = form.data()
        assert (data.role, data.first_time, data.photo_ok) == ("attendee", False, None)

    def test_it_counts_what_is_missing_and_goes_there(self, form, qtbot):
        assert form.missing() == 5
        form.fill(dataclasses.replace(FULL, email=""))
        assert form.missing() == 1
        form.activateWindow()
        form.focus_missing()
        qtbot.waitUntil(form.email.line.hasFocus)

    def test_blanks_alone_are_no_name(self, form):
        form.fill(dataclasses.replace(FULL, given_name="   "))
        assert form.missing() == 1

    def test_another_language_keeps_what_was_chosen(self, form):
        form.fill(FULL)
        english = dataclasses.replace(CHOICES, countries=(Option("UY", "Uruguay"),))
        form.show_choices(english)
        form.retranslate()
        assert form.data() == FULL

    def test_a_correction_asks_for_the_name_only(self, show):
        form = show(PersonForm(walk_in=False), 700, 500)
        form.fill(FormData(given_name="Ana"))
        assert form.missing() == 0
        assert not form.role.isVisible()

    def test_saving_tells_the_data(self, show, qtbot):
        card = CorrectCard()
        card.retranslate()
        card.form.show_choices(CHOICES)
        show(card, 760, 900)
        card.open(FULL)
        heard = []
        card.saved.connect(heard.append)
        qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
        card.form.given.line.clear()
        card.submit()
        assert [data.given_name for data in heard] == ["Ana"]


class TestQuestions:
    def candidates(self, count):
        return WalkInState(tuple(Candidate(row, "Mismo nombre") for row in rows(count)))

    def test_the_question_is_hidden_while_nobody_is_similar(self, show):
        panel = show(DuplicatePanel(), 700, 500)
        panel.retranslate()
        panel.show_state(self.candidates(0))
        assert not panel.isVisible()
        panel.show_state(self.candidates(2))
        assert panel.isVisible()
        panel.show_state(WalkInState())
        assert not panel.isVisible()

    def test_keys_answer_only_what_is_shown(self, show):
        panel = show(DuplicatePanel(), 700, 500)
        panel.show_state(self.candidates(1))
        heard = []
        panel.candidate_opened.connect(heard.append)
        panel.other_confirmed.connect(lambda: heard.append("other"))
        assert panel.press("1")
        assert not panel.press("2")
        assert panel.press("3")
        assert not panel.press("x")
        assert heard == [0, "other"]

    def test_more_people_than_cards_are_counted(self, show):
        panel = show(DuplicatePanel(), 700, 500)
        panel.show_state(self.candidates(5))
        assert "5" in panel.detail.text()
        assert [card.isVisible() for card in panel.cards] == [True, True]

    def test_a_pin_is_asked_for_only_where_it_is_needed(self, show):
        options = (("Una", ""), ("Otra", ""), ("Tercera", ""))
        plain = ReasonState("¿Por qué?", "", options, "Acreditar", "printer")
        panel = show(ReasonPanel(), 760, 800)
        panel.show_state(plain)
        assert not panel.pin.isVisible()
        panel.show_state(dataclasses.replace(plain, needs_pin=True, pin_problem="Ese PIN no es."))
        assert panel.pin.isVisible()
        assert panel.pin.help.text() == "Ese PIN no es."
        panel.pin.set_text("2468")
        panel.open()
        assert panel.pin.text() == ""

    def test_checks_of_the_badge_come_and_go(self, show):
        panel = show(OutcomePanel(), 700, 300)
        checks = ((True, "Entra"), (False, "No se imprime: 漢"))
        panel.show_state(WalkInState(checks=checks))
        assert [line.isVisible() for line in panel.lines] == [True, True, False]
        panel.show_state(WalkInState())
        assert not any(line.isVisible() for line in panel.lines)
