"""What an element says of one person, and whether it is there at all; draws nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kiosk.domain.badge import BadgeContent
from kiosk.printing.elements.parts import When

TEXTS = "texts."
"""Before a server's own name of a field: "texts.attendee_company"."""
_CONSENT = {True: "yes", False: "no", None: "unasked"}
_PLACEHOLDER = re.compile(r"\{([a-z_.:0-9A-Z]+)\}")
_CAPACITY = {
    "voter": {"es": "Vota", "pt": "Vota", "en": "Voter"},
    "alternate": {"es": "Suplente", "pt": "Suplente", "en": "Alternate"},
    "observer": {"es": "Observa", "pt": "Observa", "en": "Observer"},
}
"""Said of the person, not as a noun: these words have no gender."""

_FIELDS: Mapping[str, Callable[[BadgeContent, str], str]] = {
    "first_line": lambda content, _: content.first_line,
    "second_line": lambda content, _: content.second_line,
    "full_name": lambda content, _: f"{content.first_line} {content.second_line}".strip(),
    "organisation": lambda content, _: content.organisation,
    "country": lambda content, _: content.country,
    "country_pronouns": lambda content, _: " · ".join(
        filter(None, (content.country, content.pronouns))
    ),
    "pronouns": lambda content, _: content.pronouns,
    "event_name": lambda content, _: content.event_name,
    "event_dates": lambda content, _: content.event_dates,
    "product": lambda content, _: content.product_name,
    "seat": lambda content, _: content.seat,
    "votes": lambda content, _: "" if content.votes is None else str(content.votes),
    "capacity": lambda content, lang: said(_CAPACITY.get(content.capacity, {}), lang),
    "role": lambda content, lang: said(content.roles[0].label, lang) if content.roles else "",
    "days": lambda content, _: " · ".join(dict.fromkeys(line.day for line in content.programme)),
    "code": lambda content, _: content.code,
}
_LISTS: Mapping[str, Callable[[BadgeContent], object]] = {
    "roles": lambda content: content.roles,
    "languages": lambda content: content.languages,
    "rights": lambda content: content.rights,
    "programme": lambda content: content.programme,
}
EVENT_FIELDS = frozenset({"event_name", "event_dates"})
"""Those that are the same on every badge of an event."""


def field_names() -> tuple[str, ...]:
    """The fields that a text may show, besides "texts." and a server's own name."""
    return tuple(_FIELDS)


def is_text(name: str) -> bool:
    """Whether a text can show that field."""
    return name in _FIELDS or (name.startswith(TEXTS) and len(name) > len(TEXTS))


def is_known(name: str) -> bool:
    """Whether a condition can ask for that field: texts and lists."""
    return is_text(name) or name in _LISTS


def value(content: BadgeContent, name: str, lang: str) -> str:
    """What that field says, in that language where it is a fixed word; "" for nothing."""
    read = _FIELDS.get(name)
    if read is None:
        return content.texts.get(name.removeprefix(TEXTS), "")
    return read(content, lang)


def said(words: Mapping[str, str], lang: str) -> str:
    """The words in that language, else in Spanish, else in any."""
    return words.get(lang) or words.get("es") or next(iter(words.values()), "")


def placeholders(text: str) -> tuple[str, ...]:
    """The fields named in curly brackets."""
    return tuple(_PLACEHOLDER.findall(text))


def filled(text: str, content: BadgeContent, lang: str) -> str:
    """The text with what its fields say."""
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda found: value(content, found[1], lang), text)


def holds(when: When | None, content: BadgeContent) -> bool:
    """Whether the condition holds for this person; none always does."""
    return when is None or (
        (not when.roles or any(role.id in when.roles for role in content.roles))
        and (not when.rights or not set(when.rights).isdisjoint(content.rights))
        and (not when.products or content.product in when.products)
        and (not when.capacity or content.capacity in when.capacity)
        and (not when.consent or _CONSENT[content.photo_ok] in when.consent)
        and all(_is_filled(content, name) for name in when.has)
        and not any(_is_filled(content, name) for name in when.lacks)
    )


def _is_filled(content: BadgeContent, name: str) -> bool:
    if name in _LISTS:
        return bool(_LISTS[name](content))
    return bool(value(content, name, content.lang).strip())
