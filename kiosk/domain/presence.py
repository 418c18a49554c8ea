"""Who is inside, from entries, exits and the hours at which everybody is out; stores nothing.

A person is inside from an entry until the first of: an exit, a cut (see last_cut), an entry at a
checkpoint that ends this presence. A visit at the very moment of a cut counts after it; of visits
at one moment the one with the later entry id does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kiosk.domain.checkpoints import Checkpoint, Direction, Kind, Slot
from kiosk.domain.event import Event
from kiosk.domain.visits import Visit

EVERY_OTHER = "*"


def enders(event: Event, checkpoint: Checkpoint) -> tuple[str, ...]:
    """Ids of the checkpoints at which an entry ends the presence at this one.

    "*" ends it in every other room; what a name ends may be anything, an entrance too.
    """
    return tuple(
        other.id
        for other in event.checkpoints
        if other.id != checkpoint.id
        and (
            checkpoint.id in other.ends
            or (EVERY_OTHER in other.ends and checkpoint.kind is Kind.ROOM)
        )
    )


def last_cut(checkpoint: Checkpoint, timezone: tzinfo, now: datetime) -> datetime | None:
    """The last moment up to `now` at which everybody was out, None where there was none.

    Everybody is out when a slot closes, unless another one is running then, and each day at the
    checkpoint's `everybody_out`.
    """
    moments = [*closings(checkpoint), *_outs(checkpoint, timezone, now, (-2, -1, 0))]
    return max((moment for moment in moments if moment <= now), default=None)


def next_cut(checkpoint: Checkpoint, timezone: tzinfo, after: datetime) -> datetime | None:
    """The first moment later than `after` at which everybody is out, None without any."""
    moments = [*closings(checkpoint), *_outs(checkpoint, timezone, after, (-1, 0, 1, 2))]
    return min((moment for moment in moments if after < moment), default=None)


def next_out(checkpoint: Checkpoint, timezone: tzinfo, after: datetime) -> datetime | None:
    """The first `everybody_out` later than `after`, None where the checkpoint has no such hour."""
    moments = _outs(checkpoint, timezone, after, (-1, 0, 1, 2))
    return min((moment for moment in moments if after < moment), default=None)


def closings(checkpoint: Checkpoint) -> tuple[datetime, ...]:
    """The moments at which a slot closes and no other one is running, in their order."""
    ends = {slot.closes for slot in checkpoint.slots if slot.closes is not None}
    return tuple(sorted(e for e in ends if not any(runs(slot, e) for slot in checkpoint.slots)))


def runs(slot: Slot, moment: datetime) -> bool:
    """Whether the moment lies between the slot's opening and its closing, which is excluded."""
    opened = slot.opens is None or slot.opens <= moment
    return opened and (slot.closes is None or moment < slot.closes)


def has_cuts(checkpoint: Checkpoint) -> bool:
    """Whether a presence there may end by the clock."""
    return checkpoint.everybody_out is not None or bool(closings(checkpoint))


def local_moment(day: date, at: time, timezone: tzinfo) -> datetime:
    """That time of that day, as pretix takes it: the second of two, an hour later where none is.

    https://github.com/pretix/pretix, services/checkin.py, process_exit_all.
    """
    moment = datetime.combine(day, at.replace(fold=1), tzinfo=timezone)
    if moment.astimezone(UTC).astimezone(timezone).replace(fold=1) != moment:
        moment = moment.replace(fold=0)  # in the gap, fold 0 lands an hour later
    return moment.astimezone(UTC)


def timeline(
    visits: Iterable[Visit],
    elsewhere: Iterable[Visit],
    checkpoint: Checkpoint,
    timezone: tzinfo,
    now: datetime,
) -> tuple[Visit, ...]:
    """A person's visits at one checkpoint by true time, with the implied exits put in.

    `elsewhere` are the same person's entries at the checkpoints that end this presence. Each entry
    that is followed by an end before the person's next visit here gets an exit at that end; it has
    no entry_id. Visits count however late they are, cuts up to `now` or to a later visit. The
    order in which the visits are handed over does not matter.
    """
    own, others = in_order(visits), in_order(elsewhere)
    known = max([now, *(visit.at for visit in (*own, *others))])
    found: list[Visit] = []
    for visit, following in zip(own, [*own[1:], None], strict=False):
        found.append(visit)
        if visit.direction is Direction.ENTRY:
            cut = next_cut(checkpoint, timezone, visit.at)
            ends = (gone_at(visit, others), cut if cut is not None and cut <= known else None)
            end = min((end for end in ends if end is not None), default=None)
            if end is not None and _comes_first(end, following):
                found.append(_implied(visit, end))
    return tuple(found)


def gone_at(entry: Visit, others: Iterable[Visit]) -> datetime | None:
    """When the person entered one of the `others` after that entry, None for never.

    Of two entries at one moment the later one in the journal counts, and at once: records are
    made in whole milliseconds, so that nothing else happened in the microsecond that this takes.
    """
    later = [other.at for other in others if entry.at < other.at]
    if any(other.at == entry.at and other.entry_id > entry.entry_id for other in others):
        later.append(entry.at + timedelta(microseconds=1))
    return min(later, default=None)


def in_order(visits: Iterable[Visit]) -> list[Visit]:
    """Visits by true time; ties go by entry id."""
    return sorted(visits, key=lambda visit: (visit.at, visit.entry_id))


def _outs(
    checkpoint: Checkpoint, timezone: tzinfo, around: datetime, days: Sequence[int]
) -> Iterator[datetime]:
    """`everybody_out` on the days so many after that of `around`.

    Two days back: where an hour is skipped at midnight, an hour of yesterday falls into today.
    """
    if checkpoint.everybody_out is None:
        return
    for offset in days:
        with suppress(OverflowError):  # a clock at the end of time: no hour of a day beyond it
            today = around.astimezone(timezone).date()
            yield local_moment(today + timedelta(days=offset), checkpoint.everybody_out, timezone)


def _comes_first(end: datetime, following: Visit | None) -> bool:
    """Whether the person was out before their next visit, which may be the exit itself."""
    if following is None or end < following.at:
        return True
    return end == following.at and following.direction is Direction.ENTRY


def _implied(visit: Visit, at: datetime) -> Visit:
    out = Direction.EXIT
    return replace(visit, entry_id="", direction=out, at=at, station="", operator="")
