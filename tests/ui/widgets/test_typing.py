"""What is typed with a finger: boxes, the keyboard on the screen, the PIN pad."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.on_screen_keyboard import (
    ACCENTS,
    DONE,
    ERASE,
    LETTERS,
    SPACE,
    OnScreenKeyboard,
)
from kiosk.ui.widgets.pin_pad import PinPad
from kiosk.ui.widgets.typed_field import MOST, TypedField


class TestTypedField:
    @pytest.fixture
    def field(self, show):
        return show(TypedField(), 400, 80)

    def test_each_character_is_told(self, field, heard):
        changed = heard(field.changed)
        for letter in "Ana":
            field.type(letter)
        assert changed == ["A", "An", "Ana"]

    def test_the_same_text_again_is_no_news(self, field, heard):
        field.set_text("Ana")
        changed = heard(field.changed)
        field.set_text("Ana")
        assert changed == []

    def test_erasing_nothing_is_no_news(self, field, heard):
        changed = heard(field.changed)
        field.erase()
        assert changed == []

    @pytest.mark.parametrize(("base", "accent", "whole"), [
        ("A", "~", "Ã"), ("E", "´", "É"), ("O", "^", "Ô"), ("N", "~", "Ñ"), ("U", "´", "Ú"),
    ])  # fmt: skip
    def test_accents_of_the_keyboard_join_their_letter(self, field, base, accent, whole):
        field.type(base)
        field.type(ACCENTS[accent])
        assert field.text == whole
        field.erase()
        assert field.text == ""

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_edge_tells_which_box_is_typed_into(self, dress, field, pixel, name):
        t = dress(name)
        assert pixel(field, 200, 2) == t.focus
        field.set_active(active=False)
        assert pixel(field, 200, 1) == t.control
        assert pixel(field, 200, 2) == t.surface

    def test_the_hint_goes_when_something_is_typed(self, field, colours):
        field.set_placeholder("Apellido")
        field.set_active(active=False)
        before = field.grab().toImage()
        field.type("HHH")
        assert field.grab().toImage() != before
        assert theme.LIGHT.text in colours(field)

    def test_the_hint_is_its_name_for_readers(self, field):
        field.set_placeholder("Apellido")
        assert field.accessibleName() == "Apellido"

    def test_the_end_of_a_long_text_is_seen(self, field):
        field.set_text("x" * 70 + "A")
        first = field.grab().toImage()
        field.set_text("x" * 70 + "B")
        assert field.grab().toImage() != first

    def test_a_finger_chooses_the_box_without_the_focus(self, qtbot, field, heard):
        pressed = heard(field.pressed)
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        assert len(pressed) == 1
        assert field.focusPolicy() == Qt.FocusPolicy.NoFocus

    @pytest.mark.parametrize("secret", ["1111", "8888", "WWWW"])
    def test_secrets_of_one_length_look_alike(self, show, secret):
        field, other = (show(TypedField(secret=True), 300, 80) for _number in range(2))
        field.set_text("0000")
        other.set_text(secret)
        assert field.grab().toImage() == other.grab().toImage()


@pytest.mark.usefixtures("qapp")
@given(st.lists(st.text(max_size=9), max_size=20))
def test_whatever_is_typed_is_printable_composed_and_short(parts):
    field = TypedField()
    for part in parts:
        field.type(part)
    assert len(field.text) <= MOST
    assert all(c.isprintable() or unicodedata.combining(c) for c in field.text)
    if len(field.text) < MOST:
        assert field.text == unicodedata.normalize("NFC", field.text)


class TestOnScreenKeyboard:
    @pytest.fixture
    def keys(self, show):
        return show(OnScreenKeyboard(), 1100, 400)

    @pytest.mark.parametrize("letter", ["A", "Z", "Ñ", "Ç", "0", "9", ".", "-", "'"])
    def test_a_key_types_what_stands_on_it(self, keys, heard, letter):
        typed = heard(keys.typed)
        keys.press(letter)
        assert typed == [letter]
        assert keys.keys[letter].text == letter

    @pytest.mark.parametrize("accent", ACCENTS)
    def test_accent_keys_bring_a_combining_mark(self, keys, heard, accent):
        typed = heard(keys.typed)
        keys.press(accent)
        assert unicodedata.combining(typed[0])

    def test_every_letter_of_the_three_languages_can_be_typed(self, keys):
        wanted = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÇÁÉÍÓÚÃÕÂÊÔ"
        parts = {c for letter in wanted for c in unicodedata.normalize("NFD", letter)}
        offered = set("".join(LETTERS)) | set(ACCENTS.values())
        composed = {"\u0303", "\u0327"}
        assert parts - composed <= offered

    def test_erase_space_and_done(self, keys, heard):
        typed, erased, finished = heard(keys.typed), heard(keys.erased), heard(keys.finished)
        for name in (ERASE, SPACE, DONE):
            keys.press(name)
        assert (typed, len(erased), len(finished)) == ([" "], 1, 1)

    def test_no_key_lies_on_another(self, keys):
        places = [key.geometry() for key in keys.keys.values()]
        pairs = ((a, b) for n, a in enumerate(places) for b in places[:n])
        assert not any(a.intersects(b) for a, b in pairs)
        assert all(keys.rect().contains(place) for place in places)

    def test_keys_are_large_enough_for_a_finger(self, keys):
        assert min(key.height() for key in keys.keys.values()) >= 64
        assert min(key.width() for key in keys.keys.values()) >= 64

    @pytest.mark.parametrize(("language", "words"), [
        ("es", ("Espacio", "Listo")), ("pt", ("Espaço", "Pronto")), ("en", ("Space", "Done")),
    ])  # fmt: skip
    def test_its_words_follow_the_language(self, keys, language, words):
        texts.use(language)
        keys.retranslate()
        assert (keys.keys[SPACE].text, keys.keys[DONE].text) == words
        assert not any(key.is_cut for key in keys.keys.values())

    @pytest.mark.parametrize("name", list(Theme))
    def test_done_is_the_one_filled_key(self, dress, keys, name):
        t = dress(name)
        keys.retranslate()
        filled = [key for key, button in keys.keys.items() if button.look.fill == t.primary]
        assert filled == [DONE]


class TestPinPad:
    @pytest.fixture
    def pad(self, show):
        return show(PinPad(), 380, 500)

    def test_a_finger_types_and_hands_in(self, qtbot, pad, heard):
        entered = heard(pad.entered)
        for name in ("4", "7", "1", "1", "done"):
            qtbot.mouseClick(pad.keys[name], Qt.MouseButton.LeftButton)
        assert entered == ["4711"]

    def test_only_digits_of_a_keyboard_count(self, pad):
        pad.type("4x7 ñ1")
        assert pad.field.text == "471"

    def test_no_pin_is_not_handed_in(self, pad, heard):
        entered = heard(pad.entered)
        pad.submit()
        assert entered == []

    def test_what_was_handed_in_is_gone(self, pad):
        pad.type("4711")
        pad.submit()
        assert pad.field.text == ""

    def test_keys_lie_apart_and_are_large_enough(self, pad):
        places = [key.geometry() for key in pad.keys.values()]
        assert all(place.height() >= 64 and place.width() >= 64 for place in places)
        assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])

    @pytest.mark.parametrize("name", list(Theme))
    def test_it_follows_the_theme(self, dress, pad, name):
        t = dress(name)
        pad.retranslate()
        assert pad.keys["done"].look.fill == t.primary
        assert pad.keys["1"].look.ink == t.text

    def test_nothing_on_it_takes_the_focus(self, pad):
        parts = [pad.field, *pad.keys.values()]
        assert {part.focusPolicy() for part in parts} == {Qt.FocusPolicy.NoFocus}
