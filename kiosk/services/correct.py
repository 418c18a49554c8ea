"""Corrections of people at the desk; they outlive every import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.names import clean
from kiosk.domain.people import Person
from kiosk.services.context import Context
from kiosk.store import journal, people
from kiosk.store.person_row import FIELDS, LIST_FIELDS, TEXT_FIELDS, fields_of
from kiosk.store.transact import writing
from kiosk.texts import N_


def correct(ctx: Context, person_id: str, changes: Mapping[str, object], operator: str) -> Person:
    """Change fields of a person as the desk sees fit; only what really differs is recorded.

    Fields: given_name, family_name, badge_name, email, organisation, country, language, note,
    pronouns (text), roles, speaks (lists of text), photo_ok (true, false or None). Raises
    NotFoundError for an unknown person, WrongUseError for an unknown field or a person without
    any name.
    """
    cleaned = clean_fields(changes)
    with writing(ctx.db):
        person = people.get(ctx.db, person_id)
        if person is None:
            raise NotFoundError(N_("Esa persona no está en la lista."))
        present = fields_of(person)
        differing = {name: value for name, value in cleaned.items() if present[name] != value}
        if not differing:
            return person
        require_name(present | differing)
        draft = Draft(
            kind=EntryKind.CORRECTED,
            at=ctx.clock(),
            person_id=person_id,
            operator=operator,
            payload={"changes": differing},
        )
        journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
        return people.get(ctx.db, person_id) or person


def clean_fields(changes: Mapping[str, object]) -> dict[str, Any]:
    """The fields as JSON values, trimmed and without invisible characters."""
    unknown = sorted(set(changes) - set(FIELDS))
    if unknown:
        raise WrongUseError(N_("El campo «{field}» no existe."), field=unknown[0])
    return {name: _clean(name, value) for name, value in changes.items()}


def require_name(fields: Mapping[str, Any]) -> None:
    """Raise WrongUseError for a person without given and family name."""
    if not (fields.get("given_name") or fields.get("family_name")):
        raise WrongUseError(N_("Falta el nombre."))


def _clean(name: str, value: object) -> object:
    if name in TEXT_FIELDS:
        return clean(str(value or ""))
    if name in LIST_FIELDS:
        items = value if isinstance(value, Iterable) and not isinstance(value, str) else []
        return [text for item in items if (text := clean(str(item)))]
    return None if value is None else bool(value)
