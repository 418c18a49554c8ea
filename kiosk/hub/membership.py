"""What a station keeps of the hub it belongs to: where it is, whom to trust, its own key."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.hub.files import read_json, write_json
from kiosk.hub.own import MEMBERSHIP


class Membership(msgspec.Struct, frozen=True):
    """A station's place in a hub.

    `event` and `station` are tokens of subjects. `addresses` are "host:port" of the hub's servers,
    `authority` is the PEM of the only certificate that is trusted there, `seed` the station's
    secret key, which never leaves it. `source` tells whether it publishes the roster. `servers`
    is how many the hub has, 0 where it is not told: there may be more addresses than servers.
    """

    event: str
    station: str
    name: str
    role: str
    addresses: tuple[str, ...]
    authority: str
    seed: str
    source: bool = False
    servers: int = 0

    def __repr__(self) -> str:
        """Without the secret, since values end in logs."""
        return f"Membership({self.event!r}, {self.station!r}, {self.addresses!r})"


def read_membership(profile: Path) -> Membership | None:
    """The profile's place in a hub; None where it has none. FailureError for a damaged file."""
    path = profile / MEMBERSHIP
    return read_json(path, Membership) if path.is_file() else None


def write_membership(profile: Path, membership: Membership) -> None:
    """Keep it in the profile, readable by its owner only."""
    write_json(profile / MEMBERSHIP, membership)


def note_addresses(profile: Path, known: Membership, addresses: tuple[str, ...]) -> None:
    """Keep where that hub answers now; nothing where the profile belongs to another meanwhile."""
    kept = read_membership(profile)
    if kept is not None and kept.seed == known.seed and kept.addresses != addresses:
        write_membership(profile, msgspec.structs.replace(kept, addresses=addresses))


def leave(profile: Path) -> None:
    """Forget the hub; the station is alone from now on."""
    (profile / MEMBERSHIP).unlink(missing_ok=True)
