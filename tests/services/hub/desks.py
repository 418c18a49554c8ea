"""The stations of these tests: the event that they share, and each with its line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.domain.checkpoints import Checkpoint, EntryRule, Kind, OfflineRule
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.share import exchange
from tests.services.conftest import EVENT, es_pt_en
from tests.services.memory_hub import Line

SHARED = replace(
    EVENT,
    checkpoints=(
        *EVENT.checkpoints,
        Checkpoint("daily", es_pt_en("Almuerzo"), Kind.HANDOUT, entry=EntryRule.ONCE_PER_DAY),
        Checkpoint("re", es_pt_en("Taller"), entry=EntryRule.RE_ENTRY),
        Checkpoint(
            "strict", es_pt_en("Estricta"), entry=EntryRule.ONCE, offline=OfflineRule.REFUSE
        ),
        Checkpoint("asking", es_pt_en("Consulta"), entry=EntryRule.ONCE, offline=OfflineRule.ASK),
    ),
)


@dataclass
class Desk:
    """A station: its context and its line."""

    ctx: Context
    line: Line

    def scan(self, code: str, checkpoint: str = "main", **more: object) -> ScanOutcome:
        return scan(self.ctx, ScanRequest(code, checkpoint, **more))

    def share(self) -> None:
        exchange(self.ctx, self.line)
