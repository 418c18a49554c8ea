"""The colours are those that were measured; every pair of text and ground can be read."""

import re

import pytest

from kiosk.domain.settings import Theme
from kiosk.ui import theme

THEMES = (Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)
MEASURED = """
text bg 15.4 16.5 21
text surface 17.5 14.5 21
text2 bg 6.9 10.7 21
text2 surface 7.9 9.4 21
text3 bg 5.2 8.2 16.8
on_primary primary 6.7 7.7 16.1
on_soft soft 7.5 8.4 14.3
text2 soft 6.7 7.5 21
ok_fg ok_bg 8.0 8.7 16.6
warn_fg warn_bg 7.7 8.9 16.1
bad_fg bad_bg 7.9 8.8 11.4
mute_fg mute_bg 6.6 7.7 16.8
on_hit hit 13.6 12.7 16.1
on_ink2 ink 9.1 10.7 21
control surface 4.0 5.1 21
focus bg 5.9 8.7 14.3
"""
"""Ink, ground, and the WCAG ratio in light, dark and high contrast, from the visual tokens."""

MORE_TEXT = (
    ("text", "sunken"), ("text", "soft"), ("text2", "sunken"), ("text3", "surface"),
    ("text3", "sunken"), ("on_primary", "primary_hover"), ("on_primary", "primary_down"),
    ("primary", "surface"), ("on_ink", "ink"), ("text", "warn_bg"), ("text2", "mute_bg"),
)  # fmt: skip
"""Pairs that stand on the screens without a figure of their own: AA for text, 4.5."""

# Machado, Oliveira & Fernandes 2009, severity 1.0, applied to linear RGB.
VISION = {
    "typical": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
SEEN = {
    "typical": ("#12C99A", "#7D0F2B", "#FFC72E"),
    "deuteranopia": ("#AFAB9D", "#4D4628", "#EED538"),
    "protanopia": ("#C4BA98", "#32302B", "#E0C600"),
    "tritanopia": ("#00CABC", "#8A001C", "#FFB4AB"),
}
VERDICTS = (
    (theme.ADMIT, theme.ON_ADMIT, 8.0),
    (theme.REFUSE, theme.ON_REFUSE, 10.6),
    (theme.REFUSE_FOOT, theme.ON_REFUSE, 13.5),
    (theme.ASK, theme.ON_ASK, 10.6),
    (theme.HELP, theme.ON_HELP, 11.7),
)


def linear(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(color):
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def simulated(color, vision):
    """The colour as an eye of that kind sees it, "#RRGGBB"."""
    parts = linear(color)
    mixed = [sum(f * p for f, p in zip(row, parts, strict=True)) for row in VISION[vision]]
    clipped = [min(1.0, max(0.0, part)) for part in mixed]
    back = [c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped]
    return "#" + "".join(f"{round(part * 255):02X}" for part in back)


def measured_rows():
    for line in MEASURED.split("\n"):
        if line:
            ink, ground, *ratios = line.split()
            for name, ratio in zip(THEMES, ratios, strict=True):
                yield pytest.param(name, ink, ground, float(ratio), id=f"{name}-{ink}-{ground}")


@pytest.mark.parametrize(("name", "ink", "ground", "ratio"), list(measured_rows()))
def test_measured_ratios_hold(name, ink, ground, ratio):
    tokens = theme.tokens(name)
    found = contrast(getattr(tokens, ink), getattr(tokens, ground))
    assert found == pytest.approx(ratio, abs=0.06)
    assert found >= (3.0 if ink in ("control", "focus") else 4.5)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), MORE_TEXT)
def test_every_other_text_can_be_read(name, ink, ground):
    tokens = theme.tokens(name)
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("name", [Theme.DARK, Theme.HIGH_CONTRAST])
def test_dark_and_high_contrast_reach_the_higher_level(name):
    rows = [line.split()[:2] for line in MEASURED.split("\n") if line]
    tokens = theme.tokens(name)
    texts = [pair for pair in rows if pair[0] not in ("control", "focus")]
    assert all(contrast(getattr(tokens, a), getattr(tokens, b)) >= 7 for a, b in texts)


@pytest.mark.parametrize(("fill", "ink", "ratio"), VERDICTS)
def test_the_words_of_a_verdict_stand_out(fill, ink, ratio):
    assert contrast(fill, ink) == pytest.approx(ratio, abs=0.06)
    assert contrast(fill, ink) >= 7


@pytest.mark.parametrize("vision", VISION)
def test_verdicts_keep_their_colours_apart_for_every_eye(vision):
    fills = (theme.ADMIT, theme.REFUSE, theme.ASK)
    seen = [simulated(fill, vision) for fill in fills]
    for one, other in zip(seen, SEEN[vision], strict=True):
        pairs = zip(linear(one), linear(other), strict=True)
        assert all(abs(a - b) < 0.01 for a, b in pairs), (one, other)
    admit, refuse, ask = seen
    assert contrast(admit, refuse) > 4
    assert contrast(ask, refuse) > 4
    assert len(set(seen)) == 3


@pytest.mark.parametrize("vision", VISION)
def test_the_words_of_a_verdict_can_be_read_by_every_eye(vision):
    for fill, ink, _ratio in VERDICTS[:4]:
        assert contrast(simulated(fill, vision), simulated(ink, vision)) >= 7


def test_admit_and_refuse_differ_in_grey_too():
    assert contrast(theme.ADMIT, theme.REFUSE) == pytest.approx(5.0, abs=0.2)


def test_what_is_drawn_on_ink_can_be_seen():
    ink = theme.LIGHT.ink
    assert contrast(theme.SUN, ink) == pytest.approx(10.5, abs=0.06)
    assert contrast(theme.INK_OUTLINE, ink) == pytest.approx(4.3, abs=0.06)
    assert contrast(theme.INK_TEXT, ink) == pytest.approx(13.6, abs=0.06)


@pytest.mark.parametrize("name", THEMES)
def test_answers_never_share_a_colour_with_buttons(name):
    tokens = theme.tokens(name)
    buttons = {tokens.primary, tokens.primary_hover, tokens.primary_down, tokens.soft}
    assert not buttons & {theme.ADMIT, theme.REFUSE, theme.ASK}


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_is_a_colour(name):
    tokens = theme.tokens(name)
    fields = [f for f in theme.Tokens.__dataclass_fields__ if f != "name"]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", getattr(tokens, f)) for f in fields)
    assert re.fullmatch(r"#[0-9A-F]{6}", tokens.trough)
    assert tokens.name is name


@pytest.mark.parametrize("name", THEMES)
def test_the_filled_part_of_a_bar_stands_out(name):
    tokens = theme.tokens(name)
    assert contrast(tokens.primary, tokens.trough) >= 3


def test_the_light_trough_is_seen_on_paper():
    assert theme.LIGHT.trough != theme.LIGHT.mute_bg
    assert theme.DARK.trough == theme.DARK.mute_bg


def test_only_high_contrast_draws_lines_for_fills():
    assert [theme.tokens(name).high_contrast for name in THEMES] == [False, False, True]


def test_high_contrast_has_only_black_grounds():
    tokens = theme.HIGH_CONTRAST
    grounds = ("bg", "surface", "sunken", "soft", "ink", "ok_bg", "warn_bg", "bad_bg", "mute_bg")
    assert {getattr(tokens, ground) for ground in grounds} == {"#000000"}
    assert tokens.border == tokens.control == "#FFFFFF"


def test_the_theme_in_force_is_the_one_chosen():
    assert theme.set_theme(Theme.DARK) is theme.current()
    assert theme.current().name is Theme.DARK
    assert not theme.current().high_contrast
    assert theme.set_theme(Theme.HIGH_CONTRAST).high_contrast
