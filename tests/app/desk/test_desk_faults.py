"""What goes wrong in the world: a full disk, no printer, a bug; nothing is lost and it is said."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.ui.desk.state import CardMode, FormData, Page

ENTER = Qt.Key.Key_Return
ANA = FormData("Ana", "Quiroga", "", "ana@example.org", "CERT Litoral", "AR", "speaker")


def fill_disk(desk):
    """SQLite may take no further page: the same error as on a full disk."""

    def no_more(ctx):
        pages = ctx.db.execute("PRAGMA page_count").fetchone()[0]
        ctx.db.execute(f"PRAGMA max_page_count = {pages}")

    desk.in_store(no_more)


def free_disk(desk):
    desk.in_store(lambda ctx: ctx.db.execute("PRAGMA max_page_count = 1000000"))


def lock_file(desk):
    """The file may only be read."""
    desk.in_store(lambda ctx: ctx.db.execute("PRAGMA query_only = on"))


def unlock_file(desk):
    desk.in_store(lambda ctx: ctx.db.execute("PRAGMA query_only = off"))


def dismiss(desk):
    desk.qtbot.mouseClick(desk.view.banner.button, Qt.MouseButton.LeftButton)


class TestReadOnlyFile:
    @pytest.fixture
    def locked(self, desk):
        desk.type("ibanez")
        lock_file(desk)
        return desk

    def test_the_check_in_is_not_claimed(self, locked):
        locked.press(ENTER)
        assert locked.kinds("jose") == []
        assert "acreditación hecha" not in locked.message
        assert locked.banner

    def test_the_card_stays_and_enter_works_once_it_is_mended(self, locked):
        locked.press(ENTER)
        assert locked.view._state.card.person_id == "jose"
        assert not locked.model.busy
        unlock_file(locked)
        dismiss(locked)
        locked.press(ENTER, locked.view.box.line)
        assert locked.kinds("jose").count("admitted") == 1
        assert locked.banner == ""

    def test_searching_goes_on(self, locked):
        locked.press(ENTER)
        locked.view.box.line.selectAll()
        locked.type("prado")
        assert locked.view._state.card.person_id == "maria"

    def test_a_refused_scan_cannot_be_recorded_and_says_so(self, locked):
        locked.scan("no-such-code")
        assert locked.banner
        assert not locked.model.busy

    def test_a_walk_in_stays_in_the_form(self, locked):
        locked.press(Qt.Key.Key_F4)
        form = locked.view.walk_in
        form.form.fill(ANA)
        form.form.edited.emit()
        locked.until(lambda: not locked.controller.walk_in._pause.isActive())
        form.submit()
        locked.idle()
        assert locked.page is Page.WALK_IN
        assert form.form.given.text() == "Ana"
        assert form.main.isEnabled()
        assert locked.banner
        unlock_file(locked)
        form.submit()
        locked.idle()
        assert locked.page is Page.SEARCH
        assert "Ana Quiroga" in locked.message

    def test_a_correction_stays_in_its_form(self, locked):
        locked.press(Qt.Key.Key_F2)
        locked.view.correct.form.given.line.setText("Pepe")
        locked.press(ENTER, locked.view.correct.form.given.line)
        assert locked.mode is CardMode.CORRECT
        assert locked.view.correct.form.given.text() == "Pepe"
        assert locked.banner

    def test_an_undo_stays_a_question(self, desk):
        desk.type("ibanez")
        desk.press(ENTER)
        lock_file(desk)
        desk.press(Qt.Key.Key_F8)
        desk.press(Qt.Key.Key_1)
        desk.press(ENTER)
        assert desk.mode is CardMode.REASON
        assert desk.banner
        assert "undone" not in desk.kinds("jose")


class TestFullDisk:
    def test_no_check_in_is_half_done(self, desk):
        fill_disk(desk)
        for person in ("jose", "maria", "joao"):
            desk.scan(f"code-{person}")
            desk.press(ENTER)
        free_disk(desk)
        admitted = [p for p in ("jose", "maria", "joao") if "admitted" in desk.kinds(p)]
        desk.controller.refresh()
        desk.idle()
        assert desk.view._state.status.checked_in == len(admitted)

    def test_the_banner_names_the_disk(self, desk):
        fill_disk(desk)
        for number in range(60):
            desk.scan(f"no-such-code-{number}")
            if desk.banner:
                break
        assert "disco" in desk.banner


class TestPrinting:
    def fail_jobs(self, desk, reason="Sin papel"):
        desk.read(
            lambda ctx: ctx.db.conn.execute(
                "UPDATE print_job SET state = 'failed', reason = ?", [reason]
            ).connection.commit()
        )
        desk.controller.refresh()
        desk.idle()

    @pytest.fixture
    def failed(self, desk):
        desk.type("ibanez")
        desk.press(ENTER)
        self.fail_jobs(desk)
        return desk

    def test_a_failed_print_leaves_the_check_in(self, failed):
        assert failed.kinds("jose").count("admitted") == 1
        assert failed.view._state.status.checked_in == 1

    def test_the_queue_in_the_bar_turns_amber(self, failed):
        item = failed.view._state.status.items[-1]
        assert item.strong == "1"
        assert item.tone.value == "warn"

    def test_the_person_has_no_badge_yet(self, failed):
        failed.scan("code-jose")
        assert failed.view._state.already.who[1] == "credencial sin imprimir"

    def test_trying_again_prints_it(self, failed):
        failed.controller._on_tab(Page.PRINTS.value)
        (row,) = failed.view._state.prints.rows
        failed.view.prints.queue.retried.emit(row.job_id)
        failed.idle()
        failed.print_all()
        assert {r.state.text for r in failed.view._state.prints.rows} >= {"Impresa"}
        failed.scan("code-jose")
        assert failed.view._state.already.who[1] == "credencial impresa 1 vez"

    def test_trying_again_a_job_that_is_gone_says_so(self, failed):
        failed.view.prints.queue.retried.emit("no-such-job")
        failed.idle()
        assert failed.banner == "Ese trabajo no se puede repetir: no falló."
        assert len(failed.model.jobs) == 1


class TestWithoutPrinter:
    @pytest.fixture
    def station(self, station):
        return dataclasses.replace(station, printer="")

    def test_a_walk_in_is_registered_all_the_same(self, desk):
        desk.press(Qt.Key.Key_F4)
        form = desk.view.walk_in
        form.form.fill(ANA)
        form.submit()
        desk.idle()
        assert desk.page is Page.SEARCH
        assert "impresora" in desk.banner
        desk.type("quiroga")
        assert desk.view._state.card.checked_in

    def test_without_printing_nothing_is_missing(self, desk):
        desk.type("ibanez")
        desk.press(Qt.Key.Key_F3)
        assert desk.banner == ""
        assert desk.message == "José Núñez Ibáñez: acreditación hecha, sin imprimir."


class TestBanner:
    def known(self, _ctx):
        raise FailureError("La impresora {name} no responde.", name="Zebra")

    def bug(self, _ctx):
        raise LookupError("José Núñez")

    def test_a_known_problem_is_told_in_its_own_words_and_not_logged(self, desk, caplog):
        desk.controller.ask(self.known, lambda _none: None)
        desk.idle()
        assert desk.banner == "La impresora Zebra no responde."
        assert caplog.records == []

    def test_a_bug_is_told_without_details_and_logged(self, desk, caplog):
        desk.controller.ask(self.bug, lambda _none: None)
        desk.idle()
        assert "registro" in desk.banner
        assert "José" not in desk.banner
        assert "LookupError" not in desk.banner
        assert [r.levelname for r in caplog.records] == ["ERROR"]

    def test_it_stays_until_it_is_read(self, desk):
        desk.controller.ask(self.known, lambda _none: None)
        desk.idle()
        desk.type("ibanez")
        assert desk.banner
        dismiss(desk)
        assert desk.banner == ""

    def test_the_newest_problem_is_shown(self, desk):
        desk.controller.ask(self.known, lambda _none: None)
        desk.controller.ask(self.bug, lambda _none: None)
        desk.idle()
        assert "registro" in desk.banner

    def test_a_problem_in_the_background_ends_no_wait(self, desk):
        desk.controller.change(busy=True)
        desk.controller.ask(self.known, lambda _none: None, urgent=False)
        desk.idle()
        assert desk.banner
        assert desk.model.busy
        desk.controller.change(busy=False)

    def test_a_failed_search_lets_the_next_one_be_chosen(self, desk):
        desk.controller.change(searching=True)
        desk.controller.ask(self.known, lambda _none: None)
        desk.idle()
        assert not desk.model.searching
        desk.type("ibanez")
        desk.press(ENTER)
        assert desk.kinds("jose").count("admitted") == 1

    @pytest.mark.parametrize("problem", [WrongUseError("Falta la impresora."), None])
    def test_the_app_may_tell_a_problem_of_its_own(self, desk, problem):
        desk.controller.show_problem(lambda: "Falta la impresora.")
        assert desk.banner == "Falta la impresora."


class TestClosing:
    def test_a_closed_desk_asks_its_store_nothing_more(self, desk):
        controller = desk.controller
        desk.view.close()
        for timer in (controller._tick, controller._figures, controller._resume):
            assert not timer.isActive()
        assert not controller.walk_in._pause.isActive()

    def test_a_desk_that_is_shown_again_goes_on(self, desk):
        desk.view.close()
        desk.view.show()
        desk.controller.start()
        desk.idle()
        assert desk.controller._tick.isActive()
        desk.type("ibanez")
        assert desk.view._state.card.person_id == "jose"

    def test_the_pause_of_the_walk_in_ends_with_the_screen(self, desk):
        desk.press(Qt.Key.Key_F4)
        desk.qtbot.keyClicks(desk.view.walk_in.form.given.line, "Ana")
        assert desk.controller.walk_in._pause.isActive()
        desk.view.close()
        assert not desk.controller.walk_in._pause.isActive()
