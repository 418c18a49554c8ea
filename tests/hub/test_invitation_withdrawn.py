"""An open invitation is withdrawn at a real server: its secret opens nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import nats.errors
import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.hub.credentials import seed_from
from kiosk.hub.folder import HubFolder
from kiosk.hub.invitation import InvitationText
from kiosk.hub.keeper import Keeper
from kiosk.hub.membership import read_membership
from kiosk.hub.nats_connection import Access, connect, hang_up
from kiosk.hub.nats_link import run_alone
from kiosk.hub.registry import Invited, Member
from kiosk.hub.subjects import inbox
from kiosk.resources import asset
from kiosk.services import hub_setup
from kiosk.services.hub_join import RefusedError
from kiosk.services.hub_setup import Offer
from kiosk.services.profile import load_event
from tests.patience import until
from tests.ports import free_port


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubFolder]:
    """A hub that runs."""
    home = tmp_path_factory.mktemp("home")
    load_event(home, asset("demo", "event.toml"))
    (folder,) = hub_setup.make_hub(home, [("127.0.0.1", free_port())])
    keeper = Keeper(folder, ("127.0.0.1",))
    keeper.start()
    with closing(keeper):
        yield folder


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    load_event(tmp_path, asset("demo", "event.toml"))
    return tmp_path


def opens(laid: HubFolder, text: InvitationText) -> bool:
    """Whether the server takes a connection by that secret just now."""
    here = (f"127.0.0.1:{laid.about.node.port}",)
    access = Access(here, laid.authority, seed_from(text.secret), inbox("guest"))

    async def call() -> None:
        await hang_up(await connect(access, lambda _: None))

    try:
        run_alone(call())
    except (nats.errors.Error, OSError):
        return False
    return True


def open_ids(laid: HubFolder) -> set[str]:
    return {key for key, one in hub_setup.registry_of(laid).invitations.items() if not one.revoked}


def test_by_its_code_it_is_withdrawn_and_the_secret_opens_nothing(laid, profile):
    issued = hub_setup.invite(laid, Offer("Puerta 7", "door"))
    other = hub_setup.invite(laid, Offer("Puerta 8", "door"))
    assert opens(laid, issued.text)

    gone = hub_setup.revoke(laid, issued.record.invitation_id)

    assert gone == issued.record
    until(lambda: not opens(laid, issued.text))
    with pytest.raises(RefusedError, match=r"ya no vale|anulada"):
        hub_setup.join(profile, issued.text.typed, "", "")
    assert read_membership(profile) is None
    assert hub_setup.join(profile, other.text.typed, "", "").name == "Puerta 8"


def test_by_its_name_all_that_are_for_it_go(laid):
    mine = [hub_setup.invite(laid, Offer("Mesa 4")).record.invitation_id for _ in range(2)]
    other = hub_setup.invite(laid, Offer("Mesa 5")).record.invitation_id

    assert isinstance(hub_setup.revoke(laid, "Mesa 4"), Invited)

    left = open_ids(laid)
    assert other in left
    assert not left & set(mine)


def test_a_station_goes_before_the_invitation_for_its_new_machine(laid, profile):
    hub_setup.join(profile, hub_setup.invite(laid, Offer("Mesa 6", "desk")).text.typed, "", "")
    waiting = hub_setup.invite(laid, Offer("Mesa 6", "desk")).record.invitation_id

    assert isinstance(hub_setup.revoke(laid, "Mesa 6"), Member)
    assert waiting in open_ids(laid)
    assert isinstance(hub_setup.revoke(laid, "Mesa 6"), Invited)
    assert waiting not in open_ids(laid)


@pytest.mark.parametrize("end", ["withdrawn", "used", "expired", "never"])
def test_what_is_over_cannot_be_withdrawn_again(laid, profile, end):
    issued = hub_setup.invite(laid, Offer("Sala", "door", minutes=0 if end == "expired" else 15))
    key = issued.record.invitation_id if end != "never" else "0123456789abcdef"
    if end == "withdrawn":
        hub_setup.revoke(laid, key)
    elif end == "used":
        hub_setup.join(profile, issued.text.typed, "", "")
    elif end == "never":
        hub_setup.revoke(laid, issued.record.invitation_id)
    with pytest.raises(NotFoundError, match="ni una invitación abierta"):
        hub_setup.revoke(laid, key)
