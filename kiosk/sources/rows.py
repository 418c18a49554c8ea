"""Turns a row of cells into a Registration, or says what is wrong with it; decides no identity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.names import clean, split_full_name
from kiosk.domain.people import Person, TicketState
from kiosk.domain.registration import Registration, RowProblem
from kiosk.sources.columns import Columns
from kiosk.sources.plain import plain
from kiosk.sources.words import (
    confirmed_though_pending,
    language_of,
    languages_of,
    roles_of,
    state_of,
    yes_or_no,
)
from kiosk.texts import N_
from kiosk.texts.formats import country_code

MAX_NAME = 200
_EMAIL = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"']+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|phd|ph\.d|msc|mba|filho|junior|neto)\.?", re.IGNORECASE)
_YES_NO_TITLES = {"pagado", "pago", "paid", "confirmado", "confirmed"}
_FORMULA = frozenset("=+-@|%")
_TAGS = {"tags", "etiquetas"}
_DAY_FIRST = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class RowReader:
    """Reads the rows below one header; `doubts` collects what it kept but could not understand."""

    def __init__(self, columns: Columns, zone: ZoneInfo, role_ids: frozenset[str]) -> None:
        """`zone` is where times without zone belong; `role_ids` are the event's own roles."""
        self.doubts: list[RowProblem] = []
        self._first = {field: found[0] for field, found in columns.of.items()}
        self._many = dict(columns.of)
        self._zone = zone
        self._role_ids = role_ids
        state = self._first.get("state")
        title = plain(columns.header[state]) if state is not None else ""
        self._blank_state = TicketState.PENDING if title in _YES_NO_TITLES else TicketState.PAID
        kinds = [i for i in columns.of.get("roles", ()) if plain(columns.header[i]) not in _TAGS]
        self._product = self._first.get("product", kinds[0] if kinds else None)

    def read(self, number: int, cells: Sequence[str]) -> Registration | RowProblem:
        """The registration in that row, or why the row is left out."""
        given, family = self._name(cells)
        if not given and not family:
            return RowProblem(number, "full_name", N_("La fila no tiene nombre."))
        if len(given) + len(family) > MAX_NAME:
            return RowProblem(number, "full_name", N_("El nombre tiene más de 200 letras."))
        code = self._cell(cells, "code")
        if _SCIENTIFIC.fullmatch(code):
            message = N_("El código «{value}» perdió cifras en la planilla: dé formato de texto.")
            return RowProblem(number, "code", message, {"value": code})
        state, though_pending = self._state(number, cells)
        return Registration(
            number=number,
            person=self._person(number, cells, given, family),
            source_id=self._source_id(cells),
            code=code,
            state=state,
            product=self._product_text(cells),
            valid_from=self._moment(number, cells, "valid_from"),
            valid_until=self._moment(number, cells, "valid_until"),
            blocked=self._blocked(cells),
            valid_if_pending=though_pending,
        )

    def _cell(self, cells: Sequence[str], field: str) -> str:
        index = self._first.get(field)
        return cell_value(cells[index]) if index is not None else ""

    def _name(self, cells: Sequence[str]) -> tuple[str, str]:
        given, family = self._cell(cells, "given_name"), self._cell(cells, "family_name")
        if given and family:
            return given, family
        full = self._cell(cells, "full_name")
        return split_name(full) if full else (given, family)

    def _person(self, number: int, cells: Sequence[str], given: str, family: str) -> Person:
        country = self._cell(cells, "country")
        return Person(
            person_id="",
            given_name=given,
            family_name=family,
            badge_name=self._cell(cells, "badge_name"),
            email=self._email(number, cells),
            organisation=self._cell(cells, "organisation"),
            country=country_code(country) or country,
            language=language_of(self._cell(cells, "language")),
            roles=self._roles(cells),
            note=self._cell(cells, "note"),
            photo_ok=self._photo(cells),
            speaks=self._speaks(cells),
        )

    def _email(self, number: int, cells: Sequence[str]) -> str:
        text = self._cell(cells, "email")
        if not text:
            return ""
        found = _EMAIL.search(text)
        if found is None:
            self._doubt(number, "email", N_("«{value}» no es un correo: quedó vacío."), text)
        return found[0] if found else ""

    def _roles(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The roles named in any role column or by the product; attendee where none is."""
        found: list[str] = []
        for index in (*self._many.get("roles", ()), *self._many.get("product", ())):
            if cells[index]:
                found.extend(roles_of(cells[index], self._role_ids))
        if self._yes(cells, "newcomer"):
            found.append("newcomer")
        if not set(found) - {"newcomer"}:
            found.insert(0, "attendee")
        return tuple(dict.fromkeys(found))

    def _speaks(self, cells: Sequence[str]) -> tuple[str, ...]:
        found = [code for i in self._many.get("speaks", ()) for code in languages_of(cells[i])]
        return tuple(dict.fromkeys(found))

    def _photo(self, cells: Sequence[str]) -> bool | None:
        refused = yes_or_no(self._cell(cells, "no_photo")) if "no_photo" in self._first else None
        if refused is not None:
            return not refused
        return yes_or_no(self._cell(cells, "photo_ok")) if "photo_ok" in self._first else None

    def _yes(self, cells: Sequence[str], field: str) -> bool:
        return field in self._first and yes_or_no(self._cell(cells, field)) is True

    def _blocked(self, cells: Sequence[str]) -> bool:
        """Anything but nothing and no: pretix writes the reason into the cell."""
        text = self._cell(cells, "blocked")
        return bool(text) and yes_or_no(text) is not False

    def _source_id(self, cells: Sequence[str]) -> str:
        """The list's id; for pretix the order code and the position's number in it."""
        found = self._cell(cells, "source_id")
        if found:
            return found
        order, position = self._cell(cells, "order"), self._cell(cells, "position")
        return f"{order}-{position}" if order and position else ""

    def _product_text(self, cells: Sequence[str]) -> str:
        return clean(cells[self._product]) if self._product is not None else ""

    def _state(self, number: int, cells: Sequence[str]) -> tuple[TicketState, bool]:
        """The state, and whether pretix lets the pending ticket in.

        An unknown word must not admit anybody by mistake: it counts as unapproved, with a doubt.
        """
        text = self._cell(cells, "state")
        if not text:
            return (self._blank_state if "state" in self._first else TicketState.PAID), False
        state = state_of(text)
        if state is None:
            message = N_("No se conoce el estado «{value}»: quedó sin aprobar.")
            self._doubt(number, "state", message, text)
            return TicketState.UNAPPROVED, False
        return state, confirmed_though_pending(text)

    def _moment(self, number: int, cells: Sequence[str], field: str) -> datetime | None:
        text = self._cell(cells, field)
        if not text:
            return None
        moment = parse_moment(text)
        if moment is None:
            self._doubt(number, field, N_("«{value}» no es una fecha: quedó sin límite."), text)
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)

    def _doubt(self, number: int, field: str, message: str, value: str) -> None:
        self.doubts.append(RowProblem(number, field, message, {"value": value[:60]}))


def cell_value(cell: str) -> str:
    r"""The cell cleaned, and without the apostrophe that some exports put before formulas.

    pretix's csv writes "'=0QT..." for a code that begins with "=", so that no spreadsheet runs it
    (the rule of the Python package defusedcsv, which also writes "|" as "\|" in such cells).
    """
    text = clean(cell)
    if text[:1] == "'" and text[1:2] in _FORMULA:
        return text[1:].replace("\\|", "|")
    return text


def split_name(full: str) -> tuple[str, str]:
    """Given and family name of "Given Family", "Family, Given" or "Given Family, PhD"."""
    left, _, right = full.partition(",")
    if not _SUFFIX.fullmatch(right.strip()):
        return split_full_name(full)
    given, family = split_full_name(left)
    return (given, f"{family}, {right.strip()}") if family else (full, "")


def parse_moment(text: str) -> datetime | None:
    """A moment in ISO 8601 or with the day first (05/10/2026 09:00); None if it is neither."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _DAY_FIRST:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  the caller adds the event's zone
        except ValueError:
            continue
    return None
