"""A roster between stations for tests: the last value of everything, in both views."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.context import Context
from kiosk.services.roster_apply import Item, take_roster
from kiosk.services.roster_message import Publication
from kiosk.services.roster_publish import page, published, rest
from kiosk.store import roster


@dataclass
class Told:
    ctx: Context
    view: str


class Roster:
    """The last value of everything, in both views."""

    def __init__(self) -> None:
        self.seq = 0
        self.last: dict[tuple[str, str], tuple[int, Publication]] = {}
        self.sent: list[str] = []

    def publish(self, ctx: Context, most: int = 2) -> int:
        """All that changed; how many records it was."""
        found, after = [], 0
        while after is not None:
            step = page(ctx, after, most)
            found += step.changed
            after = step.next
        found += rest(ctx)
        for one in found:
            self.seq += 1
            self.last[one.kind, one.key] = (self.seq, one)
            self.sent.append(f"{one.kind} {one.name}")
        published(ctx, found)
        return len(found)

    def tell(self, station: Told) -> None:
        cursor = roster.cursor(station.ctx.db)
        news = sorted(v for v in self.last.values() if v[0] > cursor)
        take_roster(station.ctx, [Item(seq, one.body(station.view)) for seq, one in news])


def verdict(ctx: Context, text: str, checkpoint: str) -> object:
    found = explain(ctx, ScanRequest(text, checkpoint)).verdict
    return "admitted" if found.admitted else found.reason
