"""The colours are those that were measured; every pair of text and ground can be read."""

import re

import pytest

from kiosk.domain.settings import Theme
from kiosk.ui import theme

PAIRS = [
    ("text", "bg", 4.5),
    ("text", "surface", 4.5),
    ("text2", "bg", 4.5),
    ("text2", "surface", 4.5),
    ("text2", "soft", 4.5),
    ("text3", "bg", 4.5),
    ("text3", "sunken", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("on_soft", "soft", 4.5),
    ("ok_fg", "ok_bg", 4.5),
    ("warn_fg", "warn_bg", 4.5),
    ("bad_fg", "bad_bg", 4.5),
    ("mute_fg", "mute_bg", 4.5),
    ("on_hit", "hit", 4.5),
    ("on_ink", "ink", 4.5),
    ("on_ink2", "ink", 4.5),
    ("control", "surface", 3.0),
    ("focus", "bg", 3.0),
]
MEASURED = {
    (Theme.LIGHT, "text", "bg"): 15.4,
    (Theme.LIGHT, "on_primary", "primary"): 6.7,
    (Theme.DARK, "text2", "soft"): 7.5,
    (Theme.HIGH_CONTRAST, "on_soft", "soft"): 14.3,
    (Theme.DARK, "control", "surface"): 5.1,
}


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_text_can_be_read(name, ink, ground, needed):
    tokens = theme.tokens(name)
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= needed


@pytest.mark.parametrize(("key", "ratio"), MEASURED.items())
def test_measured_ratios_hold(key, ratio):
    name, ink, ground = key
    tokens = theme.tokens(name)
    assert round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 1) == ratio


def test_admit_and_refuse_differ_in_grey_too():
    assert contrast(theme.ADMIT, theme.REFUSE) > 4.5
    assert contrast(theme.ADMIT, theme.ON_ADMIT) > 7
    assert contrast(theme.REFUSE, theme.ON_REFUSE) > 7
    assert contrast(theme.ASK, theme.ON_ASK) > 7


@pytest.mark.parametrize("name", list(Theme))
def test_every_colour_is_a_colour(name):
    tokens = theme.tokens(name)
    fields = [f for f in theme.Tokens.__dataclass_fields__ if f != "name"]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", getattr(tokens, f)) for f in fields)
    assert tokens.name is name


def test_the_theme_in_force_is_the_one_chosen():
    try:
        assert theme.set_theme(Theme.DARK) is theme.current()
        assert theme.current().name is Theme.DARK
        assert not theme.current().high_contrast
        assert theme.set_theme(Theme.HIGH_CONTRAST).high_contrast
    finally:
        theme.set_theme(Theme.LIGHT)
