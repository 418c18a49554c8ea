"""Whether a certificate is true: by its signature, and by the journal of the profile it is from.

The signature alone tells that the holder of the key made it; that it was voided since then only
the journal knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kiosk.domain.certificate import MARK, Certificate, read, read_code
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.names import fold
from kiosk.scanning.signature import verified_bytes
from kiosk.services.certificate_journal import Issued, find
from kiosk.services.certificate_key import FILE, known_keys
from kiosk.services.context import Context
from kiosk.store.transact import reading
from kiosk.texts import N_


class Proof(StrEnum):
    """What came out."""

    VALID = "valid"
    VOID = "void"
    REPLACED = "replaced"
    FORGED = "forged"
    OTHER_NAME = "other_name"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    NO_CERTIFICATE = "no_certificate"


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer for one certificate.

    `certificate` is None unless its signature is good: what a forgery says is not repeated. `void`
    ones have since when and why; `checked_void`: a journal was there to ask.
    """

    proof: Proof
    certificate: Certificate | None = None
    voided_at: datetime | None = None
    reason: str = ""
    replaced_by: str = ""
    checked_void: bool = True

    @property
    def valid(self) -> bool:
        """Whether it may be believed."""
        return self.proof is Proof.VALID


def verify(
    given: str, name: str = "", ctx: Context | None = None, keys: Sequence[str] = ()
) -> tuple[Verified, ...]:
    """The answer for a code, the text of a QR, or each page of a PDF file.

    `keys` are those of certificate_key.known_keys(); without them the profile's own. With a
    `name` only that person's certificate is valid; case and accents do not matter. A code needs
    the profile that issued it. Raises NotFoundError for a file that is not there, WrongUseError
    for one that is no PDF, or for a code without profile.
    """
    trusted = tuple(keys) or (_own_keys(ctx) if ctx is not None else ())
    if given.strip().upper().startswith(MARK):
        return (_named(_of_text(given, trusted, ctx), name),)
    if given.lower().endswith(".pdf"):
        texts = _texts_of(Path(given))
        return tuple(_named(_of_text(text, trusted, ctx), name) for text in texts)
    return (_named(_of_code(given, trusted, ctx), name),)


def _of_code(given: str, keys: Sequence[str], ctx: Context | None) -> Verified:
    code = read_code(given)
    if code is None:
        return Verified(Proof.MISTYPED)
    if ctx is None:
        raise WrongUseError(
            N_("Un código solo se comprueba en el perfil que lo emitió; sin perfil use el QR.")
        )
    with reading(ctx.db):
        issued = find(ctx, code)
    return Verified(Proof.UNKNOWN) if issued is None else _of_text(issued.text, keys, ctx)


def _of_text(text: str, keys: Sequence[str], ctx: Context | None) -> Verified:
    signed = read(text) if text else None
    if signed is None:
        return Verified(Proof.NO_CERTIFICATE)
    if not verified_bytes(signed.payload, signed.signature, keys):
        return Verified(Proof.FORGED)
    if ctx is None:
        return Verified(Proof.VALID, signed.certificate, checked_void=False)
    with reading(ctx.db):
        issued = find(ctx, signed.certificate.code)
    return _in_journal(signed.certificate, issued)


def _in_journal(certificate: Certificate, issued: Issued | None) -> Verified:
    """A good signature that this journal does not know is another station's of the same key."""
    if issued is None or issued.voided_at is None:
        return Verified(Proof.VALID, certificate, checked_void=issued is not None)
    return Verified(
        Proof.REPLACED if issued.replaced_by else Proof.VOID,
        certificate,
        issued.voided_at,
        issued.reason,
        issued.replaced_by,
    )


def _named(found: Verified, name: str) -> Verified:
    """Somebody else's where another name was asked for."""
    if not name.strip() or found.certificate is None:
        return found
    if fold(found.certificate.name) == fold(name):
        return found
    return Verified(Proof.OTHER_NAME, found.certificate)


def _own_keys(ctx: Context) -> tuple[str, ...]:
    """The profile's public keys; none where it has never signed."""
    path = ctx.folder / FILE
    return known_keys(path) if path.exists() else ()


def _texts_of(path: Path) -> list[str]:
    from kiosk.printing.documents.sealed import seals_of  # noqa: PLC0415  PDF reading loads slowly

    try:
        return seals_of(path)
    except FileNotFoundError:
        raise NotFoundError(N_("No existe el archivo {file}."), file=path) from None
    except (OSError, ValueError):
        raise WrongUseError(N_("{path} no es un PDF que se pueda leer."), path=path) from None
