"""The card at the right: what is wrong, who may overrule it, and what else is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.app import desk_cards
from kiosk.domain.checkpoints import Level
from kiosk.domain.verdict import Reason


class TestCard:
    def test_nothing_is_wrong_with_somebody_who_may_enter(self, made):
        card = desk_cards.card_state(made.chosen(), made.place, made.now)
        assert (card.problem, card.may_override, card.checked_in) == ("", False, False)

    def test_a_refusal_carries_its_reason_and_the_next_step(self, made):
        verdict = made.no(Reason.UNPAID, may_override=Level.SUPERVISOR)
        card = desk_cards.card_state(made.chosen(verdict), made.place, made.now)
        assert card.problem == "La inscripción está pendiente de pago."
        assert card.may_override
        assert not card.problem_bad

    def test_cancelled_is_severe(self, made):
        assert desk_cards.card_state(
            made.chosen(made.no(Reason.CANCELED)), made.place, made.now
        ).problem_bad

    def test_somebody_checked_in_is_no_problem(self, made):
        shown = made.chosen(made.no(Reason.ALREADY_REDEEMED), checked_in=made.visit)
        card = desk_cards.card_state(shown, made.place, made.now)
        assert (card.problem, card.checked_in) == ("", True)

    def test_the_note_is_the_persons_or_the_tickets(self, made):
        ticket = replace(made.paid, checkin_text="Entregar bolsa")
        assert (
            desk_cards.card_state(made.chosen(tickets=(ticket,)), made.place, made.now).note
            == "Entregar bolsa"
        )
        person = replace(made.ana, note="Silla de ruedas")
        shown = made.chosen(tickets=(ticket,), person=person)
        assert desk_cards.card_state(shown, made.place, made.now).note == "Silla de ruedas"

    @pytest.mark.parametrize(
        ("photo", "facts"), [(True, "Acepta fotos"), (False, "Sin fotos"), (None, None)]
    )
    def test_photos_are_mentioned_only_where_somebody_asked(self, made, photo, facts):
        card = desk_cards.card_state(
            made.chosen(person=replace(made.ana, photo_ok=photo)), made.place, made.now
        )
        assert [words for _icon, words in card.facts] == ([facts] if facts else [])

    def test_the_badge_code_is_shown_never_the_tickets(self, made):
        card = desk_cards.card_state(made.chosen(badge_code="LAC.7KQ4M2XR"), made.place, made.now)
        assert card.facts == (("qr-code", "LAC.7KQ4M2XR"),)
        assert "code" not in repr(card.form)

    @pytest.mark.parametrize(
        ("level", "pin", "asked", "allowed"),
        [
            (Level.SUPERVISOR, "", False, True),
            (Level.SUPERVISOR, "hash", False, False),
            (Level.SUPERVISOR, "hash", True, True),
            (Level.DESK, "hash", False, True),
            (None, "", True, False),
        ],
    )
    def test_who_may_overrule(self, made, level, pin, asked, allowed):
        place = replace(
            made.place, station=replace(made.place.station, pin_hash=pin), can_ask_pin=asked
        )
        verdict = made.no(Reason.UNPAID, may_override=level)
        assert desk_cards.may_override(verdict, place) is allowed
