"""The line to the other stations for a command that needs them; a station alone has none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

import typer

from kiosk.cli.output import note
from kiosk.cli.session import session
from kiosk.texts import _

if TYPE_CHECKING:
    from kiosk.services.context import Context

_HEARING = 0.3
"""Seconds for what was said elsewhere, once the line stands."""
_ON_THE_WAY = 1.0
"""Seconds that a line needs to stand, and a sign to arrive."""


@contextmanager
def with_others(context: Context) -> Iterator[Context]:
    """The context with its line while the block lasts; their printers answer by what they say."""
    from kiosk.services import remote_printers
    from kiosk.services.hub_line import joined

    with nullcontext(context) if context.hub is not None else joined(context) as lined:
        listen = partial(remote_printers.heard, lined)
        withdraw = remote_printers.register(context.folder, listen)
        try:
            yield lined
        finally:
            withdraw()


@contextmanager
def with_answers(command: typer.Context) -> Iterator[Context]:
    """The opened profile, with what other stations said of the badges that they were asked for.

    They are told what the block does. A hub that does not answer is waited for a second, and said.
    """
    from kiosk.services import remote_prints

    with session(command) as alone:
        if not remote_prints.waits_elsewhere(alone):
            yield alone
            return
        from kiosk.services.hub_brief import briefly_joined

        with briefly_joined(alone, _HEARING) as context:
            if context.hub is None or not context.hub.health().connected:
                note(
                    _("La central no responde: lo que imprime otra estación puede haber cambiado.")
                )
            remote_prints.heed(context)
            yield context


def hear(context: Context, since: float) -> None:
    """Wait until each station had the time to say how it is; `since` as time.monotonic()."""
    from kiosk.services.stations import EVERY

    if context.hub is not None:
        Event().wait(max(0.0, since + EVERY + _ON_THE_WAY - monotonic()))


@contextmanager
def line_for(context: Context, printer: str | None) -> Iterator[Context]:
    """As with_others() where a badge may go to a printer that another station owns."""
    from kiosk.domain.remote_print import remote_of

    known = [one.uri for one in context.station.all_printers]
    if any(remote_of(uri) for uri in (*known, printer or "")):
        with with_others(context) as lined:
            yield lined
    else:
        yield context
