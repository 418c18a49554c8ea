"""pretix's texts by language as ours, and its moments in the event's zone; reads no object."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.calendar import inside
from kiosk.domain.checkpoints import Localised
from kiosk.sources.pretix.wire import Text
from kiosk.texts import LANGUAGES

_LAST_RESORT = ("es", "en", "pt")


def localised(given: Text, otherwise: str = "") -> Localised:
    """The text in our languages; one that is missing takes Spanish, English, then any other.

    "pt-br" is "pt". Empty texts count as missing; `otherwise` stands where there is none at all.
    """
    if not isinstance(given, dict):
        return dict.fromkeys(LANGUAGES, (given or "").strip() or otherwise)
    texts: dict[str, str] = {}
    for language, text in given.items():
        if text and text.strip():
            texts.setdefault(language.partition("-")[0].lower(), text.strip())
    order = (*(texts[code] for code in _LAST_RESORT if code in texts), *texts.values())
    return {code: texts.get(code) or next(iter(order), otherwise) for code in LANGUAGES}


def aware(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The moment with a zone: pretix writes one, what has none is local to the event."""
    if moment is None:
        return None
    moment = inside(moment)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
