"""A question as the forms draw it: frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Input(StrEnum):
    """How an answer is given."""

    LINE = "line"
    LINES = "lines"
    ONE = "one"
    MANY = "many"
    LIST = "list"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class QuestionField:
    """One question. `options` are (value, words); `value` is what the form begins with.

    `problem` is what is wrong with the answer that was given, "" before. Options of MANY are
    joined by "," in the value.
    """

    id: str
    label: str
    input: Input = Input.LINE
    help: str = ""
    example: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    problem: str = ""
