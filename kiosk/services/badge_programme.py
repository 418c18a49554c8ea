"""The programme and the rights of a badge as ready texts; reads no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.badge import RIGHT, ProgrammeLine
from kiosk.domain.checkpoints import Checkpoint, Kind, Slot
from kiosk.domain.entitled import is_open_to_all
from kiosk.domain.event import Event
from kiosk.texts.formats import day, localised, time_of


@dataclass(frozen=True, slots=True)
class Written:
    """`rights` beyond those open to all, `programme` earliest first, `names` of the rights."""

    rights: tuple[str, ...]
    programme: tuple[ProgrammeLine, ...]
    names: Mapping[str, str]


class ProgrammeWriter:
    """Writes each programme once: in a batch, hundreds of people may enter the same rooms."""

    def __init__(self, event: Event) -> None:
        self._event = event
        self._known: dict[object, Written] = {}

    def __call__(self, open_to: Mapping[str, tuple[Slot, ...]], lang: str) -> Written:
        """What somebody may enter (openings by checkpoint id) in words of that language."""
        key = (lang, *open_to.items())
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._write(open_to, lang)
        return found

    def _write(self, open_to: Mapping[str, tuple[Slot, ...]], lang: str) -> Written:
        places = [place for place in self._event.checkpoints if place.id in open_to]
        rights = [place for place in places if not is_open_to_all(place)]
        sessions = [
            (slot.opens, slot.closes, place)
            for place in places
            if place.kind is Kind.ROOM
            for slot in open_to[place.id]
            if slot.opens is not None
        ]
        sessions.sort(key=lambda session: session[0])
        return Written(
            rights=tuple(place.id for place in rights),
            programme=tuple(self._line(*session, lang) for session in sessions),
            names={RIGHT + place.id: localised(place.short_name, lang) for place in rights},
        )

    def _line(
        self, opens: datetime, closes: datetime | None, place: Checkpoint, lang: str
    ) -> ProgrammeLine:
        zone = self._event.timezone
        hours = [time_of(moment, zone) for moment in (opens, closes) if moment is not None]
        return ProgrammeLine(
            checkpoint=place.id,
            day=day(opens.astimezone(zone).date(), lang),
            hours="–".join(hours),
            title=localised(place.name, lang),
            place=localised(place.place, lang),
        )
