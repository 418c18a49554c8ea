"""Badge codes: given once, voided and given anew; prints nothing."""

from __future__ import annotations

import secrets

from kiosk.domain.codes import badge_code
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.services.context import Context
from kiosk.store import journal, people
from kiosk.store.transact import writing
from kiosk.texts import N_


def badge_code_of(ctx: Context, person_id: str, operator: str = "") -> str:
    """The person's valid badge code; gives one, recorded in the journal, where there is none.

    Raises NotFoundError for an unknown person.
    """
    badge = people.badge_of(ctx.db, person_id)
    if badge is not None:
        return badge.badge_code
    with writing(ctx.db):
        _require(ctx, person_id)
        badge = people.badge_of(ctx.db, person_id)  # another station may have been quicker
        return badge.badge_code if badge else _issue(ctx, person_id, operator)


def reissue(ctx: Context, person_id: str, reason: str, operator: str) -> str:
    """Void the person's badge and give a new code: the old one opens nothing from now on.

    Raises WrongUseError without a reason, NotFoundError for an unknown person.
    """
    why = reason.strip()
    if not why:
        raise WrongUseError(N_("Para anular una credencial hay que dar un motivo."))
    with writing(ctx.db):
        _require(ctx, person_id)
        old = people.badge_of(ctx.db, person_id)
        if old is not None:
            payload = {"badge_code": old.badge_code, "reason": why}
            _record(ctx, EntryKind.BADGE_VOIDED, person_id, operator, payload)
        return _issue(ctx, person_id, operator)


def _require(ctx: Context, person_id: str) -> None:
    if people.get(ctx.db, person_id) is None:
        raise NotFoundError(N_("Esa persona no está en la lista."))


def _issue(ctx: Context, person_id: str, operator: str) -> str:
    code = badge_code(ctx.event.code, secrets.randbelow)
    while people.by_badge(ctx.db, code) is not None:
        code = badge_code(ctx.event.code, secrets.randbelow)
    _record(ctx, EntryKind.BADGE_ISSUED, person_id, operator, {"badge_code": code})
    return code


def _record(
    ctx: Context, kind: EntryKind, person_id: str, operator: str, payload: dict[str, str]
) -> None:
    draft = Draft(
        kind=kind, at=ctx.clock(), person_id=person_id, operator=operator, payload=payload
    )
    journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
