"""Searching, choosing and checking in by keyboard only."""

from PySide6.QtCore import Qt

from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone


def rows(desk):
    return [row.name for row in desk.view._state.search.rows]


def test_typing_without_accents_shows_rows_with_the_match_lit(desk):
    desk.type("nunez")
    assert len(rows(desk)) == 4
    assert "José Núñez Ibáñez" in rows(desk)
    for row in desk.view._state.search.rows:
        assert [row.name[a:b] for a, b in row.name_hits] == ["Núñez"]
    assert desk.view.search.hints.count.text().startswith("4 personas")


def test_the_order_of_names_does_not_matter(desk):
    desk.type("ibanez jose")
    assert rows(desk) == ["José Núñez Ibáñez"]


def test_the_first_row_is_chosen_and_its_card_shows_rooms_note_and_badge(desk):
    desk.type("ibanez")
    card = desk.view._state.card
    assert desk.view._state.mode is CardMode.PERSON
    assert card.name == "José Núñez Ibáñez"
    assert card.detail == "Cooperativa Bahía Net · Uruguay"
    assert card.note == "Entregar sobre de becario."
    assert {line.name: line.why for line in card.rooms}["Reunión de CSIRTs"] == "no está en lista"
    assert {line.name: line.tone for line in card.rooms}["Foro de Políticas"] is Tone.OK
    assert desk.view.card.preview.has_picture


def test_no_email_reaches_the_list_or_the_card(desk):
    desk.type("jose@bahia.example")
    state = desk.view._state
    assert rows(desk) == ["José Núñez Ibáñez"]
    assert "example" not in repr(state.search.rows)
    assert "@" not in repr(desk.view.card.detail.text())


def test_arrows_choose_and_stop_at_the_ends(desk):
    desk.type("nunez")
    for _step in range(9):
        desk.press(Qt.Key.Key_Down)
    assert desk.model.selected == 3
    assert desk.view._state.card.name == rows(desk)[3]
    for _step in range(9):
        desk.press(Qt.Key.Key_Up)
    assert desk.model.selected == 0


def test_enter_checks_in_once_and_queues_the_badge(desk):
    queued = []
    desk.controller.print_queued.connect(lambda: queued.append(1))
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds("jose").count("admitted") == 1
    assert queued == [1]
    assert desk.view.box.text() == ""
    assert "José Núñez Ibáñez" in desk.view.search.message.text()
    assert desk.view._state.status.checked_in == 1
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds("jose").count("admitted") == 1


def test_two_quick_enters_check_in_once(desk):
    desk.type("ibanez")
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_Return)
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_Return)
    desk.idle()
    assert desk.kinds("jose").count("admitted") == 1
    assert "refused" not in desk.kinds("jose")


def test_enter_before_the_answer_checks_nobody_in(desk):
    desk.qtbot.keyClicks(desk.view.box.line, "ibanez")
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_Return)
    desk.idle()
    assert desk.kinds("jose") == []


def test_f3_checks_in_without_a_badge(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F3)
    assert desk.kinds("jose") == ["admitted"]
    assert desk.model.jobs == ()


def test_escape_clears_everything(desk):
    desk.type("nunez")
    desk.press(Qt.Key.Key_Escape)
    assert desk.view.box.text() == ""
    assert rows(desk) == []
    assert desk.view._state.mode is CardMode.EMPTY
    assert desk.view.box.line.hasFocus()


def test_nobody_found_says_what_to_do(desk):
    desk.type("zzzz")
    assert "F4" in desk.view.search.message.text()
    assert desk.view.search.message.isVisible()


def test_erasing_the_search_forgets_the_rows(desk):
    desk.type("ibanez")
    desk.view.box.line.selectAll()
    desk.press(Qt.Key.Key_Backspace)
    assert rows(desk) == []
    assert not desk.view.search.list.isVisible()


def test_a_click_chooses_a_row_and_leaves_the_focus_in_the_box(desk):
    desk.type("nunez")
    listed = desk.view.search.list
    place = listed.visualRect(listed.rows.index(2, 0)).center()
    desk.qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.idle()
    assert desk.model.selected == 2
    assert desk.view.box.line.hasFocus()


def test_a_scan_shows_the_person_and_waits_for_enter(desk):
    desk.controller.on_scan("code-jose")
    desk.idle()
    assert desk.view._state.card.name == "José Núñez Ibáñez"
    assert desk.kinds("jose") == []
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds("jose").count("admitted") == 1


def test_an_unknown_scan_is_told_under_the_box_and_recorded(desk):
    heard = []
    desk.controller.answered.connect(heard.append)
    desk.controller.on_scan("no-such-code")
    desk.idle()
    assert heard == ["unknown"]
    assert desk.view.search.message.text()
    assert desk.view._state.mode is CardMode.EMPTY
    refused = desk.read(
        lambda ctx: ctx.db.execute("SELECT count(*) FROM entry WHERE kind = 'refused'").fetchone()
    )
    assert refused == (1,)


def test_a_scan_while_on_another_page_comes_back_to_the_desk(desk):
    desk.press(Qt.Key.Key_F4)
    assert desk.view._state.page is Page.WALK_IN
    desk.controller.on_scan("code-jose")
    desk.idle()
    assert desk.view._state.page is Page.SEARCH
    assert desk.view._state.card.name == "José Núñez Ibáñez"
