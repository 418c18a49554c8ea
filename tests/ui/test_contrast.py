"""Words can be read on every ground that widgets really put them on, in every theme."""

import pytest

from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.button_look import Kind, colors_of
from kiosk.ui.widgets.chip import ChipData, Tone, _colors, tone_colors
from kiosk.ui.widgets.looks import edged, filled

AA = 4.5
STATES = {
    "rest": {"enabled": True, "hovered": False, "down": False},
    "hovered": {"enabled": True, "hovered": True, "down": False},
    "down": {"enabled": True, "hovered": True, "down": True},
    "disabled": {"enabled": False, "hovered": False, "down": False},
}


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", STATES)
def test_a_button_can_be_read_in_each_of_its_states(dress, name, kind, state):
    dress(name)
    look = colors_of(kind, **STATES[state])

    assert contrast(look.text, look.fill) >= AA


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("kind", [Kind.SECONDARY, Kind.OUTLINE])
def test_the_edge_of_a_button_is_seen_on_every_ground(dress, name, kind):
    tokens = dress(name)
    look = colors_of(kind, **STATES["rest"])

    assert all(contrast(look.line, ground) >= 3 for ground in (tokens.bg, tokens.surface))


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.ROLE])
def test_a_chip_and_a_sign_can_be_read_in_every_tone(dress, name, tone):
    dress(name)
    fill, ink = tone_colors(tone)

    assert contrast(fill, ink) >= AA


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("role", STANDARD_ROLES, ids=lambda role: role.id)
def test_a_role_can_be_read_on_its_own_colour(dress, name, role):
    dress(name)
    chip = ChipData("Orador/a", Tone.ROLE, "mic", role.color, role.dark_text)
    fill, ink, _line, _width = _colors(chip, "")

    assert fill == role.color
    assert contrast(fill, ink) >= AA


@pytest.mark.parametrize("name", list(Theme))
def test_large_buttons_of_self_service_can_be_read(dress, name):
    tokens = dress(name)
    looks = (filled(30, 30, gap=10, radius=12), edged(30, 30, gap=10, radius=12))

    for look in looks:
        assert contrast(look.ink, look.fill) >= AA
        assert contrast(look.ink, look.down or look.fill) >= AA
    assert contrast(looks[1].border or tokens.control, tokens.bg) >= 3


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("ground", ["bg", "surface", "sunken"])
@pytest.mark.parametrize("ink", ["ok_fg", "warn_fg", "bad_fg"])
def test_a_warning_without_a_ground_of_its_own_can_be_read_too(dress, name, ground, ink):
    tokens = dress(name)

    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= AA


@pytest.mark.parametrize("name", list(Theme))
def test_the_ring_of_the_keyboard_is_seen_on_every_ground_that_it_is_drawn_on(dress, name):
    tokens = dress(name)

    for ground in (tokens.bg, tokens.surface, tokens.sunken, tokens.soft, tokens.warn_bg):
        assert contrast(tokens.focus, ground) >= 3
    assert contrast(theme.SUN, tokens.ink) >= 3
