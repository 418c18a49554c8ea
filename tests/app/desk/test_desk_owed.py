"""Who is owed a badge gets it by the blue button; whose ticket has none is offered none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.event import BadgeUse
from kiosk.services.check_in import ScanRequest, scan
from kiosk.ui.desk.state import Page

ENTER = Qt.Key.Key_Return


@pytest.fixture
def owed(desk):
    """José came by another station, without a badge."""
    desk.read(lambda ctx: scan(ctx, ScanRequest(person_id="jose", checkpoint="main")))
    return desk


def jobs(desk):
    desk.controller.refresh()
    desk.idle()
    return [(job.person_id, job.state) for job in desk.model.jobs]


def test_the_blue_button_prints_what_is_owed(owed):
    owed.type("ibanez")
    assert owed.view.card.main.text() == "Imprimir la credencial que falta"
    owed.press(ENTER)

    assert jobs(owed) == [("jose", "waiting")]
    assert owed.kinds("jose").count("admitted") == 1
    assert "José Núñez Ibáñez: la credencial está en camino." in owed.message


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_F6], ids=["enter", "f6"])
def test_scanned_again_the_owed_badge_needs_no_reason(owed, key):
    owed.scan("code-jose")
    assert owed.page is Page.ALREADY
    assert not owed.view.already_card.reasons.isVisible()
    owed.press(key)

    assert jobs(owed) == [("jose", "waiting")]
    assert "badge_voided" not in owed.kinds("jose")


def test_a_badge_on_its_way_is_not_offered_again(owed):
    owed.scan("code-jose")
    owed.press(ENTER)
    owed.scan("code-jose")

    assert not owed.view._state.already.card.owed
    owed.press(ENTER)
    assert jobs(owed) == [("jose", "waiting")]


class TestWithoutBadge:
    @pytest.fixture
    def event(self, event):
        """Fellows' registrations come without a badge, and José is one."""
        return replace(event, badge_uses=(BadgeUse(roles=("fellow",)),))

    def test_the_card_checks_in_and_offers_no_printing(self, desk):
        desk.type("ibanez")
        card = desk.view.card

        assert card.main.text() == "Acreditar"
        assert not card.no_print.isVisible()
        assert not card.reprint.isVisible()
        assert card.preview_label.text() == "Su entrada no lleva credencial."

        desk.press(ENTER)
        assert desk.banner == ""
        assert desk.kinds("jose") == ["admitted"]
        assert jobs(desk) == []

    def test_scanned_again_there_is_no_print_button_either(self, desk):
        desk.type("ibanez")
        desk.press(ENTER)
        desk.scan("code-jose")

        assert not desk.view.already_card.reprint.isVisible()
        desk.press(Qt.Key.Key_F6)
        assert jobs(desk) == []

    def test_somebody_else_is_printed_as_always(self, desk):
        desk.type("prado")
        assert desk.view.card.main.text() == "Acreditar e imprimir"
        assert desk.view.card.no_print.isVisible()
