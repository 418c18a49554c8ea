"""Somebody whose ticket comes without a badge: greeted, checked in, told so; nothing is printed."""

from dataclasses import replace

import pytest

from kiosk.app.self_service_jobs import Ordered, check_in_and_print
from kiosk.domain.event import BadgeUse
from kiosk.services.check_in import ScanRequest
from kiosk.texts import LANGUAGES
from kiosk.ui.self_service.state import ConfirmState, DoneState, HelpState, IdleState
from tests.app.stations.codes import ANA, JOSE

WORDS = {
    "es": "Su entrada no lleva credencial.",
    "pt": "Este ingresso não inclui credencial.",
    "en": "This ticket comes without a badge.",
}


SPEAKERS = (BadgeUse(roles=("speaker",)),)


@pytest.fixture
def badge_uses():
    """Speakers (Ana) have none."""
    return SPEAKERS


def test_the_greeting_says_so_and_asks_for_the_arrival_only(kiosk):
    assert kiosk.scan(ANA) == ConfirmState("Ana", b"", bare=True)
    assert kiosk.view.confirm.question.text == WORDS["es"]
    assert kiosk.view.confirm.print_button.text == "Registrar mi llegada"
    assert not kiosk.view.confirm.badge.isVisible()


def test_the_round_ends_friendly_with_the_arrival_and_no_job(kiosk):
    kiosk.scan(ANA)
    state = kiosk.press_print()

    assert state == DoneState(bare=True, session_title=state.session_title)
    assert kiosk.view.done.title.text == "¡Listo!"
    assert kiosk.view.done.take.text == WORDS["es"]
    assert not kiosk.view.done.scene.isVisible()
    assert kiosk.world.kinds() == ["admitted"]
    assert (kiosk.queued, kiosk.sounds) == ([], ["tick", "ready"])
    kiosk.view.done.bar.end_timer.timeout.emit()
    assert isinstance(kiosk.state, IdleState)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_it(kiosk, language):
    kiosk.view.idle.switch.choose(language)
    kiosk.scan(ANA)
    kiosk.press_print()

    assert kiosk.view.done.take.text == WORDS[language]


def test_a_second_visit_is_for_the_desk_and_no_badge_is_owed(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.controller.to_idle()

    assert isinstance(kiosk.scan(ANA), HelpState)
    assert kiosk.world.kinds()[0] == "admitted"


def test_the_next_person_gets_a_badge_as_ever(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.controller.to_idle()
    state = kiosk.scan(JOSE)

    assert state.badge_png
    assert not state.bare
    assert kiosk.view.confirm.badge.isVisible()
    kiosk.press_print()
    assert len(kiosk.queued) == 1


def test_a_rule_that_comes_after_the_greeting_is_heard(kiosk):
    request = ScanRequest(checkpoint="main", person_id="jose")

    def changed(ctx):
        uses = (*SPEAKERS, BadgeUse(roles=("newcomer",)))
        return check_in_and_print(
            replace(ctx, event=replace(ctx.event, badge_uses=uses)), request, arrived=False
        )

    assert not kiosk.scan(JOSE).bare
    assert kiosk.world.ask(changed) == Ordered(bare=True)
    assert kiosk.world.kinds() == ["admitted"]
