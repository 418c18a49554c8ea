"""A line to a real server that ends at any moment: its connection ends with it."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from kiosk.hub.nats_connection import Access, Line
from kiosk.hub.nats_link import run_alone
from kiosk.hub.subjects import inbox
from tests.hub.lab import Lab


async def _opened(_client: object) -> None:
    """Nothing is asked."""


@pytest.mark.parametrize("closes", [False, True], ids=["at once", "after hanging up"])
def test_a_line_that_ends_while_it_stands_leaves_no_connection(lab: Lab, closes: bool):
    """A program may end in the moment in which its line has been made, unknown to close()."""
    member = lab.members["S01"]
    access = Access(member.addresses, member.authority, member.seed, inbox(member.station))

    async def work() -> tuple[bool, bool]:
        line = Line(access, _opened)
        staying = asyncio.create_task(line.stay())
        while (client := line.client) is None:
            await asyncio.sleep(0.01)
        if closes:
            await line.close()
        staying.cancel()
        with suppress(asyncio.CancelledError):
            await staying
        return client.is_closed, client._transport._bare_io_writer.is_closing()

    assert run_alone(work()) == (True, True)
