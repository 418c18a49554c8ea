"""A simulation as lines for a person: the verdict, every step with its mark, the way in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.cli.output import printable
from kiosk.cli.verdict_text import verdict_line
from kiosk.texts import _, current

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.verdict import Finding
    from kiosk.services.context import Context
    from kiosk.services.simulate import Simulation

_MARKS = {True: "✓", False: "✗", None: "?"}


def simulation_lines(
    context: Context, simulation: Simulation, later: datetime | None
) -> Iterator[str]:
    """The lines, without control characters; conditions stand under the steps that object."""
    from kiosk.texts.checks import check_name, is_met
    from kiosk.texts.ways import Way, way_in

    outcome, lang = simulation.outcome, current()
    yield verdict_line(context, outcome)
    for finding in simulation.findings:
        yield f"  {_MARKS[is_met(finding)]} {check_name(finding, lang)}"
        if finding.refusal is not None:
            yield from _conditions(context, simulation, finding)
    way = Way(outcome.verdict, outcome.checkpoint, outcome.at, later)
    said = way_in(way, context.event, lang)
    if said:
        yield f"  → {printable(said)}"


def _conditions(context: Context, simulation: Simulation, finding: Finding) -> Iterator[str]:
    """The alternatives one after the other; all of one must hold."""
    from kiosk.texts.conditions import condition_text
    from kiosk.texts.labels import labels_of

    event, lang = context.event, current()
    labels = labels_of(event.roles, event.catalogue)
    groups = groupby(finding.conditions, key=lambda condition: condition.group)
    for number, (_group, conditions) in enumerate(groups):
        if number:
            yield f"      {_('o bien')}"
        for condition in conditions:
            said = condition_text(
                condition, lang, event.timezone, simulation.outcome.at, labels=labels
            )
            yield f"      {_MARKS[condition.met]} {printable(said)}"
