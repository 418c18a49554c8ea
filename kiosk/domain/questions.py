"""Questions at check-in as plain values; asks nobody and checks no answer (answers.py does)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.domain.checkpoints import Localised


class QuestionType(StrEnum):
    """The kinds of answers, in pretix's letters."""

    NUMBER = "N"
    LINE = "S"
    TEXT = "T"
    YES_NO = "B"
    CHOICE = "C"
    CHOICES = "M"
    FILE = "F"
    DATE = "D"
    TIME = "H"
    MOMENT = "W"
    COUNTRY = "CC"
    PHONE = "TEL"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that may be chosen."""

    id: str
    label: Localised
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the source. `products` are the ids it belongs to, None for all.

    `at_checkin`: asked at check-in if unanswered, even where it is not `required` (then it may be
    left empty). `shown`: its answer is shown to staff. It is only asked where the answer to
    `depends_on` is one of `depends_values` ("true"/"false", or option ids or identifiers).
    The limits are inclusive.
    """

    id: str
    text: Localised
    type: QuestionType = QuestionType.LINE
    identifier: str = ""
    required: bool = False
    at_checkin: bool = True
    shown: bool = False
    position: int = 0
    products: tuple[str, ...] | None = None
    options: tuple[Option, ...] = ()
    depends_on: str = ""
    depends_values: tuple[str, ...] = ()
    help: Localised = field(default_factory=dict)
    least: Decimal | date | datetime | None = None
    most: Decimal | date | datetime | None = None
    shortest: int | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that still waits for its answer.

    `problem` is a translatable Spanish sentence on what is wrong with the answer given, "" where
    none was given; {placeholders} are filled from `params`, a tuple of pairs.
    """

    question: Question
    problem: str = ""
    params: tuple[tuple[str, object], ...] = ()
