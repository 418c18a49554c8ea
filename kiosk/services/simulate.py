"""Would this person get in there, then? Every step of the decision, told; records nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.admission import examine
from kiosk.domain.verdict import Finding
from kiosk.services.check_in import ScanOutcome, ScanRequest, facts_of, outcome_of
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.store.transact import reading


@dataclass(frozen=True, slots=True)
class Simulation:
    """The decision, and each step's finding in the order of the decision.

    `findings` is empty where nobody is known by the code.
    """

    outcome: ScanOutcome
    findings: tuple[Finding, ...] = ()


def simulate(ctx: Context, request: ScanRequest) -> Simulation:
    """The decision at `request.at` (None means now). Raises NotFoundError as explain()."""
    checkpoint = checkpoint_of(ctx, request.checkpoint)
    with reading(ctx.db):
        facts, who = facts_of(ctx, request, checkpoint)
    return Simulation(outcome_of(request, facts, who), examine(facts))
