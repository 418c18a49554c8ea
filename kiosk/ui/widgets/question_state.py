"""A question as the forms draw it: frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    joined by "," in the value. It is only asked where the field `depends_on` is answered with one
    of `depends_values`, in lower case; "" for always.
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
    depends_on: str = ""
    depends_values: tuple[str, ...] = ()


def applying(
    fields: Iterable[QuestionField], values: Mapping[str, str]
) -> tuple[QuestionField, ...]:
    """The fields that are to be asked while `values` (field id -> value) stand in the form.

    What depends on a field that is not asked is not asked either.
    """
    fields, found = tuple(fields), {""}
    while True:
        ready = [f for f in fields if f.depends_on in found and _is_met(f, values)]
        if found.issuperset(field.id for field in ready):
            return tuple(field for field in fields if field.id in found)
        found.update(field.id for field in ready)


def _is_met(field: QuestionField, values: Mapping[str, str]) -> bool:
    given = values.get(field.depends_on, "").casefold().split(",")
    return not field.depends_on or not set(given).isdisjoint(field.depends_values)
