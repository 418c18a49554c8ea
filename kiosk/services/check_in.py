"""One scan from text to verdict: read facts, decide, record once; suppresses no echo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk.domain.admission import decide
from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.codes import LONGEST_TEXT
from kiosk.domain.facts import Facts, Override
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import Verdict
from kiosk.services import assembly, claim
from kiosk.services.claim import Settled
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of, gather, visitors
from kiosk.services.identify import Identified, code_hash, identify, identify_person
from kiosk.store import hub_replica, journal, kept_codes, visits
from kiosk.store.transact import reading, writing


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """One attempt to pass. `person_id` stands for somebody chosen from the list, without a code.

    `checkpoint` "" means the station's own; `at` None means now.
    """

    text: str = ""
    checkpoint: str = ""
    person_id: str | None = None
    direction: Direction = Direction.ENTRY
    at: datetime | None = None
    operator: str = ""
    gate: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    questions_supported: bool = True
    ignore_unpaid: bool = False
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What came of it. `entry_id` is the journal entry, None for explain().

    `offline`: other stations should have been asked, and nobody answered in time.
    """

    verdict: Verdict
    checkpoint: Checkpoint
    direction: Direction
    at: datetime
    person: Person | None = None
    ticket: Ticket | None = None
    entry_id: str | None = None
    badge_scanned: bool = False
    offline: bool = False


def scan(ctx: Context, request: ScanRequest) -> ScanOutcome:
    """Decide and record one scan; on disk when this returns.

    The write lock is held from the first read, so two stations on one file can never both admit
    where only one may; nor can two files that share a hub, while it answers. Raises NotFoundError
    for an unknown checkpoint, FailureError when nothing could be recorded: then nobody was
    admitted.
    """
    checkpoint = checkpoint_of(ctx, request.checkpoint)
    attempt = _Attempt(ctx, request, checkpoint)
    with writing(ctx.db):
        settled = claim.settle(ctx, attempt)
        if settled.unanswered:
            settled = attempt.alone(settled)
        entry = claim.write(ctx, settled)
        outcome, who = attempt.outcome, attempt.who
        if who.person is None and checkpoint.source_ref and not ctx.station.rehearsal:
            _keep_code(ctx, entry.id, request, who)
        if outcome.verdict.admitted:
            assembly.after_scan(ctx, checkpoint, outcome.at)
    return replace(outcome, entry_id=entry.id, offline=settled.unanswered)


class _Attempt:
    """A scan decided, and decided again where the hub says that somebody was quicker."""

    def __init__(self, ctx: Context, request: ScanRequest, checkpoint: Checkpoint) -> None:
        self._ctx, self._request, self._checkpoint = ctx, request, checkpoint
        self.outcome: ScanOutcome
        self.who: Identified

    def __call__(self) -> Entry:
        """The entry by what is known now; writes nothing."""
        self.outcome, self.who = _decide(self._ctx, self._request, self._checkpoint)
        return self._entry()

    def alone(self, settled: Settled) -> Settled:
        """What is written where nobody could be asked, by the checkpoint's own rule.

        Where it does not let in, the hub may all the same come to hold what it was asked for.
        """
        self.outcome, self.who = _decide(
            self._ctx, self._request, self._checkpoint, unanswered=True
        )
        if _kind(self.outcome.verdict) is settled.entry.kind:
            return settled
        hub_replica.abandon(self._ctx.db, settled.entry.id, self._ctx.clock())
        return replace(settled, entry=self._entry())

    def _entry(self) -> Entry:
        draft = _draft(self._ctx, self._request, self.outcome, self.who)
        return journal.prepare(self._ctx.station.name, self._ctx.clock, draft)


def explain(ctx: Context, request: ScanRequest) -> ScanOutcome:
    """The same decision with nothing recorded. Raises NotFoundError as scan()."""
    checkpoint = checkpoint_of(ctx, request.checkpoint)
    with reading(ctx.db):
        return _decide(ctx, request, checkpoint)[0]


def facts_of(
    ctx: Context, request: ScanRequest, checkpoint: Checkpoint
) -> tuple[Facts, Identified]:
    """What the decision on a request looks at, and whom it is about."""
    if request.person_id:
        who = identify_person(ctx, request.person_id)
    else:
        who = identify(ctx, request.text)
    facts = gather(ctx, checkpoint, request.direction, request.at or ctx.clock(), who)
    return replace(
        facts,
        gate=request.gate,
        given=request.answers,
        questions_supported=request.questions_supported,
        ignore_unpaid=request.ignore_unpaid,
        override=request.override,
    ), who


def _decide(
    ctx: Context, request: ScanRequest, checkpoint: Checkpoint, *, unanswered: bool = False
) -> tuple[ScanOutcome, Identified]:
    facts, who = facts_of(ctx, request, checkpoint)
    return outcome_of(request, replace(facts, unanswered=unanswered), who), who


def outcome_of(request: ScanRequest, facts: Facts, who: Identified) -> ScanOutcome:
    """The decision on those facts."""
    verdict = decide(facts)
    return ScanOutcome(
        verdict=verdict,
        checkpoint=facts.checkpoint,
        direction=request.direction,
        at=facts.now,
        person=who.person,
        ticket=_ticket(verdict, who),
        badge_scanned=who.badge_scanned,
    )


def _ticket(verdict: Verdict, who: Identified) -> Ticket | None:
    if who.person is None and not who.signed:
        return None
    tickets = (*who.tickets, *who.addons)
    chosen = [ticket for ticket in tickets if ticket.ticket_id == verdict.ticket_id]
    if chosen:
        return chosen[0]
    return who.tickets[0] if len(who.tickets) == 1 else None


def _draft(ctx: Context, request: ScanRequest, outcome: ScanOutcome, who: Identified) -> Draft:
    verdict = outcome.verdict
    override = request.override
    payload = _payload(request, verdict, who)
    adopted = [one for one in visitors(who)[1:] if visits.any_of(ctx.db, one)]
    if adopted and verdict.admitted:
        payload["adopts"] = adopted
    return Draft(
        kind=_kind(verdict),
        at=outcome.at,
        person_id=next(iter(visitors(who)), None),
        ticket_id=outcome.ticket.ticket_id if outcome.ticket else None,
        checkpoint=outcome.checkpoint.id,
        direction=outcome.direction,
        operator=override.operator if verdict.overridden and override else request.operator,
        payload=payload,
    )


def _keep_code(ctx: Context, entry_id: str, request: ScanRequest, who: Identified) -> None:
    """Keep what was read until the source of the checkpoint's list was told: no ticket has it."""
    text = who.tickets[0].code if who.signed else request.text[:LONGEST_TEXT]
    if text:
        kept_codes.keep(ctx.db, entry_id, text)


def _kind(verdict: Verdict) -> EntryKind:
    if not verdict.admitted:
        return EntryKind.REFUSED
    if verdict.overridden:
        return EntryKind.OVERRIDDEN
    return EntryKind.LEFT if verdict.direction is Direction.EXIT else EntryKind.ADMITTED


def _payload(request: ScanRequest, verdict: Verdict, who: Identified) -> dict[str, object]:
    payload: dict[str, object] = {}
    if verdict.reason is not None:
        payload["reason"] = str(verdict.reason)
    if verdict.overridden and request.override is not None:
        payload["override"] = {
            "operator": request.override.operator,
            "reason": request.override.reason,
            "level": str(request.override.level),
        }
    if who.person is None and not who.signed and request.text:
        payload["code_hash"] = code_hash(request.text)
    if who.badge_scanned:
        payload["badge"] = True
    if request.gate:
        payload["gate"] = request.gate
    if verdict.answers:
        payload["answers"] = dict(verdict.answers)
    return payload
