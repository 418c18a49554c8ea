"""The colours of the screens as plain values, one set a theme; draws nothing and knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.settings import Theme


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, "#rrggbb"; the names are those of the visual tokens."""

    name: Theme
    bg: str
    surface: str
    sunken: str
    border: str
    control: str
    text: str
    text2: str
    text3: str
    primary: str
    on_primary: str
    primary_hover: str
    primary_down: str
    soft: str
    on_soft: str
    ok_bg: str
    ok_fg: str
    warn_bg: str
    warn_fg: str
    bad_bg: str
    bad_fg: str
    mute_bg: str
    mute_fg: str
    hit: str
    on_hit: str
    ink: str
    on_ink: str
    on_ink2: str
    focus: str

    @property
    def high_contrast(self) -> bool:
        """Whether lines and outlines take the place of fills."""
        return self.name is Theme.HIGH_CONTRAST

    @property
    def trough(self) -> str:
        """The empty part of a bar on a panel; the mute ground would vanish on light paper."""
        return "#D3DCE3" if self.name is Theme.LIGHT else self.mute_bg

    @property
    def tight(self) -> str:
        """The bar of a room that is nearly full."""
        return "#A86A00" if self.name is Theme.LIGHT else self.warn_fg


LIGHT = Tokens(
    name=Theme.LIGHT,
    bg="#EDF1F4",
    surface="#FFFFFF",
    sunken="#F5F8FA",
    border="#CBD5DD",
    control="#6F818F",
    text="#0C1B26",
    text2="#42545F",
    text3="#566772",
    primary="#0B5CAD",
    on_primary="#FFFFFF",
    primary_hover="#094C90",
    primary_down="#073C72",
    soft="#E3EEF9",
    on_soft="#0A4A8C",
    ok_bg="#DDF3EA",
    ok_fg="#0A5140",
    warn_bg="#FFF0CC",
    warn_fg="#6B4300",
    bad_bg="#FBE4E6",
    bad_fg="#8A1324",
    mute_bg="#E6EBEF",
    mute_fg="#42545F",
    hit="#FFE08A",
    on_hit="#0C1B26",
    ink="#062033",
    on_ink="#FFFFFF",
    on_ink2="#A9C3D6",
    focus="#0B5CAD",
)

DARK = Tokens(
    name=Theme.DARK,
    bg="#0B161E",
    surface="#13232F",
    sunken="#0F1C26",
    border="#2C4252",
    control="#7C95A6",
    text="#EEF4F8",
    text2="#B9C8D3",
    text3="#9DB0BD",
    primary="#6DB8FF",
    on_primary="#04213D",
    primary_hover="#8CC8FF",
    primary_down="#4DA3F2",
    soft="#16344E",
    on_soft="#A9D5FF",
    ok_bg="#0F3B30",
    ok_fg="#8CE9CC",
    warn_bg="#453305",
    warn_fg="#FFD978",
    bad_bg="#4A1520",
    bad_fg="#FFB3BE",
    mute_bg="#22323E",
    mute_fg="#B9C8D3",
    hit="#FFD24A",
    on_hit="#0B161E",
    ink="#050D13",
    on_ink="#FFFFFF",
    on_ink2="#A9C3D6",
    focus="#6DB8FF",
)

HIGH_CONTRAST = Tokens(
    name=Theme.HIGH_CONTRAST,
    bg="#000000",
    surface="#000000",
    sunken="#000000",
    border="#FFFFFF",
    control="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#E6E6E6",
    primary="#FFE14D",
    on_primary="#000000",
    primary_hover="#FFF0A0",
    primary_down="#FFC800",
    soft="#000000",
    on_soft="#7DE3FF",
    ok_bg="#000000",
    ok_fg="#5CFFC9",
    warn_bg="#000000",
    warn_fg="#FFE14D",
    bad_bg="#000000",
    bad_fg="#FFA6B4",
    mute_bg="#000000",
    mute_fg="#E6E6E6",
    hit="#FFE14D",
    on_hit="#000000",
    ink="#000000",
    on_ink="#FFFFFF",
    on_ink2="#FFFFFF",
    focus="#4DE8FF",
)

# The same in every theme: tracks, inks on ink, and the verdict fills (answers only, never buttons).
TRACK_DEEP = "#17456A"
TRACK_COBALT = "#2F74D0"
TRACK_SKY = "#4FB3E8"
SUN = "#FFC53D"
INK_OUTLINE = "#5E86A2"
INK_TEXT = "#DCEAF3"
MARK_FIELD = "#0F3A58"
ADMIT, ON_ADMIT = "#12C99A", "#00211A"
REFUSE, ON_REFUSE, REFUSE_FOOT = "#7D0F2B", "#FFFFFF", "#5F0A20"
ASK, ON_ASK = "#FFC72E", "#2A1C00"
HELP, ON_HELP = "#0B3B5E", "#FFFFFF"
PAPER, PAPER_TEXT = "#FFFFFF", "#0C1B26"

_THEMES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.HIGH_CONTRAST: HIGH_CONTRAST}


class _Chosen:
    """The theme in force; one a process, changed only by set_theme()."""

    theme = Theme.LIGHT


def tokens(theme: Theme) -> Tokens:
    """The colours of that theme."""
    return _THEMES[theme]


def current() -> Tokens:
    """The colours in force."""
    return _THEMES[_Chosen.theme]


def set_theme(theme: Theme) -> Tokens:
    """Choose the theme; widgets follow when the style sheet is applied again."""
    _Chosen.theme = theme
    return current()
