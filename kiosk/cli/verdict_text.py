"""One scan's answer as a line for a person; holds no rule and no sentence of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.output import printable
from kiosk.texts import current

if TYPE_CHECKING:
    from datetime import tzinfo

    from kiosk.domain.questions import Asked
    from kiosk.services.check_in import ScanOutcome
    from kiosk.services.context import Context


def verdict_line(context: Context, outcome: ScanOutcome) -> str:
    """Verdict, name, why and what next, in the user's language: "ADMITIDO · Ana Silva · ..."."""
    from kiosk.texts.explain import explanation, headline, next_step
    from kiosk.texts.labels import labels_of
    from kiosk.texts.signed import holder_name

    lang = current()
    verdict = outcome.verdict
    parts = (
        headline(verdict, lang, outcome.checkpoint.kind),
        holder_name(outcome.person, outcome.ticket, context.event.catalogue, lang),
        explanation(
            verdict,
            outcome.checkpoint,
            context.event.timezone,
            lang,
            now=outcome.at,
            labels=labels_of(context.event.roles, context.event.catalogue),
        ),
        next_step(verdict, context.event, lang),
        *(_asked(asked, lang, context.event.timezone) for asked in verdict.questions),
    )
    return " · ".join(" ".join(printable(part).split()) for part in parts if part)


def _asked(asked: Asked, lang: str, tz: tzinfo) -> str:
    """A question by the name that --answer takes: "IDCHECK: ¿Documento verificado?"."""
    from kiosk.texts.questions import problem_text, question_text

    question = asked.question
    line = f"{question.identifier or question.id}: {question_text(question, lang)}"
    return f"{line} {problem_text(asked, lang, tz)}".rstrip()
