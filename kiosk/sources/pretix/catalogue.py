"""What pretix sells, asks and signs as a catalogue; asks no server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.sources.pretix.questions import question
from kiosk.sources.pretix.texts import aware, localised
from kiosk.sources.pretix.wire import Event, Item, Secret, decode, text_id

_SIGNED = "pretix_sig1"


class Answers(NamedTuple):
    """The parsed JSON of one event's endpoints: one object, and the results of all pages."""

    event: object
    items: Iterable[object] = ()
    subevents: Iterable[object] = ()
    questions: Iterable[object] = ()
    revoked: Iterable[object] = ()
    blocked: Iterable[object] = ()


class Note(NamedTuple):
    """What staff are told of whoever has a variation."""

    attention: bool = False
    text: str = ""


def catalogue(said: Answers, zone: ZoneInfo) -> Catalogue:
    """The catalogue of the event. Raises WrongUseError that names the object and its field."""
    event = decode(said.event, Event, "event")
    secrets = [decode(data, Secret, "blockedsecret") for data in said.blocked]
    questions = [question(data, zone) for data in said.questions]
    return Catalogue(
        products=tuple(product(data) for data in said.items),
        dates=tuple(
            _date(decode(data, Event, "subevent"), zone, named=True) for data in said.subevents
        ),
        questions=tuple(sorted(questions, key=lambda found: found.position)),
        keys=tuple((event.valid_keys or {}).get(_SIGNED) or ()),
        revoked=frozenset(decode(x, Secret, "revokedsecret").secret for x in said.revoked),
        blocked=frozenset(secret.secret for secret in secrets if secret.blocked),
        whole=_date(event, zone, named=False),
    )


def product(data: object) -> Product:
    """An item with its variations by id."""
    wire = decode(data, Item, "item")
    return Product(
        id=text_id(wire.id),
        name=localised(wire.name, otherwise=text_id(wire.id)),
        variations={
            text_id(kind.id): localised(kind.value, otherwise=text_id(kind.id))
            for kind in wire.variations or ()
        },
        attention=bool(wire.checkin_attention),
        checkin_text=(wire.checkin_text or "").strip(),
    )


def variation_notes(items: Iterable[object]) -> Mapping[str, Note]:
    """What staff are told of variations, by their ids; those of whom nothing is told left out."""
    found = {}
    for data in items:
        for kind in decode(data, Item, "item").variations or ():
            note = Note(bool(kind.checkin_attention), (kind.checkin_text or "").strip())
            if note.attention or note.text:
                found[text_id(kind.id)] = note
    return found


def _date(wire: Event, zone: ZoneInfo, *, named: bool) -> EventDate:
    number = text_id(wire.id) if named else ""
    return EventDate(
        id=number,
        name=localised(wire.name, otherwise=number),
        starts=aware(wire.date_from, zone),
        ends=aware(wire.date_to, zone),
        admission=aware(wire.date_admission, zone),
    )
