"""A station joins a hub by an invitation, in a profile with the event or in an empty one.

Joining makes the membership and station.toml; the list comes after it (hub_bring). A profile that
has a membership and no event has joined, and waits for the list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from threading import Event as Flag

import msgspec

from kiosk.domain.errors import KnownError, NotFoundError, WrongUseError
from kiosk.domain.settings import StationRole
from kiosk.hub.certificates import fingerprint
from kiosk.hub.invitation import InvitationText, read_invitation
from kiosk.hub.membership import Membership, leave, read_membership, write_membership
from kiosk.hub.pending import forget_pending, keep_pending, pending_for
from kiosk.hub.registry import Refusal, Settled
from kiosk.hub.subjects import token
from kiosk.scanning.layouts import candidates
from kiosk.services import hub_bring
from kiosk.services.profile import (
    STATION_FILE,
    has_event,
    load_station,
    read_profile_event,
    save_station,
)
from kiosk.texts import N_

WHY = {
    Refusal.UNKNOWN: N_("La invitación ya no vale: fue usada, anulada o venció. Pida otra."),
    Refusal.USED: N_("La invitación ya fue usada. Pida otra."),
    Refusal.REVOKED: N_("La invitación fue anulada. Pida otra."),
    Refusal.EXPIRED: N_("La invitación venció. Pida otra."),
    Refusal.NAME: N_("Ese nombre de estación no sirve: elija otro."),
    Refusal.NAME_TAKEN: N_("Ya hay una estación con ese nombre: elija otro."),
    Refusal.ROLE: N_("Ese papel no existe: elija desk, self-service, door o dashboard."),
    Refusal.KEY: N_("La central no aceptó la clave de esta estación. Pida otra invitación."),
}


class RefusedError(NotFoundError):
    """The hub does not let the station in; `refusal` tells why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(WHY[refusal])
        self.refusal = refusal


def read_text(text: str) -> InvitationText:
    """The invitation that was typed or scanned; WrongUseError where it is none.

    A scanner may type in another layout than the computer reads: each is tried.
    """
    for each in (text, *candidates(text)):
        try:
            return read_invitation(each)
        except WrongUseError:
            continue
    return read_invitation(text)


def waits_for_list(profile: Path) -> Membership | None:
    """The membership of a profile that has joined and has no event yet; None for any other."""
    return None if has_event(profile) else read_membership(profile)


def look(profile: Path, text: str, at: Sequence[str] = (), stop: Flag | None = None) -> Settled:
    """What the invitation settles; uses nothing up. Raises as join()."""
    from kiosk.hub import nats_join  # noqa: PLC0415  only stations that share pay for it

    invitation = _invitation(profile, text, at)
    known = _joined_before(profile, invitation)
    if known is not None:
        return Settled(known.name, known.role, known.source)
    pending = pending_for(profile, invitation.invitation_id)
    hub = nats_join.reach(invitation, stop)
    found = nats_join.look(hub, pending, stop)
    if isinstance(found, Settled):
        return found
    if pending.name and nats_join.recall(hub, pending, stop) is not None:
        return Settled(pending.name, pending.role, pending.source)
    raise RefusedError(found)


def join(
    profile: Path,
    text: str,
    name: str,
    role: str,
    at: Sequence[str] = (),
    stop: Flag | None = None,
) -> Membership:
    """Join by an invitation, under that name and role, else those of station.toml.

    `at` are addresses to ask instead of those of the invitation. A call that was cut off is ended
    by calling again. WrongUseError, RefusedError or FailureError (nobody answers).
    """
    invitation = _invitation(profile, text, at)
    known = _joined_before(profile, invitation)
    if known is not None:
        return known
    if not has_event(profile):
        hub_bring.clear_unfinished(profile)
    station = load_station(profile)
    joined = _ask(profile, invitation, (name or station.name, role or station.role.value), stop)
    write_membership(profile, joined)
    forget_pending(profile)
    named = dataclasses.replace(station, name=joined.name, role=StationRole(joined.role))
    if named != station or not (profile / STATION_FILE).is_file():
        save_station(profile, named)
    return joined


def give_up(profile: Path) -> None:
    """Forget a hub whose list never came; WrongUseError where the profile has its event."""
    if has_event(profile):
        raise WrongUseError(N_("Esta estación ya pertenece a una central."))
    hub_bring.clear_unfinished(profile)
    leave(profile)


def _ask(
    profile: Path, invitation: InvitationText, chosen: tuple[str, str], stop: Flag | None
) -> Membership:
    """Look first, so that this station knows as whom it was let in if the answer gets lost."""
    from kiosk.hub import nats_join  # noqa: PLC0415  only stations that share pay for it

    pending = pending_for(profile, invitation.invitation_id)
    hub = nats_join.reach(invitation, stop)
    found = nats_join.look(hub, pending, stop)
    if isinstance(found, Refusal):
        again = nats_join.recall(hub, pending, stop)
        if again is None:
            raise RefusedError(found)
        return again
    pending = msgspec.structs.replace(
        pending, name=found.name or chosen[0], role=found.role or chosen[1], source=found.source
    )
    keep_pending(profile, pending)
    joined = nats_join.join(hub, pending, stop)
    if isinstance(joined, Refusal):
        raise RefusedError(joined)
    return joined


def _invitation(profile: Path, text: str, at: Sequence[str]) -> InvitationText:
    """The invitation, with the addresses that were typed in their stead, if it fits the profile."""
    invitation = read_text(text)
    if has_event(profile) and token(read_profile_event(profile).id) != invitation.event:
        raise WrongUseError(N_("La invitación es de otro evento: {event}."), event=invitation.event)
    return dataclasses.replace(invitation, addresses=tuple(at)) if at else invitation


def _joined_before(profile: Path, invitation: InvitationText) -> Membership | None:
    """The membership of an attempt that was cut off before the list came; None to begin.

    WrongUseError where the profile is at work in a hub.
    """
    try:
        known = read_membership(profile)
    except KnownError:
        if has_event(profile):
            raise
        return None
    if known is None:
        return None
    if has_event(profile):
        raise WrongUseError(N_("Esta estación ya pertenece a una central."))
    return known if fingerprint(known.authority) == invitation.fingerprint else None
