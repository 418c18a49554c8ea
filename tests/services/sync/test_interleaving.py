"""Whatever the order of scans, undos, pulls, pushes and failures: the source ends as the journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.domain.checkpoints import Direction
from kiosk.domain.delivery import Delivery
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.journal import EntryKind
from kiosk.domain.settings import Station
from kiosk.services import sources
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.integrity import rebuild
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import deliveries, sync
from kiosk.services.undo import undo
from kiosk.store import journal, visits
from kiosk.store.connect import close, open_store
from kiosk.store.transact import number
from tests.services.conftest import EVENT, Clock
from tests.services.sources import NAME, MemorySource, Server, person
from tests.services.sync.conftest import DOORS

CODES = st.integers(0, 3)
LISTS = st.sampled_from(["main", "csirt"])


class Station1(RuleBasedStateMachine):
    """One station and one server, each doing as it likes."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.clock = Clock()
        db = open_store(Path(self.folder.name) / "event.db")
        event = replace(EVENT, checkpoints=DOORS)
        self.ctx = Context(db, event, Station(name="P1"), self.clock, Path(self.folder.name))
        self.server = Server()
        self.server.put(*(person(n) for n in range(4)))
        self.source = MemorySource(self.server)
        sources.add(self.ctx, SourceSettings(NAME, "pretix"))
        self.ctx = reload_event(self.ctx)
        sync(self.ctx, self.source)
        self.theirs: list[str] = []

    @rule(n=CODES, checkpoint=LISTS, way=st.sampled_from(Direction))
    def scanned(self, n: int, checkpoint: str, way: Direction) -> None:
        self.clock.forward(seconds=30)
        scan(self.ctx, ScanRequest(f"code-{n}", checkpoint, direction=way))

    @rule(data=st.data())
    def undone(self, data: st.DataObject) -> None:
        own = [
            visit.entry_id
            for door in ("main", "csirt")
            for visit in visits.latest(self.ctx.db, door)
            if journal.get(self.ctx.db, visit.entry_id)
        ]
        if own:
            undo(self.ctx, data.draw(st.sampled_from(sorted(own))), "error", "L")

    @rule(n=CODES, list_id=st.sampled_from(["1", "2"]))
    def came_elsewhere(self, n: int, list_id: str) -> None:
        at = self.clock.forward(seconds=30)
        self.theirs.append(self.server.visit(f"O{n}-1", at, list_id))

    @rule(data=st.data())
    def annulled_elsewhere(self, data: st.DataObject) -> None:
        if self.theirs:
            ref = data.draw(st.sampled_from(self.theirs))
            self.theirs.remove(ref)
            self.server.annul(ref)

    @rule(n=CODES)
    def changed_there(self, n: int) -> None:
        self.server.put(person(n, product=f"P{self.server.clock}"))

    @rule(full=st.booleans(), half=st.sampled_from([None, "push", "pull"]))
    def synchronised(self, *, full: bool, half: str | None) -> None:
        sync(self.ctx, self.source, full=full, now_only=half)

    @rule(pages=st.integers(0, 2), jobs=st.integers(0, 2))
    def cut(self, pages: int, jobs: int) -> None:
        self.source.cut, self.source.breaks_after = pages, jobs
        sync(self.ctx, self.source)
        sync(self.ctx, self.source)
        self.source.cut = self.source.breaks_after = None

    @rule()
    def answers_lost(self) -> None:
        waiting = {row.entry_id for row in deliveries(self.ctx, NAME, Delivery.WAITING)}
        self.source.mute = waiting | {e.id for e in journal.read_after(self.ctx.db, 0, 999)}
        sync(self.ctx, self.source)
        self.source.mute = set()

    @rule()
    def down(self) -> None:
        self.source.down = SourceError(Trouble.UNREACHABLE, "down")
        sync(self.ctx, self.source)
        self.source.down = None

    @invariant()
    def every_visit_counts_once(self) -> None:
        if hasattr(self, "ctx"):
            assert [one.table for one in rebuild(self.ctx) if not one.same] == []

    def teardown(self) -> None:
        if not hasattr(self, "ctx"):
            return
        try:
            assert sync(self.ctx, self.source).complete
            assert sync(self.ctx, self.source).complete
            self.same_at_both_ends()
        finally:
            close(self.ctx.db)
            self.folder.cleanup()

    def same_at_both_ends(self) -> None:
        """The server has our visits that count, and theirs; we count just these."""
        entries = journal.read_after(self.ctx.db, 0, 9_999)
        undone = {str(e.payload["undoes"]) for e in entries if e.kind is EntryKind.UNDONE}
        passed = {EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.OVERRIDDEN}
        ours = {e.id for e in entries if e.kind in passed} - undone
        there = {
            entry for (_, entry), ref in self.server.nonces.items() if ref in self.server.visits
        }
        assert there == ours
        assert set(self.server.visits) == set(self.theirs) | {
            self.server.nonces[key] for key in self.server.nonces if key[1] in ours
        }
        assert number(self.ctx.db, "SELECT count(*) FROM visit") == len(self.server.visits)
        assert {row.state for row in deliveries(self.ctx)} <= {Delivery.ACCEPTED}
        told = {e.id for e in entries if e.kind is EntryKind.REFUSED}
        assert set(self.server.refused) == told


Station1.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestInterleaving = Station1.TestCase
