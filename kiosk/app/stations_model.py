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
    from kiosk.hub.registry import Member
    from kiosk.services.hub_setup import Issued


@dataclass(frozen=True, slots=True)
class StationsModel:
    """`members` are those of the registry, None while it has not answered (or is not here).

    `used` is the station that joined by the invitation on the screen. `asked` is the member whose
    revocation is asked about. `joining`: the field for an invitation to another hub is open.
    `next_role` is what this station is from the next opening on, "" where that is what it is now.
    `wall` answers the real time: ages and invitations go by no other,
    whatever clock the event plays with.
    """

    serving: Serving = field(default_factory=Serving)
    conflicts: tuple[Conflict, ...] = ()
    members: tuple[Member, ...] | None = None
    invitation: Issued | None = None
    used: Member | None = None
    asked: Member | None = None
    joining: bool = False
    next_role: str = ""
    busy: bool = False
    trouble: KnownError | None = None
    serial: int = 0
    wall: Callable[[], datetime] = utc_now

    @property
    def serves(self) -> bool:
        """Whether the hub was made at this station."""
        return self.serving.phase is not Phase.NONE
