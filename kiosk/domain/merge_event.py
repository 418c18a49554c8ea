"""The event file together with what sources say of the event; pure.

The file speaks first: what it names stays as it says, and sources add to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from kiosk.domain.catalogue import Catalogue, EventDate
from kiosk.domain.checkpoints import Checkpoint, Kind
from kiosk.domain.event import Event
from kiosk.domain.merge_checkpoint import merged


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of the event; its checkpoints have ids of their own and source_refs."""

    catalogue: Catalogue | None = None
    checkpoints: tuple[Checkpoint, ...] = ()


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def merged_event(own: Event, said: Sequence[Said]) -> Event:
    """`own` with the catalogues and lists of the sources.

    A list that a checkpoint names by source_ref is merged with it; others become checkpoints. A
    source that knows one check-in for the whole event has it where people come in.
    """
    listed = [checkpoint for one in said for checkpoint in one.checkpoints]
    by_ref = {checkpoint.source_ref: checkpoint for checkpoint in listed if checkpoint.source_ref}
    mine = [
        merged(one, by_ref[one.source_ref]) if one.source_ref in by_ref else one
        for one in own.checkpoints
    ]
    named = {one.source_ref for one in own.checkpoints}
    others = [one for one in listed if one.source_ref not in named]
    catalogues = [one.catalogue for one in said if one.catalogue is not None]
    catalogue = merged_catalogue(own.catalogue, catalogues)
    placed = _with_entrances(_with_own_ids(mine, others), catalogue.entrances)
    return replace(own, checkpoints=placed, catalogue=catalogue)


def merged_catalogue(own: Catalogue, others: Iterable[Catalogue]) -> Catalogue:
    """All of them; of what has the same id the first counts."""
    every = [own, *others]
    return Catalogue(
        products=_first_by_id(p for one in every for p in one.products),
        dates=_first_by_id(d for one in every for d in one.dates),
        questions=_first_by_id(q for one in every for q in one.questions),
        keys=tuple(dict.fromkeys(key for one in every for key in one.keys)),
        revoked=frozenset().union(*(one.revoked for one in every)),
        blocked=frozenset().union(*(one.blocked for one in every)),
        whole=next((one.whole for one in every if one.whole != EventDate()), EventDate()),
        servers=tuple(dict.fromkeys(server for one in every for server in one.servers)),
        entrances=tuple(dict.fromkeys(ref for one in every for ref in one.entrances)),
    )


def lists_of(event: Event) -> dict[str, str]:
    """Where the check-ins of a list count: source_ref -> checkpoint id, the first that names it."""
    found: dict[str, str] = {}
    for checkpoint in event.checkpoints:
        if checkpoint.source_ref:
            found.setdefault(checkpoint.source_ref, checkpoint.id)
    return found


def with_kept_ids(
    said: Sequence[Checkpoint], before: Iterable[Checkpoint]
) -> tuple[Checkpoint, ...]:
    """Lists with the ids that they had: a name that changes must not lose what happened there."""
    kept = {one.source_ref: one.id for one in before}
    known = [one for one in said if one.source_ref in kept]
    taken = {kept[one.source_ref] for one in known}
    found = []
    for one in said:
        new = kept.get(one.source_ref) or _free_id(one, taken)
        taken.add(new)
        found.append(one if new == one.id else replace(one, id=new))
    return tuple(found)


def _with_own_ids(
    mine: Iterable[Checkpoint], others: Iterable[Checkpoint]
) -> tuple[Checkpoint, ...]:
    found = list(mine)
    taken = {one.id for one in found}
    for one in others:
        new = _free_id(one, taken)
        taken.add(new)
        found.append(one if new == one.id else replace(one, id=new))
    return tuple(found)


def _with_entrances(
    checkpoints: tuple[Checkpoint, ...], entrances: Iterable[str]
) -> tuple[Checkpoint, ...]:
    """Those refs at the first entrances that have none, unless a checkpoint names them."""
    found = list(checkpoints)
    for ref in entrances:
        free = (at for at, one in enumerate(found) if _is_free_entrance(one))
        at = None if any(one.source_ref == ref for one in found) else next(free, None)
        if at is not None:
            found[at] = replace(found[at], source_ref=ref)
    return tuple(found)


def _is_free_entrance(checkpoint: Checkpoint) -> bool:
    return checkpoint.kind is Kind.ENTRANCE and not checkpoint.source_ref


def _free_id(checkpoint: Checkpoint, taken: set[str]) -> str:
    """The checkpoint's id, or with the end of its source_ref where another one has it."""
    tail = checkpoint.source_ref.rpartition("/")[2] or "0"
    found, turn = checkpoint.id, 1
    while found in taken:
        found = f"{checkpoint.id}-{tail}" if turn == 1 else f"{checkpoint.id}-{tail}-{turn}"
        turn += 1
    return found


def _first_by_id(values: Iterable[N]) -> tuple[N, ...]:
    found: dict[str, N] = {}
    for value in values:
        found.setdefault(value.id, value)
    return tuple(found.values())
