"""What the desk asks of the store, job by job on a real one; no window is needed."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from kiosk.app import desk_jobs
from kiosk.app.desk_badge import outlook
from kiosk.app.desk_jobs import Done
from kiosk.app.desk_model import Place
from kiosk.domain.checkpoints import Level
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.facts import Override
from kiosk.domain.verdict import Reason
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.desk import WalkIn
from kiosk.services.find import search
from kiosk.store import journal, people
from kiosk.store.connect import close
from kiosk.ui.desk.state import FormData

ANA = WalkIn("Ana", "Quiroga", email="ana@example.org", organisation="CERT Litoral", country="AR")
JOAO = WalkIn("Joao Pedro", "Araujo Lima", email="jp@x.example", organisation="IX Serra Azul")


@pytest.fixture
def ctx(open_here):
    context = open_here()
    yield context
    close(context.db)


@pytest.fixture
def place(ctx: Context) -> Place:
    return Place(ctx.event, ctx.station, "main")


def kinds(ctx: Context, person_id: str) -> list[str]:
    return [str(entry.kind) for entry in journal.of_person(ctx.db, person_id)]


def entries(ctx: Context) -> int:
    return ctx.db["entry"].count


class TestLooking:
    def test_showing_a_person_records_nothing(self, ctx):
        shown = desk_jobs.show(ctx, "jose", "main")
        assert shown.card.person.full_name == "José Núñez Ibáñez"
        assert shown.found.person == shown.card.person
        assert shown.outcome.verdict.admitted
        assert entries(ctx) == 0

    def test_nobody_of_that_id_is_a_known_problem(self, ctx):
        with pytest.raises(NotFoundError):
            desk_jobs.show(ctx, "nobody", "main")

    def test_a_place_that_does_not_exist_is_a_known_problem(self, ctx):
        with pytest.raises(NotFoundError):
            desk_jobs.show(ctx, "jose", "cellar")

    def test_a_scan_of_somebody_who_may_enter_waits(self, ctx, place):
        seen = desk_jobs.see(ctx, "code-jose", place)
        assert seen.shown is not None
        assert seen.outcome.verdict.admitted
        assert entries(ctx) == 0

    def test_a_scan_that_is_refused_is_recorded_with_who_sat_there(self, ctx, place):
        seen = desk_jobs.see(ctx, "code-ramon", place)
        assert seen.outcome.verdict.reason is Reason.CANCELED
        (entry,) = journal.of_person(ctx.db, "ramon")
        assert (entry.operator, entry.station) == ("Lucía R.", "Mesa 2")

    def test_an_unknown_text_names_nobody_and_is_recorded(self, ctx, place):
        seen = desk_jobs.see(ctx, "no-such-code", place)
        assert seen.shown is None
        assert entries(ctx) == 1

    @pytest.mark.parametrize("text", ["", "núñez", "code-jose", "LAC.", "LAC.123"])
    def test_a_name_is_no_code(self, place, text):
        assert not desk_jobs.is_code(text, place)


class TestCheckIn:
    def test_it_queues_the_badge_and_answers_the_new_card(self, ctx, place):
        done = desk_jobs.check_in(ctx, "jose", place, with_badge=True)
        assert done.printing
        assert done.problem is None
        assert done.shown.card.checked_in is not None
        assert len(printing.jobs(ctx)) == 1

    def test_without_a_badge_nothing_is_queued(self, ctx, place):
        done = desk_jobs.check_in(ctx, "jose", place, with_badge=False)
        assert not done.printing
        assert printing.jobs(ctx) == []
        assert kinds(ctx, "jose") == ["admitted"]

    def test_a_second_one_is_refused_and_queues_nothing(self, ctx, place):
        desk_jobs.check_in(ctx, "jose", place, with_badge=False)
        done = desk_jobs.check_in(ctx, "jose", place, with_badge=True)
        assert done.outcome.verdict.reason is Reason.ALREADY_REDEEMED
        assert not done.printing
        assert printing.jobs(ctx) == []

    def test_an_unpaid_person_needs_an_override(self, ctx, place):
        done = desk_jobs.check_in(ctx, "tomas", place, with_badge=True)
        assert done.outcome.verdict.reason is Reason.UNPAID
        override = Override("Lucía R.", "Pagó en la mesa", Level.SUPERVISOR)
        done = desk_jobs.check_in(ctx, "tomas", place, with_badge=True, override=override)
        assert done.outcome.verdict.admitted
        assert done.printing
        assert kinds(ctx, "tomas")[:2] == ["refused", "overridden"]

    def test_a_missing_printer_is_a_problem_beside_the_check_in(self, ctx, place):
        ctx = replace(ctx, station=dataclasses.replace(ctx.station, printer=""))
        done = desk_jobs.check_in(ctx, "jose", place, with_badge=True)
        assert done.outcome.verdict.admitted
        assert isinstance(done.problem, WrongUseError)
        assert not done.printing
        assert "admitted" in kinds(ctx, "jose")


class TestReprint:
    @pytest.fixture
    def printed(self, ctx, place, work_off):
        desk_jobs.check_in(ctx, "jose", place, with_badge=True)
        work_off(ctx)
        return people.badge_of(ctx.db, "jose").badge_code

    @pytest.mark.parametrize("reason", ["Se dañó", "Se perdió"])
    def test_whatever_the_reason_the_one_before_is_voided(self, ctx, place, printed, reason):
        assert desk_jobs.reprint(ctx, "jose", place, reason).printing
        assert people.badge_of(ctx.db, "jose").badge_code != printed
        assert desk_jobs.see(ctx, printed, place).outcome.verdict.reason is Reason.BADGE_VOID

    def test_one_that_still_waits_is_not_queued_again(self, ctx, place, printed):
        desk_jobs.reprint(ctx, "jose", place, "Se dañó")
        again = desk_jobs.reprint(ctx, "jose", place, "Se dañó")
        assert again.problem is not None
        assert len(printing.jobs(ctx)) == 2


class TestRegister:
    def test_somebody_new_is_checked_in_with_a_badge(self, ctx, place):
        done = desk_jobs.register(ctx, ANA, place, frozenset())
        assert isinstance(done, Done)
        assert done.printing
        assert done.shown.card.checked_in is not None

    def test_somebody_similar_is_asked_about_and_not_written(self, ctx, place):
        alike = desk_jobs.register(ctx, JOAO, place, frozenset())
        assert isinstance(alike, list)
        assert [found.person.person_id for found, _why in alike] == ["joao"]
        assert entries(ctx) == 0

    def test_once_answered_for_it_is_written(self, ctx, place):
        done = desk_jobs.register(ctx, JOAO, place, frozenset({"joao"}))
        assert isinstance(done, Done)
        assert len(search(ctx, "araujo lima")) == 2

    def test_a_walk_in_twice_is_asked_about_the_first(self, ctx, place):
        desk_jobs.register(ctx, ANA, place, frozenset())
        assert isinstance(desk_jobs.register(ctx, ANA, place, frozenset()), list)
        assert len(search(ctx, "quiroga")) == 1


class TestCorrect:
    def test_the_card_that_follows_shows_the_change(self, ctx, place):
        shown = desk_jobs.correct(ctx, "jose", {"organisation": "Bahía Net"}, place)
        assert shown.card.person.organisation == "Bahía Net"
        assert kinds(ctx, "jose") == ["corrected"]

    def test_a_person_without_any_name_is_refused(self, ctx, place):
        with pytest.raises(WrongUseError):
            desk_jobs.correct(ctx, "jose", {"given_name": "", "family_name": ""}, place)
        assert kinds(ctx, "jose") == []


class TestFigures:
    def test_they_follow_check_ins_and_prints(self, ctx, place):
        assert desk_jobs.figures(ctx).last is None
        desk_jobs.check_in(ctx, "jose", place, with_badge=True)
        figures = desk_jobs.figures(ctx)
        assert figures.last.person.person_id == "jose"
        assert (figures.counts.checked_in, figures.counts.waiting_prints) == (1, 1)
        assert [(job.person_id, job.state) for job in figures.queue.jobs] == [("jose", "waiting")]


class TestOutlook:
    def test_without_a_name_there_is_nothing_to_draw(self, ctx):
        assert outlook(ctx, FormData(organisation="CERT")).png == b""

    def test_a_badge_is_drawn_and_checked_without_storing_anything(self, ctx):
        seen = outlook(ctx, FormData(given_name="Ana", family_name="Quiroga"))
        assert seen.png.startswith(b"\x89PNG")
        assert [good for good, _words in seen.checks] == [True, True, True]
        assert entries(ctx) == 0
        assert ctx.db["person"].count == 5

    def test_a_letter_that_no_font_has_is_named(self, ctx):
        seen = outlook(ctx, FormData(given_name="Ana \U00013000", family_name="Quiroga"))
        bad = [words() for good, words in seen.checks if not good]
        assert len(bad) == 1
        assert "\U00013000" in bad[0]
