"""A name typed in one case is offered in a readable form, and one press takes it."""

import pytest

from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.state import FormData


@pytest.fixture
def show(qtbot):
    def showing(widget, width, height):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget

    return showing


@pytest.fixture(params=[True, False], ids=["walk-in", "correction"])
def form(request, show):
    made = PersonForm(walk_in=request.param)
    made.retranslate()
    return show(made, 1000, 700)


def test_nothing_is_offered_for_a_name_as_it_should_be(form):
    form.fill(FormData(given_name="José", family_name="de la Cruz"))

    assert not form.offer.isVisible()


def test_one_press_writes_the_name_as_offered(form, qtbot):
    form.fill(FormData(given_name="JOSÉ", family_name="DE LA CRUZ"))
    assert "José de la Cruz" in form.offer.text()

    with qtbot.waitSignal(form.edited):
        form.offer.click()

    assert (form.data().given_name, form.data().family_name) == ("José", "de la Cruz")
    assert not form.offer.isVisible()


def test_it_is_offered_while_somebody_types(form, qtbot):
    qtbot.keyClicks(form.given.line, "maria")
    assert "Maria" in form.offer.text()

    form.given.line.clear()
    qtbot.keyClicks(form.given.line, "Maria")
    assert not form.offer.isVisible()


def test_without_an_offer_a_press_changes_nothing(form):
    form.fill(FormData(given_name="Ana", family_name="Paz"))
    form.take_offer()

    assert form.data().given_name == "Ana"
