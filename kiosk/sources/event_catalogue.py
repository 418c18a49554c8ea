"""Reads what event.toml says is sold, asked and signed; a wrong key is told with file and line."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.sources.catalogue_wire import DateTable, ProductTable
from kiosk.sources.event_question import read_questions
from kiosk.sources.event_values import check_foreign_id, check_unique, local, maybe_local, words
from kiosk.sources.event_wire import EventFile, EventTable
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_

_SERVER = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_PEM = b"-----BEGIN PUBLIC KEY-----"


def read_catalogue(toml: TomlText, wire: EventFile, zone: ZoneInfo) -> Catalogue:
    """The catalogue of the whole file."""
    products = _products(toml, wire.product)
    return Catalogue(
        products=products,
        dates=_dates(toml, wire.date, zone),
        questions=read_questions(toml, wire.question, products, zone),
        keys=_keys(toml, wire.codes.pretix_keys),
        revoked=frozenset(wire.codes.revoked),
        blocked=frozenset(wire.codes.blocked),
        whole=_whole(toml, wire.event, zone),
        servers=_servers(toml, wire.codes.servers),
    )


def _whole(toml: TomlText, table: EventTable, zone: ZoneInfo) -> EventDate:
    """The event's own times; without a start it is midnight of the first day."""
    midnight = datetime.combine(table.first_day, time.min, tzinfo=zone)
    date = EventDate(
        name=words(toml, "event.name", table.name),
        starts=maybe_local(table.starts, zone) or midnight,
        ends=maybe_local(table.ends, zone),
        admission=maybe_local(table.admission, zone),
    )
    _check_times(toml, "event", date)
    return date


def _products(toml: TomlText, tables: Sequence[ProductTable]) -> tuple[Product, ...]:
    found = []
    for n, table in enumerate(tables):
        path = f"product[{n}]"
        check_foreign_id(toml, f"{path}.id", table.id)
        kinds = {
            kind: words(toml, f"{path}.variations.{kind}", name)
            for kind, name in table.variations.items()
        }
        name = words(toml, f"{path}.name", table.name)
        found.append(Product(table.id, name, kinds, table.attention, table.checkin_text))
    check_unique(toml, "product", [product.id for product in found])
    return tuple(found)


def _dates(toml: TomlText, tables: Sequence[DateTable], zone: ZoneInfo) -> tuple[EventDate, ...]:
    found = []
    for n, table in enumerate(tables):
        path = f"date[{n}]"
        check_foreign_id(toml, f"{path}.id", table.id)
        date = EventDate(
            id=table.id,
            name=words(toml, f"{path}.name", table.name),
            starts=local(table.starts, zone),
            ends=maybe_local(table.ends, zone),
            admission=maybe_local(table.admission, zone),
        )
        _check_times(toml, path, date)
        found.append(date)
    check_unique(toml, "date", [date.id for date in found])
    return tuple(found)


def _check_times(toml: TomlText, path: str, date: EventDate) -> None:
    if date.starts and date.ends and date.ends < date.starts:
        message = N_("{file}, línea {line}: «{key}» es anterior al comienzo.")
        raise toml.wrong(message, f"{path}.ends")


def _keys(toml: TomlText, keys: Sequence[str]) -> tuple[str, ...]:
    for n, key in enumerate(keys):
        if not _is_key(key):
            message = N_(
                "{file}, línea {line}: «{key}» debe ser una clave pública como la da pretix en "
                "valid_keys (base64 de un PEM)."
            )
            raise toml.wrong(message, f"codes.pretix_keys[{n}]")
    return tuple(keys)


def _servers(toml: TomlText, urls: Sequence[str]) -> tuple[str, ...]:
    for n, url in enumerate(urls):
        if not _SERVER.fullmatch(url):
            message = N_("{file}, línea {line}: «{key}» debe ser como https://indico.example.org.")
            raise toml.wrong(message, f"codes.servers[{n}]")
    return tuple(url.rstrip("/") for url in urls)


def _is_key(text: str) -> bool:
    """Whether it is the base64 of a PEM; the bytes of the key are the verifier's business."""
    try:
        return base64.b64decode(text, validate=True).lstrip().startswith(_PEM)
    except (binascii.Error, ValueError):
        return False
