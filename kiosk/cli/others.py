"""The line to the other stations for a command that needs them; a station alone has none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.services.context import Context

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
