"""What stands on a badge, as a value; knows no sizes, fonts or paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.event import Event, RoleStyle
from kiosk.domain.names import clean, fold, without_emoji
from kiosk.domain.people import Person


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One session that this person may enter: ready texts, and the checkpoint's id."""

    checkpoint: str
    day: str
    hours: str
    title: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class BadgeContent:
    """Every word of a badge.

    `country` is the name in the language `lang`, `event_dates` a ready text ("5-9 de octubre de
    2026"), `roles` the person's styles with the highest rank first, `languages` codes ("es").
    `product` is the id and name of what was bought, `rights` the ids of the checkpoints that the
    person may enter beyond those open to all, `programme` what stands on the back, earliest
    first. In an assembly `seat` is the organisation spoken for, `votes` how many it has, `capacity`
    "voter", "alternate" or "observer". `lang` is the language of the badge's fixed words,
    `person_lang` the person's own. `texts` are ready texts by a server's own names (pretix's
    placeholders), and the names of the rights by "right:" and the checkpoint's id.
    """

    first_line: str
    second_line: str = ""
    organisation: str = ""
    country: str = ""
    roles: tuple[RoleStyle, ...] = ()
    code: str = ""
    languages: tuple[str, ...] = ()
    photo_ok: bool | None = None
    event_name: str = ""
    event_dates: str = ""
    lang: str = "es"
    person_lang: str = ""
    pronouns: str = ""
    product: str = ""
    product_name: str = ""
    rights: tuple[str, ...] = ()
    programme: tuple[ProgrammeLine, ...] = ()
    seat: str = ""
    votes: int | None = None
    capacity: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


RIGHT = "right:"
"""Before a checkpoint's id in BadgeContent.texts: the name of that right."""


def content_of(
    person: Person, event: Event, code: str, country: str, dates: str, lang: str = ""
) -> BadgeContent:
    """What the person and the event alone say on a badge.

    `country` and `dates` are texts in the badge's language `lang`, the event's first unless told.
    """
    lang = lang or event.languages[0]
    styles = [role for role in event.roles if role.id in person.roles]
    if not styles:
        styles = [role for role in event.roles if role.id == "attendee"]
    first, family = _first_line(person), clean(person.family_name)
    return BadgeContent(
        first_line=first,
        second_line="" if _says(first, family) else family,
        organisation=clean(person.organisation),
        country=country,
        roles=tuple(sorted(styles, key=lambda role: -role.rank)),
        code=code,
        languages=person.speaks,
        photo_ok=person.photo_ok,
        event_name=event.name.get(lang) or event.name["es"],
        event_dates=dates,
        lang=lang,
        person_lang=person.language,
        pronouns=clean(person.pronouns),
    )


def _first_line(person: Person) -> str:
    """The largest line; a badge name of emoji alone cannot be printed, then it is the name."""
    lines = (person.badge_name, person.given_name, person.family_name)
    return next((clean(line) for line in lines if without_emoji(clean(line))[0]), person.first_line)


def _says(line: str, family: str) -> bool:
    """Whether the line ends in the family name already: a badge name "Pepe Núñez" does."""
    return f" {fold(line)}".endswith(f" {fold(family)}")
