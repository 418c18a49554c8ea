"""What a screen's bar says of the other stations, in every state and language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk import texts
from kiosk.app.hub_states import hub_items, others_state
from kiosk.app.hub_view import HubView
from kiosk.domain.stations import Sign, StationState
from kiosk.hub.interface import Trouble
from kiosk.ui.widgets.chip import Tone

AT = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
ALONE = HubView()
MEMBER = HubView(member=True, name="A")


def station(name: str, *signs: Sign) -> StationState:
    return StationState(name, name, AT, None, signs=signs)


def heard(*stations: StationState, **more: object) -> HubView:
    return replace(MEMBER, connected=True, stations=stations, **more)


def said(view: HubView) -> str:
    (item,) = hub_items(view)
    return f"{item.before} {item.strong} {item.after}".strip()


def test_a_station_alone_says_nothing():
    assert others_state(ALONE) is None
    assert hub_items(ALONE) == []


@pytest.mark.parametrize(
    ("view", "words", "good"),
    [
        (MEMBER, "Central conectando…", True),
        (heard(), "Central conectada", True),
        (heard(station("A")), "Central 1 de 1 estación", True),
        (heard(station("A"), station("B")), "Central 2 de 2 estaciones", True),
        (heard(station("A"), station("B", Sign.SILENT)), "Central 1 de 2 estaciones", False),
        (heard(station("A"), station("B", Sign.WAITING)), "Central 2 de 2 estaciones", True),
        (heard(station("A"), waiting=2), "Central 1 de 1 estación", True),
        (heard(station("A"), conflicts=1), "Central 1 de 1 estación · 1 ingreso doble", False),
        (heard(station("A"), conflicts=2), "Central 1 de 1 estación · 2 ingresos dobles", False),
        (replace(MEMBER, trouble=Trouble.UNREACHABLE), "Central sin conexión", False),
        (
            replace(MEMBER, trouble=Trouble.UNREACHABLE, waiting=3),
            "Central sin conexión · 3 por enviar",
            False,
        ),
        (replace(MEMBER, trouble=Trouble.REFUSED), "Central no admite esta estación", False),
        (replace(MEMBER, trouble=Trouble.CERTIFICATE), "Central responde otra máquina", False),
    ],
)
def test_the_bar_says_how_the_station_stands_with_the_others(view, words, good):
    state = others_state(view)

    assert said(view) == words
    assert state is not None
    assert state.good is good
    assert hub_items(view)[0].tone is (Tone.OK if good else Tone.WARN)
    assert hub_items(view)[0].page == "stations"


@pytest.mark.parametrize(
    ("view", "icon"),
    [
        (MEMBER, "server"),
        (heard(station("A")), "server"),
        (heard(station("A", Sign.SILENT)), "server"),
        (replace(MEMBER, trouble=Trouble.UNREACHABLE), "triangle-alert"),
    ],
)
def test_the_sign_tells_it_without_colour(view, icon):
    assert hub_items(view)[0].icon == icon


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt", "Central sem conexão · 3 a enviar"),
        ("en", "Hub no connection · 3 to send"),
    ],
)
def test_every_language_says_it(language, words):
    texts.use(language)

    assert said(replace(MEMBER, trouble=Trouble.UNREACHABLE, waiting=3)) == words


@pytest.mark.parametrize("trouble", list(Trouble), ids=lambda one: one.name)
def test_no_trouble_is_without_words(trouble):
    for language in texts.LANGUAGES:
        texts.use(language)
        state = others_state(replace(MEMBER, trouble=trouble))
        assert state is not None
        assert state.state
