"""How a station joins a hub from its set-up, in steps: look, join, bring, stand; draws nothing.

Each step is run in a thread that may wait, and may be called again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event as Flag

from kiosk.domain.event import Event
from kiosk.hub.addresses import address
from kiosk.hub.membership import Membership
from kiosk.hub.registry import Settled
from kiosk.hub.server_config import HubNode
from kiosk.services import hub_bring, hub_join
from kiosk.services.hub_bring import Arrived, Progress
from kiosk.services.profile import load_station, save_station

_PORT = 4222


@dataclass(frozen=True, slots=True)
class JoinDraft:
    """What was typed: the invitation, and an address of the hub, "" for those it says itself."""

    text: str = ""
    address: str = ""

    def __repr__(self) -> str:
        """Without the invitation, since values end in logs."""
        return f"JoinDraft({self.address!r})"

    @property
    def at(self) -> tuple[str, ...]:
        """The typed address as the hub's program writes it. WrongUseError for anything else."""
        if not self.address:
            return ()
        return (HubNode("", *address(self.address, _PORT)).address,)


@dataclass(frozen=True, slots=True)
class Chosen:
    """As whom the station joins; `pin_hash` and `language` are its own."""

    name: str
    role: str
    language: str = "es"
    pin_hash: str = field(default="", repr=False)


class JoinSteps:
    """The steps for one profile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def waiting(self) -> Membership | None:
        """The membership where the profile has joined and has no list yet."""
        return hub_join.waits_for_list(self._folder)

    def look(self, draft: JoinDraft, stop: Flag) -> Settled:
        """What the invitation settles. Raises as hub_join.look()."""
        return hub_join.look(self._folder, draft.text, draft.at, stop)

    def join(self, draft: JoinDraft, chosen: Chosen, stop: Flag) -> Membership:
        """Join, and keep what the station is. Raises as hub_join.join()."""
        joined = hub_join.join(self._folder, draft.text, chosen.name, chosen.role, draft.at, stop)
        station = load_station(self._folder)
        own = replace(station, language=chosen.language, pin_hash=chosen.pin_hash)
        save_station(self._folder, own)
        return joined

    def bring(self, membership: Membership, told: Progress, stop: Flag) -> Arrived:
        """Take in the list as it is now. Raises as hub_bring.bring()."""
        return hub_bring.bring(self._folder, membership, told, stop)

    def stand_at(self, event: Event, checkpoint: str) -> None:
        """Let a door stand there. WrongUseError where there is no such checkpoint."""
        hub_bring.stand_at(self._folder, event, checkpoint)

    def give_up(self) -> None:
        """Forget the hub whose list never came."""
        hub_join.give_up(self._folder)
