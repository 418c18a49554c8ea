"""What the page of stations knows beside how the others are, untranslated; draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.app.hub_server import Phase, Serving
from kiosk.domain.errors import KnownError
from kiosk.services.conflicts import Conflict
from kiosk.services.profile import utc_now

if TYPE_CHECKING:  # they bring the network's libraries, which only who shares needs
    from kiosk.hub.registry import Invited, Member
    from kiosk.services.hub_setup import Issued


@dataclass(frozen=True, slots=True)
class StationsModel:
    """`members` are those of the registry, None while it has not answered (or is not here).

    `invitations` are those that nobody has used yet, the one on the screen among them. `left` is
    the one whose card was closed last, `withdrawn` whether it was taken back.
    `used` is the station that joined by the invitation on the screen. `asked` is the member whose
    revocation is asked about. `joining`: the field for an invitation to another hub is open.
    `next_role` is what this station is from the next opening on, "" where that is what it is now.
    `wall` answers the real time: ages and invitations go by no other,
    whatever clock the event plays with.
    """

    serving: Serving = field(default_factory=Serving)
    conflicts: tuple[Conflict, ...] = ()
    members: tuple[Member, ...] | None = None
    invitations: tuple[Invited, ...] = ()
    invitation: Issued | None = None
    left: Invited | None = None
    withdrawn: bool = False
    used: Member | None = None
    asked: Member | None = None
    joining: bool = False
    next_role: str = ""
    busy: bool = False
    trouble: KnownError | None = None
    serial: int = 0
    wall: Callable[[], datetime] = utc_now

    def open_invitations(self, now: datetime) -> tuple[Invited, ...]:
        """Those that still let somebody in at that moment, but for the one on the screen."""
        shown = self.invitation.record.invitation_id if self.invitation is not None else ""
        moment = int(now.timestamp())
        return tuple(
            one for one in self.invitations if one.is_open(moment) and one.invitation_id != shown
        )

    @property
    def serves(self) -> bool:
        """Whether the hub was made at this station."""
        return self.serving.phase is not Phase.NONE
