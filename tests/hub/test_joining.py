"""A hub from nothing, as two commands make it: invite, join, revoke; a real server and its office."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import nats.errors
import pytest

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.hub.credentials import seed_from
from kiosk.hub.folder import HubFolder
from kiosk.hub.interface import Behind, Trouble, Won
from kiosk.hub.invitation import InvitationText, read_invitation
from kiosk.hub.keeper import Keeper
from kiosk.hub.membership import read_membership
from kiosk.hub.nats import NatsHub
from kiosk.hub.nats_connection import Access, connect, hang_up
from kiosk.hub.nats_join import with_registry
from kiosk.hub.registry import Invited, Registry
from kiosk.hub.subjects import inbox
from kiosk.resources import asset
from kiosk.services import hub_setup
from kiosk.services.hub_setup import Offer
from kiosk.services.profile import load_event, load_station
from tests.hub.lab import entry
from tests.patience import until
from tests.ports import free_port


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One server knows of an invitation at once; nobody here waits for others."""
    monkeypatch.setattr("kiosk.hub.nats_join._NEWS", 1.0)


async def patiently(access: Access, told: Callable[[Exception], None]) -> Any:
    """Connected, as soon as the server knows the key."""
    while True:
        try:
            return await connect(access, told)
        except (nats.errors.Error, OSError):
            await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of the machine on which the hub runs."""
    folder = tmp_path_factory.mktemp("home")
    load_event(folder, asset("demo", "event.toml"))
    hub_setup.make_hub(folder, [("127.0.0.1", free_port())])
    return folder


@pytest.fixture(scope="module", autouse=True)
def keeper(home: Path) -> Iterator[Keeper]:
    """What `hub run` keeps."""
    made = Keeper(HubFolder(hub_setup.hub_folder(home)))
    made.start()
    yield made
    made.close()


@pytest.fixture
def laid(home: Path) -> HubFolder:
    return HubFolder(hub_setup.hub_folder(home))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    load_event(tmp_path, asset("demo", "event.toml"))
    return tmp_path


def test_a_station_joins_by_the_text_and_is_heard_at_once(home, laid, profile):
    issued = hub_setup.invite(laid, Offer())
    joined = hub_setup.join(profile, issued.text.typed, "Puerta 1", "door")
    first, second = NatsHub(read_membership(home)), NatsHub(read_membership(profile))
    try:
        until(lambda: first.health().connected and second.health().connected)
        won = second.claim(entry("join-1", "JOINED"), 0, 3)
        lost = first.claim(entry("join-2", "JOINED"), 0, 3)
    finally:
        first.close()
        second.close()

    assert (joined.station, joined.name, joined.role) == ("Puerta-1-" + joined.station[-8:],
                                                          "Puerta 1", "door")  # fmt: skip
    assert isinstance(won, Won)
    assert isinstance(lost, Behind)
    assert lost.message.station == joined.station
    assert (load_station(profile).name, load_station(profile).role) == ("Puerta 1", "door")


def test_the_scanned_text_does_the_same(laid, profile):
    issued = hub_setup.invite(laid, Offer(name="Kiosco", role="self-service"))

    joined = hub_setup.join(profile, issued.text.scanned, "", "")

    assert (joined.name, joined.role) == ("Kiosco", "self-service")


def test_a_used_invitation_lets_nobody_in(laid, profile, tmp_path_factory):
    issued = hub_setup.invite(laid, Offer(name="Uno"))
    hub_setup.join(profile, issued.text.typed, "", "desk")
    other = tmp_path_factory.mktemp("other")
    load_event(other, asset("demo", "event.toml"))

    with pytest.raises(NotFoundError):
        hub_setup.join(other, issued.text.typed, "Dos", "desk")
    assert read_membership(other) is None


def test_an_invitation_that_has_expired_lets_nobody_in(laid, profile):
    issued = hub_setup.invite(laid, Offer(minutes=0))

    with pytest.raises(NotFoundError):
        hub_setup.join(profile, issued.text.typed, "Tarde", "desk")


def test_an_invitation_that_was_revoked_lets_nobody_in(laid, profile):
    text = hub_setup.invite(laid, Offer()).text

    def revoked(registry: Registry) -> Invited:
        return msgspec.structs.replace(registry.invitations[text.invitation_id], revoked=1)

    assert with_registry(laid, revoked)

    with pytest.raises(NotFoundError):
        hub_setup.join(profile, text.typed, "Mesa 30", "desk")
    assert read_membership(profile) is None
    assert "Mesa 30" not in {one.name for one in hub_setup.registry_of(laid).present()}


def test_a_name_that_is_taken_is_refused_and_the_invitation_stays_good(laid, profile):
    issued = hub_setup.invite(laid, Offer())

    with pytest.raises(NotFoundError, match="elija otro"):
        hub_setup.join(profile, issued.text.typed, "Mesa 1", "desk")
    assert hub_setup.join(profile, issued.text.typed, "Mesa 11", "desk").name == "Mesa 11"


def test_a_revoked_station_is_cut_off_and_may_not_come_back(laid, profile):
    issued = hub_setup.invite(laid, Offer(name="Perdida"))
    hub_setup.join(profile, issued.text.typed, "", "desk")
    hub = NatsHub(read_membership(profile))
    try:
        until(lambda: hub.health().connected)
        hub_setup.revoke(laid, "Perdida")
        until(lambda: hub.health().trouble is Trouble.REFUSED)
        assert not hub.health().connected
    finally:
        hub.close()

    with pytest.raises(NotFoundError):
        hub_setup.revoke(laid, "Perdida")


def test_a_lost_machine_is_replaced_by_an_invitation_for_its_name(laid, profile, tmp_path_factory):
    hub_setup.join(profile, hub_setup.invite(laid, Offer(name="Robada")).text.typed, "", "desk")
    again = tmp_path_factory.mktemp("again")
    load_event(again, asset("demo", "event.toml"))
    old = read_membership(profile)

    new = hub_setup.join(again, hub_setup.invite(laid, Offer(name="Robada")).text.typed, "", "desk")

    assert (new.station, new.seed == old.seed) == (old.station, False)
    hub = NatsHub(old)
    until(lambda: hub.health().trouble is Trouble.REFUSED)
    hub.close()


def test_another_hub_at_the_same_address_is_not_trusted(laid, profile):
    right = hub_setup.invite(laid, Offer()).text
    wrong = dataclasses.replace(right, fingerprint=b"\0" * 12)

    with pytest.raises(FailureError, match="no es la central"):
        hub_setup.join(profile, wrong.typed, "Mesa 9", "desk")


def test_where_nobody_answers_it_says_so(profile):
    nowhere = InvitationText(("127.0.0.1:9",), "lacnic46", b"\0" * 12, b"\1" * 10)

    with pytest.raises(FailureError, match="no está en marcha"):
        hub_setup.join(profile, nowhere.typed, "Mesa 9", "desk")


def test_an_invitation_of_another_event_is_wrong_here(laid, profile):
    text = dataclasses.replace(hub_setup.invite(laid, Offer()).text, event="other")

    with pytest.raises(WrongUseError, match="otro evento"):
        hub_setup.join(profile, text.typed, "Mesa 9", "desk")


def test_whoever_holds_an_invitation_can_do_nothing_else(laid):
    text = read_invitation(hub_setup.invite(laid, Offer()).text.typed)
    told: list[str] = []

    async def guest() -> list[bytes]:
        access = Access(text.addresses, laid.authority, seed_from(text.secret),
                        inbox(text.invitation_id))  # fmt: skip
        client = await patiently(access, lambda problem: told.append(str(problem).lower()))
        heard: list[bytes] = []

        async def hear(message: object) -> None:
            heard.append(b"x")

        try:
            for subject in ("ci.lacnic46.log.Mesa.x", "join.lacnic46.another", "hb.lacnic46.Mesa",
                            "$JS.API.STREAM.INFO.CI_lacnic46", "hub.lacnic46.member.x"):  # fmt: skip
                await client.publish(subject, b"x")
            for subject in (">", "ci.>", "join.>", "_INBOX_Mesa.>"):
                await client.subscribe(subject, cb=hear)
            await client.flush(20)
            await asyncio.sleep(0.1)
        finally:
            await hang_up(client)
        return heard

    assert asyncio.run(guest()) == []
    assert len([text for text in told if "permissions violation" in text]) == 9


def test_the_office_of_a_hub_that_does_not_run_says_how_to_start_it(profile):
    (laid,) = hub_setup.make_hub(profile, [("127.0.0.1", free_port())])

    with pytest.raises(FailureError, match="hub run"):
        hub_setup.invite(laid, Offer())


def test_a_crashed_server_is_started_again_and_remembers_all(home, keeper, laid, profile):
    hub_setup.join(profile, hub_setup.invite(laid, Offer(name="Fiel")).text.typed, "", "desk")
    os.kill(keeper._server.pid, signal.SIGKILL)
    assert until(keeper.tend)
    hub = NatsHub(read_membership(profile))
    until(lambda: hub.survey(1))
    hub.close()

    assert keeper.restarts >= 1
    known = hub_setup.registry_of(laid)
    assert {"Mesa 1", "Fiel"} <= {member.name for member in known.present()}
