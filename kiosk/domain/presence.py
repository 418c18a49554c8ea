"""Who is inside, from entries, exits and the hours at which everybody is out; stores nothing.

A person is inside from an entry until the first of: an exit, a cut (see last_cut), an entry at a
checkpoint that ends this presence. What happens at the very moment of an end counts after it.
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
    that is followed by an end up to `now`, before the person's next visit here, gets an exit at
    that end; it has no entry_id. The order in which the visits are handed over does not matter.
    """
    own = in_order(visits)
    others = sorted(visit.at for visit in elsewhere)
    found: list[Visit] = []
    for visit, following in zip(own, [*own[1:], None], strict=False):
        found.append(visit)
        end = _end(visit, others, checkpoint, timezone)
        if end is not None and _comes_first(end, following, now):
            found.append(_implied(visit, end))
    return tuple(found)


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


def _end(
    visit: Visit, others: Sequence[datetime], checkpoint: Checkpoint, timezone: tzinfo
) -> datetime | None:
    if visit.direction is not Direction.ENTRY:
        return None
    ends = [next(iter(at for at in others if visit.at < at), None)]
    ends.append(next_cut(checkpoint, timezone, visit.at))
    return min((end for end in ends if end is not None), default=None)


def _comes_first(end: datetime, following: Visit | None, now: datetime) -> bool:
    if following is None:
        return end <= now
    # whoever is seen to leave at the very end needs no second exit
    return end < following.at or (end == following.at and following.direction is Direction.ENTRY)


def _implied(visit: Visit, at: datetime) -> Visit:
    out = Direction.EXIT
    return replace(visit, entry_id="", direction=out, at=at, station="", operator="")
