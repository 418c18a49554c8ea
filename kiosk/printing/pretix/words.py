"""What an object of a pretix layout says of one person; knows no fonts and no server.

A badge says the badge code where pretix prints the ticket's secret: docs/adr/0017.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kiosk.domain.badge import BadgeContent
from kiosk.printing.pretix.objects import OTHER, OTHER_BY_LANGUAGE, SECRET, Words

_KNOWN = "order"
"""A text that everybody has who comes from pretix."""
_PLACEHOLDER = re.compile(r"\{([-a-zA-Z0-9:_]+)\}")


def text_of(words: Words, content: BadgeContent) -> str:
    """The text of an object.

    A placeholder alone says nothing where it is unknown; within a text that came with a server's
    words it then stays as it stands, which is what pretix prints.
    """
    if words.content == OTHER:
        return _filled(words.text, content)
    if words.content == OTHER_BY_LANGUAGE:
        return _filled(in_language(words.texts, words.locale or content.person_lang), content)
    return _value(words.content, content) or ""


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text of that language ("pt" also for "pt-br"), else English, else the first."""
    by_code = {code.lower().replace("_", "-"): text for code, text in texts.items()}
    wanted = lang.lower().replace("_", "-")
    close = (code for code in by_code if code.partition("-")[0] == wanted.partition("-")[0])
    for code in (wanted, *close, "en", *by_code):
        if by_code.get(code):
            return by_code[code]
    return ""


def _filled(text: str, content: BadgeContent) -> str:
    def value(found: re.Match[str]) -> str:
        known = _value(found[1], content)
        return known if known is not None else found[0] if _KNOWN in content.texts else ""

    return _PLACEHOLDER.sub(value, text)


def _value(name: str, content: BadgeContent) -> str | None:
    """The text behind a placeholder, None where nobody knows it."""
    if name == SECRET:
        return content.code
    if name in content.texts:
        return content.texts[name]
    return _own(content).get(name)


def _own(content: BadgeContent) -> dict[str, str]:
    """What the badge knows by itself, for people that no pretix has."""
    return {
        "attendee_name": f"{content.first_line} {content.second_line}".strip(),
        "attendee_company": content.organisation,
        "attendee_country": content.country,
        "item": content.product_name,
        "itemvar": content.product_name,
        "event_name": content.event_name,
        "event_series_name": content.event_name,
        "event_date_range": content.event_dates,
    }
