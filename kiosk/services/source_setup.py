"""A new registration source: tried before it is kept, and a computer paired with pretix."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import Checked, SourceError, Trouble
from kiosk.private_file import write_private
from kiosk.services import sources
from kiosk.services.context import Context
from kiosk.services.sources import SourceSettings
from kiosk.sources.pretix import device
from kiosk.sources.pretix.device import Paired
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class Pairing:
    """What pretix said when this computer was paired; `event` is the one that it is to serve.

    `kept` holds the token until the source is kept: a one-time code works once.
    """

    device: Paired
    event: str
    event_name: str
    kept: Path


def try_out(ctx: Context, ways: Sequence[SourceSettings]) -> tuple[SourceSettings, Checked]:
    """The first of these settings with which the source knows us, and what it said.

    The ways differ in how the same secret is presented. Raises SourceError of the last one tried;
    only a token that is not known leads to the next way.
    """
    for number, way in enumerate(ways, start=1):
        source = sources.make(ctx, way)
        try:
            return way, source.check()
        except SourceError as error:
            if error.trouble is not Trouble.TOKEN or number == len(ways):
                raise
        finally:
            source.close()
    raise ValueError(ways)


def pair(
    ctx: Context, invitation: device.Invitation, *, event: str = "", ca_file: Path | None = None
) -> Pairing:
    """Use up a one-time code of pretix and find out which event this computer is to serve.

    The token lies in the profile from the moment at which pretix gave it. Raises SourceError, and
    WrongUseError where neither `event` nor pretix says which event it is; the sentence tells
    how to go on with the token that was kept.
    """
    paired = device.pair(invitation, host=platform.node(), ca_file=ca_file)
    kept = ctx.folder / f"pretix-{_safe(paired.organizer)}-{_safe(paired.number)}.token"
    write_private(kept, paired.token.encode())
    if event:
        return Pairing(paired, event, "", kept)
    found = device.selected(paired.url, paired.token, ca_file=ca_file)
    if found is None:
        raise WrongUseError(
            N_(
                "Este equipo ya está vinculado, pero pretix no le asigna un evento. Indíquelo: "
                "kiosk source add pretix --url {url} --organizer {organizer} "
                "--event EVENTO --token-file {path}"
            ),
            url=paired.url,
            organizer=paired.organizer,
            path=kept,
        )
    return Pairing(paired, found.event, found.name, kept)


def invitation_of(text: str, url: str = "") -> device.Invitation:
    """What a set-up QR of pretix says, or a one-time code typed for that address."""
    return device.typed(url, text) if url else device.invitation(text)


def _safe(text: str) -> str:
    """The text as part of a file's name."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in text)[:60]
