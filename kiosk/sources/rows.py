"""Turns a row of cells into a Registration, or says what is wrong with it; decides no identity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.calendar import inside
from kiosk.domain.names import clean, split_full_name
from kiosk.domain.people import Person, TicketState
from kiosk.domain.registration import Registration, RowProblem
from kiosk.sources.column_names import MANY
from kiosk.sources.columns import Columns
from kiosk.sources.own_words import NO_WORDS, OwnWords
from kiosk.sources.plain import plain
from kiosk.sources.row_ticket import Fields, TicketReader
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

    def __init__(
        self,
        columns: Columns,
        zone: ZoneInfo,
        role_ids: frozenset[str],
        own: OwnWords = NO_WORDS,
    ) -> None:
        """`zone` is where times without zone belong; `role_ids` are the event's own roles.

        `own` are the event's words for its products, dates and questions.
        """
        self.doubts: list[RowProblem] = []
        self._first = {field: found[0] for field, found in columns.of.items()}
        self._many = {field: columns.of.get(field, ()) for field in (*MANY, "product")}
        self._numbers: set[str] = set()
        self._ticket = TicketReader(columns, own, zone, self._doubt)
        self._zone = zone
        self._role_ids = role_ids
        state = self._first.get("state")
        title = plain(columns.header[state]) if state is not None else ""
        self._blank_state = TicketState.PENDING if title in _YES_NO_TITLES else TicketState.PAID
        kinds = [i for i in columns.of.get("roles", ()) if plain(columns.header[i]) not in _TAGS]
        self._product = self._first.get("product", kinds[0] if kinds else None)

    def read(self, number: int, cells: Sequence[str]) -> Registration | RowProblem:
        """The registration in that row, or why the row is left out."""
        row = {field: cell_value(cells[index]) for field, index in self._first.items()}
        given, family = _name(row)
        if not given and not family and not row.get("addon_to"):
            return RowProblem(number, "full_name", N_("La fila no tiene nombre."))
        if len(given) + len(family) > MAX_NAME:
            return RowProblem(number, "full_name", N_("El nombre tiene más de 200 letras."))
        code = _whole(row.get("code", ""))
        if _SCIENTIFIC.fullmatch(code):
            message = N_("El código «{value}» perdió cifras en la planilla: dé formato de texto.")
            return RowProblem(number, "code", message, {"value": code})
        state, though_pending = self._state(number, row)
        registration = Registration(
            number=number,
            person=self._person(number, row, cells, (given, family)),
            source_id=_source_id(row),
            code=code,
            state=state,
            product=self._product_text(cells),
            valid_from=self._moment(number, row, "valid_from"),
            valid_until=self._moment(number, row, "valid_until"),
            blocked=_blocked(row),
            valid_if_pending=though_pending,
        )
        if self._ticket.says_more:
            registration = self._ticket.complete(registration, row, cells)
        self._warn_of_number(registration)
        return registration

    def _person(
        self, number: int, row: Fields, cells: Sequence[str], name: tuple[str, str]
    ) -> Person:
        country = row.get("country", "")
        return Person(
            person_id="",
            given_name=name[0],
            family_name=name[1],
            badge_name=row.get("badge_name", ""),
            email=self._email(number, row),
            organisation=row.get("organisation", ""),
            country=country_code(country) or country,
            language=language_of(row.get("language", "")),
            roles=self._roles(row, cells, named=bool(name[0] or name[1])),
            note=row.get("note", ""),
            photo_ok=_photo(row),
            speaks=self._speaks(cells),
            pronouns=row.get("pronouns", ""),
        )

    def _email(self, number: int, row: Fields) -> str:
        text = row.get("email", "")
        if not text:
            return ""
        found = _EMAIL.search(text)
        if found is None:
            self._doubt(number, "email", N_("«{value}» no es un correo: quedó vacío."), text)
        return found[0] if found else ""

    def _roles(self, row: Fields, cells: Sequence[str], *, named: bool) -> tuple[str, ...]:
        """The roles named in any role column or by the product; attendee where none is.

        A row without a name adds to somebody's roles: it makes nobody an attendee.
        """
        found: list[str] = []
        for index in (*self._many["roles"], *self._many["product"]):
            if cells[index]:
                found.extend(roles_of(cells[index], self._role_ids))
        if yes_or_no(row.get("newcomer", "")):
            found.append("newcomer")
        if named and not set(found) - {"newcomer"}:
            found.insert(0, "attendee")
        return tuple(dict.fromkeys(found))

    def _speaks(self, cells: Sequence[str]) -> tuple[str, ...]:
        found = [code for i in self._many["speaks"] for code in languages_of(cells[i])]
        return tuple(dict.fromkeys(found))

    def _product_text(self, cells: Sequence[str]) -> str:
        return clean(cells[self._product]) if self._product is not None else ""

    def _warn_of_number(self, row: Registration) -> None:
        """Say once that a product is a number: pretix's REST API gives its id for a name."""
        if row.product.isdecimal() and row.product not in self._numbers:
            self._numbers.add(row.product)
            message = N_("El producto «{value}» es un número: las reglas usan el nombre.")
            self._doubt(row.number, "product", message, row.product)

    def _state(self, number: int, row: Fields) -> tuple[TicketState, bool]:
        """The state, and whether pretix lets the pending ticket in.

        An unknown word must not admit anybody by mistake: it counts as unapproved, with a doubt.
        """
        text = row.get("state", "")
        if not text:
            return (self._blank_state if "state" in row else TicketState.PAID), False
        state = state_of(text)
        if state is None:
            message = N_("No se conoce el estado «{value}»: quedó sin aprobar.")
            self._doubt(number, "state", message, text)
            return TicketState.UNAPPROVED, False
        return state, confirmed_though_pending(text)

    def _moment(self, number: int, row: Fields, field: str) -> datetime | None:
        text = row.get(field, "")
        if not text:
            return None
        moment = parse_moment(text)
        if moment is None:
            self._doubt(number, field, N_("«{value}» no es una fecha: quedó sin límite."), text)
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)

    def _doubt(self, number: int, field: str, message: str, value: str) -> None:
        self.doubts.append(RowProblem(number, field, message, {"value": value[:60]}))


def _name(row: Fields) -> tuple[str, str]:
    given, family = row.get("given_name", ""), row.get("family_name", "")
    full = row.get("full_name", "")
    return split_name(full) if full and not (given and family) else (given, family)


def _photo(row: Fields) -> bool | None:
    refused = yes_or_no(row.get("no_photo", ""))
    return yes_or_no(row.get("photo_ok", "")) if refused is None else not refused


def _blocked(row: Fields) -> bool:
    """Anything but nothing and no: pretix writes the reason into the cell."""
    text = row.get("blocked", "")
    return bool(text) and yes_or_no(text) is not False


def _source_id(row: Fields) -> str:
    """The list's id; for pretix the order code and the position's number in it."""
    order, position = row.get("order", ""), row.get("position", "")
    joined = f"{order}-{position}" if order and position else ""
    return _whole(row.get("source_id", "")) or joined


def _whole(text: str) -> str:
    """Without the ".0" that programs give numbers which they take for measures."""
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


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
        return inside(datetime.fromisoformat(text))
    except ValueError:
        pass
    for form in _DAY_FIRST:
        try:
            return inside(datetime.strptime(text, form))  # noqa: DTZ007  the caller adds the event's zone
        except ValueError:
            continue
    return None
