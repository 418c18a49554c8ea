"""Makes a pretix source out of the settings that the profile keeps of it; asks no server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.sources.pretix.options import DEVICE, TEAM, Options
from kiosk.sources.pretix.source import PretixSource
from kiosk.texts import N_
from kiosk.typed import convert


class PretixSettings(msgspec.Struct):
    """`url`, `organizer` and `event` as in pretix's own addresses; `auth` says whose token it is.

    `lists` are ids of check-in lists, empty for all; the rest is as in Options.
    """

    url: str
    organizer: str
    event: str
    auth: Literal["device", "team"] = "device"
    testmode: bool = False
    lists: tuple[str, ...] = ()
    ca_file: str = ""


def open_source(
    name: str, settings: Mapping[str, object], secret: str, event: Event
) -> PretixSource:
    """The source of those settings. Raises WrongUseError where they make no sense."""
    try:
        wire = convert(settings, PretixSettings)
    except msgspec.ValidationError as error:
        message = N_("La configuración de {source} no se entiende: {detail}")
        raise WrongUseError(message, source=name, detail=str(error)) from error
    options = Options(
        kind=TEAM if wire.auth == "team" else DEVICE,
        testmode=wire.testmode,
        lists=wire.lists,
        roles=frozenset(role.id for role in event.roles),
        ca_file=Path(wire.ca_file) if wire.ca_file else None,
    )
    return PretixSource(wire.url, wire.organizer, wire.event, secret, options, name)
