"""Issues and voids certificates in the journal, and finds them there; draws nothing.

Who asks again gets the certificate there is; only what it says anew makes another, and voids it.
A scope is what was asked for: checkpoints and, where only one day counts, the day.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.certificate import (
    Certificate,
    Signed,
    certificate_of,
    new_code,
    payload_of,
    read,
    text_of,
)
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.services.context import Context
from kiosk.store import certificates, journal
from kiosk.store.moments import to_moment
from kiosk.store.transact import writing
from kiosk.texts import N_

REPLACED = "replaced"
"""The reason of a certificate in whose place there is another."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its signed text; `void` where it was voided: when, why and by what."""

    person_id: str
    scope: str
    text: str
    signed: Signed
    voided_at: datetime | None = None
    reason: str = ""
    replaced_by: str = ""

    @property
    def certificate(self) -> Certificate:
        """What it says."""
        return self.signed.certificate


def every(ctx: Context) -> dict[str, Issued]:
    """All certificates of this profile by code, in the order of their issue."""
    return _read(certificates.entries(ctx.db))


def find(ctx: Context, code: str) -> Issued | None:
    """The certificate of that code in its one spelling, or None."""
    return _read(certificates.of_code(ctx.db, code)).get(code)


def prepare(
    ctx: Context,
    wanted: Iterable[tuple[str, Certificate]],
    scope: str,
    sign: Callable[[bytes], bytes],
) -> tuple[Issued, ...]:
    """Certificates by person id, whose code is still empty: those there are, and new ones.

    Writes nothing: record() does, once they are drawn.
    """
    known = every(ctx)
    valid = {
        one.person_id: one for one in known.values() if one.scope == scope and not one.voided_at
    }
    return tuple(
        _kept(valid.get(person_id), said) or _new(ctx, person_id, said, scope, sign, known)
        for person_id, said in wanted
    )


def record(ctx: Context, prepared: Iterable[Issued], operator: str) -> int:
    """Write the new ones of prepare() into the journal, at once; answers how many are new."""
    count = 0
    with writing(ctx.db):
        known = every(ctx)
        valid = {
            (one.person_id, one.scope): code for code, one in known.items() if not one.voided_at
        }
        for one in prepared:
            code = one.certificate.code
            if code in known:
                continue
            payload = {"certificate": code, "scope": one.scope, "text": one.text}
            _append(ctx, EntryKind.CERTIFICATE_ISSUED, one.person_id, operator, payload)
            old = valid.get((one.person_id, one.scope))
            if old is not None:
                payload = {"certificate": old, "reason": REPLACED, "replaced_by": code}
                _append(ctx, EntryKind.CERTIFICATE_VOIDED, one.person_id, operator, payload)
            count += 1
    return count


def void(ctx: Context, code: str, reason: str, operator: str) -> Issued:
    """Void a certificate. Raises WrongUseError without a reason, NotFoundError for none there."""
    why = reason.strip()
    if not why:
        raise WrongUseError(N_("Para anular un certificado hay que dar un motivo."))
    with writing(ctx.db):
        found = find(ctx, code)
        if found is None:
            raise NotFoundError(N_("Este perfil no emitió el certificado {code}."), code=code)
        if found.voided_at is None:
            payload = {"certificate": code, "reason": why}
            _append(ctx, EntryKind.CERTIFICATE_VOIDED, found.person_id, operator, payload)
        return find(ctx, code) or found


def _kept(old: Issued | None, said: Certificate) -> Issued | None:
    """The certificate there is, where it says the same."""
    if old is None:
        return None
    now = replace(said, code=old.certificate.code, issued=old.certificate.issued)
    return old if payload_of(now) == old.signed.payload else None


def _new(
    ctx: Context,
    person_id: str,
    said: Certificate,
    scope: str,
    sign: Callable[[bytes], bytes],
    known: dict[str, Issued],
) -> Issued:
    code = new_code(ctx.event.code, secrets.randbelow)
    while code in known:
        code = new_code(ctx.event.code, secrets.randbelow)
    payload = payload_of(replace(said, code=code))
    signature = sign(payload)
    certificate = certificate_of(payload)
    signed = Signed(payload, signature, certificate)
    return Issued(person_id, scope, text_of(payload, signature), signed)


def _append(
    ctx: Context, kind: EntryKind, person_id: str, operator: str, payload: dict[str, str]
) -> None:
    draft = Draft(
        kind=kind, at=ctx.clock(), person_id=person_id, operator=operator, payload=payload
    )
    journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


def _read(entries: Iterable[Entry]) -> dict[str, Issued]:
    found: dict[str, Issued] = {}
    for entry in entries:
        code = str(entry.payload.get("certificate", ""))
        if entry.kind is EntryKind.CERTIFICATE_ISSUED:
            one = _issued(entry)
            found |= {code: one} if one is not None else {}
        elif code in found and found[code].voided_at is None:
            found[code] = replace(
                found[code],
                voided_at=to_moment(entry.at),
                reason=str(entry.payload.get("reason", "")),
                replaced_by=str(entry.payload.get("replaced_by", "")),
            )
    return found


def _issued(entry: Entry) -> Issued | None:
    text = str(entry.payload.get("text", ""))
    signed = read(text)
    if signed is None:
        return None
    return Issued(entry.person_id or "", str(entry.payload.get("scope", "")), text, signed)
