"""Stations with files of their own at one hub: opened, closed, robbed of their disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.domain.people import Person, Ticket
from kiosk.domain.settings import Station, StationRole
from kiosk.hub.membership import write_membership
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.hub_line import open_line, with_line
from kiosk.services.profile import load_event, open_profile, save_station
from kiosk.services.share import Shared, exchange
from kiosk.store import hub_replica, journal
from kiosk.store.connect import close
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import writing
from tests.hub.lab import Lab
from tests.hub.proxy import Proxy
from tests.patience import until

_EVENT = """\
[event]
id = "posts"
code = "PST"
name = { es = "Puestos", pt = "Postos", en = "Posts" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09
languages = ["es", "pt", "en"]
"""
_PLACE = """
[[checkpoint]]
id = "%s"
kind = "room"
name = { es = "%s", pt = "%s", en = "%s" }
admits = "everyone"
entry = "%s"
offline = "%s"
"""
PLACES = (
    ("main", "once", "admit"),
    ("strict", "once", "refuse"),
    ("asking", "once", "ask"),
    ("entrance", "free", "admit"),
    *((f"room-{number}", "free", "admit") for number in range(1, 9)),
)


def event_file(path: Path) -> Path:
    """The event as a volunteer would write it."""
    places = (_PLACE % (p, p, p, p, entry, offline) for p, entry, offline in PLACES)
    path.write_text(_EVENT + "".join(places), encoding="utf-8")
    return path


@dataclass
class Post:
    """One station. `off` is how wrong its clock is; `via` the line that it is reached by."""

    lab: Lab
    name: str
    folder: Path
    via: Proxy | None = None
    off: timedelta = timedelta()
    role: str = "desk"
    ctx: Context = field(init=False)

    def open(self, people: int = 0) -> Post:
        """Begin work, on what the disk holds; with so many people on the list of a new one."""
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            load_event(self.folder, event_file(self.folder / "source.toml"))
            save_station(self.folder, Station(name=self.name, role=StationRole(self.role)))
        membership = self.lab.members[self.name]
        if self.via is not None:
            membership = msgspec.structs.replace(membership, addresses=(self.via.address,))
        write_membership(self.folder, membership)
        ctx = open_profile(self.folder, lambda: datetime.now(UTC) + self.off)
        if people:
            crowd(ctx, people)
        self.ctx = with_line(ctx, membership, open_line(membership))
        until(lambda: self.ctx.hub.health().connected)
        return self

    def close(self) -> None:
        """End work."""
        self.ctx.hub.close()
        close(self.ctx.db)

    def lose_disk(self) -> None:
        """All that the station held is gone."""
        self.close()
        shutil.rmtree(self.folder)

    def scan(self, number: int, checkpoint: str = "main") -> ScanOutcome:
        return scan(self.ctx, ScanRequest(f"code-{number}", checkpoint))

    def share(self) -> Shared:
        return exchange(self.ctx, self.ctx.hub)

    def mended(self) -> None:
        """Its line is there again."""
        self.via.mend()
        until(lambda: self.ctx.hub.health().connected)

    @property
    def digests(self) -> tuple[str, str, object]:
        """What must be equal at all stations in the end."""
        db = self.ctx.db
        return (
            hub_replica.content_hash(db),
            hub_replica.projections_hash(db),
            hub_replica.cursor(db),
        )


def crowd(ctx: Context, count: int, first: int = 0) -> None:
    """So many people with a ticket each, as a list brings them."""
    with writing(ctx.db):
        for number in range(first, first + count):
            who = f"p{number:06}"
            person = Person(who, f"Nombre{number}", f"Apellido{number}", email=f"{who}@example.org")
            put_person(ctx.db, person, source="file", source_ref=who)
            put_ticket(ctx.db, Ticket(f"t-{who}", who, f"code-{number}", source="file"))


def settle(*posts: Post) -> None:
    """Everybody tells all and hears all: a line that has just come back may need a second call."""

    def told_and_heard() -> bool:
        for post in posts:
            post.share()
        behind = any(hub_replica.waiting(post.ctx.db, 0) for post in posts)
        return not behind and len({hub_replica.cursor(post.ctx.db).seq for post in posts}) == 1

    until(told_and_heard)


def whole(post: Post) -> bool:
    """Whether its chain holds and its tables follow from it."""
    db = post.ctx.db
    return journal.verify(db) is None and all(table.same for table in rebuild(db))


Opened = Callable[..., Post]


def opener(lab: Lab, folder: Path, made: list[Post]) -> Opened:
    """open("S01", people=5, via=proxy): a station that whoever keeps `made` closes."""

    def opened(name: str, people: int = 0, disk: str = "", **more: object) -> Post:
        post = Post(lab, name, folder / (disk or name), **more).open(people)
        made.append(post)
        return post

    return opened


def again(post: Post, disk: str = "", **more: object) -> Post:
    """The same station on another day, or with a new disk."""
    folder = post.folder.with_name(disk) if disk else post.folder
    return replace(post, folder=folder, **more)
