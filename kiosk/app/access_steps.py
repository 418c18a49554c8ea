"""The steps of a simulated decision as the access page lists them; decides nothing."""

from __future__ import annotations

from itertools import groupby

from kiosk.app.desk_model import Place
from kiosk.domain.rules.tree import Condition
from kiosk.domain.verdict import Finding
from kiosk.services.simulate import Simulation
from kiosk.texts import _, current, n_
from kiosk.texts.checks import check_name, is_met
from kiosk.texts.conditions import condition_text
from kiosk.texts.explain import explanation
from kiosk.texts.labels import labels_of
from kiosk.ui.desk.state import StepLine, StepState

_MOST_WAYS = 3
"""Alternatives that are told; a room with an opening a day has many."""

_Group = tuple[Condition, ...]


def step_states(simulation: Simulation, place: Place) -> tuple[StepState, ...]:
    """Every step: objections first, then what holds, each in the order of the decision."""
    ordered = sorted(simulation.findings, key=lambda finding: finding.refusal is None)
    return tuple(
        StepState(
            check_name(finding, current()), is_met(finding), _lines(finding, simulation, place)
        )
        for finding in ordered
    )


def _lines(finding: Finding, simulation: Simulation, place: Place) -> tuple[StepLine, ...]:
    """The conditions by which the step holds, or those that it misses."""
    groups = [tuple(found) for _key, found in groupby(finding.conditions, key=lambda c: c.group)]
    if finding.refusal is None:
        met = next((group for group in groups if all(c.met for c in group)), ())
        return tuple(_line(condition, simulation, place) for condition in met)
    if all(condition.met for condition in finding.conditions):
        return (_objection(finding, simulation, place),)
    return _ways(groups, simulation, place)


def _ways(groups: list[_Group], simulation: Simulation, place: Place) -> tuple[StepLine, ...]:
    """The alternatives that miss least, in their order."""
    told = sorted(sorted(groups, key=_missing)[:_MOST_WAYS], key=groups.index)
    lines: list[StepLine] = []
    for group in told:
        if lines:
            lines.append(StepLine(_("o bien"), apart=True))
        lines += [_line(condition, simulation, place) for condition in group]
    if len(groups) > len(told):
        left = len(groups) - len(told)
        words = n_("y {n} posibilidad más", "y {n} posibilidades más", left)
        lines.append(StepLine(words, apart=True))
    return tuple(lines)


def _missing(group: _Group) -> int:
    return sum(not condition.met for condition in group)


def _line(condition: Condition, simulation: Simulation, place: Place) -> StepLine:
    labels = labels_of(place.event.roles, place.event.catalogue)
    now = simulation.outcome.at
    return StepLine(
        condition_text(condition, current(), place.tz, now, labels=labels), condition.met
    )


def _objection(finding: Finding, simulation: Simulation, place: Place) -> StepLine:
    """What has no conditions is said in its own sentence."""
    outcome = simulation.outcome
    labels = labels_of(place.event.roles, place.event.catalogue)
    said = explanation(
        finding.refusal or outcome.verdict,
        outcome.checkpoint,
        place.tz,
        current(),
        now=outcome.at,
        labels=labels,
    )
    return StepLine(said, met=False)
