"""Reads the questions of event.toml into values; a wrong key is told with file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Product
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.sources.catalogue_wire import QuestionTable
from kiosk.sources.event_values import (
    check_foreign_id,
    check_known,
    check_unique,
    local,
    words,
)
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_

_CHOSEN = {QuestionType.CHOICE, QuestionType.CHOICES}
_WRITTEN = {QuestionType.LINE, QuestionType.TEXT}
_TYPES = {kind.name.lower().replace("_", "-"): kind for kind in QuestionType}
_YES_NO = ("true", "false")


def read_questions(
    toml: TomlText, tables: Sequence[QuestionTable], products: Sequence[Product], zone: ZoneInfo
) -> tuple[Question, ...]:
    """The questions by position; those without one keep the order of the file."""
    check_unique(toml, "question", [table.id for table in tables])
    names = {name: p.id for p in reversed(products) for name in (*p.name.values(), p.id)}
    found = [
        _question(toml, f"question[{n}]", table, n, names, zone) for n, table in enumerate(tables)
    ]
    for n, question in enumerate(found):
        if question.depends_on:
            found[n] = _dependent(toml, f"question[{n}]", question, found)
    _check_circles(toml, found)
    return tuple(sorted(found, key=lambda question: question.position))


def _question(
    toml: TomlText,
    path: str,
    table: QuestionTable,
    place: int,
    products: Mapping[str, str],
    zone: ZoneInfo,
) -> Question:
    check_foreign_id(toml, f"{path}.id", table.id)
    kind = _type(toml, path, table.type)
    check_known(toml, f"{path}.products", table.products, products)
    least, most = (_limit(toml, f"{path}.{k}", kind, getattr(table, k), zone) for k in _LIMITS)
    _check_limits(toml, path, table, kind, order=_in_order(least, most))
    return Question(
        id=table.id,
        text=words(toml, f"{path}.text", table.text),
        type=kind,
        identifier=table.identifier,
        required=table.required,
        at_checkin=table.at_checkin,
        shown=table.shown,
        position=place if table.position is None else table.position,
        products=tuple(dict.fromkeys(products[name] for name in table.products)) or None,
        options=_options(toml, path, table, kind),
        depends_on=table.depends_on,
        depends_values=tuple(_yes_no(value) for value in table.depends_values),
        help=words(toml, f"{path}.help", table.help),
        least=least,
        most=most,
        shortest=table.shortest,
        longest=table.longest,
    )


def _type(toml: TomlText, path: str, text: str) -> QuestionType:
    """The type by its word ("yes-no") or by pretix's letters ("B")."""
    found = _TYPES.get(text) or next((kind for kind in QuestionType if kind == text), None)
    if found is None:
        message = N_("{file}, línea {line}: «{key}» no puede ser «{value}»; puede ser: {choices}.")
        raise toml.wrong(message, f"{path}.type", value=text, choices=", ".join(_TYPES))
    return found


def _options(
    toml: TomlText, path: str, table: QuestionTable, kind: QuestionType
) -> tuple[Option, ...]:
    if bool(table.options) is not (kind in _CHOSEN):
        message = N_(
            "{file}, línea {line}: «{key}» debe tener opciones si se elige entre varias "
            "(choice, choices), y solo entonces."
        )
        raise toml.wrong(message, f"{path}.options")
    found = []
    for n, option in enumerate(table.options):
        check_foreign_id(toml, f"{path}.options[{n}].id", option.id)
        label = words(toml, f"{path}.options[{n}].label", option.label)
        found.append(Option(option.id, label, option.identifier))
    check_unique(toml, f"{path}.options", [option.id for option in found])
    return tuple(found)


_LIMITS = ("least", "most")


def _limit(
    toml: TomlText, path: str, kind: QuestionType, value: object, zone: ZoneInfo
) -> Decimal | date | datetime | None:
    """A limit in the type of the answer: a number, a day, or an aware moment."""
    if value is None:
        return None
    is_moment, is_number = isinstance(value, datetime), isinstance(value, (int, float))
    if kind is QuestionType.NUMBER and is_number and not isinstance(value, bool):
        limit = Decimal(str(value))
        if limit.is_finite():
            return limit
    if kind is QuestionType.DATE and isinstance(value, date) and not is_moment:
        return value
    if kind is QuestionType.MOMENT and isinstance(value, datetime):
        return local(value, zone)
    raise toml.wrong(_UNFIT, path)


_UNFIT = N_(
    "{file}, línea {line}: «{key}» no corresponde al tipo de la pregunta: least y most son de "
    "number, date y moment; shortest y longest de line y text."
)


def _in_order(
    least: Decimal | date | datetime | None, most: Decimal | date | datetime | None
) -> bool:
    """Whether the lower limit is not above the upper one; both are of the question's type."""
    if isinstance(least, Decimal) and isinstance(most, Decimal):
        return least <= most
    if isinstance(least, date) and isinstance(most, date):
        return least <= most
    return True


def _check_limits(
    toml: TomlText, path: str, table: QuestionTable, kind: QuestionType, *, order: bool
) -> None:
    for key, length in (("shortest", table.shortest), ("longest", table.longest)):
        if length is not None and kind not in _WRITTEN:
            raise toml.wrong(_UNFIT, f"{path}.{key}")
        if length is not None and length < 1:
            message = N_("{file}, línea {line}: «{key}» debe ser 1 o más.")
            raise toml.wrong(message, f"{path}.{key}")
    crossed = table.shortest and table.longest and table.longest < table.shortest
    if crossed or not order:
        message = N_("{file}, línea {line}: «{key}» es menor que el otro límite.")
        raise toml.wrong(message, f"{path}.longest" if crossed else f"{path}.most")


def _yes_no(value: str | bool) -> str:  # noqa: FBT001  a value of the file, not a switch
    return str(value).lower() if isinstance(value, bool) else value


def _dependent(
    toml: TomlText, path: str, question: Question, others: Sequence[Question]
) -> Question:
    """The question with the id of the one it depends on, which it may name by its identifier."""
    by_name = {o.identifier: o for o in others if o.identifier} | {o.id: o for o in others}
    check_known(toml, f"{path}.depends_on", [question.depends_on], by_name)
    parent = by_name[question.depends_on]
    allowed = {name for o in parent.options for name in (o.id, o.identifier) if name}
    if parent.type is QuestionType.YES_NO:
        allowed = set(_YES_NO)
    if not question.depends_values:
        message = N_("{file}, línea {line}: falta la clave «{key}».")
        raise toml.wrong(message, f"{path}.depends_values")
    check_known(toml, f"{path}.depends_values", question.depends_values, allowed)
    return replace(question, depends_on=parent.id)


def _check_circles(toml: TomlText, questions: Sequence[Question]) -> None:
    """WrongUseError where a question would wait for its own answer."""
    parents = {question.id: question.depends_on for question in questions}
    for n, question in enumerate(questions):
        seen, current = {question.id}, question.depends_on
        while current and current not in seen:
            seen.add(current)
            current = parents[current]
        if current:
            message = N_("{file}, línea {line}: «{key}» hace que la pregunta dependa de sí misma.")
            raise toml.wrong(message, f"question[{n}].depends_on")
