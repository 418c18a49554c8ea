"""What pretix's small lists say of an event, read whole each time; reads no order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import Document, SourceError, Trouble
from kiosk.sources.http import WHOLE_SECONDS
from kiosk.sources.http_answer import Answer
from kiosk.sources.pretix.badges import Files, read_badges
from kiosk.sources.pretix.catalogue import Answers, catalogue, variation_notes
from kiosk.sources.pretix.client import Client, mapping, parsed
from kiosk.sources.pretix.lists import checkpoints
from kiosk.sources.pretix.options import Options
from kiosk.sources.pretix.positions import Shop
from kiosk.texts import N_

NO_ORDERS = N_(
    "El perfil de seguridad de este equipo en pretix no deja leer las inscripciones: llegan las "
    "listas, las credenciales y las claves de los códigos firmados, pero ninguna persona. En "
    "pretix, en Dispositivos, elija «pretixSCAN» o acceso completo, o importe las personas de un "
    "archivo."
)


@dataclass(frozen=True, slots=True)
class EventRead:
    """The event with its small lists; `shop` is what orders are read with."""

    shop: Shop
    checkpoints: tuple[Checkpoint, ...] = ()
    documents: tuple[Document, ...] = ()
    server_time: datetime | None = None


@contextmanager
def understood() -> Iterator[None]:
    """Objects that cannot be read are an answer that cannot be used, and no fault of people."""
    try:
        yield
    except WrongUseError as error:
        failure = SourceError(Trouble.ANSWER, error.message)
        failure.params = error.params
        raise failure from error
    except (OverflowError, RecursionError, UnicodeError) as error:
        raise SourceError(Trouble.ANSWER, N_("La respuesta del servidor llegó dañada.")) from error


def profile_forbids(error: SourceError) -> bool:
    """Whether the device's security profile stands in the way, which pretix says in these words."""
    said = str(error.params.get("said", ""))
    return error.trouble is Trouble.RIGHTS and "security profile" in said


def event(client: Client, *, deadline: float = WHOLE_SECONDS) -> Answer:
    """The event's own answer. pretix says the same of an unknown event and of a foreign one."""
    try:
        return client.one(client.event, deadline=deadline)
    except SourceError as error:
        said = str(error.params.get("said", ""))
        if error.trouble is Trouble.RIGHTS and not profile_forbids(error):
            raise SourceError(
                Trouble.WRONG_EVENT,
                N_(
                    "Este token no llega al evento: revise el organizador, el evento "
                    "y a qué eventos llega el equipo en pretix ({said})."
                ),
                said=said,
            ) from error
        raise


def zone_of(body: bytes) -> ZoneInfo:
    """The event's own zone; UTC where it does not say."""
    name = mapping(body).get("timezone") or "UTC"
    try:
        return ZoneInfo(str(name))
    except (KeyError, ValueError, OSError) as error:
        raise SourceError(
            Trouble.ANSWER,
            N_("No se conoce la zona horaria del evento: {zone}"),
            zone=str(name)[:60],
        ) from error


def read(
    client: Client, slug: str, options: Options, files: Files, *, fresh: bool = False
) -> EventRead:
    """Everything but orders, in the order in which one thing needs another."""
    first = event(client)
    base = client.event
    subevents = client.whole(f"{base}subevents/", optional=True, fresh=fresh)
    items = client.whole(f"{base}items/", fresh=fresh)
    questions = client.whole(f"{base}questions/", fresh=fresh)
    lists = client.whole(f"{base}checkinlists/", fresh=fresh)
    revoked = client.growing(f"{base}revokedsecrets/", "created", fresh=fresh)
    blocked = client.growing(f"{base}blockedsecrets/", "updated", fresh=fresh)
    with understood():
        zone = zone_of(first.body)
        said = Answers(
            first.json(),
            items=map(parsed, items),
            subevents=map(parsed, subevents),
            questions=map(parsed, questions),
            revoked=map(parsed, revoked),
            blocked=map(parsed, blocked),
        )
        badges = read_badges(client, files, fresh=fresh)
        found = Shop(
            catalogue(said, zone),
            zone,
            variation_notes(map(parsed, items)),
            options.roles,
            badges.texts,
        )
        doors = checkpoints(_chosen(lists, options), zone, slug)
    documents = (Document("event", "", first.body.decode()), *badges.documents)
    return EventRead(found, doors, documents, first.server_time)


def bare(client: Client, options: Options, left: Callable[[], float]) -> Shop:
    """Just what one order is read with, where a pull has not been here yet; `left` in seconds."""
    first = event(client, deadline=left())
    pages = client.pages(f"{client.event}items/", deadline=left())
    items = [parsed(each) for page in pages for each in page.objects]
    with understood():
        zone = zone_of(first.body)
        found = catalogue(Answers(first.json(), items), zone)
        return Shop(found, zone, variation_notes(items), options.roles)


def _chosen(lists: tuple[bytes, ...], options: Options) -> list[object]:
    every = [mapping(each) for each in lists]
    wanted = set(options.lists)
    return [each for each in every if not wanted or str(each.get("id")) in wanted]
