"""Brings the registrations of an event: the lists at once, what is behind them afterwards.

Indico's lists have names and states but no first name, organisation or country, and there is no
way to ask for changes only. So each run reads all lists, gives what is new in them at once, and
fetches the whole registration of whoever is new or changed. What the store has whole is never
given again without its fields: a person keeps the organisation while a state changes.

The cursor has a key for each form (known.py). A first or full run begins and ends; any other
knows by its cursor who is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.feed import Batch, Cursor
from kiosk.sources.indico import lists, mapping
from kiosk.sources.indico.client import Client
from kiosk.sources.indico.known import BARE, Known
from kiosk.sources.indico.lists import EventRead, Memory
from kiosk.sources.indico.mapping import Item, Reading

ROWS = 200
DETAILS = 50
"""Registrations fetched one by one for one batch: about two seconds of Indico's time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`ready` can be given at once; `fetch` are fetched one by one, the most urgent first."""

    ready: tuple[Item, ...]
    fetch: tuple[Item, ...]

    @property
    def names_all_at_once(self) -> bool:
        """Whether nobody is named for the first time only after a fetch."""
        ready = {item.source_id for item in self.ready}
        return all(item.source_id in ready for item in self.fetch)


class Puller:
    """Pulls one event. `memory` outlives a pull."""

    def __init__(self, client: Client, reading: Reading, memory: Memory) -> None:
        self._client = client
        self._reading = reading
        self._memory = memory

    def pull(self, cursor: Cursor, *, full: bool) -> Iterator[Batch]:
        """All batches of one run; see the module's docstring."""
        known = Known(cursor)
        full = full or not len(known)
        if full:
            self._memory.forget()
        read = lists.read(self._client, self._reading, self._memory)
        gone = known.others(item.source_id for item in read.items)
        for source_id in gone:
            known.forget(source_id)
        todo = plan(read.items, known, self._reading, full=full)
        ends = full and todo.names_all_at_once
        yield from self._ready(todo.ready, known, read, (full, ends, gone))
        yield from self._fetched(todo.fetch, known, len(read.items), ends=full and not ends)

    def _ready(
        self,
        items: Sequence[Item],
        known: Known,
        read: EventRead,
        frame: tuple[bool, bool, tuple[str, ...]],
    ) -> Iterator[Batch]:
        """What can be given at once, the event in the first batch, be there people or not.

        `frame` is whether the first begins, whether the last ends, and who is gone.
        """
        begins, ends, gone = frame
        pieces = _pieces(items, ROWS) or [()]
        for turn, piece in enumerate(pieces, start=1):
            for item in piece:
                known.note(item.source_id, _print_of(item, self._reading))
            batch = batch_of(piece, self._reading, known)
            if turn == 1:
                batch = replace(
                    batch,
                    begins=begins,
                    gone=gone,
                    documents=(read.document,),
                    catalogue=read.catalogue,
                    server_time=read.server_time,
                )
            last = turn == len(pieces)
            yield replace(batch, ends=ends and last, total=len(read.items))

    def _fetched(
        self, items: Sequence[Item], known: Known, total: int, *, ends: bool
    ) -> Iterator[Batch]:
        """Whole registrations; who was deleted meanwhile is gone."""
        pieces = _pieces(items, DETAILS)
        for turn, piece in enumerate(pieces, start=1):
            found, gone = [], []
            for item in piece:
                whole = lists.whole(self._client, item)
                if whole is None:
                    known.forget(item.source_id)
                    gone.append(item.source_id)
                    continue
                known.note(item.source_id, _print_of(whole, self._reading))
                found.append(whole)
            batch = batch_of(found, self._reading, known)
            last = turn == len(pieces)
            yield replace(batch, gone=tuple(gone), ends=ends and last, total=total)


def plan(items: Iterable[Item], known: Known, reading: Reading, *, full: bool) -> Plan:
    """What has to come of these: whatever is new or changed, in a full run the rest as well.

    Many new ones are given bare and fetched then. A few are fetched first: beside people who are
    known by their names, a name that the list writes in another way would be somebody else.
    """
    ready: list[Item] = []
    kinds: dict[str, list[Item]] = {"new": [], "changed": [], "same": []}
    for item in items:
        before = known.of(item.source_id)
        same = before == mapping.print_of(item, reading.options)
        if item.fields is not None:
            ready += [item] if full or not same else []
            continue
        kinds["same" if same else "new" if before in {"", BARE} else "changed"].append(item)
    newest = sorted(kinds["new"], key=lambda item: item.row.id, reverse=True)
    few = bool(len(known)) and len(newest) <= DETAILS
    rest = kinds["same"] if full else []
    bare = [] if few else kinds["new"]
    return Plan((*ready, *bare), (*kinds["changed"], *newest, *rest))


def batch_of(items: Iterable[Item], reading: Reading, known: Known) -> Batch:
    """A batch of these registrations; its cursor and `done` are those of what is known then."""
    every = tuple(items)
    return Batch(
        cursor=known.cursor(),
        registrations=tuple(mapping.registration(item, reading) for item in every),
        visits=tuple(visit for item in every for visit in mapping.visits(item, reading)),
        invitations=tuple(i for item in every for i in mapping.invitations(item, reading)),
        done=known.whole(),
    )


def _print_of(item: Item, reading: Reading) -> str:
    """The print of what has come of a registration, BARE where its fields are still missing."""
    return BARE if item.fields is None else mapping.print_of(item, reading.options)


def _pieces(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
