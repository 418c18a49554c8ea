"""The benchmarks of the hub must run, say what they measured, and always make the same event."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.domain.journal import EntryKind
from kiosk.services.hub_message import incoming

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def measured(name: str, folder: Path, *options: str) -> list[list[str]]:
    """The rows of a benchmark that was run."""
    done = subprocess.run(
        [sys.executable, BENCHMARKS / f"{name}.py", *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KIOSK_BENCH_DIR": str(folder)},
    )
    assert done.returncode == 0, done.stderr
    assert "load" in done.stdout
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["rows"]


def number(text: str) -> float:
    return float(text.replace(",", ""))


def test_claims_are_measured_at_a_halls_pace_and_flat_out(tmp_path):
    options = ("--stations", "1,3", "--nodes", "1", "--claims", "2", "--scans", "5")

    one, three, seen = measured("hub_claims", tmp_path, *options)

    assert [one[:2], three[:2], seen[:2]] == [["1", "1"], ["1", "3"], ["1", "scan at A, seen at B"]]
    assert all(number(cell) > 0 for row in (one, three) for cell in row[2:])
    assert 0 < number(seen[2]) <= number(seen[3])


def test_two_stations_that_join_late_are_measured_and_end_equal(tmp_path):
    rows = measured("hub_catch_up", tmp_path, "--entries", "400", "--people", "30")

    named = {row[0].strip(): row[1:] for row in rows}
    assert number(named["400 entries, s"][0]) >= 0
    assert number(named["entries a second"][0]) > 0
    assert number(named["entries a second"][1]) > 0
    assert number(named["memory of the station, MB"][0]) > 20
    assert set(named) >= {"30 people told by their source, s", "30 people taken in, s"}


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import hub_day

    return hub_day


def test_the_same_day_comes_every_time_and_every_message_of_it_is_read(day):
    told = day.messages(3_000, 200)

    assert told == day.messages(3_000, 200)
    entries = [incoming(message) for message in told]
    assert entries == list(day.entries(3_000, 200))
    assert len({one.id for one in entries}) == 3_000
    assert [one.at for one in entries] == sorted(one.at for one in entries)


def test_most_of_a_day_is_people_who_come_in(day):
    kinds = Counter(entry.kind for entry in day.entries(4_000, 500))

    assert kinds.most_common(1)[0][0] is EntryKind.ADMITTED
    assert kinds[EntryKind.ADMITTED] > 2_000
    assert set(kinds) >= {
        *(EntryKind.UNDONE, EntryKind.CORRECTED, EntryKind.WALK_IN, EntryKind.LEFT),
        *(EntryKind.BADGE_ISSUED, EntryKind.PRINTED, EntryKind.REFUSED, EntryKind.OVERRIDDEN),
    }


def test_what_was_taken_back_had_been_admitted_before(day):
    admitted: set[str] = set()
    undone = 0
    for entry in day.entries(4_000, 500):
        if entry.kind is EntryKind.ADMITTED:
            admitted.add(entry.id)
        if entry.kind is EntryKind.UNDONE and "undoes" in entry.payload:
            undone += 1
            assert entry.payload["undoes"] in admitted
    assert undone > 20


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for folder in (BENCHMARKS, *(BENCHMARKS.parent / "tests" / name for name in ("real", "hub"))):
        monkeypatch.syspath_prepend(str(folder))
    import hub_peers

    return hub_peers


@pytest.mark.parametrize(("careful", "twice"), [(True, 0), (False, 20)])
def test_a_ticket_that_two_doors_admit_is_counted_as_such(peers, careful, twice):
    taken: set[int] = set()
    closed: list[str] = []
    lock = threading.Lock()

    def side():
        def admits(number: int) -> bool:
            with lock:
                free = number not in taken
                taken.add(number)
            return free or not careful

        return admits, lambda: closed.append("x")

    figures = peers.contested([side, side], 20)

    times, admitted, seconds = figures
    assert (len(times), len(closed), seconds > 0) == (40, 2, True)
    assert len(admitted) - len(set(admitted)) == twice
    name, *_, nobody, double = peers.row("x", figures, 20)
    assert (name, nobody, double) == ("x", "0", str(twice))
