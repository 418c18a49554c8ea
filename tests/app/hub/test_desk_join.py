"""Joining another hub from the page of stations: a real server lets in, refuses, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.app import stations_jobs
from kiosk.domain.errors import CanceledError
from kiosk.domain.people import Person, Ticket
from kiosk.domain.settings import StationRole
from kiosk.hub.membership import read_membership
from kiosk.hub.registry import Refusal
from kiosk.services import hub_setup
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.hub_join import WHY
from kiosk.services.hub_setup import Offer
from kiosk.services.profile import load_station, save_station
from kiosk.services.walk_in import WalkIn, walk_in
from kiosk.store import journal
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.ui.desk.state import Page
from kiosk.ui.stations.state import Side
from tests.app.hub.sharing import Share

SCANNED = "HUB.GEYDOLRQFYYC4NJ2GQZDEMRP"


def opened(qtbot: Any, window: Any) -> Share:
    """A station's window with its page of stations in front."""
    save_station(window.folder, window.shell.station)
    return Share(qtbot, window.open()).open()


@pytest.fixture
def host(qtbot, make_window) -> Share:
    """A station that has made the hub."""
    return opened(qtbot, make_window("Mesa 1")).share()


@pytest.fixture
def guest(qtbot, make_window) -> Share:
    """A station of the same event that shares with nobody."""
    return opened(qtbot, make_window("Mesa 2"))


def asking(shown: Share) -> Any:
    """Open the field for an invitation; answers its page."""
    shown.press(shown.page.side.words.second)
    shown.until(lambda: shown.side.side is Side.JOIN)
    return shown.page.side.join


def typed(shown: Share, text: str) -> Any:
    """Type an invitation and press the button."""
    page = asking(shown)
    shown.qtbot.keyClicks(page.invitation.line, text)
    shown.press(page.main)
    return page


def refused(shown: Share) -> str:
    """The words with which it is not let in."""
    shown.until(lambda: shown.side.problem != "")
    assert shown.side.side is Side.JOIN
    assert not shown.side.busy
    assert not shown.window.hub.view.member
    return shown.side.problem


def recorded(window: Any) -> list[str]:
    """The ids of all that this station wrote, oldest first."""
    return window.ask(lambda ctx: [one.id for one in journal.read_after(ctx.db, 0, 10_000)])


def laid(shown: Share) -> Any:
    from kiosk.hub.folder import HubFolder

    return HubFolder(hub_setup.hub_folder(shown.window.folder))


def passed(window: Any, person_id: str) -> bool:
    """Whether this station knows that the person came in."""
    sql = "SELECT count(*) FROM told WHERE person_id = ? AND kind = 'admitted'"
    return window.ask(lambda ctx: ctx.db.conn.execute(sql, (person_id,)).fetchone()[0]) > 0


def known(window: Any, person_id: str) -> bool:
    sql = "SELECT count(*) FROM person WHERE person_id = ? AND gone_at IS NULL"
    return window.ask(lambda ctx: ctx.db.conn.execute(sql, (person_id,)).fetchone()[0]) == 1


def test_what_it_recorded_before_it_joined_reaches_the_others(host, guest):
    here, there = guest.window, host.window
    before, _code = here.person("Araújo")
    assert here.scan("Araújo").verdict.admitted
    form = WalkIn("Nadia", "Recién Llegada", organisation="Sin lista")
    new = here.ask(lambda ctx: walk_in(ctx, form, "Mesa 2"))
    elsewhere, _code = there.person("Núñez")
    assert there.scan("Núñez").verdict.admitted

    typed(guest, hub_setup.invite(laid(host), Offer()).text.typed)
    guest.until(lambda: here.hub.view.connected)
    assert guest.side.title == "Esta estación comparte el evento"
    assert guest.side.words[0] == "En la central se llama «Mesa 2»."
    here.until(lambda: here.hub.view.waiting == 0 and passed(here, elsewhere))
    there.until(lambda: passed(there, before) and known(there, new))
    assert there.scan("Araújo").verdict.admitted is False
    assert known(here, new)


def own_list(ctx: Any) -> None:
    """Somebody of a list that this station alone has, who comes in."""
    with writing(ctx.db):
        put_person(ctx.db, Person("own-1", "Solo Aquí"), source="own", source_ref="1")
        put_ticket(ctx.db, Ticket("own-t1", "own-1", "OWNCODE", source="own"))
    assert scan(ctx, ScanRequest("OWNCODE", "entrance")).verdict.admitted


def test_whoever_is_on_its_own_list_only_stays_there_and_the_others_are_told_of_the_check_in(
    host, guest
):
    here, there = guest.window, host.window
    here.ask(own_list)
    people = here.ask(lambda ctx: count_people(ctx.db))
    page = asking(guest)
    assert "Quien no está en ella sigue solo aquí." in page.words[1].text()
    page.take(hub_setup.invite(laid(host), Offer()).text.typed)
    guest.press(page.main)
    guest.until(lambda: here.hub.view.connected)
    here.until(lambda: here.hub.view.waiting == 0)
    there.until(lambda: passed(there, "own-1"))
    assert known(here, "own-1")
    assert here.ask(lambda ctx: count_people(ctx.db)) == people
    assert not known(there, "own-1")


def count_people(db: Any) -> int:
    return db.conn.execute("SELECT count(*) FROM person WHERE gone_at IS NULL").fetchone()[0]


def test_what_the_invitation_settles_counts_and_a_new_role_waits_for_the_next_opening(host, guest):
    typed(guest, hub_setup.invite(laid(host), Offer("Puerta 7", "door")).text.scanned)
    guest.until(lambda: guest.window.hub.view.connected)
    assert guest.side.words[0] == "En la central se llama «Puerta 7»."
    assert guest.side.words[2].startswith("La invitación la hace «Puerta de sala»")
    station = load_station(guest.window.folder)
    assert (station.name, station.role) == ("Puerta 7", StationRole.DOOR)
    assert guest.page.side.join.invitation.text() == ""


@pytest.fixture
def used(host, guest, make_window) -> str:
    """An invitation by which somebody else has joined, as «Mesa 2»."""
    text = hub_setup.invite(laid(host), Offer()).text.typed
    hub_setup.join(make_window("Otra").folder, text, "Mesa 2", "desk")
    return text


def test_a_used_invitation_and_a_taken_name_are_refused_in_words(host, guest, used):
    page = typed(guest, used)
    assert (
        refused(guest)
        == WHY[Refusal.UNKNOWN]
        == "La invitación ya no vale: fue usada, anulada o venció. Pida otra."
    )
    page.forget()
    guest.qtbot.keyClicks(page.invitation.line, hub_setup.invite(laid(host), Offer()).text.typed)
    guest.press(page.main)
    guest.until(lambda: guest.side.problem.startswith("Ya hay una estación con ese nombre"))
    assert refused(guest).endswith("Pida en la central una invitación con otro nombre.")
    page.forget()
    named = hub_setup.invite(laid(host), Offer("Mesa 9")).text.typed
    guest.qtbot.keyClicks(page.invitation.line, named)
    guest.press(page.main)
    guest.until(lambda: guest.window.hub.view.connected)
    assert guest.window.hub.view.name == "Mesa 9"


def test_another_event_is_refused_by_its_name(qtbot, host, make_window):
    window = make_window("Mesa 2", event=('id = "lacnic46"', 'id = "otro"'))
    shown = opened(qtbot, window)
    typed(shown, hub_setup.invite(laid(host), Offer()).text.typed)
    assert refused(shown) == "La invitación es de otro evento: lacnic46."
    assert read_membership(window.folder) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Escanee o escriba primero la invitación."),
        ("ABCDE-FGHJK", "Eso no es una invitación a una central"),
        (SCANNED, "Eso no es una invitación a una central"),
    ],
    ids=["nothing", "nonsense", "half"],
)
def test_what_is_no_invitation_is_said_so(guest, text, words):
    page = typed(guest, text)
    assert refused(guest).startswith(words)
    assert page.invitation.text() == text


def test_a_hub_that_does_not_answer_is_told_and_nothing_is_joined(host, guest):
    text = hub_setup.invite(laid(host), Offer()).text.typed
    assert host.window.shell.server.stop()
    page = typed(guest, text)
    assert "no" in refused(guest)
    assert page.invitation.text() == text
    assert read_membership(guest.window.folder) is None


class TestScans:
    @pytest.mark.parametrize("text", [SCANNED, SCANNED.swapcase(), "HUB."], ids=str)
    def test_an_invitation_ends_in_the_open_field_and_is_looked_up_nowhere(self, guest, text):
        page = asking(guest)
        before = recorded(guest.window)
        guest.window.shell.on_scan(text)
        assert page.invitation.text() == text
        assert guest.desk.model.page is Page.STATIONS
        assert not guest.desk.model.busy
        assert recorded(guest.window) == before

    def test_a_scanned_invitation_joins_when_the_button_is_pressed(self, host, guest):
        page = asking(guest)
        guest.window.shell.on_scan(hub_setup.invite(laid(host), Offer()).text.scanned)
        assert not guest.side.busy
        guest.press(page.main)
        guest.until(lambda: guest.window.hub.view.connected)

    def test_a_badge_goes_to_the_desk_as_ever(self, guest):
        page = asking(guest)
        _who, code = guest.window.person("Araújo")
        guest.window.shell.on_scan(code)
        guest.until(lambda: guest.desk.model.chosen is not None)
        assert page.invitation.text() == ""

    def test_the_field_takes_nothing_once_it_is_closed(self, guest):
        page = asking(guest)
        guest.press(page.second)
        assert guest.side.side is Side.WORDS
        assert not guest.desk.stations.took(SCANNED)
        guest.press(guest.page.side.words.second)
        guest.window.view.tab_chosen.emit("search")
        assert not guest.desk.stations.took(SCANNED)
        guest.open()
        assert guest.side.side is Side.WORDS

    def test_what_was_typed_is_forgotten_with_the_field(self, guest):
        page = asking(guest)
        guest.window.shell.on_scan(SCANNED)
        guest.press(page.second)
        assert asking(guest).invitation.text() == ""


class TestStopping:
    @pytest.fixture
    def slow(self, guest, monkeypatch):
        """A hub that says nothing until somebody stops asking."""

        def join(_folder, _text, _station, stop):
            assert stop.wait(20)
            raise CanceledError("Se detuvo antes de que la central contestara.")

        monkeypatch.setattr(stations_jobs, "join", join)
        typed(guest, SCANNED)
        guest.until(lambda: guest.side.busy)
        return guest

    def test_it_says_what_it_does_and_can_be_stopped(self, slow):
        assert (slow.side.action, slow.side.second) == ("Uniéndose a la central…", "Detener")
        slow.press(slow.page.side.join.second)
        assert refused(slow) == "Se detuvo antes de que la central contestara."
        assert slow.page.side.join.invitation.text() == SCANNED

    def test_meanwhile_another_invitation_is_neither_taken_nor_looked_up(self, slow):
        before = recorded(slow.window)
        slow.window.shell.on_scan(SCANNED + "AAAA")
        assert slow.page.side.join.invitation.text() == SCANNED
        assert recorded(slow.window) == before
        slow.page.escaped.emit()
        assert refused(slow) == "Se detuvo antes de que la central contestara."

    def test_coming_back_finds_it_still_at_work(self, slow):
        slow.window.view.tab_chosen.emit("search")
        slow.open()
        assert slow.side.busy
        assert slow.page.side.join.invitation.text() == SCANNED

    def test_closing_the_window_stops_it(self, slow):
        assert slow.window.close()


def test_escape_leaves_the_field_before_the_page(guest):
    asking(guest)
    guest.page.escaped.emit()
    assert guest.side.side is Side.WORDS
    guest.page.escaped.emit()
    guest.until(lambda: guest.desk.model.page is Page.SEARCH)


def test_a_bug_is_told_as_one_and_logged(guest, monkeypatch, caplog):
    def broken(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(stations_jobs, "join", broken)
    typed(guest, SCANNED)
    assert refused(guest) == "Algo falló y quedó en el registro. Intente de nuevo."
    assert "ZeroDivisionError" in caplog.text
