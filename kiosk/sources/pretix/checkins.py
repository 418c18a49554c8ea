"""The check-ins that pretix has of an order's positions; judges none of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from kiosk.domain.checkpoints import Direction
from kiosk.domain.feed import RemoteVisit
from kiosk.sources.pretix.texts import aware
from kiosk.sources.pretix.wire import Id, decode, text_id


class Checkin(msgspec.Struct):
    """One of a position's check-ins: only those that stand, pretix keeps refused ones apart."""

    id: Id
    list: Id
    datetime: datetime
    type: str | None = None
    device_id: Id | None = None


class Position(msgspec.Struct):
    """A position as far as its check-ins go; `id` is the database's, "ORDER-number" is ours."""

    id: Id
    positionid: int
    checkins: list[Checkin] | None = None


class Order(msgspec.Struct):
    """An order as far as its check-ins go."""

    code: str
    datetime: str | None = None
    positions: list[Position] | None = None


class Read(NamedTuple):
    """`created` is the order's moment as pretix wrote it; `ids` its positions' database ids."""

    created: str
    visits: tuple[RemoteVisit, ...]
    ids: dict[str, str]


def read(data: object, zone: ZoneInfo, slug: str, lists: Collection[str] = ()) -> Read:
    """What stands in an order (parsed JSON); check-ins of other lists than `lists` left out.

    Raises WrongUseError that names the order and the field which is wrong, OverflowError for a
    moment before all time.
    """
    order = decode(data, Order, "order")
    visits, ids = [], {}
    for position in order.positions or ():
        source_id = f"{order.code}-{position.positionid}"
        ids[source_id] = text_id(position.id)
        for checkin in position.checkins or ():
            if not lists or text_id(checkin.list) in lists:
                visits.append(_visit(checkin, source_id, zone, slug))
    return Read(order.datetime or "", tuple(visits), ids)


def _visit(checkin: Checkin, source_id: str, zone: ZoneInfo, slug: str) -> RemoteVisit:
    return RemoteVisit(
        ref=text_id(checkin.id),
        source_id=source_id,
        list_ref=f"pretix:{slug}/{text_id(checkin.list)}",
        direction=Direction.EXIT if checkin.type == "exit" else Direction.ENTRY,
        at=(aware(checkin.datetime, zone) or checkin.datetime).astimezone(UTC),
        device="" if checkin.device_id is None else f"#{text_id(checkin.device_id)}",
    )
