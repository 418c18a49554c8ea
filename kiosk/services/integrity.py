"""Checks of what is on disk: the journal's chain and the projections; repairs projections only."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.errors import FailureError
from kiosk.services.context import Context
from kiosk.store import journal
from kiosk.store.journal import Damage
from kiosk.store.rebuild import Rebuilt
from kiosk.store.rebuild import rebuild as rebuild_store
from kiosk.texts import N_

__all__ = ["Damage", "JournalCheck", "Rebuilt", "rebuild", "verify_journal"]


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """`broken_seq` is the first entry that does not hold, None where all do."""

    entries: int
    broken_seq: int | None = None
    damage: Damage | None = None

    @property
    def sound(self) -> bool:
        """Whether every entry holds."""
        return self.broken_seq is None


def verify_journal(ctx: Context) -> JournalCheck:
    """Check the hash chain from the first entry to the last."""
    broken = journal.verify(ctx.db)
    entries = journal.count(ctx.db)
    if broken is None:
        return JournalCheck(entries)
    return JournalCheck(entries, broken.seq, broken.damage)


def rebuild(ctx: Context) -> list[Rebuilt]:
    """Build the projections anew and report by table what differed from what was there.

    Raises FailureError for a journal that does not hold: nothing is built from a false record.
    """
    broken = journal.verify(ctx.db)
    if broken is not None:
        raise FailureError(
            N_("El diario está dañado en el asiento {seq}: no se puede reconstruir desde él."),
            seq=broken.seq,
        )
    return rebuild_store(ctx.db)
