"""Hours of everybody: from scans to the rows of the reports."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from kiosk.domain.attendance import minutes_of
from kiosk.domain.checkpoints import Direction, Slot
from kiosk.services.attendance import by_day, stays
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.export import hours, write_report
from kiosk.store import listing
from kiosk.store.moments import to_text
from kiosk.store.presence import VisitRow, add_visit

IN, OUT = Direction.ENTRY, Direction.EXIT


@pytest.fixture
def ctx(ctx: Context, clock) -> Context:
    """The forum is open from 9:00 to 13:00 there (12:00 to 16:00 UTC); entering it ends "csirt"."""
    opens = datetime(2026, 10, 6, 12, tzinfo=UTC)
    slots = (Slot(opens, opens + timedelta(hours=4)),)
    every = tuple(
        replace(each, slots=slots, ends=("csirt",)) if each.id == "forum" else each
        for each in ctx.event.checkpoints
    )
    return replace(ctx, event=replace(ctx.event, checkpoints=every))


@pytest.fixture
def a_day(ctx: Context, clock) -> Callable[[], None]:
    """Ana: csirt, then the forum, no exits. José: forum with an exit. Sam: the bag, the entrance."""

    def happen() -> None:
        for minutes, code, where, way in (
            (0, "code-of-ana", "csirt", IN),
            (0, "code-of-sam", "bag", IN),
            (5, "code-of-sam", "main", IN),
            (30, "code-of-ana", "forum", IN),
            (0, "code-of-jose", "forum", IN),
            (60, "code-of-jose", "forum", OUT),
        ):
            clock.forward(minutes=minutes)
            assert scan(ctx, ScanRequest(code, where, direction=way)).verdict.admitted
        clock.forward(days=3)

    return happen


def told(ctx: Context) -> list[tuple[str, str, int | None, bool]]:
    return [(s.person_id, s.checkpoint, minutes_of([s]), s.assumed) for s in stays(ctx)]


def test_the_stays_of_everybody(ctx: Context, a_day) -> None:
    a_day()

    assert told(ctx) == [
        ("ana", "csirt", 35, True),  # until she entered the forum
        ("ana", "forum", 205, True),  # until it closed
        ("jose", "forum", 60, False),
        ("sam", "bag", None, False),
        ("sam", "main", None, False),
    ]


def test_an_undone_entry_is_no_attendance(ctx: Context, clock) -> None:
    from kiosk.services.undo import undo

    entry = scan(ctx, ScanRequest("code-of-jose", "forum")).entry_id
    undo(ctx, entry or "", "error", "Rosa")

    assert told(ctx) == []


def test_a_checkpoint_that_is_gone_is_a_room_without_hours(ctx: Context, clock) -> None:
    for number, (way, hour) in enumerate(((IN, 12), (OUT, 13))):
        at = to_text(datetime(2026, 10, 6, hour, tzinfo=UTC))
        add_visit(ctx.db, VisitRow(f"e{number}", "ana", None, "old", way, at, "", ""))

    assert told(ctx) == [("ana", "old", 60, False)]
    (row,) = hours(ctx)
    assert (row["checkpoint"], row["checkpoint_name"]) == ("old", "old")


def test_many_visits_are_read_in_parts(ctx: Context, monkeypatch) -> None:
    monkeypatch.setattr(listing, "_CHUNK", 3)
    begin = datetime(2026, 10, 6, 12, tzinfo=UTC)
    for number in range(11):
        for person, room in (("ana", "csirt"), ("jose", "forum"), ("ana", "assembly")):
            at = to_text(begin + timedelta(minutes=number))
            way = OUT if number % 2 else IN
            row = VisitRow(f"{person}{room}{number}", person, None, room, way, at, "", "")
            add_visit(ctx.db, row)

    found = [(each[0].person_id, len(each)) for each in listing.visits_by_person(ctx.db)]

    assert found == [("ana", 22), ("jose", 11)]
    ana = next(listing.visits_by_person(ctx.db))
    assert [v.at for v in ana] == sorted(v.at for v in ana)


def test_hours_have_a_row_for_each_person_checkpoint_and_day(ctx: Context, a_day) -> None:
    a_day()
    out = ctx.folder / "hours.json"

    assert write_report(ctx, "hours", out) == 5

    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [(row["family_name"], row["checkpoint"], row["minutes"]) for row in rows] == [
        ("Núñez Ibáñez", "forum", 60),
        ("Silva", "csirt", 35),
        ("Silva", "forum", 205),
        ("Smith", "main", None),
        ("Smith", "bag", None),
    ]
    assert rows[2] == {
        "person_id": "ana",
        "given_name": "Ana",
        "family_name": "Silva",
        "organisation": "NIC.br",
        "country": "BR",
        "roles": ["speaker"],
        "checkpoint": "forum",
        "checkpoint_name": "Foro",
        "day": "2026-10-06",
        "first_entry": "2026-10-06T12:35:00.000Z",
        "last_exit": "2026-10-06T16:00:00.000Z",
        "local_from": "09:35",
        "local_to": "13:00",
        "minutes": 205,
        "exit_assumed": True,
    }
    assert (rows[3]["last_exit"], rows[3]["local_to"], rows[3]["exit_assumed"]) == (
        None,
        None,
        False,
    )


def test_two_stays_of_a_day_are_one_row(ctx: Context, clock) -> None:
    for way in (IN, OUT, IN, OUT):
        scan(ctx, ScanRequest("code-of-jose", "forum", direction=way))
        clock.forward(minutes=10)

    (day,) = by_day(ctx)

    assert (day.day, day.minutes, day.assumed) == (date(2026, 10, 6), 20, False)


def test_the_visits_carry_the_minutes_of_the_stay_they_begin(ctx: Context, a_day) -> None:
    a_day()
    out = ctx.folder / "attendance.csv"
    write_report(ctx, "attendance", out)

    with out.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["checkpoint"] == "forum"]

    assert [(r["person_id"], r["direction"], r["minutes"], r["exit_assumed"]) for r in rows] == [
        ("ana", "entry", "205", "true"),
        ("jose", "entry", "60", "false"),
        ("jose", "exit", "", ""),
    ]
    assert {r["day"] for r in rows} == {"2026-10-06"}


def test_a_spreadsheet_can_add_the_minutes_up(ctx: Context, a_day) -> None:
    a_day()
    out = ctx.folder / "hours.xlsx"
    write_report(ctx, "hours", out)

    heading, *lines = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    minutes = [line[heading.index("minutes")] for line in lines]

    assert minutes == [60, 35, 205, "", ""]
    assert {line[heading.index("exit_assumed")] for line in lines} == {"true", "false"}


def test_the_paper_says_where_an_exit_is_missing(ctx: Context, a_day, clock) -> None:
    a_day()
    scan(ctx, ScanRequest("code-of-li", "csirt", at=clock(), ignore_unpaid=True))
    add_visit(ctx.db, VisitRow("e1", "li", None, "assembly", IN, to_text(clock()), "", ""))
    before = to_text(clock() - timedelta(days=1))
    add_visit(ctx.db, VisitRow("e2", "eva", None, "assembly", IN, before, "", ""))
    clock.forward(minutes=12)
    out = ctx.folder / "hours.pdf"

    assert write_report(ctx, "hours", out) == 7

    document = pypdfium2.PdfDocument(out)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "13:00 · sin salida" in text  # Ana, by the closing
    assert "sigue adentro" in text  # Li, twelve minutes ago
    assert "Gómez" in text  # Eva, yesterday: no end is known
    assert text.count("sin salida") == 3
