"""Certificates of attendance: who earned one, and their paper; hours follow docs/attendance.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kiosk.domain.certificate import Certificate
from kiosk.domain.checkpoints import Kind
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.names import fold
from kiosk.domain.people import Person
from kiosk.domain.time_attended import believed, minutes_by_day
from kiosk.printing.documents import certificate as paper
from kiosk.services.attendance import stays
from kiosk.services.certificate_journal import Issued, prepare, record
from kiosk.services.certificate_key import signing
from kiosk.services.certificate_pages import Look, page_of
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.services.table_files import TableRow, whole_file, write_csv
from kiosk.services.whole_folder import whole_folder
from kiosk.store import people
from kiosk.store.transact import reading
from kiosk.texts import LANGUAGES, N_

INDEX = "certificates.csv"
"""In a folder of certificates: whose each file is, and to which address it may be sent."""

COLUMNS = (
    "file",
    "code",
    "person_id",
    "given_name",
    "family_name",
    "email",
    "language",
    "minutes",
    "days",
)
MOST_CHECKPOINTS = 12
"""That a certificate names: its QR must hold them."""

PERSON = "person"
"""The language option that means each person's own."""


@dataclass(frozen=True, slots=True)
class CertificateOptions:
    """What is asked for. No checkpoints: the whole event; `day` counts that day only.

    `lang` is "person" or a language. `signer`, `signer_role`: "" for those of the event's file.
    `signature` is a picture file.
    """

    checkpoints: tuple[str, ...] = ()
    day: date | None = None
    min_minutes: int = 0
    lang: str = PERSON
    signer: str = ""
    signer_role: str = ""
    signature: Path | None = None
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Earned:
    """Somebody's attendance: whole minutes on each day, 0 where no time was measured."""

    person: Person
    by_day: dict[date, int]

    @property
    def minutes(self) -> int:
        """All days together."""
        return sum(self.by_day.values())


@dataclass(frozen=True, slots=True)
class WrittenCertificates:
    """`issued` are new in the journal, the others were there; `short` had not enough time."""

    path: Path
    files: int
    certificates: int
    issued: int
    short: int


def earned(ctx: Context, options: CertificateOptions) -> tuple[tuple[Earned, ...], int]:
    """Who gets one, by family name, and how many were there too short a time.

    Hand-outs are no attendance, and an entrance counts time only where an exit was seen. Visits
    by codes that nobody is known by count for nobody. Raises NotFoundError for an unknown
    checkpoint, WrongUseError for more than MOST_CHECKPOINTS.
    """
    places = _places(ctx, options)
    there: dict[str, dict[date, int]] = {}
    now = ctx.clock()
    with reading(ctx.db):
        for person_id, theirs in groupby(stays(ctx), key=attrgetter("person_id")):
            counted = (
                believed(one, places[one.checkpoint])
                for one in theirs
                if one.checkpoint in places and options.day in (None, one.day)
            )
            there[person_id] = minutes_by_day(counted, now)
        known = people.get_many(ctx.db, [person_id for person_id, days in there.items() if days])
    everybody = [
        Earned(person, there[person.person_id]) for person in known.values() if person.full_name
    ]
    enough = [one for one in everybody if one.minutes >= options.min_minutes]
    return tuple(sorted(enough, key=_by_name)), len(everybody) - len(enough)


def write_certificates(
    ctx: Context,
    options: CertificateOptions,
    out: Path,
    progress: Callable[[int, int], None] | None = None,
) -> WrittenCertificates:
    """Write one PDF of all (`out` ends in .pdf), or a folder with one PDF each and an index.

    Files and journal change together or not at all. Raises NotFoundError where nobody qualifies
    or the picture is missing, WrongUseError for a broken picture and as earned(), FailureError
    when the disk or the folder says no.
    """
    _check_language(options.lang)
    options = _by_id(ctx, options)
    signature = _picture(options.signature)
    found, short = earned(ctx, options)
    if not found:
        raise NotFoundError(
            N_("Nadie reúne la asistencia que se pide: no hay certificados para escribir.")
        )
    wanted = [(one.person.person_id, _certificate(ctx, one, options)) for one in found]
    with _place(out) as draft:
        prepared = prepare(ctx, wanted, _scope(options), signing(ctx.folder))
        drawn = list(zip(found, prepared, strict=True))
        _draw(ctx, options, drawn, draft, signature, progress)
        issued = record(ctx, prepared, options.operator)
    files = 1 if _one_file(out) else len(found)
    return WrittenCertificates(out, files, len(found), issued, short)


def _draw(
    ctx: Context,
    options: CertificateOptions,
    drawn: list[tuple[Earned, Issued]],
    draft: Path,
    signature: bytes | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(drawn))

    look = _look(ctx, options)
    pages = (page_of(ctx, one.person, issued, look) for one, issued in drawn)
    if not draft.is_dir():
        paper.write_certificates(draft, pages, signature, told)
        return
    for number, (page, (_, issued)) in enumerate(zip(pages, drawn, strict=True), 1):
        paper.write_certificates(draft / _file(issued), [page], signature)
        told(number)
    write_csv(draft / INDEX, COLUMNS, map(_row, drawn))
    for path in draft.iterdir():
        path.chmod(0o600)


def _row(pair: tuple[Earned, Issued]) -> TableRow:
    one, issued = pair
    return {
        "file": _file(issued),
        "code": issued.certificate.code,
        "person_id": one.person.person_id,
        "given_name": one.person.given_name,
        "family_name": one.person.family_name,
        "email": one.person.email,
        "language": one.person.language,
        "minutes": one.minutes,
        "days": [day.isoformat() for day in one.by_day],
    }


def _file(issued: Issued) -> str:
    """No name and nothing a person is known by: folders are sent around."""
    return f"{issued.certificate.code}.pdf"


def _one_file(out: Path) -> bool:
    return out.suffix.lower() == ".pdf"


@contextmanager
def _place(out: Path) -> Iterator[Path]:
    with whole_file(out) if _one_file(out) else whole_folder(out) as draft:
        yield draft


def _places(ctx: Context, options: CertificateOptions) -> dict[str, Kind]:
    if len(options.checkpoints) > MOST_CHECKPOINTS:
        raise WrongUseError(
            N_("Un certificado nombra hasta {most} puntos de control."), most=MOST_CHECKPOINTS
        )
    asked = [checkpoint_of(ctx, checkpoint) for checkpoint in options.checkpoints]
    return {c.id: c.kind for c in asked or ctx.event.checkpoints if c.kind is not Kind.HANDOUT}


def _by_id(ctx: Context, options: CertificateOptions) -> CertificateOptions:
    """With ids for checkpoints that were named by their list at the source, each once."""
    ids = (checkpoint_of(ctx, checkpoint).id for checkpoint in options.checkpoints)
    return replace(options, checkpoints=tuple(dict.fromkeys(ids)))


def _certificate(ctx: Context, one: Earned, options: CertificateOptions) -> Certificate:
    event = ctx.event
    known = {role.id for role in event.roles}
    return Certificate(
        code="",
        event_id=event.id,
        event_name=event.name["es"],
        name=one.person.full_name,
        checkpoints=options.checkpoints,
        roles=tuple(role for role in one.person.roles if role in known),
        minutes=one.minutes,
        days=tuple(one.by_day),
        issued=ctx.clock().astimezone(event.timezone).date(),
    )


def _scope(options: CertificateOptions) -> str:
    places = ",".join(sorted(options.checkpoints))
    return f"{places}@{options.day.isoformat() if options.day else ''}"


def _look(ctx: Context, options: CertificateOptions) -> Look:
    """Name and role belong together: another signer is not given the role of the event's file."""
    if options.signer:
        return Look(options.lang, options.signer, {"es": options.signer_role})
    return Look(options.lang, ctx.event.certificate.signer, ctx.event.certificate.role)


def _picture(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return paper.read_image(path)
    except OSError as error:
        raise NotFoundError(
            N_("No se puede leer la firma {path}: {error}"),
            path=path,
            error=error.strerror or error,
        ) from error
    except ValueError as error:
        raise WrongUseError(
            N_("{path} no es una imagen que se pueda leer; use PNG o JPEG."), path=path
        ) from error


def _check_language(lang: str) -> None:
    if lang not in (PERSON, *LANGUAGES):
        raise WrongUseError(
            N_("No hay textos en «{asked}»; los idiomas son {languages}."),
            asked=lang,
            languages=", ".join((*LANGUAGES, PERSON)),
        )


def _by_name(one: Earned) -> tuple[str, str, str]:
    return fold(one.person.family_name), fold(one.person.given_name), one.person.person_id
