"""pretix's check-in lists as checkpoints; merges them with nothing (domain/merge_checkpoint)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule
from kiosk.domain.errors import WrongUseError
from kiosk.domain.names import fold
from kiosk.sources.pretix.texts import localised
from kiosk.sources.pretix.wire import CheckinList, decode, text_id
from kiosk.texts import N_

_LONGEST = 40
_NO_ID = re.compile(r"[^a-z0-9]+")


def checkpoints(lists: Iterable[object], zone: ZoneInfo, slug: str) -> tuple[Checkpoint, ...]:
    """A checkpoint for each list of the event `slug`, in the order of their numbers.

    In that order, so that the ids do not depend on how the server sorts.
    """
    every = sorted(
        (decode(data, CheckinList, "checkinlist") for data in lists),
        key=lambda found: (len(text_id(found.id)), text_id(found.id)),
    )
    found: dict[str, Checkpoint] = {}
    for wire in every:
        checkpoint = _checkpoint(wire, zone, slug, found)
        found[checkpoint.id] = checkpoint
    return tuple(found.values())


def checkpoint(data: object, zone: ZoneInfo, slug: str, taken: Collection[str] = ()) -> Checkpoint:
    """One list (parsed JSON) as a checkpoint whose id is none of `taken`.

    Raises WrongUseError that names the list and the field which is wrong.
    """
    return _checkpoint(decode(data, CheckinList, "checkinlist"), zone, slug, taken)


def _checkpoint(wire: CheckinList, zone: ZoneInfo, slug: str, taken: Collection[str]) -> Checkpoint:
    number = text_id(wire.id)
    name = localised(wire.name, otherwise=f"#{number}")
    return Checkpoint(
        id=_own_id(name["es"], number, taken),
        name=name,
        admits=Admits.EVERYONE if wire.all_products else Admits.PRODUCTS,
        products=() if wire.all_products else tuple(map(text_id, wire.limit_products or ())),
        entry=_entry(wire),
        include_pending=bool(wire.include_pending),
        source_ref=f"pretix:{slug}/{number}",
        date=text_id(wire.subevent),
        addon_match=bool(wire.addon_match),
        rules=_rules(wire),
        everybody_out=_time_of_day(wire.exit_all_at, zone, number),
    )


def _entry(wire: CheckinList) -> EntryRule:
    """How often one may enter; re-entry only matters where several entries are not allowed."""
    if wire.allow_multiple_entries:
        return EntryRule.FREE
    return EntryRule.RE_ENTRY if wire.allow_entry_after_exit else EntryRule.ONCE


def _rules(wire: CheckinList) -> str:
    """The rules as text; what is no rule stays as it is, since it must refuse and not vanish."""
    try:
        return msgspec.json.encode(wire.rules).decode() if wire.rules else ""
    except (RecursionError, TypeError, ValueError) as error:
        message = N_("pretix: en {object} no se entiende «{field}»: {detail}")
        raise WrongUseError(
            message, object=f"checkinlist {text_id(wire.id)}", field="rules", detail=str(error)
        ) from error


def _time_of_day(moment: datetime | None, zone: ZoneInfo, number: str) -> time | None:
    """The local time of the next exit of all, which pretix repeats every day."""
    if moment is None or moment.tzinfo is None:
        return moment.time() if moment else None
    try:
        return moment.astimezone(zone).time()
    except OverflowError as error:
        message = N_("pretix: en {object} no se entiende «{field}»: {detail}")
        raise WrongUseError(
            message, object=f"checkinlist {number}", field="exit_all_at", detail=str(error)
        ) from error


def _own_id(name: str, number: str, taken: Collection[str]) -> str:
    """An id made of the name; with the list's number where another one has it."""
    plain = _NO_ID.sub("-", fold(name)).strip("-")[:_LONGEST].strip("-")
    tail = _NO_ID.sub("-", number.lower()).strip("-")[:12] or "0"
    if not plain:
        plain = f"list-{tail}"
    found, turn = plain, 1
    while found in taken:
        suffix = f"-{tail}" if turn == 1 else f"-{tail}-{turn}"
        found = f"{plain[: _LONGEST - len(suffix)].strip('-')}{suffix}"
        turn += 1
    return found
