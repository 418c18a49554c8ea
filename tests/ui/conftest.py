"""Every test of the screens starts with the fonts loaded and in the light theme."""

import pytest

from kiosk.domain.settings import Theme
from kiosk.ui import fonts, stylesheet, theme


def _make_light(app):
    """Only where it is not: a new style sheet costs more than most of the tests."""
    if theme.current() is not theme.LIGHT or app.styleSheet() != stylesheet.build(theme.LIGHT):
        stylesheet.apply(app, Theme.LIGHT)


@pytest.fixture(autouse=True)
def _dressed(qapp):
    """A test may run alone, first or last: none leans on what another one loaded or chose."""
    fonts.load()
    _make_light(qapp)


@pytest.fixture
def dress(qapp):
    """Put the program into a theme; answers its colours."""

    def dressing(name):
        stylesheet.apply(qapp, name)
        return theme.tokens(name)

    return dressing
