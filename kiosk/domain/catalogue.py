"""What the event sells and asks, as its source says, in plain values; fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.checkpoints import Localised
from kiosk.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Product:
    """Something that tickets are for. `variations` are its kinds by id. Ids are the source's."""

    id: str
    name: Localised
    variations: Mapping[str, Localised] = field(default_factory=dict)
    attention: bool = False
    checkin_text: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """The event itself (id ""), or one of its dates (pretix's sub-events); aware moments."""

    id: str = ""
    name: Localised = field(default_factory=dict)
    starts: datetime | None = None
    ends: datetime | None = None
    admission: datetime | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it. `keys` are pretix's `valid_keys.pretix_sig1` as given: base64 of a PEM.

    `revoked` and `blocked` hold secrets that a source has taken back; they are only asked where
    nobody is known by the code. `servers` are the base URLs of the Indico servers whose codes are
    ours: an unknown one of another server is another event's. `entrances` are the source_refs of
    sources that know one check-in for the whole event: each counts where people come in.
    """

    products: tuple[Product, ...] = ()
    dates: tuple[EventDate, ...] = ()
    questions: tuple[Question, ...] = ()
    keys: tuple[str, ...] = ()
    revoked: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    whole: EventDate = field(default_factory=EventDate)
    servers: tuple[str, ...] = ()
    entrances: tuple[str, ...] = ()

    def product(self, product_id: str) -> Product | None:
        """The product of that id, or None."""
        return next((p for p in self.products if p.id == product_id), None)

    def date(self, date_id: str) -> EventDate | None:
        """The date of that id, or None."""
        return next((d for d in self.dates if d.id == date_id), None)
