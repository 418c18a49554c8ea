"""What the page of stations asks of the hub's machine, each as one job; waits on the network."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from kiosk.domain.errors import FailureError, NotFoundError
from kiosk.domain.settings import Station
from kiosk.texts import N_
from kiosk.ui.stations.state import InviteForm

if TYPE_CHECKING:  # they bring the network's libraries, which only who shares needs
    from kiosk.hub.folder import HubFolder
    from kiosk.hub.membership import Membership
    from kiosk.hub.registry import Invited, Member, Registry
    from kiosk.services.hub_setup import Issued

GOOD_FOR = 15
"""Minutes that an invitation from the screen is good: somebody stands at the other station."""
_ALONE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Known:
    """Who belongs to the hub now, who is invited, and who joined by the one asked about."""

    members: tuple[Member, ...]
    used: Member | None
    invitations: tuple[Invited, ...] = ()


def make_hub(profile: Path, place: Callable[[], tuple[str, int]]) -> None:
    """Make the hub of this profile's event, for stations that reach this machine at `place`."""
    from kiosk.services import hub_setup

    hub_setup.make_hub(profile, [place()])


def own_place() -> tuple[str, int]:
    """Where other machines reach this one; FailureError where it is in no network."""
    from kiosk.hub.addresses import own_address
    from kiosk.hub.folder import PORT

    host = own_address()
    if host == _ALONE:
        raise FailureError(
            N_("Esta máquina no está en ninguna red: conéctela a la red del evento y reintente.")
        )
    return host, PORT


def invite(profile: Path, form: InviteForm, stop: Flag) -> Issued:
    """An invitation; FailureError where the hub does not answer.

    As every job here that has a `stop`: CanceledError as soon as it is set.
    """
    from kiosk.services import hub_setup

    offer = hub_setup.Offer(form.name, form.role, minutes=GOOD_FOR)
    return hub_setup.invite(_folder(profile), offer, stop)


def join(profile: Path, text: str, station: Station, stop: Flag) -> Membership:
    """Join another hub by an invitation, as that station where it settles nothing.

    Raises as hub_join.join().
    """
    from kiosk.services import hub_join

    return hub_join.join(profile, text, station.name, station.role.value, stop=stop)


def revoke(profile: Path, station: str, stop: Flag) -> Known:
    """Let that station in no more, and see who is left."""
    from kiosk.services import hub_setup

    folder = _folder(profile)
    hub_setup.revoke(folder, station, stop)
    return _known(hub_setup.registry_of(folder, stop), "")


def withdraw(profile: Path, invitation_id: str, stop: Flag) -> Known:
    """Let nobody in by that invitation, and see what is left; NotFoundError where it is over."""
    from kiosk.services import hub_setup

    folder = _folder(profile)
    try:
        hub_setup.revoke(folder, invitation_id, stop)
    except NotFoundError:
        raise NotFoundError(N_("Esa invitación ya no está abierta: fue usada o venció.")) from None
    return _known(hub_setup.registry_of(folder, stop), invitation_id)


def known(profile: Path, invitation_id: str, stop: Flag) -> Known:
    """Who belongs to it; FailureError where the hub does not answer."""
    from kiosk.services import hub_setup

    return _known(hub_setup.registry_of(_folder(profile), stop), invitation_id)


def symbol(text: str) -> tuple[str, ...]:
    """The rows of a text's QR, "#" for dark."""
    from kiosk.printing import long_qr

    return long_qr.symbol(text)


def lines_of(typed: str, groups: int = 3) -> tuple[str, ...]:
    """A typed invitation in lines: where it is, then its groups of letters.

    Typed with or without the breaks it is the same.
    """
    place, _slash, code = typed.rpartition("/")
    parts: Sequence[str] = code.split("-")
    rows = ["-".join(parts[i : i + groups]) for i in range(0, len(parts), groups)]
    return (f"{place}/", *(f"{row}-" for row in rows[:-1]), rows[-1])


def _folder(profile: Path) -> HubFolder:
    from kiosk.hub.folder import HubFolder
    from kiosk.services import hub_setup

    return HubFolder(hub_setup.hub_folder(profile))


def _known(registry: Registry, invitation_id: str) -> Known:
    invited = registry.invitations.get(invitation_id)
    members = sorted(registry.present(), key=lambda one: one.name.casefold())
    waiting = sorted(registry.open_invitations(int(time.time())), key=lambda one: one.expires)
    return Known(tuple(members), invited.member if invited else None, tuple(waiting))
