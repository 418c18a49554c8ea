"""Who is inside, from entries, exits and the hours at which everybody is out; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kiosk.domain.checkpoints import Checkpoint, Direction, Kind
from kiosk.domain.event import Event
from kiosk.domain.visits import Visit

EVERY_OTHER = "*"


def last_direction(visits: Iterable[Visit]) -> Direction | None:
    """The direction of the latest visit by true time, None without any; ties go by entry id."""
    ordered = sorted(visits, key=lambda visit: (visit.at, visit.entry_id))
    return ordered[-1].direction if ordered else None


def inside(visits: Iterable[Visit]) -> set[str]:
    """Ids of the people of one checkpoint whose latest visit is an entry."""
    by_person: dict[str, list[Visit]] = {}
    for visit in visits:
        by_person.setdefault(visit.person_id, []).append(visit)
    return {who for who, theirs in by_person.items() if last_direction(theirs) is Direction.ENTRY}


def enders(event: Event, checkpoint: Checkpoint) -> tuple[str, ...]:
    """Ids of the checkpoints at which an entry ends the presence at this one."""
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
    """The last moment up to `now` at which everybody was out, None where there was none."""
    closed = [slot.closes for slot in checkpoint.slots if slot.closes and slot.closes <= now]
    if checkpoint.everybody_out is not None:
        day = now.astimezone(timezone).date()
        for back in (0, 1):
            moment = local_moment(day - timedelta(days=back), checkpoint.everybody_out, timezone)
            closed += [moment] if moment <= now else []
    return max(closed, default=None)


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

    `elsewhere` are the same person's entries at the checkpoints that end this presence. An
    implied exit has no entry_id. The order in which the visits are handed over does not matter.
    """
    own = sorted(visits, key=lambda visit: (visit.at, visit.entry_id))
    if not own:
        return ()
    outs = [visit.at for visit in elsewhere]
    cut = last_cut(checkpoint, timezone, max(now, own[-1].at))
    outs += [cut] if cut is not None else []
    implied = [
        replace(own[0], entry_id="", direction=Direction.EXIT, at=at, station="", operator="")
        for at in outs
        if own[0].at < at
    ]
    return tuple(sorted([*own, *implied], key=lambda visit: (visit.at, visit.entry_id)))
