"""A registration system in memory: what a server knows, and a Source that speaks to it.

It behaves as pretix does where that matters here: a nonce counts once, annulling is by nonce,
pulls tell what changed since a mark, pages may be cut. With a path the server lies in a file, so
that it outlives a process that is killed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.delivery import Delivery, PushJob, PushKind, Receipt
from kiosk.domain.feed import Batch, Checked, Cursor, RemoteVisit, SourceError, Trouble
from kiosk.domain.people import Person
from kiosk.domain.registration import Registration

NAME = "pretix:talks"


def person(n: int, **more: object) -> Registration:
    """The n-th registration, alone in its order: id "O<n>-1", code "code-<n>"."""
    who = Person("", f"Name{n}", "Paz", email=f"p{n}@example.org", organisation="Red Uno")
    return Registration(n, who, source_id=f"O{n}-1", code=f"code-{n}")._replace(**more)


@dataclass
class Server:
    """All that the server knows. `calls` are nonces of everything that reached it, in order.

    `stamp`: the moment that all gets which it is told, as a server does that keeps its own time.
    """

    people: dict[str, Registration] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    visits: dict[str, RemoteVisit] = field(default_factory=dict)
    nonces: dict[tuple[str, str], str] = field(default_factory=dict)
    refused: dict[str, PushJob] = field(default_factory=dict)
    printed: dict[str, PushJob] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    catalogue: Catalogue | None = None
    checkpoints: tuple[Checkpoint, ...] | None = None
    gone: dict[str, int] = field(default_factory=dict)
    clock: int = 0
    stamp: datetime | None = None

    def dump(self) -> bytes:
        """All of it as bytes, for load()."""
        values = vars(self) | {
            "people": {k: r._replace(answers={}) for k, r in self.people.items()}
        }
        values["refused"] = dict.fromkeys(self.refused)
        values["printed"] = dict.fromkeys(self.printed)
        return pickle.dumps({f.name: values[f.name] for f in fields(self)})

    @classmethod
    def load(cls, data: bytes) -> Server:
        """The server of such bytes."""
        return cls(**pickle.loads(data))  # noqa: S301  written by dump()

    def put(self, *registrations: Registration) -> None:
        for one in registrations:
            self.clock += 1
            self.people[one.source_id] = one
            self.changed[one.source_id] = self.clock

    def drop(self, *source_ids: str) -> None:
        for source_id in source_ids:
            self.clock += 1
            del self.people[source_id]
            self.gone[source_id] = self.clock

    def visit(
        self,
        source_id: str,
        at: datetime,
        list_id: str = "1",
        device: str = "#9",
        direction: Direction = Direction.ENTRY,
    ) -> str:
        self.clock += 1
        ref = str(self.clock)
        self.visits[ref] = RemoteVisit(
            ref,
            source_id,
            f"{NAME}/{list_id}",
            direction,
            self.stamp or at,
            device,
            late=self.stamp is not None,
        )
        self.changed[source_id] = self.clock
        return ref

    def annul(self, ref: str) -> None:
        self.clock += 1
        self.changed[self.visits.pop(ref).source_id] = self.clock

    def take(self, job: PushJob) -> Receipt:
        """What the server says of one job, and what it remembers."""
        self.calls.append(job.entry_id)
        if job.kind is PushKind.ANNUL:
            return self._annul(job)
        if job.kind is PushKind.CHECK_IN:
            return self._check_in(job)
        kept = self.printed if job.kind is PushKind.PRINTED else self.refused
        kept[job.entry_id] = job
        return Receipt(job.entry_id, Delivery.ACCEPTED, status=201)

    def _annul(self, job: PushJob) -> Receipt:
        ref = self.nonces.get((job.list_ref, job.undoes))
        if ref is None:
            return Receipt(job.entry_id, Delivery.REFUSED, "unknown nonce", 404)
        if ref in self.visits:
            self.annul(ref)
        return Receipt(job.entry_id, Delivery.ACCEPTED, status=200)

    def _check_in(self, job: PushJob) -> Receipt:
        if (job.list_ref, job.entry_id) in self.nonces:
            return Receipt(job.entry_id, Delivery.ACCEPTED, status=201)
        found = [one.source_id for one in self.people.values() if one.code == job.code]
        if not found:
            return Receipt(job.entry_id, Delivery.REFUSED, "invalid", 404)
        list_id = job.list_ref.rpartition("/")[2]
        ref = self.visit(found[0], job.at, list_id, "#us", job.direction)
        self.nonces[job.list_ref, job.entry_id] = ref
        return Receipt(job.entry_id, Delivery.ACCEPTED, status=201)


class MemorySource:
    """A Source of one server. `cut` breaks the next pull after so many pages, `down` everything.

    `mute` are nonces that the server takes while its answer is lost; `waits` those that it puts
    off.
    """

    def __init__(self, server: Server, path: Path | None = None, page: int = 2) -> None:
        self.name = NAME
        self.server = server
        self.page = page
        self.cut: int | None = None
        self.down: SourceError | None = None
        self.mute: set[str] = set()
        self.waits: set[str] = set()
        self.breaks_after: int | None = None
        self.server_time: Callable[[], datetime] | None = None
        self._path = path

    def check(self) -> Checked:
        return Checked("Talks")

    def close(self) -> None:
        self.save()

    def save(self) -> None:
        if self._path is not None:
            new = self._path.with_suffix(".new")
            new.write_bytes(self.server.dump())
            new.replace(self._path)

    def pull(self, cursor: Cursor, *, full: bool = False) -> Iterator[Batch]:
        if self.down is not None:
            raise self.down
        mark = "" if full else cursor.get("mark", "")
        began = not full and "from" in cursor
        since = int(mark or 0)
        start = int(cursor.get("from", 0)) if began else 0
        target = cursor["until"] if began else str(self.server.clock)
        yield Batch(
            cursor={} if full else cursor,
            catalogue=self.server.catalogue,
            checkpoints=self.server.checkpoints,
            begins=not mark and not began,
            server_time=self.server_time() if self.server_time else None,
        )
        ids = [key for key in sorted(self.server.people) if self.server.changed[key] > since]
        gone = tuple(key for key, when in self.server.gone.items() if mark and when > since)
        pages = [ids[n : n + self.page] for n in range(start, len(ids), self.page)] or [[]]
        for number, page in enumerate(pages):
            if self.cut is not None and number >= self.cut:
                self.cut = None
                raise SourceError(Trouble.UNREACHABLE, "cut")
            last = number == len(pages) - 1
            so_far = {"from": str(start + (number + 1) * self.page), "until": target}
            go_on = cursor if mark else so_far
            yield Batch(
                cursor={"mark": target} if last else go_on,
                registrations=tuple(self.server.people[key] for key in page),
                visits=tuple(v for v in self.server.visits.values() if v.source_id in page),
                gone=gone if last else (),
                ends=last and not mark,
                done=start + number * self.page + len(page),
                total=len(ids),
            )

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        if self.down is not None:
            raise self.down
        for number, job in enumerate(jobs):
            if self.breaks_after is not None and number >= self.breaks_after:
                self.breaks_after = None
                raise SourceError(Trouble.UNREACHABLE, "broken")
            if job.entry_id in self.waits:
                yield Receipt(job.entry_id, Delivery.WAITING, "later", 503)
                continue
            receipt = self.server.take(job)
            self.save()
            if job.entry_id in self.mute:
                self.mute.discard(job.entry_id)
                yield Receipt(job.entry_id, Delivery.WAITING)
                continue
            yield receipt

    def look_up(self, code: str) -> Batch | None:
        if self.down is not None:
            raise self.down
        found = [one for one in self.server.people.values() if one.code == code]
        visits = tuple(
            v for v in self.server.visits.values() if found and v.source_id == found[0].source_id
        )
        return Batch({}, tuple(found), visits) if found else None
