"""Explaining, simulating and scanning are one decision, whatever happened before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction, EntryRule, Slot
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.next_moment import next_moment
from kiosk.services.simulate import simulate
from kiosk.store import journal

START = datetime(2026, 10, 6, 10, 0, tzinfo=UTC)
RULES = {
    "csirt": {"slots": (Slot(START + timedelta(hours=2), START + timedelta(hours=6)),)},
    "forum": {"rules": '{"<": [{"var": "entries_today"}, 2]}', "capacity": 2},
    "assembly": {"stale_after": timedelta(hours=4)},
    "bag": {"entry": EntryRule.ONCE_PER_DAY},
}
CODES = ("code-of-ana", "code-of-jose", "code-of-li", "code-of-eva", "peering-of-sam", "nobody")
SCANS = st.builds(
    ScanRequest,
    text=st.sampled_from(CODES),
    checkpoint=st.sampled_from(("main", "csirt", "forum", "assembly", "bag")),
    direction=st.sampled_from(Direction),
    at=st.integers(0, 3 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
)
MANY = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


def strict(ctx):
    rooms = tuple(replace(c, **RULES.get(c.id, {})) for c in ctx.event.checkpoints)
    return replace(ctx, event=replace(ctx.event, checkpoints=rooms))


@MANY
@given(st.lists(SCANS, min_size=1, max_size=6))
def test_what_is_explained_is_what_a_scan_then_decides(ctx, requests):
    there = strict(ctx)
    for request in requests:
        before = journal.count(there.db)
        told, simulated = explain(there, request), simulate(there, request)

        assert journal.count(there.db) == before
        assert simulated.outcome == told
        assert replace(scan(there, request), entry_id=None) == told


@MANY
@given(SCANS)
def test_the_steps_object_exactly_where_somebody_known_is_refused(ctx, request):
    simulated = simulate(strict(ctx), request)
    objections = [finding.refusal for finding in simulated.findings if finding.refusal]

    if simulated.findings:
        assert (not objections) is simulated.outcome.verdict.admitted
    else:
        assert not simulated.outcome.verdict.admitted
    if objections:
        assert objections[0].reason is simulated.outcome.verdict.reason


@MANY
@given(SCANS)
def test_the_next_moment_is_later_and_admits_unless_a_list_grew_old(ctx, request):
    there = strict(ctx)
    entry = replace(request, direction=Direction.ENTRY)
    moment = next_moment(there, entry)

    if moment is not None:
        assert moment > entry.at
        then = explain(there, replace(entry, at=moment)).verdict
        assert then.admitted or then.reason == "stale_list"
