"""Who belongs to a hub and who is invited: records in one order, folded; pure, sends nothing.

The records stand in a stream that only the hub's servers read and write. Each is published on the
condition that none came between (compare-and-set over the stream), so two servers never let two
stations in by one invitation or under one name.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk.hub.credentials import is_public_key
from kiosk.hub.subjects import token

ROLES = ("desk", "self-service", "door", "dashboard")
RESERVED = frozenset({"all", "hub"})
"""Names that mean something else in subjects."""
_LONGEST_NAME = 60


class Member(msgspec.Struct, frozen=True):
    """A station that belongs to the hub. `station` is its token, `name` what people call it.

    `source`: whether it may publish the roster. Times are Unix seconds; `revoked` is 0 for never.
    """

    station: str
    name: str
    role: str
    public_key: str
    since: int
    source: bool = False
    revoked: int = 0

    def revoked_at(self, moment: int) -> Member:
        """The same, let in no more."""
        gone: Member = msgspec.structs.replace(self, revoked=moment)
        return gone


class Invited(msgspec.Struct, frozen=True):
    """A one-time invitation. An empty `name` or `role` leaves the choice to whoever joins.

    `member` is the station that it let in; a used invitation lets nobody in any more.
    """

    invitation_id: str
    public_key: str
    expires: int
    name: str = ""
    role: str = ""
    source: bool = False
    member: Member | None = None
    revoked: int = 0

    def used_by(self, member: Member) -> Invited:
        """The same, as the station that it let in has used it up."""
        used: Invited = msgspec.structs.replace(self, member=member)
        return used

    def revoked_at(self, moment: int) -> Invited:
        """The same, letting nobody in any more."""
        gone: Invited = msgspec.structs.replace(self, revoked=moment)
        return gone

    def is_open(self, now: int) -> bool:
        """Whether it still lets somebody in at that moment (Unix seconds)."""
        return self.member is None and not self.revoked and now < self.expires


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a station says that wants to join; `look`: it only asks what the invitation settles."""

    name: str
    role: str
    public_key: str
    look: bool = False


class Settled(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an invitation settles; an empty name or role is for whoever joins to choose."""

    name: str = ""
    role: str = ""
    source: bool = False


class Refusal(StrEnum):
    """Why a station is not let in."""

    UNKNOWN = "unknown"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NAME = "name"
    """The name is empty or too long, or has a meaning of its own."""
    NAME_TAKEN = "name_taken"
    ROLE = "role"
    KEY = "key"


class Registry(msgspec.Struct):
    """The fold of all records. `last_seq` is the number of the last one."""

    members: dict[str, Member] = msgspec.field(default_factory=dict)
    invitations: dict[str, Invited] = msgspec.field(default_factory=dict)
    last_seq: int = 0

    def take(self, record: Member | Invited, seq: int) -> None:
        """Fold one record in; the last of each name counts."""
        self.last_seq = max(self.last_seq, seq)
        if isinstance(record, Member):
            self.members[record.station] = record
            return
        self.invitations[record.invitation_id] = record
        if record.member is not None:
            self.members[record.member.station] = record.member

    def lacks(self, other: Registry) -> list[Member | Invited]:
        """The records of another registry whose names are not known here."""
        members = [one for name, one in other.members.items() if name not in self.members]
        invited = [one for name, one in other.invitations.items() if name not in self.invitations]
        return [*members, *invited]

    def open_invitations(self, now: int) -> list[Invited]:
        """Those that still let somebody in at that moment (Unix seconds)."""
        return [one for one in self.invitations.values() if one.is_open(now)]

    def present(self) -> list[Member]:
        """The stations that may connect."""
        return [member for member in self.members.values() if not member.revoked]


def judge(registry: Registry, invitation_id: str, request: Request, now: int) -> Member | Refusal:
    """Whether that station may join at that moment: as whom, or why not.

    Whoever asks again with the key that was let in gets the same answer: the first may have been
    lost on its way.
    """
    invited = _good(registry, invitation_id, request, now)
    if isinstance(invited, Refusal):
        return invited
    return invited.member or _admitted(registry, invited, request, now)


def settled(
    registry: Registry, invitation_id: str, request: Request, now: int
) -> Settled | Refusal:
    """What that invitation settles, or why it lets nobody in; uses nothing up."""
    invited = _good(registry, invitation_id, request, now)
    if isinstance(invited, Refusal):
        return invited
    as_whom = invited.member or invited
    return Settled(as_whom.name, as_whom.role, invited.source)


def _good(registry: Registry, invitation_id: str, request: Request, now: int) -> Invited | Refusal:
    """The invitation, where it lets that station in: for the first time, or as the same again."""
    invited = registry.invitations.get(invitation_id)
    if invited is None:
        return Refusal.UNKNOWN
    if invited.member is not None:
        same = invited.member.public_key == request.public_key
        return invited if same and not invited.member.revoked else Refusal.USED
    if invited.revoked:
        return Refusal.REVOKED
    return Refusal.EXPIRED if now >= invited.expires else invited


def _admitted(registry: Registry, invited: Invited, request: Request, now: int) -> Member | Refusal:
    name = (invited.name or request.name).strip()
    role = invited.role or request.role
    station = token(name)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or station in RESERVED:
        return Refusal.NAME
    if role not in ROLES:
        return Refusal.ROLE
    taken = registry.members.get(station)
    if taken is not None and not taken.revoked and not invited.name:
        return Refusal.NAME_TAKEN  # only an invitation for that very name replaces a machine
    if not is_public_key(request.public_key) or _known(registry, request.public_key):
        return Refusal.KEY
    return Member(station, name, role, request.public_key, now, invited.source)


def _known(registry: Registry, public_key: str) -> bool:
    """Whether somebody has that key: a server takes no key twice."""
    members = {one.public_key for one in registry.members.values()}
    return public_key in members | {one.public_key for one in registry.invitations.values()}
