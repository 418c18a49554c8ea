"""The words of one certificate in one language; decides nothing and draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.domain.checkpoints import Localised
from kiosk.domain.people import Person
from kiosk.printing.documents.certificate import CertificatePage
from kiosk.services.certificate_journal import Issued
from kiosk.services.context import Context
from kiosk.texts import LANGUAGES, translate
from kiosk.texts import certificate as words
from kiosk.texts.formats import date_range, localised

_UNNAMED = frozenset({"attendee", "newcomer"})
"""Roles that a certificate of attendance says already, or that nobody frames."""


@dataclass(frozen=True, slots=True)
class Look:
    """The language ("person" or a code), and who signs as what."""

    lang: str = "person"
    signer: str = ""
    signer_role: Localised = field(default_factory=dict)


def page_of(ctx: Context, person: Person, issued: Issued, look: Look) -> CertificatePage:
    """The page of a certificate, in the language asked for or the person's own."""
    lang = look.lang if look.lang in LANGUAGES else language_of(ctx, person)
    event, said = ctx.event, issued.certificate
    name, place = localised(event.name, lang), localised(event.place, lang)
    dates = date_range(event.first_day, event.last_day, lang)
    return CertificatePage(
        lang=lang,
        event=name,
        dates=" · ".join(filter(None, (place, dates))),
        title=translate(words.TITLE, lang),
        lead=translate(words.LEAD, lang),
        name=said.name,
        verb=translate(words.VERB, lang),
        subject=_subject(ctx, said.checkpoints, lang) or name,
        place=_place(name if said.checkpoints else "", place, dates),
        facts=_facts(ctx, issued, lang),
        code=said.code,
        code_label=translate(words.CODE, lang),
        issued=words.issued(said.issued, lang),
        verify=translate(words.VERIFY, lang),
        seal=issued.text,
        note=localised(event.certificate.text, lang),
        signer=look.signer,
        signer_role=localised(look.signer_role, lang),
    )


def language_of(ctx: Context, person: Person) -> str:
    """The person's language where we write it, else the event's language of record."""
    short = person.language[:2].lower()
    return short if short in LANGUAGES else ctx.event.languages[0]


def _place(event: str, place: str, dates: str) -> str:
    return " · ".join(filter(None, (event, place, dates)))


def _subject(ctx: Context, checkpoints: tuple[str, ...], lang: str) -> str:
    found = (ctx.event.checkpoint(checkpoint) for checkpoint in checkpoints)
    return " · ".join(localised(one.name, lang) for one in found if one is not None)


def _facts(ctx: Context, issued: Issued, lang: str) -> tuple[tuple[str, str], ...]:
    said = issued.certificate
    facts = []
    if said.minutes:
        facts.append((words.hours(said.minutes), translate(words.MEASURED, lang)))
    facts.append((words.days(said.days, lang), words.number_of_days(len(said.days), lang)))
    roles = [role for role in ctx.event.roles if role.id in said.roles and role.id not in _UNNAMED]
    if roles:
        first = max(roles, key=lambda role: role.rank)
        facts.append((localised(first.label, lang), translate(words.ROLE, lang)))
    return tuple(facts)
