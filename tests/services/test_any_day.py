"""Whatever happens in whatever order: a rebuild gives the same tables and the journal holds.

Two programs work on one file: imports, corrections, walk-ins, scans, undoing, badges and granted
invitations come in any order from either, as hypothesis thinks them up.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.domain.checkpoints import Direction
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.settings import Station
from kiosk.resources import asset
from kiosk.services.badges import badge_code_of, reissue
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.correct import correct
from kiosk.services.import_people import run_import
from kiosk.services.integrity import rebuild, verify_journal
from kiosk.services.profile import load_event, open_profile
from kiosk.services.undo import undo
from kiosk.services.walk_in import WalkIn, walk_in
from kiosk.store import expected, journal, listing, meta
from kiosk.store.connect import close
from kiosk.store.rebuild import TABLES
from kiosk.store.search import find
from kiosk.store.transact import number

HEADINGS = ("ID", "Código", "Nombre", "Apellido", "Correo", "Organización", "Estado", "Rol")
NAMES = ("José", "JOSE", "Ana María", "O'Brien", "李", "Wáltér", "")
STATIONS = st.sampled_from([0, 1])
ROW = st.tuples(
    st.sampled_from(["", "1", "2", "3", "4"]),
    st.sampled_from(["", "c1", "c2", "C1", "c3"]),
    st.sampled_from(NAMES),
    st.sampled_from(["Núñez", "nunez", "Paz", ""]),
    st.sampled_from(["", "a@example.org", "b@example.org", "A@example.org"]),
    st.sampled_from(["", "NIC", "ISP Uno"]),
    st.sampled_from(["pagado", "pendiente", "cancelado", ""]),
    st.sampled_from(["", "speaker", "fellow; newcomer"]),
)
LISTS = st.lists(ROW, min_size=1, max_size=6)
PICK = st.integers(min_value=0, max_value=10_000)


class Days(RuleBasedStateMachine):
    """One event's file with two stations on it."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        profile = self.folder / "profile"
        load_event(profile, asset("demo", "event.toml"))
        self.stations = [self._station(profile, "Mesa 1"), self._station(profile, "Mesa 2")]
        self.rooms = [checkpoint.id for checkpoint in self.stations[0].event.checkpoints]
        self.badges: list[str] = []

    @staticmethod
    def _station(profile: Path, name: str) -> Context:
        opened = open_profile(profile)
        return Context(opened.db, opened.event, Station(name=name), opened.clock, profile)

    def teardown(self) -> None:
        for ctx in getattr(self, "stations", []):
            close(ctx.db)
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def people(self) -> list[str]:
        return [listed.person.person_id for listed in listing.all_people(self.stations[0].db)]

    def someone(self, pick: int) -> str:
        everybody = self.people()
        return everybody[pick % len(everybody)] if everybody else "nobody"

    @rule(station=STATIONS, rows=LISTS, source=st.sampled_from(["file", "other"]))
    def a_list_comes(self, station: int, rows: list[tuple[str, ...]], source: str) -> None:
        ctx, path = self.stations[station], self.folder / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
        try:
            planned = run_import(ctx, path, dry_run=True, source=source)
        except WrongUseError:
            return  # nothing of it was a list
        done = run_import(ctx, path, source=source)
        kinds = ("rows", "added", "updated", "unchanged", "revived", "gone", "people")
        assert [getattr(planned, kind) for kind in kinds] == [getattr(done, kind) for kind in kinds]
        assert done.rows == len(done.rejected) + done.added + done.updated + (
            done.unchanged + done.revived
        )
        before = number(ctx.db, "SELECT count(*) FROM ticket")
        again = run_import(ctx, path, source=source)
        assert (again.added, again.revived, again.gone) == (0, 0, 0)
        assert number(ctx.db, "SELECT count(*) FROM ticket") == before

    @rule(
        station=STATIONS, name=st.sampled_from(NAMES), mail=st.sampled_from(["", "b@example.org"])
    )
    def somebody_walks_in(self, station: int, name: str, mail: str) -> None:
        ctx = self.stations[station]
        try:
            person_id = walk_in(ctx, WalkIn(name, "Paz", email=mail), "Rosa")
        except WrongUseError:
            assert not name
            return
        assert person_id in self.people()

    @rule(
        station=STATIONS,
        pick=PICK,
        room=PICK,
        way=st.sampled_from(list(Direction)),
        by=st.sampled_from(["person", "code", "badge", "rubbish"]),
    )
    def somebody_is_scanned(
        self, station: int, pick: int, room: int, way: Direction, by: str
    ) -> None:
        ctx = self.stations[station]
        codes = [t.code for p in listing.all_people(ctx.db) for t in p.tickets]
        texts = {"code": codes, "badge": self.badges, "rubbish": ["x", "LAC.TEST", ""]}.get(by, [])
        before = journal.count(ctx.db)
        request = ScanRequest(
            text=texts[pick % len(texts)] if texts else "",
            person_id=self.someone(pick) if by == "person" else None,
            checkpoint=self.rooms[room % len(self.rooms)],
            direction=way,
        )
        outcome = scan(ctx, request)
        assert journal.count(ctx.db) == before + 1
        assert outcome.person is not None or not outcome.verdict.admitted

    @rule(station=STATIONS, pick=PICK)
    def the_last_is_undone(self, station: int, pick: int) -> None:
        ctx = self.stations[station]
        entries = journal.read_after(ctx.db, 0, 500)
        if not entries:
            return
        try:
            undo(ctx, entries[-1 - pick % min(4, len(entries))].id, "equivocado", "Rosa")
        except KnownError as error:
            assert "nada que deshacer" in error.message  # noqa: PT017  either may come

    @rule(
        station=STATIONS,
        pick=PICK,
        field=st.sampled_from(["given_name", "email", "organisation", "note"]),
        value=st.sampled_from(["Eva", "Núñez", "", "b@example.org"]),
    )
    def somebody_is_corrected(self, station: int, pick: int, field: str, value: str) -> None:
        ctx, person_id = self.stations[station], self.someone(pick)
        try:
            person = correct(ctx, person_id, {field: value}, "Rosa")
        except KnownError:
            assert not value or person_id == "nobody"
            return
        assert getattr(person, field) == value

    @rule(station=STATIONS, pick=PICK, lost=st.booleans())
    def a_badge_is_given(self, station: int, pick: int, lost: bool) -> None:
        ctx, person_id = self.stations[station], self.someone(pick)
        if person_id == "nobody":
            return
        code = reissue(ctx, person_id, "perdida", "") if lost else badge_code_of(ctx, person_id)
        self.badges.append(code)
        assert badge_code_of(self.stations[1 - station], person_id) == code

    @precondition(lambda self: journal.count(self.stations[0].db) > 0)
    @invariant()
    def a_rebuild_gives_the_same_and_the_journal_holds(self) -> None:
        one, two = self.stations
        before = {table: sorted(one.db[table].rows, key=str) for table in TABLES}
        assert [report for report in rebuild(two) if not report.same] == []
        assert {table: sorted(one.db[table].rows, key=str) for table in TABLES} == before
        assert verify_journal(one).sound

    @invariant()
    def whoever_is_there_is_found_and_counted(self) -> None:
        ctx = self.stations[0]
        for listed in listing.all_people(ctx.db):
            person = listed.person
            if not person.gone:
                assert person.person_id in [p.person_id for p in find(ctx.db, person.full_name)]
        counted = expected.people(ctx.db)
        stored = number(
            ctx.db,
            "SELECT count(DISTINCT person_id) FROM ticket"
            " WHERE gone_at IS NULL AND state NOT IN ('canceled', 'expired')",
        )
        assert counted == stored == int(meta.get(ctx.db, "expected") or 0)
        assert number(ctx.db, "SELECT count(*) FROM pragma_foreign_key_check") == 0


def test_any_day() -> None:
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
