"""A registration of Indico as ours, with its check-in and its rights; matches and writes nothing.

Indico lets anybody be checked in whatever the state is, so the states here are what holds.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from kiosk.domain.checkpoints import Direction
from kiosk.domain.feed import Invite, RemoteVisit
from kiosk.domain.indico_code import uuid_of
from kiosk.domain.names import clean
from kiosk.domain.people import Person, TicketState
from kiosk.domain.registration import Registration
from kiosk.sources.indico import rules
from kiosk.sources.indico.fields import YES, YES_NO, Filled
from kiosk.sources.indico.guess import guess
from kiosk.sources.indico.names import provisional
from kiosk.sources.indico.options import Options
from kiosk.sources.indico.wire import Row, Tag
from kiosk.sources.words import language_of, languages_of, roles_of, yes_or_no
from kiosk.texts.formats import country_code

STATES = {
    "complete": TicketState.PAID,
    "unpaid": TicketState.PENDING,
    "pending": TicketState.UNAPPROVED,
    "rejected": TicketState.CANCELED,
    "withdrawn": TicketState.CANCELED,
}
_COUNTS = {TicketState.PAID, TicketState.PENDING}


class FormName(NamedTuple):
    """A registration form by its id, and the title that people know."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What registrations are read with: the options, and their rules taken apart.

    `entrance` is the source_ref of the checkpoint where people come in.
    """

    entrance: str
    options: Options
    rules: tuple[rules.Rule, ...]


class Item(NamedTuple):
    """A registration of a form. `fields` is None as long as only the list's row has come.

    `at_once`: they came together with the list, so that each list tells whether they changed.
    """

    form: FormName
    row: Row
    fields: tuple[Filled, ...] | None = None
    at_once: bool = False

    @property
    def source_id(self) -> str:
        """Ids of registrations are unique on a server; the form is part of their address."""
        return f"{self.form.id}-{self.row.id}"


def state_of(row: Row) -> TicketState:
    """An unknown state must not admit anybody by mistake: it counts as unapproved."""
    return STATES.get(row.state or "", TicketState.UNAPPROVED)


def meant(item: Item, options: Options) -> Mapping[str, str]:
    """What each field is for: as said for the form, else as guessed."""
    said = options.mapping.get(item.form.id)
    return guess(tuple(field.place for field in item.fields or ())) if said is None else said


def registration(item: Item, reading: Reading) -> Registration:
    """The registration with all that is known of it."""
    row, form = item.row, item.form
    targets = meant(item, reading.options)
    texts = _Texts(item.fields or (), targets)
    return Registration(
        number=row.id,
        person=_person(item, texts, reading),
        source_id=item.source_id,
        code=uuid_of((row.checkin_secret or "").strip()),
        state=state_of(row),
        product=form.title,
        product_id=form.id,
        checkin_text=texts.lines("companions"),
        answers=_answers(item.fields or (), targets),
    )


def visits(item: Item, reading: Reading) -> tuple[RemoteVisit, ...]:
    """The check-in as an entry at the event's entrance: Indico knows only whether and since when.

    The moment is the server's own when it was told. Once taken back and made again it is another
    check-in.
    """
    at = moment(item.row.checked_in_dt) if item.row.checked_in else None
    if at is None:
        return ()
    ref = f"{item.source_id}@{at.isoformat()}"
    return (RemoteVisit(ref, item.source_id, reading.entrance, Direction.ENTRY, at, late=True),)


def invitations(item: Item, reading: Reading) -> tuple[Invite, ...]:
    """The rights at rooms, which only a complete registration gives."""
    if state_of(item.row) is not TicketState.PAID:
        return ()
    rooms = _given(item, reading).checkpoints
    return tuple(Invite(room, item.source_id) for room in rooms)


def moment(text: str | None) -> datetime | None:
    """A moment of Indico, which are UTC; None where it is none."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def tags_of(row: Row) -> tuple[str, ...]:
    """The titles of the tags, of old servers and new ones."""
    titles = (tag.title if isinstance(tag, Tag) else tag for tag in row.tags or ())
    return tuple(dict.fromkeys(title for title in map(clean, filter(None, titles)) if title))


def print_of(item: Item, options: Options) -> str:
    """A short print of what a list says of it and how that is read; another one is a change."""
    row, form = item.row, item.form
    said = (
        *(row.full_name, row.email, row.state, row.checked_in, row.checked_in_dt),
        *(row.checkin_secret, sorted(tags_of(row)), form.title),
        *(options.mapping.get(form.id), sorted(options.rules.items()), sorted(options.roles)),
        item.fields if item.at_once else None,
    )
    return f"{zlib.crc32(repr(said).encode('utf-8', 'replace')):08x}"


class _Texts:
    """What was filled in by what it is for."""

    def __init__(self, fields: Iterable[Filled], targets: Mapping[str, str]) -> None:
        self._of: dict[str, list[Filled]] = {}
        for field in fields:
            self._of.setdefault(targets.get(field.place.id, ""), []).append(field)

    def all(self, target: str) -> list[str]:
        """Every text, in the form's order."""
        return [text for field in self._of.get(target, ()) for text in field.texts]

    def first(self, target: str) -> str:
        """The first text, "" without any."""
        return next(iter(self.all(target)), "")

    def lines(self, target: str) -> str:
        """A line for each field that has texts, with its title."""
        fields = self._of.get(target, ())
        said = (f"{f.place.title}: {', '.join(f.texts)}" for f in fields if f.texts)
        return "\n".join(said)


def _person(item: Item, texts: _Texts, reading: Reading) -> Person:
    given, family = texts.first("given_name"), texts.first("family_name")
    if not given and not family:
        given, family = provisional(item.row.full_name or "")
    if not given and not family:  # staff know such a registration by its number
        given = item.source_id
    country = texts.first("country")
    return Person(
        person_id="",
        given_name=given,
        family_name=family,
        badge_name=texts.first("badge_name"),
        email=clean(item.row.email or ""),
        organisation=texts.first("organisation"),
        country=country_code(country) or country,
        language=language_of(texts.first("language")),
        roles=_roles(item, texts, reading),
        note=texts.lines("note"),
        photo_ok=_photo(texts),
        speaks=languages_of(", ".join(texts.all("speaks"))),
        pronouns=texts.first("pronouns"),
    )


def _roles(item: Item, texts: _Texts, reading: Reading) -> tuple[str, ...]:
    """Of rules, tags, the form's title and fields for it; attendee where nothing else is said.

    Who withdrew, was refused or waits for approval has none of them.
    """
    found: list[str] = []
    if state_of(item.row) in _COUNTS:
        found += _given(item, reading).roles
        for word in (*tags_of(item.row), item.form.title, *texts.all("roles")):
            found += roles_of(word, reading.options.roles)
        if yes_or_no(texts.first("newcomer")):
            found.append("newcomer")
    plain = [] if set(found) - {"newcomer"} else ["attendee"]
    return tuple(dict.fromkeys([*plain, *found]))


def _given(item: Item, reading: Reading) -> rules.Given:
    return rules.given(reading.rules, item.form, tags_of(item.row), item.fields or ())


def _photo(texts: _Texts) -> bool | None:
    refused = yes_or_no(texts.first("no_photo"))
    return yes_or_no(texts.first("photo_ok")) if refused is None else not refused


def _answers(fields: Sequence[Filled], targets: Mapping[str, str]) -> dict[str, str]:
    """The answers that staff are to see, by field id: yes and no as "true" and "false"."""
    found = {}
    for place, texts in fields:
        if targets.get(place.id) != "shown" or not texts:
            continue
        yes = str(texts[0] == YES).lower()
        found[place.id] = yes if place.kind in YES_NO else "; ".join(texts)
    return found
