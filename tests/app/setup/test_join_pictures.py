"""The pictures of joining show what they are to show, in every language and on a small screen."""

from __future__ import annotations

import pytest

from kiosk.app import scene_join
from kiosk.texts import use
from kiosk.ui.setup.state import Step

SCENES = ("invitation", "refused", "unreachable", "settled", "coming", "here", "waiting")


@pytest.fixture(params=["es", "pt", "en"])
def lang(request):
    use(request.param)
    return request.param


def shown(qtbot, name):
    view = getattr(scene_join, name)()
    qtbot.addWidget(view)
    view.resize(1024, 640)
    view.show()
    return view


@pytest.mark.parametrize("name", SCENES)
def test_everything_fits_on_a_small_screen(qtbot, lang, name):
    view = shown(qtbot, name)

    assert view.size().toTuple() == (1024, 640)
    for button in (view.start, view.other, view.back):
        if button.isVisible():
            low = button.mapTo(view, button.rect().bottomRight())
            assert view.rect().contains(low)
    assert view.title.text()


@pytest.mark.usefixtures("lang")
def test_the_field_for_the_address_is_there_where_the_hub_is_silent(qtbot):
    assert not shown(qtbot, "invitation").event_page.join.address.isVisible()
    view = shown(qtbot, "unreachable")

    assert view.event_page.join.address.isVisible()
    assert "192.168.1.5:4222" in view.banner.text()


@pytest.mark.usefixtures("lang")
def test_what_is_settled_cannot_be_typed(qtbot):
    view = shown(qtbot, "settled")

    assert not view.station.name.isEnabled()
    assert not view.station.role.isEnabled()
    assert view.station.pin.isEnabled()
    assert view.station.name.text() == "Puerta 2"


@pytest.mark.parametrize(
    ("name", "bar", "other"),
    [("coming", True, False), ("here", True, False), ("waiting", False, True)],
)
@pytest.mark.usefixtures("lang")
def test_the_list_is_shown_as_it_comes(qtbot, name, bar, other):
    view = shown(qtbot, name)

    assert view.state.step is Step.FETCH
    assert view.fetch.bar.isVisible() is bar
    assert view.other.isVisible() is other
    assert ("15000" in view.fetch.count.text()) is (name == "here")
