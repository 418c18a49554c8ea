"""A once-only ticket at several stations: admitted once while they hear each other, noted if not."""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.journal import EntryKind
from kiosk.services.conflicts import conflicts
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from kiosk.store.transact import rows
from tests.services.conftest import Clock, fill
from tests.services.hub.desks import Desk
from tests.services.hub.test_converge import settle, stations

EXAMPLES = int(os.environ.get("KIOSK_SOAK", "1")) * 10
CODES = ("code-of-ana", "code-of-jose", "code-of-sam")
scans = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(CODES), st.sampled_from(("main", "bag"))),
    max_size=14,
)
faulty = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(CODES), st.sampled_from((None, "cut", "lost", "late"))
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "event.db"
    db = open_store(path)
    fill(db)
    close(db)
    return path


def entries(desk: Desk) -> Counter[tuple[str, str]]:
    found = rows(desk.ctx.db, "SELECT person_id, checkpoint FROM visit")
    return Counter((row["person_id"], row["checkpoint"]) for row in found)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=scans)
def test_while_the_hub_answers_nobody_enters_twice(empty: Path, tmp_path: Path, acts) -> None:
    clock = Clock()
    desks = stations(empty, tmp_path / "three", clock)
    wanted = {(code, checkpoint) for _, code, checkpoint in acts}
    for who, code, checkpoint in acts:  # nobody reads on in between: all is known by claims
        clock.now += timedelta(seconds=1)
        desks[who].scan(code, checkpoint)

    settle(desks)

    for desk in desks:
        assert set(entries(desk).values()) <= {1}
        assert len(entries(desk)) == len(wanted)
        assert conflicts(desk.ctx) == ()
        close(desk.ctx.db)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=faulty)
def test_who_entered_twice_in_spite_of_it_is_noted_once_a_time(
    empty: Path, tmp_path: Path, acts
) -> None:
    clock = Clock()
    desks = stations(empty, tmp_path / "three", clock)
    admitted = Counter[str]()
    for who, code, fault in acts:
        clock.now += timedelta(seconds=1)
        line = desks[who].line
        line.cut, line.lost, line.late = fault == "cut", fault == "lost", fault == "late"
        outcome = desks[who].scan(code, "main")
        if outcome.verdict.admitted and outcome.person:
            admitted[outcome.person.person_id] += 1

    settle(desks)

    for desk in desks:
        assert {who: n for (who, _), n in entries(desk).items()} == admitted
        noted = Counter(one.person.person_id for one in conflicts(desk.ctx) if one.person)
        assert noted == Counter({who: n - 1 for who, n in admitted.items() if n > 1})
        assert journal.verify(desk.ctx.db) is None
        close(desk.ctx.db)


def test_an_entry_of_before_the_hub_is_told_like_all_others(empty: Path, tmp_path: Path) -> None:
    one, two, _ = stations(empty, tmp_path / "three", Clock())
    for desk in (one, two):
        desk.line.cut = True
        desk.scan("code-of-ana")
        desk.line.cut = False
    settle([one, two])

    kinds = [entry.kind for entry in journal.of_person(one.ctx.db, "ana")]
    assert kinds == [EntryKind.ADMITTED, EntryKind.ADMITTED, EntryKind.CONFLICT]
