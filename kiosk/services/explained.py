"""A simulation as the JSON answer that other programs read; adds no decision.

The keys are a contract (docs/command-line.md): those of a scan's answer, and what led to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from kiosk.domain.rules.tree import Condition
from kiosk.domain.verdict import Finding, Verdict
from kiosk.services.answer import scan_answer
from kiosk.services.check_in import ScanOutcome
from kiosk.services.context import Context
from kiosk.services.simulate import Simulation
from kiosk.store.moments import to_text
from kiosk.texts import LANGUAGES
from kiosk.texts.checks import check_name, is_met
from kiosk.texts.conditions import condition_text
from kiosk.texts.explain import explanation
from kiosk.texts.labels import Labels, labels_of
from kiosk.texts.ways import Way, way_in


def explained_answer(
    ctx: Context, simulation: Simulation, moment: datetime | None
) -> dict[str, Any]:
    """The answer as JSON values; `moment` is the next one at which waiting alone admits."""
    outcome = simulation.outcome
    way = Way(outcome.verdict, outcome.checkpoint, outcome.at, moment)
    teller = _Teller(outcome, ctx.event.timezone, labels_of(ctx.event.roles, ctx.event.catalogue))
    return scan_answer(ctx, outcome) | {
        "checks": [teller.check(finding) for finding in simulation.findings],
        "next_moment": to_text(moment) if moment else None,
        "next_way": {lang: way_in(way, ctx.event, lang) for lang in LANGUAGES},
    }


@dataclass(frozen=True, slots=True)
class _Teller:
    """Findings as JSON values, as they were at that outcome."""

    outcome: ScanOutcome
    tz: tzinfo
    labels: Labels

    def check(self, finding: Finding) -> dict[str, Any]:
        return {
            "check": str(finding.check),
            "met": is_met(finding),
            "text": {lang: check_name(finding, lang) for lang in LANGUAGES},
            "why": self._why(finding.refusal) if finding.refusal else None,
            "conditions": [self._condition(one) for one in finding.conditions],
        }

    def _why(self, refusal: Verdict) -> dict[str, str]:
        place, now = self.outcome.checkpoint, self.outcome.at
        return {
            lang: explanation(refusal, place, self.tz, lang, now=now, labels=self.labels)
            for lang in LANGUAGES
        }

    def _condition(self, condition: Condition) -> dict[str, Any]:
        now = self.outcome.at
        return {
            "kind": str(condition.kind),
            "met": condition.met,
            "group": condition.group,
            "text": {
                lang: condition_text(condition, lang, self.tz, now, labels=self.labels)
                for lang in LANGUAGES
            },
        }
