"""A hub whose address has changed is found again: by whoever joins, and by whoever belongs to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.errors import FailureError
from kiosk.hub import lookout, membership
from kiosk.hub.certificates import fingerprint
from kiosk.hub.credentials import new_seed
from kiosk.hub.discovery import Announcement, find
from kiosk.hub.folder import HubFolder
from kiosk.hub.interface import Trouble
from kiosk.hub.invitation import InvitationText
from kiosk.hub.keeper import Keeper
from kiosk.hub.lookout import Lookout
from kiosk.hub.nats_connection import Access, Line
from kiosk.hub.nats_link import LoopThread
from kiosk.hub.peek import authority_at
from kiosk.hub.subjects import inbox
from kiosk.resources import asset
from kiosk.services import hub_line, hub_setup
from kiosk.services.hub_setup import Offer
from kiosk.services.profile import load_event
from tests.hub.lab import Lab
from tests.patience import until
from tests.ports import free_port

HERE = ("127.0.0.1",)
GONE = "127.0.0.1:9"
"""Nobody answers there."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A machine whose hub runs and announces itself on this machine only."""
    folder = tmp_path_factory.mktemp("home")
    load_event(folder, asset("demo", "event.toml"))
    (laid,) = hub_setup.make_hub(folder, [("127.0.0.1", free_port())])
    keeper = Keeper(laid, HERE)
    keeper.start()
    assert keeper.announced == HERE
    yield folder
    keeper.close()
    assert keeper.announced == ()


@pytest.fixture
def laid(home: Path) -> HubFolder:
    return HubFolder(hub_setup.hub_folder(home))


@pytest.fixture(autouse=True)
def _here_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.hub.nats_join.find", partial(find, wait=20, interfaces=HERE))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    load_event(tmp_path, asset("demo", "event.toml"))
    return tmp_path


def elsewhere(text: InvitationText) -> str:
    """The invitation as it reads since the hub has moved."""
    return dataclasses.replace(text, addresses=(GONE,)).typed


def test_an_invitation_with_an_old_address_finds_the_hub(laid, profile):
    text = hub_setup.invite(laid, Offer(name="Hallada")).text

    joined = hub_setup.join(profile, elsewhere(text), "", "desk")

    assert joined.addresses == laid.about.addresses
    assert joined.name == "Hallada"


def test_a_stranger_who_announces_himself_is_not_asked_anything(laid, profile):
    """The announcement says whatever it likes; the certificate does not."""
    text = hub_setup.invite(laid, Offer()).text
    forged = dataclasses.replace(text, fingerprint=b"\7" * 12)
    lie = Announcement(text.event, forged.fingerprint, "liar", laid.about.node.port, HERE)
    lie.begin()
    try:
        with pytest.raises(FailureError, match="no es la central"):
            hub_setup.join(profile, elsewhere(forged), "Mesa 9", "desk")
    finally:
        lie.close()
    assert membership.read_membership(profile) is None


def test_whoever_has_the_hubs_old_address_now_is_passed_over(laid, home, tmp_path):
    with Lab(tmp_path / "other", ("S01",)) as other:
        place = other.about.addresses[0]
        mark = fingerprint(laid.authority)
        right = laid.about.addresses[0]

        assert authority_at([GONE, place, right], mark)[0] == right
        with pytest.raises(FailureError, match=place):
            authority_at([place, GONE], mark)
        with pytest.raises(FailureError, match="no está en marcha"):
            authority_at([GONE, "nonsense"], mark)


class Moves:
    """A line to a hub that was where its addresses say, and has moved."""

    def __init__(self, lab: Lab, place: str, *, authority: str = "") -> None:
        member = lab.members["S01"]
        self.told: list[tuple[str, ...]] = []
        access = Access((GONE,), member.authority, member.seed, inbox(member.station))
        self.lookout = Lookout(member.event, authority or member.authority, self.told.append, HERE)
        self.line = Line(access, self._opened, self.lookout)
        port = int(place.rpartition(":")[2])
        mark = fingerprint(member.authority)
        self.announced = Announcement(member.event, mark, f"moved-{port}", port, HERE)
        self.announced.begin()
        self.thread = LoopThread("moves")
        self.thread.start(self.line.stay())

    async def _opened(self, _client: object) -> None:
        """Nothing is asked."""

    def close(self) -> None:
        self.announced.close()
        self.thread.close(self.line.close())


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.hub.nats_connection._LOST", 0.0)
    monkeypatch.setattr("kiosk.hub.nats_connection._SEEK_AGAIN", 0.0)


@pytest.mark.usefixtures("_at_once")
def test_a_line_follows_its_hub_and_tells_where_it_is(lab):
    place = lab.about.addresses[0]
    moves = Moves(lab, place)
    try:
        until(lambda: moves.line.client is not None)
        until(lambda: moves.told)
    finally:
        moves.close()

    assert moves.told == [(place, GONE)]


@pytest.mark.usefixtures("_at_once")
def test_an_address_that_cannot_be_kept_does_not_cost_the_line(lab, monkeypatch):
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Lookout, "tell", full)
    moves = Moves(lab, lab.about.addresses[0])
    try:
        until(lambda: moves.line.client is not None)
        until(lambda: moves.line.round_trip_ms is not None)
    finally:
        moves.close()


@pytest.mark.usefixtures("_at_once")
def test_a_station_that_was_shut_out_looks_nowhere_else(lab, monkeypatch):
    looked: list[int] = []
    asked: list[Trouble] = []
    look_around = Line._look_around

    def watched(line: Line) -> None:
        look_around(line)
        asked.append(line.trouble)

    monkeypatch.setattr(Lookout, "seek", lambda _self: looked.append(1) or ())
    monkeypatch.setattr(Line, "_look_around", watched)
    authority = lab.members["S01"].authority
    access = Access(lab.about.addresses, authority, new_seed(), inbox("S01"))
    line = Line(access, Moves._opened, Lookout("e1", authority))
    thread = LoopThread("refused")
    thread.start(line.stay())
    try:
        until(lambda: len(asked) > 1)
    finally:
        thread.close(line.close())
    assert (set(asked), looked) == ({Trouble.REFUSED}, [])


def test_what_was_found_comes_first_and_old_places_are_forgotten_one_day():
    known = tuple(f"10.0.0.{number}:1" for number in range(8))

    assert lookout.together(("10.0.0.3:1", "10.9.9.9:1"), known) == (
        "10.0.0.3:1", "10.9.9.9:1", "10.0.0.0:1", "10.0.0.1:1", "10.0.0.2:1", "10.0.0.4:1",
    )  # fmt: skip


def test_a_new_address_is_kept_unless_the_station_belongs_elsewhere_now(lab, tmp_path):
    mine, other = lab.members["S01"], lab.members["S02"]
    membership.write_membership(tmp_path, mine)
    membership.note_addresses(tmp_path, mine, ("10.0.0.1:1",))
    assert membership.read_membership(tmp_path).addresses == ("10.0.0.1:1",)

    membership.note_addresses(tmp_path, other, ("10.0.0.2:1",))
    assert membership.read_membership(tmp_path).addresses == ("10.0.0.1:1",)
    membership.leave(tmp_path)
    membership.note_addresses(tmp_path, mine, ("10.0.0.2:1",))
    assert membership.read_membership(tmp_path) is None


@pytest.mark.usefixtures("_at_once")
def test_a_profile_keeps_where_its_hub_has_gone(lab, tmp_path, monkeypatch):
    """The line of a program tells its profile; the next start begins there."""
    monkeypatch.setattr("kiosk.hub.discovery.find", partial(find, wait=20))
    (place,) = lab.about.addresses
    lost = msgspec.structs.replace(lab.members["S02"], addresses=(GONE,))
    membership.write_membership(tmp_path, lost)
    mark = fingerprint(lost.authority)
    announced = Announcement(lost.event, mark, "kept", int(place.rpartition(":")[2]), HERE)
    announced.begin()
    hub = hub_line.open_line(lost, tmp_path)
    try:
        until(lambda: hub.health().connected)
        until(lambda: membership.read_membership(tmp_path).addresses == (place, GONE))
    finally:
        hub.close()
        announced.close()
