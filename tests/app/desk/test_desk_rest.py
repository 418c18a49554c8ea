"""Corrections, undo, language, status bar and print queue of the desk."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kiosk.app.language import Language
from kiosk.store import people
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.printing.job_line import JobLine
from kiosk.ui.widgets.elided_label import ElidedLabel


def test_f2_corrects_and_keeps_only_what_changed(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F2)
    form = desk.view.correct.form
    assert desk.view._state.mode is CardMode.CORRECT
    assert form.given.line.hasFocus()
    form.organisation.line.setText("Bahía Net")
    desk.press(Qt.Key.Key_Return, form.organisation.line)
    entry = next(e for e in desk.entries("jose") if str(e.kind) == "corrected")
    assert entry.payload == {"changes": {"organisation": "Bahía Net"}}
    assert desk.view._state.mode is CardMode.PERSON
    assert desk.view._state.card.detail == "Bahía Net · Uruguay"


def test_escape_leaves_the_correction(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F2)
    desk.view.correct.form.given.line.setText("Pepe")
    desk.press(Qt.Key.Key_Escape, desk.view.correct.form.given.line)
    assert desk.view._state.mode is CardMode.PERSON
    assert desk.read(lambda ctx: people.get(ctx.db, "jose")).given_name == "José"
    assert desk.view.box.line.hasFocus()


def test_a_correction_without_a_name_is_not_taken(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F2)
    desk.view.correct.form.given.line.clear()
    desk.press(Qt.Key.Key_Return, desk.view.correct.form.given.line)
    assert desk.view._state.mode is CardMode.CORRECT


def test_f8_undoes_the_last_check_in_with_a_reason(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    assert "José Núñez Ibáñez, 09:14" in desk.view.search.undo.text()
    desk.press(Qt.Key.Key_F8)
    assert desk.view._state.mode is CardMode.REASON
    desk.press(Qt.Key.Key_3)
    desk.press(Qt.Key.Key_Return)
    entry = desk.entries("jose")[-1]
    assert str(entry.kind) == "undone"
    assert entry.payload["reason"] == "Fue una prueba"
    assert not desk.view.search.undo.isVisible()


def test_f8_with_nothing_to_undo_does_nothing(desk):
    desk.press(Qt.Key.Key_F8)
    assert desk.view._state.mode is CardMode.EMPTY


def test_the_status_bar_tells_the_lists_age_and_the_count(desk):
    status = desk.view._state.status
    assert status.items[0].strong.startswith("hace ")
    assert (status.checked_in, status.expected) == (0, 4)
    desk.controller.show_printer("Zebra", "lista", True)
    assert desk.view._state.status.items[1].strong == "lista"


def test_the_print_queue_shows_a_failed_job_and_tries_it_again(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    desk.read(
        lambda ctx: ctx.db.conn.execute(
            "UPDATE print_job SET state = 'failed', reason = 'Sin papel'"
        ).connection.commit()
    )
    desk.controller.refresh()
    desk.idle()
    desk.controller._on_tab(Page.PRINTS.value)
    (row,) = desk.view._state.prints.rows
    assert (row.title, row.can_retry) == ("José Núñez Ibáñez", True)
    assert "Sin papel" in row.detail
    desk.view.prints.queue.retried.emit(row.job_id)
    desk.idle()
    assert [r.can_retry for r in desk.view._state.prints.rows] == [False, False]


def test_a_job_that_waits_for_a_dead_printer_is_taken_out_and_tried_again(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    desk.controller._on_tab(Page.PRINTS.value)
    (row,) = desk.view._state.prints.rows
    assert (row.can_cancel, row.can_retry) == (True, False)

    desk.view.prints.queue.cancelled.emit(row.job_id)
    desk.idle()

    (row,) = desk.view._state.prints.rows
    assert (row.can_cancel, row.can_retry) == (False, True)
    assert "Se quitó de la cola." in row.detail

    desk.view.prints.queue.retried.emit(row.job_id)
    desk.idle()

    assert [r.can_cancel for r in desk.view._state.prints.rows] == [True, False]


def test_each_job_shows_only_the_buttons_that_help(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    desk.controller._on_tab(Page.PRINTS.value)
    (line,) = desk.view.findChildren(JobLine)

    assert (line.cancel.isHidden(), line.retry.isHidden()) == (False, True)

    line.cancel.click()

    def buttons():
        shown = [each for each in desk.view.findChildren(JobLine) if not each.isHidden()]
        return [(each.cancel.isHidden(), each.retry.isHidden()) for each in shown]

    desk.until(lambda: buttons() == [(True, False)])  # Qt shows a new line one event later


@pytest.fixture
def language(desk):
    language = Language()
    desk.controller.language_wanted.connect(language.use)
    return language


def texts_of(view: QWidget) -> set[str]:
    """Every word that is to be read, of every part of the desk."""
    read: set[str] = set()
    for kind in (ElidedLabel, QAbstractButton, QLabel):
        for widget in view.findChildren(kind):
            read.add(widget.text())
    return {text for text in read if text.strip()}


def test_the_language_switches_live_and_every_state_follows(desk, language):
    desk.type("ibanez")
    desk.view.language_chosen.emit("en")
    state = desk.view._state
    assert state.top.language == "en"
    assert state.top.event == "LACNIC 46 (en)"
    assert any(room.name == "Foro de Políticas (en)" for room in state.card.rooms)
    assert {o.value: o.label for o in state.choices.countries}["BR"] == "Brazil"
    assert desk.view.box.text() == "ibanez"
    desk.view.language_chosen.emit("es")
    assert desk.view._state.top.event == "LACNIC 46"
    QApplication.processEvents()


def test_every_word_comes_from_the_catalogs(desk, language, monkeypatch):
    from kiosk.texts import catalog

    class Marked(catalog._Spanish):
        def gettext(self, message):
            return f"§{message}"

        def ngettext(self, one, many, n):
            return f"§{one if n == 1 else many}"

    monkeypatch.setattr(catalog, "_catalog", lambda _lang: Marked())
    desk.view.language_chosen.emit("en")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # lines drawn before
    names = {"LACNIC 46 (en)", "Mesa 2", "Lucía R.", "EN", "09:14"}
    unmarked = {t for t in texts_of(desk.view) if "§" not in t} - names
    assert unmarked <= {"·", "Español", "Português", "English"}
