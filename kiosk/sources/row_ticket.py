"""Reads what a row says of its ticket in the event's own words: product, date, answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

import msgspec

from kiosk.domain.answer_forms import normal
from kiosk.domain.errors import WrongUseError
from kiosk.domain.names import clean
from kiosk.domain.questions import Question, QuestionType
from kiosk.domain.registration import Registration
from kiosk.sources.columns import Columns
from kiosk.sources.own_words import OwnWords, title_word
from kiosk.sources.words import yes_or_no
from kiosk.texts import N_
from kiosk.typed import from_json

Doubts = Callable[[int, str, str, str], None]
"""Told of a row that went in all the same: its number, the field, the sentence, the cell."""

Fields = Mapping[str, str]
"""The cleaned first cell of each field that the list has."""

_NONE: Mapping[str, str] = {}


_FIELDS = {
    "product_id",
    "variation_id",
    "date",
    "addon_to",
    "attention",
    "checkin_text",
    "valid_if_pending",
    "answers",
}


class TicketReader:
    """Reads one ticket a call; what is wrong in every row alike is told once.

    `says_more` tells whether a list has anything to read here; most have not.
    """

    def __init__(self, columns: Columns, own: OwnWords, zone: tzinfo, doubt: Doubts) -> None:
        """`zone` is where the times of answers belong."""
        self._own = own
        self._zone = zone
        self._doubt = doubt
        self._questions = [(own.asked[id_], index) for id_, index in columns.questions.items()]
        self._answers = "answers" in columns
        self._told: set[str] = set()
        self.says_more = bool(own.products or self._questions or not _FIELDS.isdisjoint(columns.of))

    def complete(self, said: Registration, row: Fields, cells: Sequence[str]) -> Registration:
        """The registration with all that the row says of its ticket."""
        product, product_id = self._product(said.number, row, said.product)
        kept = yes_or_no(row.get("valid_if_pending", "")) is True
        return said._replace(
            product=product,
            product_id=product_id,
            variation_id=self._variation(row, product_id),
            date_id=self._date(said.number, row),
            addon_to=_addon_to(row),
            attention=yes_or_no(row.get("attention", "")) is True,
            checkin_text=row.get("checkin_text", ""),
            answers=self._answered(said.number, row, cells),
            valid_if_pending=said.valid_if_pending or kept,
        )

    def _product(self, number: int, row: Fields, text: str) -> tuple[str, str]:
        """The product's name and id; a number is the id where the event has such a product."""
        given = row.get("product_id", "")
        word = title_word(given or text) if self._own.products else ""
        found = self._own.products.get(word, "")
        if found:
            named = bool(text) and title_word(text) != title_word(found)
            return text if named else self._own.names[found], found
        if self._own.products and text and text not in self._told:
            self._told.add(text)
            message = N_("El producto «{value}» no está entre los del evento.")
            self._doubt(number, "product", message, text)
        return text, given

    def _variation(self, row: Fields, product_id: str) -> str:
        """The id of the kind, from its id or its name; as written where it is unknown."""
        text = row.get("variation_id", "")
        kinds = self._own.variations.get(product_id) if text else None
        return kinds.get(title_word(text), text) if kinds else text

    def _date(self, number: int, row: Fields) -> str:
        """The id of the date. An unknown one stays as written: it must not open any other."""
        text = row.get("date", "")
        if not text:
            return ""
        found = self._own.dates.get(title_word(text), "")
        if not found:
            message = N_("La fecha «{value}» no está entre las del evento: no abrirá ninguna.")
            self._doubt(number, "date", message, text)
        return found or text

    def _answered(self, number: int, row: Fields, cells: Sequence[str]) -> Mapping[str, str]:
        """The answers by question id, from the columns of questions and the one of answers."""
        if not self._questions and not self._answers:
            return _NONE
        given = self._object(number, row.get("answers", "")) if self._answers else {}
        given |= {q.id: text for q, i in self._questions if (text := clean(cells[i]))}
        found = {}
        for key, text in given.items():
            question_id = self._own.questions.get(title_word(key), key)
            answer = self._answer(number, self._own.asked.get(question_id), text)
            if answer:
                found[question_id] = answer
        return found

    def _object(self, number: int, text: str) -> dict[str, str]:
        """The answers of a JSON object; lists are several options."""
        if not text:
            return {}
        try:
            data: dict[str, Any] = from_json(text, dict[str, Any])
        except (msgspec.MsgspecError, RecursionError):
            message = N_("«{value}» no es un objeto JSON de respuestas: quedó vacío.")
            self._doubt(number, "answers", message, text)
            return {}
        return {key: answer for key, value in data.items() if (answer := _text(value))}

    def _answer(self, number: int, question: Question | None, text: str) -> str:
        """The answer in its normal form; "" where it is none, so that it is asked at check-in."""
        if question is None:
            return text
        try:
            return normal(question, text, self._zone)
        except WrongUseError:
            if question.type is not QuestionType.YES_NO or yes_or_no(text) is not False:
                message = N_("«{value}» no responde la pregunta: se hará en la acreditación.")
                self._doubt(number, "answers", message, text)
            return ""


def _addon_to(row: Fields) -> str:
    """The id of the main registration; pretix's exports give its number in the order."""
    text = row.get("addon_to", "").removesuffix(".0")
    by_order = not row.get("source_id") and row.get("order") and row.get("position")
    return f"{row['order']}-{text}" if text and by_order and text.isdecimal() else text


def _text(value: object) -> str:
    """A JSON value as an answer: true and false in small letters, options joined by commas."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(filter(None, map(_text, value)))
    return "" if value is None or isinstance(value, dict) else clean(str(value))
