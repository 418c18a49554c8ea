"""The quorum at the door: what is drawn of it, and that it fits in every language."""

from dataclasses import replace

import pytest

from kiosk.ui import theme
from kiosk.ui.door.state import QuorumState

STANDS = QuorumState(
    "Segunda llamada",
    "Quórum a las 09:31",
    holds=True,
    present=342,
    needed=320,
    unit="votos",
    detail="118 organizaciones · 342 votos",
)
LACKS = replace(STANDS, status="faltan 1.033 organizaciones", holds=False, unit="organizaciones")


def texts(view):
    box = view.ready.quorum
    return [part.text for part in (box.title, box.status, box.count, box.detail)]


def test_without_an_assembly_there_is_no_box(view, ready):
    view.show_state(ready)
    assert not view.ready.quorum.isVisible()
    top = view.ready.latest.y()

    view.show_state(replace(ready, quorum=STANDS))
    assert view.ready.quorum.isVisible()
    assert view.ready.latest.y() > top

    view.show_state(ready)
    assert view.ready.latest.y() == top


def test_call_figures_and_status_are_told(view, ready):
    view.show_state(replace(ready, quorum=STANDS))

    assert texts(view) == [
        "Segunda llamada",
        "Quórum a las 09:31",
        "342 / 320 votos",
        "118 organizaciones · 342 votos",
    ]


def test_an_assembly_without_calls_shows_what_is_there(view, ready):
    plain = QuorumState("Asamblea", present=12, unit="presentes", detail="12 organizaciones")

    view.show_state(replace(ready, quorum=plain))

    assert texts(view) == ["Asamblea", "", "12 presentes", "12 organizaciones"]


@pytest.mark.parametrize(("state", "filled"), [(STANDS, True), (replace(LACKS, present=0), False)])
def test_the_bar_is_as_long_as_what_is_there(view, ready, state, filled):
    view.show_state(replace(ready, quorum=state))
    box = view.ready.quorum
    image = box.grab().toImage()
    scale = box.scale

    def color(x):
        return image.pixelColor(int(x * scale), int(109 * scale)).name().upper()

    colors = theme.current()
    assert color(20) == (colors.primary if filled else colors.trough)
    assert color(310) == (colors.primary if filled else colors.trough)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1024, 640)])
@pytest.mark.parametrize("state", [STANDS, LACKS], ids=["stands", "lacks"])
def test_nothing_is_cut(view, ready, problems_of, size, state):
    view.resize(*size)
    view.show_state(replace(ready, quorum=state))

    assert problems_of(view.page) == {}
