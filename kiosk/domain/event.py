"""The event as a value: names, days, roles, checkpoints, badge layout; reads no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.domain.assembly import Assembly
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.certificate import CertificateSettings
from kiosk.domain.checkpoints import Checkpoint, Localised


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role looks on badges and screens.

    `label` is written on the badge ("Becario/a"), `color` is "#rrggbb", `pattern` one of plain,
    diagonals, dots, chevrons, rails, bars, checks, crosshatch; `icon` names a Lucide icon.
    """

    id: str
    label: Localised
    color: str = "#0B3B5E"
    pattern: str = "plain"
    icon: str = "user"
    dark_text: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class BadgeUse:
    """Who has one of the roles, or bought one of the products, gets this layout.

    `layout` "" stands for no badge. `products` are names or ids, as of checkpoints.
    """

    layout: str = ""
    roles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Everything of event.toml. `code` is the prefix of own codes: 2 to 8 of A-Z 0-9.

    Of `badge_uses` the first that fits a person counts.
    """

    id: str
    name: Localised
    timezone: ZoneInfo
    first_day: date
    last_day: date
    code: str
    languages: tuple[str, ...] = ("es", "pt", "en")
    place: Localised = field(default_factory=dict)
    help_desk: Localised = field(default_factory=dict)
    lanyards: Localised = field(default_factory=dict)
    roles: tuple[RoleStyle, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    badge_layout: str = "a6"
    badge_uses: tuple[BadgeUse, ...] = ()
    catalogue: Catalogue = field(default_factory=Catalogue)
    assemblies: tuple[Assembly, ...] = ()
    certificate: CertificateSettings = field(default_factory=CertificateSettings)

    def checkpoint(self, checkpoint_id: str) -> Checkpoint | None:
        """The checkpoint of that id, or None."""
        return next((c for c in self.checkpoints if c.id == checkpoint_id), None)

    def role(self, role_id: str) -> RoleStyle | None:
        """The style of that role, or None."""
        return next((r for r in self.roles if r.id == role_id), None)
