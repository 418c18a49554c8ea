"""The designer in its window: chosen, dragged, nudged, added, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.printing.elements import kinds
from kiosk.printing.layout import load_layout

A6 = load_layout("a6")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def element(designer, title):
    return designer.layout.elements[designer.index_of(title)]


def test_the_stations_layout_is_open_on_the_first_sample(designer):
    designer.controller.rest.start()
    designer.idle()

    assert designer.state.name == "a6"
    assert designer.layout == A6
    assert designer.state.person == "sample-0"
    assert not designer.state.dirty
    assert designer.page.stage.problems.texts() == ["Bien: el QR se lee a 203 ppp."]
    image = QImage.fromData(designer.state.png)
    assert image.width() / image.height() == pytest.approx(105 / 148, abs=0.002)


def test_the_events_own_people_are_offered_behind_the_samples(designer):
    assert [words for _, words in designer.state.people[-4:]] == [
        "Nombre más largo: José Núñez Ibáñez",
        "Nombre más corto: Li",
        "Sin organización: Ana María Silva",
        "Otra escritura: محمد عبد الله",
    ]


def test_the_list_names_every_element_with_the_uppermost_first(designer):
    titles = designer.page.elements.list.titles()

    assert titles[:3] == ["Hoja", "Código QR", "País y pronombres"]
    assert len(titles) == len(A6.elements) + 1


def test_a_frame_is_dragged_with_the_mouse_and_redrawn_at_rest(designer):
    before = designer.state.png
    designer.choose("Nombre")

    designer.drag(designer.spot(40, 42), designer.spot(45, 52))
    designer.idle()

    made = element(designer, "Nombre")
    assert (made.x, made.y) == (pytest.approx(13, abs=0.3), pytest.approx(43, abs=0.3))
    assert (made.w, made.h) == (89.0, 17.8)
    assert designer.state.png != before
    assert designer.state.dirty


def test_a_drag_ends_at_the_edge_of_the_sheet(designer):
    designer.choose("code")

    designer.drag(designer.spot(20, 95), designer.spot(-300, 400))

    made = element(designer, "code")
    assert (made.x, made.y + made.h) == (0.0, pytest.approx(148.0))


def test_a_handle_resizes_and_a_code_stays_square(designer):
    index = designer.choose("code")
    corner = designer.canvas.box(designer.state.frames[index].rect).bottomRight().toPoint()

    designer.drag(corner, corner - designer.spot(5, 2) + designer.spot(0, 0))

    made = element(designer, "code")
    assert made.w == made.h < 28.77
    assert (made.x, made.y) == (8.0, 82.3)


@pytest.mark.parametrize(
    ("keys", "snaps"),
    [(Qt.KeyboardModifier.NoModifier, True), (Qt.KeyboardModifier.AltModifier, False)],
    ids=["freely", "with Alt"],
)
def test_dragging_near_an_edge_snaps_to_it_unless_alt_is_held(designer, keys, snaps):
    designer.choose("code")

    designer.drag(designer.spot(20, 95), designer.spot(12.8, 95), keys)

    assert (element(designer, "code").x == 0.0) is snaps
    assert element(designer, "code").x == pytest.approx(0.4, abs=0.5)


def test_a_click_chooses_what_lies_there_and_the_bare_sheet_nothing(designer):
    QTest.mouseClick(designer.canvas, Qt.MouseButton.LeftButton, pos=designer.spot(20, 95))
    assert designer.state.chosen == designer.index_of("code")

    QTest.mouseClick(designer.canvas, Qt.MouseButton.LeftButton, pos=designer.spot(50, 114))
    assert designer.state.chosen is None


@pytest.mark.parametrize(
    ("key", "modifier", "way"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (0.5, 0)),
        (Qt.Key.Key_Left, SHIFT, (-5, 0)),
        (Qt.Key.Key_Down, SHIFT, (0, 5)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, (0, -0.5)),
    ],
)
def test_arrow_keys_move_the_chosen_element(designer, key, modifier, way):
    designer.choose("Organización")
    designer.canvas.setFocus()
    before = element(designer, "Organización")

    designer.press(key, modifier)

    made = element(designer, "Organización")
    assert (made.x, made.y) == (before.x + way[0], before.y + way[1])


def test_a_held_arrow_key_is_one_step_back_and_all_steps_lead_to_the_first(designer):
    designer.choose("code")
    designer.canvas.setFocus()
    for _ in range(5):
        designer.press(Qt.Key.Key_Right)
    designer.press(Qt.Key.Key_Delete)
    assert len(designer.layout.elements) == len(A6.elements) - 1

    designer.press(Qt.Key.Key_Z, CTRL)
    assert element(designer, "code").x == 10.5
    designer.press(Qt.Key.Key_Z, CTRL)
    assert designer.layout == A6
    assert not designer.state.dirty
    designer.press(Qt.Key.Key_Y, CTRL)
    assert element(designer, "code").x == 10.5


def test_undo_from_within_a_line_takes_back_a_step_of_the_session(designer):
    designer.choose("Nombre")
    line = designer.page.properties.inputs["x"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "12,5")
    designer.press(Qt.Key.Key_Return)
    assert element(designer, "Nombre").x == 12.5

    designer.press(Qt.Key.Key_Z, CTRL, line)

    assert designer.layout == A6
    assert line.text() == "8 mm"


def test_up_and_down_in_a_number_go_by_its_step(designer):
    designer.choose("Nombre")
    line = designer.page.properties.inputs["size"].line
    line.setFocus()

    designer.press(Qt.Key.Key_Down)
    designer.press(Qt.Key.Key_Down)

    assert element(designer, "Nombre").size == pytest.approx(15.0)
    assert line.text() == "15 mm"


def test_what_is_no_number_is_put_back(designer):
    designer.choose("Nombre")
    line = designer.page.properties.inputs["w"].line
    line.setFocus()
    line.selectAll()

    QTest.keyClicks(line, "ancho")
    designer.press(Qt.Key.Key_Return)

    assert line.text() == "89 mm"
    assert designer.layout == A6


def test_words_are_taken_letter_by_letter_and_are_one_step(designer):
    designer.choose("Hablo · Falo · I speak")
    line = designer.page.properties.inputs["text.es"].line
    line.setFocus()
    line.selectAll()

    QTest.keyClicks(line, "Idiomas")

    assert designer.page.state.frames[designer.state.chosen].title == "Idiomas"
    designer.press(Qt.Key.Key_Z, CTRL)
    assert designer.layout == A6


def test_a_refused_value_is_said_and_the_old_one_stays(designer):
    designer.page.element_chosen.emit(-1)
    inputs = designer.page.properties.inputs
    inputs["width"].line.setText("40")
    inputs["width"].line.setModified(True)
    inputs["width"]._on_finished()

    assert designer.layout == A6
    assert "no cabe" in designer.state.said
    assert inputs["width"].line.text() == "105 mm"


def test_a_role_is_ticked_and_the_person_without_it_sees_the_element_no_more(designer):
    index = designer.choose("Organización")

    designer.page.properties.inputs["when.roles"].ticks["press"].click()

    assert designer.layout.elements[index].when.roles == ("press",)
    assert not designer.state.frames[index].shown


@pytest.mark.parametrize(
    "kind",
    ["text", "words", "code", "band", "box", "line", "chips", "photo", "programme", "rights"],
)
def test_every_kind_is_added_chosen_and_ready_to_be_moved(designer, kind):
    menu = designer.page.elements.open_menu()
    action = next(one for one in menu.actions() if one.data() == kind)

    menu.triggered.emit(action)
    menu.close()

    assert designer.state.chosen == len(A6.elements)
    assert designer.state.frames[-1].kind == kind
    assert designer.page.window().focusWidget() is designer.canvas
    designer.press(Qt.Key.Key_Right)
    assert len(designer.layout.elements) == len(A6.elements) + 1


def test_a_picture_is_chosen_from_a_file(designer, tmp_path):
    path = tmp_path / "logo.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(path))

    designer.page.picture_chosen.emit(path)
    designer.idle()

    assert isinstance(designer.layout.elements[-1], kinds.Image)
    assert (designer.own / "logo.png").is_file()
    assert designer.state.frames[-1].title == "logo.png"


def test_what_is_no_picture_is_said(designer, tmp_path):
    path = tmp_path / "notes.png"
    path.write_text("notes", encoding="utf-8")

    designer.page.picture_chosen.emit(path)

    assert designer.state.said == "«notes.png» no es una imagen PNG o JPEG."
    assert designer.layout == A6


def test_elements_are_brought_forward_and_back(designer):
    index = designer.choose("code")
    designer.page.elements.list.setFocus()

    designer.press(Qt.Key.Key_Down, CTRL)

    assert designer.index_of("code") == index - 1
    assert designer.state.chosen == index - 1
    designer.page.elements.up.click()
    assert designer.layout == A6


def test_another_person_is_drawn(designer):
    before = designer.state.png

    designer.page.person_chosen.emit("arab")
    designer.idle()

    assert designer.state.person == "arab"
    assert designer.state.png != before
    assert not designer.state.can_undo


def test_somebody_is_found_by_name(designer):
    search = designer.page.head.search
    search.setFocus()
    search.selectAll()
    QTest.keyClicks(search, "ana maria")

    designer.press(Qt.Key.Key_Return)
    designer.idle()

    assert designer.state.person == "free"


def test_a_name_that_nobody_has_is_said(designer):
    designer.page.person_searched.emit("zzzz")
    designer.idle()

    assert designer.state.said == "Nadie de la lista se llama así."


def test_a_layout_of_two_sides_is_turned_over(designer):
    designer.page.layout_chosen.emit("a6-butterfly")
    designer.idle()
    assert designer.page.stage.sides.isVisible()

    index = designer.choose("programme")
    designer.idle()

    assert designer.state.side == "back"
    assert designer.canvas.chosen().index == index


def test_zooming_keeps_proportions_and_the_chosen_in_sight(designer):
    designer.choose("code")
    small = designer.canvas.sheet()

    designer.page.stage.in_.click()

    large = designer.canvas.sheet()
    assert large.width() == pytest.approx(small.width() * 1.5, abs=1)
    assert large.width() / large.height() == pytest.approx(105 / 148, abs=0.01)
    designer.page.stage.whole.click()
    assert designer.canvas.sheet().size() == small.size()


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_page_follows_the_language(designer, lang):
    from kiosk.texts import use

    use(lang)
    designer.page.retranslate()
    designer.controller.render()

    assert designer.page.elements.list.titles()[0] != "Hoja"
    assert designer.page.properties.inputs


def test_a_box_over_the_code_is_told_live_and_leads_to_it(designer):
    from kiosk.ui.designer.geometry import Rect

    designer.page.added.emit("box")
    index = designer.state.chosen
    designer.page.placed.emit(index, Rect(20, 95, 40, 20))
    designer.page.element_chosen.emit(-1)
    designer.idle()

    (first, *_rest) = designer.page.stage.problems.rows
    assert first.text() == "«Recuadro» invade el margen blanco del QR."
    assert designer.state.frames[index].severe
    first.click()
    assert designer.state.chosen == index
