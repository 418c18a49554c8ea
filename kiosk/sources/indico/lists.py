"""Reads the small things of an event and the lists of its forms; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Localised
from kiosk.domain.feed import Document, SourceError, Trouble
from kiosk.domain.names import clean
from kiosk.domain.questions import Question, QuestionType
from kiosk.sources.http import WHOLE_SECONDS
from kiosk.sources.indico import sheet
from kiosk.sources.indico.client import Client, expect
from kiosk.sources.indico.fields import CHOSEN, SESSIONS, Filled, Place, by_id, filled
from kiosk.sources.indico.mapping import FormName, Item, Reading, meant, moment
from kiosk.sources.indico.options import Options
from kiosk.sources.indico.wire import Event, Form, Row, decode
from kiosk.texts import LANGUAGES, N_

_TYPES = {
    "textarea": QuestionType.TEXT,
    "bool": QuestionType.YES_NO,
    "checkbox": QuestionType.YES_NO,
    "country": QuestionType.COUNTRY,
}
_SAMPLES = 3
_NO_SHEET = {401, 403, 404, 405}


@dataclass(frozen=True, slots=True)
class EventRead:
    """An event with everybody in it: registrations of all forms, in the lists' order.

    `items` have their fields where a form's sheet brought them.
    """

    catalogue: Catalogue
    document: Document
    items: tuple[Item, ...]
    server_time: datetime | None = None


@dataclass(slots=True)
class Memory:
    """What this program remembers of an event while it runs; nothing is lost with it.

    `no_sheet` are forms whose export this token may not have; `samples` the fields of a form as
    some of its registrations have them.
    """

    forms: Mapping[str, FormName] = field(default_factory=dict)
    no_sheet: set[str] = field(default_factory=set)
    samples: dict[str, tuple[Filled, ...]] = field(default_factory=dict)

    def forget(self) -> None:
        """Ask anew for what may have been changed in Indico's settings."""
        self.no_sheet.clear()
        self.samples.clear()


def forms(client: Client, options: Options, *, deadline: float = WHOLE_SECONDS) -> list[Form]:
    """The chosen forms, all where none is chosen.

    A chosen one that is not there is a mistake in the settings, or somebody deleted it: its people
    must not go unseen.
    """
    every = [decode(data, Form) for data in client.forms(deadline=deadline)]
    by_form = {str(form.id): form for form in every}
    missing = [number for number in options.forms if number not in by_form]
    if missing:
        raise SourceError(
            Trouble.WRONG_EVENT,
            N_("El evento no tiene el formulario {form}; los que hay: {choices}."),
            form=", ".join(missing),
            choices=", ".join(f"{number} ({name_of(f).title})" for number, f in by_form.items()),
        )
    return [by_form[number] for number in options.forms] if options.forms else every


def name_of(form: Form) -> FormName:
    """The form's id and title."""
    return FormName(str(form.id), clean(form.title or "") or f"#{form.id}")


def read(client: Client, reading: Reading, memory: Memory) -> EventRead:
    """The event and the whole list of every chosen form, or SourceError: never a part of it."""
    answer = client.event()
    event = decode(answer.json(), Event)
    names = [name_of(form) for form in forms(client, reading.options)]
    memory.forms = {name.id: name for name in names}
    items: list[Item] = []
    for name in names:
        rows = [decode(data, Row) for data in client.rows(name.id)]
        items += _with_sheet(client, reading, memory, [Item(name, row) for row in rows])
    products = tuple(Product(name.id, every_language(name.title)) for name in names)
    catalogue = Catalogue(
        products=products,
        questions=_questions(client, reading.options, memory, items),
        whole=_whole(event),
        servers=(str(client.http.base).rstrip("/"),),
        entrances=(reading.entrance,),
    )
    document = Document("event", client.event_id, answer.body.decode("utf-8", "replace"))
    return EventRead(catalogue, document, tuple(items), answer.server_time)


def whole(client: Client, item: Item) -> Item | None:
    """The registration with all its fields; None where it was deleted.

    One whose answer makes no sense stays as the list has it, so that it holds up no other.
    """
    data = client.detail(item.form.id, str(item.row.id))
    if data is None:
        return None
    try:
        row = decode(data, Row)
    except SourceError:
        return Item(item.form, item.row, ())
    return Item(item.form, row, filled(row))


def every_language(text: str) -> Localised:
    """Indico's texts are in one language only."""
    return dict.fromkeys(LANGUAGES, text)


def sample(client: Client, memory: Memory, items: Iterable[Item]) -> tuple[Filled, ...]:
    """The fields of a form in its order, as its newest registrations have them.

    A form that nobody has filled in shows none, and a field that depends on another one is only
    in some registrations: so a few are looked at.
    """
    newest = sorted(items, key=lambda item: item.row.id, reverse=True)[:_SAMPLES]
    form_id = newest[0].form.id if newest else ""
    if form_id not in memory.samples:
        found: dict[str, Filled] = {}
        for item in newest:
            seen = whole(client, item)
            for field_ in (seen.fields or ()) if seen else ():
                found.setdefault(field_.place.id, field_)
        order = sorted(found.values(), key=lambda f: (f.place.section, f.place.position))
        memory.samples[form_id] = tuple(order)
    return memory.samples[form_id]


def _with_sheet(client: Client, reading: Reading, memory: Memory, items: list[Item]) -> list[Item]:
    """A form's registrations with their fields, as far as its export has them."""
    form_id = items[0].form.id if items else ""
    config = reading.options.sheets.get(form_id, "")
    if not config or form_id in memory.no_sheet:
        return items
    known = sample(client, memory, items)
    if not known:
        return items
    answer = client.sheet(form_id, config)
    rows = None
    if answer.status not in _NO_SHEET:
        needed = _needed(items[0]._replace(fields=known), reading)
        rows = sheet.read(expect(answer).body, [field.place for field in known], needed)
    if rows is None:
        memory.no_sheet.add(form_id)
        return items
    found = ((item, rows.get(_key(item.row))) for item in items)
    return [item._replace(fields=each, at_once=each is not None) for item, each in found]


def _needed(item: Item, reading: Reading) -> set[str]:
    """The ids of the form's fields without which a registration is not whole."""
    ruled = {"choice": CHOSEN, "session": {SESSIONS}}
    kinds = {kind for rule in reading.rules for kind in ruled.get(rule.kind, ())}
    places = [field.place for field in item.fields or ()]
    return {*meant(item, reading.options), *(p.id for p in places if p.kind in kinds)}


def _key(row: Row) -> tuple[str, str]:
    return (row.email or "").strip().lower(), row.state or ""


def _questions(
    client: Client, options: Options, memory: Memory, items: Iterable[Item]
) -> tuple[Question, ...]:
    """The fields that staff are to see, as questions that are never asked here."""
    wanted = {form_id: m for form_id, m in options.mapping.items() if "shown" in m.values()}
    found: list[Question] = []
    for form_id, targets in wanted.items():
        own = [item for item in items if item.form.id == form_id]
        places = by_id(sample(client, memory, own))
        found += [
            _question(places[field_id].place, form_id, len(found) + turn)
            for turn, field_id in enumerate(targets)
            if targets[field_id] == "shown" and field_id in places
        ]
    return tuple(found)


def _question(place: Place, form_id: str, position: int) -> Question:
    return Question(
        id=place.id,
        text=every_language(place.title),
        type=_TYPES.get(place.kind, QuestionType.LINE),
        at_checkin=False,
        shown=True,
        position=position,
        products=(form_id,),
    )


def _whole(event: Event) -> EventDate:
    return EventDate(
        name=every_language(clean(event.title or "")),
        starts=moment(event.start_dt),
        ends=moment(event.end_dt),
    )
