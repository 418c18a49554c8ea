"""The answer of a decision as a value: status, reason, parameters; holds no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.questions import Asked
from kiosk.domain.rules.tree import Condition


class Status(StrEnum):
    """pretix's status words of a redemption."""

    OK = "ok"
    ERROR = "error"
    INCOMPLETE = "incomplete"


class Reason(StrEnum):
    """Why a scan was refused: pretix's words, then ours."""

    INVALID = "invalid"
    UNPAID = "unpaid"
    BLOCKED = "blocked"
    INVALID_TIME = "invalid_time"
    CANCELED = "canceled"
    ALREADY_REDEEMED = "already_redeemed"
    PRODUCT = "product"
    RULES = "rules"
    AMBIGUOUS = "ambiguous"
    REVOKED = "revoked"
    UNAPPROVED = "unapproved"
    ERROR = "error"
    NOT_INVITED = "not_invited"
    NOT_ENTITLED = "not_entitled"
    ROOM_FULL = "room_full"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    BADGE_VOID = "badge_void"
    OTHER_EVENT = "other_event"
    UNREADABLE = "unreadable"
    STALE_LIST = "stale_list"
    CONFLICT = "conflict"


class Answer(StrEnum):
    """What the door shows: let in, stop, or ask a person."""

    ADMIT = "admit"
    REFUSE = "refuse"
    ASK = "ask"


class NextStep(StrEnum):
    """What the person or the staff does next."""

    NONE = "none"
    ENTER = "enter"
    GO_TO_DESK = "go_to_desk"
    PAY_AT_DESK = "pay_at_desk"
    CALL_SUPERVISOR = "call_supervisor"
    COME_BACK = "come_back"
    SCAN_AGAIN = "scan_again"
    ASK_IF_LEFT = "ask_if_left"
    CHOOSE_TICKET = "choose_ticket"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """The visit that a duplicate runs into."""

    at: datetime
    station: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What decide() answers.

    `params` carries only plain values (str, int, aware datetime) from which texts are made:
    opens, closes, valid_from, valid_until, capacity, inside, roles, products, event, list_at,
    voided_at, void_reason, count, listed. `nearest` is the condition of the checkpoint's rules
    that would let the person in soonest, `questions` are those that wait for an answer, `answers`
    the valid ones of those given now, by question id. `may_override` is the level that may admit
    all the same, None where nobody may.
    """

    status: Status
    answer: Answer
    direction: Direction
    reason: Reason | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    next_step: NextStep = NextStep.NONE
    first_visit: FirstVisit | None = None
    may_override: Level | None = None
    attention: bool = False
    checkin_text: str = ""
    ticket_id: str | None = None
    overridden: bool = False
    nearest: Condition | None = None
    questions: tuple[Asked, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def admitted(self) -> bool:
        """Whether the person passes."""
        return self.status is Status.OK


class Check(StrEnum):
    """The steps of the decision, in their order."""

    STATE = "state"
    BLOCKED = "blocked"
    APPROVED = "approved"
    TIME = "time"
    PRODUCT = "product"
    DATE = "date"
    PAID = "paid"
    LIST = "list"
    RIGHT = "right"
    OPEN = "open"
    ROOM = "room"
    RULES = "rules"
    QUESTIONS = "questions"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one step says of a person. `refusal` is None where it has no objection.

    `conditions` are the leaves of its tree, with what is met and what is not.
    """

    check: Check
    refusal: Verdict | None = None
    conditions: tuple[Condition, ...] = ()
