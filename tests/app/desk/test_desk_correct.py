"""Corrections: only what was changed is kept, and what the form cannot show is never erased."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.people import Person
from kiosk.store import people
from kiosk.ui.desk.state import CardMode, Page

ENTER = Qt.Key.Key_Return
EVA = Person(
    "eva",
    "Eva",
    "Ramírez",
    organisation="Red Guaraní",
    country="XK",
    speaks=("gn", "pt", "es"),
    photo_ok=None,
    roles=("press", "newcomer"),
)


@pytest.fixture
def eva(desk):
    """Eva's data lie open in the form."""
    desk.add(EVA)
    desk.type("ramirez")
    desk.press(Qt.Key.Key_F2)
    return desk


def form(desk):
    return desk.view.correct.form


def save(desk):
    desk.press(ENTER, form(desk).given.line)


def changes(desk, person_id: str) -> list[dict]:
    return [e.payload["changes"] for e in desk.entries(person_id) if str(e.kind) == "corrected"]


def stored(desk, person_id: str) -> Person:
    return desk.read(lambda ctx: people.get(ctx.db, person_id))


def test_saving_without_a_change_records_nothing(eva):
    save(eva)
    assert changes(eva, "eva") == []
    assert eva.mode is CardMode.PERSON


def test_a_language_that_the_form_does_not_offer_stays(eva):
    form(eva).organisation.line.setText("Red Guaraní SA")
    save(eva)
    assert changes(eva, "eva") == [{"organisation": "Red Guaraní SA"}]
    assert stored(eva, "eva").speaks == ("gn", "pt", "es")


def test_a_language_is_added_beside_those(eva):
    segments = form(eva).speaks.segments
    segments.set_values(("es", "pt", "en"))
    save(eva)
    assert set(stored(eva, "eva").speaks) == {"gn", "es", "pt", "en"}


def test_roles_are_not_touched_by_a_correction(eva):
    form(eva).family.line.setText("Ramírez Báez")
    save(eva)
    assert stored(eva, "eva").roles == ("press", "newcomer")


def test_what_was_never_asked_stays_unasked(eva):
    form(eva).family.line.setText("Ramírez Báez")
    save(eva)
    assert stored(eva, "eva").photo_ok is None


def test_a_person_without_a_country_in_the_list_may_get_one(eva):
    form(eva).country.set_value("PY")
    save(eva)
    assert stored(eva, "eva").country == "PY"
    assert eva.view._state.card.detail == "Red Guaraní · Paraguay"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("given", "Eva María"),
        ("family", "O'Ramírez-Núñez de la Cruz"),
        ("badge", "Evita"),
        ("email", "eva@nueva.example"),
        ("organisation", "Ministerio de Ciencia, Tecnología e Innovación"),
    ],
)
def test_each_line_can_be_corrected(eva, field, text):
    getattr(form(eva), field).line.setText(text)
    save(eva)
    names = {
        "given": "given_name",
        "family": "family_name",
        "badge": "badge_name",
        "email": "email",
        "organisation": "organisation",
    }
    assert changes(eva, "eva") == [{names[field]: text}]


def test_the_corrected_person_is_found_by_the_new_name(eva):
    form(eva).given.line.setText("Evangelina")
    save(eva)
    eva.press(Qt.Key.Key_Escape)
    eva.type("evangelina")
    assert eva.view._state.card.person_id == "eva"


def test_the_badge_to_come_is_drawn_anew(eva):
    before = eva.view._state.card.preview
    form(eva).given.line.setText("Evangelina")
    save(eva)
    assert eva.view._state.card.preview != before
    assert eva.view.card.preview.has_picture


def test_enter_after_saving_checks_the_person_in(eva):
    form(eva).given.line.setText("Evangelina")
    save(eva)
    eva.press(ENTER, eva.view.box.line)
    assert eva.kinds("eva").count("admitted") == 1


def test_two_enters_save_once_and_check_nobody_in(eva):
    form(eva).given.line.setText("Evangelina")
    line = form(eva).given.line
    eva.qtbot.keyClick(line, ENTER)
    eva.qtbot.keyClick(line, ENTER)
    eva.idle()
    assert len(changes(eva, "eva")) == 1
    assert "admitted" not in eva.kinds("eva")


class TestCorrectThenPrint:
    @pytest.fixture
    def correcting(self, desk):
        """Screen 02, "the name is wrong", F6: the form is open and a print is to follow."""
        desk.type("ibanez")
        desk.press(ENTER)
        desk.print_all()
        desk.scan("code-jose")
        desk.press(Qt.Key.Key_3)
        desk.press(Qt.Key.Key_F6)
        assert desk.mode is CardMode.CORRECT
        return desk

    def test_saving_prints(self, correcting):
        form(correcting).badge.line.setText("Pepe")
        save(correcting)
        assert [job.state for job in correcting.model.jobs] == ["waiting", "done"]
        assert correcting.page is Page.SEARCH

    def test_escape_prints_nothing(self, correcting):
        correcting.press(Qt.Key.Key_Escape, form(correcting).given.line)
        assert correcting.page is Page.ALREADY
        assert len(correcting.model.jobs) == 1

    def test_after_escape_a_plain_correction_prints_nothing(self, correcting):
        correcting.press(Qt.Key.Key_Escape, form(correcting).given.line)
        correcting.press(Qt.Key.Key_F2)
        form(correcting).badge.line.setText("Pepe")
        save(correcting)
        assert len(correcting.model.jobs) == 1

    def test_a_scan_in_between_prints_nothing_for_the_next_person(self, correcting):
        correcting.scan("code-maria")
        correcting.press(Qt.Key.Key_F2)
        form(correcting).badge.line.setText("Majo")
        save(correcting)
        assert [job.person_id for job in correcting.model.jobs] == ["jose"]

    def test_a_search_in_between_prints_nothing_for_the_next_person(self, correcting):
        correcting.type("prado")
        correcting.press(Qt.Key.Key_F2)
        form(correcting).badge.line.setText("Majo")
        save(correcting)
        assert [job.person_id for job in correcting.model.jobs] == ["jose"]
