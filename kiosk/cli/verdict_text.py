"""One scan's answer as a line for a person; holds no rule and no sentence of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.output import printable
from kiosk.texts import current

if TYPE_CHECKING:
    from kiosk.services.check_in import ScanOutcome
    from kiosk.services.context import Context


def verdict_line(context: Context, outcome: ScanOutcome) -> str:
    """Verdict, name, why and what next, in the user's language: "ADMITIDO · Ana Silva · ..."."""
    from kiosk.texts.explain import explanation, headline, next_step

    lang = current()
    verdict = outcome.verdict
    parts = (
        headline(verdict, lang, outcome.checkpoint.kind),
        outcome.person.full_name if outcome.person else "",
        explanation(
            verdict,
            outcome.checkpoint,
            context.event.timezone,
            lang,
            now=outcome.at,
            roles=context.event.roles,
        ),
        next_step(verdict, context.event, lang),
    )
    return " · ".join(" ".join(printable(part).split()) for part in parts if part)
