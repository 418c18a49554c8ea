"""Make a hub, invite, join, revoke: the use cases of `kiosk hub`; draws nothing."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.hub import membership as members
from kiosk.hub.addresses import present_addresses
from kiosk.hub.certificates import fingerprint
from kiosk.hub.credentials import public_key_of, seed_from
from kiosk.hub.folder import HubFolder, first_station, lay
from kiosk.hub.invitation import SECRET_BYTES, InvitationText
from kiosk.hub.nats_join import known_registry, wait_until_open, with_registry
from kiosk.hub.own import FOLDER
from kiosk.hub.registry import ROLES, Invited, Member, Refusal, Registry
from kiosk.hub.subjects import token
from kiosk.services.hub_join import WHY
from kiosk.services.hub_join import join as join  # noqa: PLC0414  the third of init, invite, join
from kiosk.services.profile import load_station, read_profile_event
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation that was just made, and until when it is good (aware).

    `record` is what the hub keeps of it, which names no secret.
    """

    text: InvitationText
    expires: datetime
    record: Invited


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation is for; an empty name or role leaves the choice to whoever joins."""

    name: str = ""
    role: str = ""
    source: bool = False
    minutes: int = 60


def hub_folder(profile: Path) -> Path:
    """Where a profile keeps the hub that runs on its machine."""
    return profile / FOLDER


def make_hub(profile: Path, addresses: Sequence[tuple[str, int]]) -> list[HubFolder]:
    """Make the hub of the profile's event, and this station its first member.

    One folder for each (host, port): `hub` is this machine's, `hub-2` and so on are to be taken to
    the others. WrongUseError where the profile belongs to a hub already.
    """
    if members.read_membership(profile) is not None:
        raise WrongUseError(N_("Esta estación ya pertenece a una central."))
    if len(addresses) not in (1, 3, 5):
        raise WrongUseError(
            N_("Una central tiene 1, 3 o 5 máquinas: con otra cantidad no hay mayoría segura.")
        )
    event = read_profile_event(profile)
    station = load_station(profile)
    base = hub_folder(profile)
    others = [base.with_name(f"{base.name}-{i}") for i in range(2, len(addresses) + 1)]
    folders = lay([base, *others], event.id, addresses, datetime.now(UTC))
    members.write_membership(profile, first_station(folders, station.name, station.role.value))
    return folders


def invite(folder: HubFolder, offer: Offer, stop: Flag | None = None) -> Issued:
    """Make a one-time invitation at the running hub. FailureError where it does not run.

    CanceledError as soon as `stop` is set: then the invitation may stand, and nobody has its text.
    """
    if offer.role and offer.role not in ROLES:
        raise WrongUseError(WHY[Refusal.ROLE])
    about = folder.about
    secret = secrets.token_bytes(SECRET_BYTES)
    text = InvitationText(
        present_addresses(about), about.event, fingerprint(folder.authority), secret
    )
    expires = int(time.time()) + 60 * offer.minutes
    seed = seed_from(secret)
    invited = Invited(
        text.invitation_id,
        public_key_of(seed),
        expires,
        offer.name.strip(),
        offer.role,
        offer.source,
    )
    with_registry(folder, lambda _: invited, stop)
    if offer.minutes and not wait_until_open(folder, seed, stop):
        raise FailureError(
            N_("La central de esta máquina no responde. Iníciela con: kiosk hub run")
        )
    return Issued(text, datetime.fromtimestamp(expires, UTC), invited)


def revoke(folder: HubFolder, which: str, stop: Flag | None = None) -> Member | Invited:
    """Let a station in no more, by its name or token; else withdraw invitations nobody has used.

    An invitation goes by its id, or by the name that it is for: then all of that name go, and the
    first is answered. A station counts before the invitations that are to replace its machine.
    NotFoundError where neither is there.
    """
    gone = _end_one(folder, which, stop)
    if gone is None:
        raise NotFoundError(
            N_("No hay una estación ni una invitación abierta «{name}» en la central."), name=which
        )
    if isinstance(gone, Invited):
        while _end_one(folder, which, stop, stations=False) is not None:
            pass
    return gone


def _end_one(
    folder: HubFolder, which: str, stop: Flag | None, *, stations: bool = True
) -> Member | Invited | None:
    """End the first that is called so, as it was before; None where there is none."""
    found: list[Member | Invited] = []

    def change(registry: Registry) -> Member | Invited | None:
        now = int(time.time())
        members = registry.present() if stations else []
        waiting = registry.open_invitations(now)
        found[:] = [one for one in members if {which, token(which)} & {one.station, one.name}]
        found.extend(one for one in waiting if which in (one.invitation_id, one.name))
        return found[0].revoked_at(now) if found else None

    return found[0] if with_registry(folder, change, stop) else None


def registry_of(folder: HubFolder, stop: Flag | None = None) -> Registry:
    """Who belongs to the running hub and who is invited; CanceledError once `stop` is set."""
    return known_registry(folder, stop)
