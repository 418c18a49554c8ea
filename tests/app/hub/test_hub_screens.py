"""What stands on the screens follows the other stations: list, card, panel, counts; nothing jumps."""

from __future__ import annotations

import pytest

from kiosk.domain.settings import StationRole
from kiosk.services import desk
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.door.state import ReadyState
from kiosk.ui.widgets.chip import Tone

GONCALO, JOSE = "Gonçalo Araújo", "José Núñez Ibáñez"


@pytest.fixture
def two(make_window, lab):
    return make_window("A", lab).open().connected(), make_window("B", lab).open().connected()


def state(window):
    return window.view._state


def look_for(window, text):
    """Type a name into the desk's search box, and wait for the card."""
    window.view.box.set_text(text)
    window.view.search_edited.emit(text)
    window.until(lambda: state(window).card is not None and not state(window).search.searching)


def quiet(window):
    window.until(lambda: not window.shell.store.busy)


def test_the_count_follows(two):
    one, other = two
    other.until(lambda: state(other).status.expected > 0)
    before = state(other).status.checked_in
    one.scan(GONCALO)

    other.until(lambda: state(other).status.checked_in == before + 1)


def test_the_row_and_the_card_of_who_is_found_follow(two):
    one, other = two
    look_for(other, GONCALO)
    assert not state(other).card.checked_in
    tone = state(other).search.rows[0].state.tone
    one.scan(GONCALO)

    other.until(lambda: state(other).card.checked_in)
    other.until(lambda: state(other).search.rows[0].state.tone is not tone)
    assert state(other).search.query == GONCALO
    assert state(other).search.rows[0].state.tone is Tone.OK


def test_the_chosen_row_stays_chosen(two):
    one, other = two
    look_for(other, "Núñez")
    assert len(state(other).search.rows) > 1
    other.view.row_chosen.emit(1)
    other.until(lambda: state(other).card is not None)
    chosen = state(other).card.person_id
    one.scan(JOSE)
    other.until(
        lambda: any(r.state.tone is Tone.OK for r in state(other).search.rows if r.name == JOSE)
    )

    assert state(other).search.selected == 1
    assert state(other).card.person_id == chosen


def test_a_badge_is_drawn_anew_when_its_words_were_corrected_elsewhere(two):
    one, other = two
    look_for(other, GONCALO)
    other.until(lambda: bool(state(other).card.preview))
    before = state(other).card.preview
    who, _code = one.person(GONCALO)
    one.ask(lambda ctx: desk.correct(ctx, who, {"badge_name": "Gonzo"}, "Rosa"))

    other.until(lambda: state(other).card.preview not in (b"", before))


def test_what_is_being_typed_about_a_person_is_left_alone(two):
    one, other = two
    look_for(other, GONCALO)
    other.view.key_pressed.emit("F2")
    other.until(lambda: state(other).mode is CardMode.CORRECT)
    form = state(other).card.form
    who, _code = one.person(GONCALO)
    with other.waiting_for(other.hub.taken):
        one.ask(lambda ctx: desk.correct(ctx, who, {"organisation": "Otra"}, "Rosa"))
    quiet(other)

    assert state(other).mode is CardMode.CORRECT
    assert state(other).card.form == form


def test_an_empty_desk_stays_empty(two):
    one, other = two
    with other.waiting_for(other.hub.taken):
        one.scan(GONCALO)
    quiet(other)

    assert state(other).card is None
    assert state(other).search.rows == ()


def test_a_card_that_a_scan_opened_follows(two):
    one, other = two
    _who, code = other.person(GONCALO)
    other.shell.screen.on_scan(code)
    other.until(lambda: state(other).card is not None)
    one.scan(GONCALO)

    other.until(lambda: state(other).card.checked_in)
    other.until(lambda: state(other).search.rows[0].state.tone is Tone.OK)


def test_the_panel_in_front_follows(make_window, lab):
    one = make_window("A", lab).open().connected()
    panel = make_window("B", lab, role=StationRole.DASHBOARD)
    panel.open().connected()
    panel.view.tab_chosen.emit(Page.PANEL.value)
    quiet(panel)
    assert not state(panel).panel.bars  # nobody has come yet
    one.scan(GONCALO)

    panel.until(lambda: bool(state(panel).panel.bars))


def test_a_door_counts_who_came_in_elsewhere(make_window, lab):
    place = {"role": StationRole.DOOR, "checkpoint": "csirt"}
    one = make_window("A", lab, **place).open().connected()
    other = make_window("B", lab, **place).open().connected()
    other.until(lambda: isinstance(other.view.state, ReadyState) and bool(other.view.state.room))
    assert one.scan(JOSE).verdict.admitted

    other.until(lambda: other.view.state.inside == 1)
    one.until(lambda: one.view.ready.others.text == "Central  2 de 2 estaciones")


def test_self_service_tells_people_nothing_of_it(make_window, lab, qapp):
    kiosk = make_window("A", lab, role=StationRole.SELF_SERVICE, checkpoint="entrance")
    kiosk.open().connected()
    lab.servers[0].stop()
    kiosk.until(lambda: not kiosk.hub.view.connected)
    shown = [getattr(w, "text", "") for w in kiosk.view.findChildren(object) if hasattr(w, "text")]

    assert not any("entral" in text for text in shown if isinstance(text, str))
