"""From when a stay counts, when it ends without an exit, and which exits are believed; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kiosk.domain.checkpoints import Checkpoint, Slot
from kiosk.domain.presence import closings, gone_at, next_out, runs
from kiosk.domain.visits import Visit

LONGEST = timedelta(hours=16)
"""Whoever was seen to enter is not believed to be there longer without being seen again."""


@dataclass(frozen=True, slots=True)
class StayEnds:
    """The ends at one checkpoint for one person; `others` are their entries that end a stay."""

    checkpoint: Checkpoint
    timezone: tzinfo
    others: Sequence[Visit] = ()

    def day(self, moment: datetime) -> date:
        """The local day."""
        return moment.astimezone(self.timezone).date()

    def counts_from(self, entry: datetime) -> datetime:
        """The entry, or the opening that it was too early for."""
        if any(runs(slot, entry) for slot in self.checkpoint.slots):
            return entry
        ahead = [s.opens for s in self.checkpoint.slots if s.opens and self._waits_for(s, entry)]
        return min(ahead, default=entry)

    def known(self, last: Visit) -> datetime | None:
        """When whoever entered then was out for want of an exit, None where nothing tells."""
        ends = [self._closing(last.at), next_out(self.checkpoint, self.timezone, last.at)]
        known = [end for end in ends if end is not None and end - last.at <= LONGEST]
        gone = gone_at(last, self.others)
        # an entry elsewhere on the next day tells nothing of the night
        if gone is not None and (known or self.day(gone) == self.day(last.at)):
            known.append(gone)
        return min(known, default=None)

    def goes_on(self, last: Visit, entry: Visit) -> bool:
        """Whether a further entry belongs to the same stay."""
        end = self.known(last)
        return self.day(last.at) == self.day(entry.at) if end is None else entry.at < end

    def believes(self, last: Visit, leaves: Visit) -> bool:
        """Whether that exit ends the stay, and not an end before it.

        An exit after the closing is true until the next slot opens, and on the same day.
        """
        hard = (gone_at(last, self.others), next_out(self.checkpoint, self.timezone, last.at))
        if any(end is not None and end < leaves.at for end in hard):
            return False
        closing = self._closing(last.at)
        late = closing is not None and closing < leaves.at
        if closing is not None and late and self._is_another_time(closing, leaves.at):
            return False
        return leaves.at - last.at <= LONGEST

    def _closing(self, entry: datetime) -> datetime | None:
        """The closing of the slot that the entry was in or waited for."""
        slots = self.checkpoint.slots
        if not any(runs(slot, entry) or self._waits_for(slot, entry) for slot in slots):
            return None
        return next((end for end in closings(self.checkpoint) if entry < end), None)

    def _waits_for(self, slot: Slot, entry: datetime) -> bool:
        """Whether the doors were open for that slot, or it opened later on the day of the entry."""
        if slot.opens is None or slot.opens <= entry:
            return False
        early = slot.opens - entry <= self.checkpoint.early
        return early or self.day(slot.opens) == self.day(entry)

    def _is_another_time(self, closing: datetime, leaves: datetime) -> bool:
        opened = any(s.opens and closing < s.opens <= leaves for s in self.checkpoint.slots)
        return opened or self.day(closing) != self.day(leaves)
