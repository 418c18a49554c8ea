"""The line to the other stations for a command that needs them; a station alone has none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.services.context import Context


@contextmanager
def with_others(context: Context) -> Iterator[Context]:
    """The context with its line while the block lasts; their printers answer by what they say."""
    from kiosk.services import remote_printers
    from kiosk.services.hub_line import joined

    with joined(context) as lined:
        listen = partial(remote_printers.heard, lined)
        withdraw = remote_printers.register(context.folder, listen)
        try:
            yield lined
        finally:
            withdraw()


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
