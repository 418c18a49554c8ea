"""Trouble before a badge reaches any printer: a full disk, broken layouts and fonts, a batch stopped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kiosk.domain.errors import CanceledError, FailureError, KnownError
from kiosk.domain.people import Person, Ticket
from kiosk.domain.print_job import JobState
from kiosk.printing import fonts
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.print_freeze import UNDRAWABLE
from kiosk.services.printing import Job
from kiosk.store import prints
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import number, writing

MANY = 10_000


def worked_off(ctx: Context, steps: int = 1000) -> None:
    """What the print worker does until nothing is due."""
    for _step in range(steps):
        due = printing.claim_next(ctx)
        if due is None:
            return
        printing.record(ctx, due, printing.deliver(due, ctx.folder))


def now(ctx: Context, job: Job) -> Job:
    found = printing.job(ctx, job.job_id)
    assert found is not None
    return found


def papers(ctx: Context) -> list[str]:
    """The badge codes of what lies in the folder, by the files' names."""
    return sorted(path.name.rpartition("-")[0] for path in (ctx.folder / "badges").glob("*.pdf"))


def test_a_disk_full_while_drawing_loses_nothing_and_prints_once(ctx: Context) -> None:
    job = printing.enqueue(ctx, "ana", "folder:")
    due = printing.claim_next(ctx)
    assert due is not None
    assert due.state is JobState.RENDERING
    came = printing.deliver(due, ctx.folder)
    ctx.db.conn.execute(f"PRAGMA max_page_count = {number(ctx.db, 'PRAGMA page_count')}")

    with pytest.raises(FailureError, match="disco está lleno"):
        printing.record(ctx, due, came)
    assert now(ctx, job).state is JobState.RENDERING

    ctx.db.conn.execute("PRAGMA max_page_count = 1000000")
    assert printing.recover(ctx) == 1
    worked_off(ctx)
    assert now(ctx, job).state is JobState.DONE
    assert papers(ctx) == [job.badge_code]


def test_a_disk_full_when_the_badge_is_asked_for_asks_for_none(ctx: Context) -> None:
    ctx.db.conn.execute(f"PRAGMA max_page_count = {number(ctx.db, 'PRAGMA page_count')}")

    with pytest.raises(FailureError, match="disco está lleno"):
        printing.enqueue_many(ctx, ["ana", "jose", "li", "sam"], "folder:", operator="x" * 30_000)

    assert printing.jobs(ctx) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE print_job SET frozen = ? WHERE job_id = ?",
        (
            "UPDATE print_layout SET body = ?"
            " WHERE hash = (SELECT layout_hash FROM print_job WHERE job_id = ?)"
        ),
    ],
    ids=["content", "layout"],
)
@pytest.mark.parametrize("text", ["{", "[]", '{"width": "wide"}', "nul"])
def test_what_was_frozen_and_is_damaged_fails_with_words_and_stops_nobody(
    ctx: Context, damage: str, text: str
) -> None:
    broken = printing.enqueue(ctx, "ana", "folder:", layout="cr80")
    whole = printing.enqueue(ctx, "jose", "folder:")
    with writing(ctx.db):
        ctx.db.conn.execute(damage, (text, broken.job_id))

    worked_off(ctx)

    assert (now(ctx, broken).state, now(ctx, broken).reason) == (JobState.FAILED, UNDRAWABLE)
    assert now(ctx, whole).state is JobState.DONE
    assert papers(ctx) == [whole.badge_code]


@pytest.mark.parametrize(
    "text", ["", "title = ", "width = 10", 'title = "x"\nwidth = 90\nheight = 1e9', "\x00\xff"]
)
def test_a_layout_file_that_is_broken_is_named_and_nothing_is_asked_for(
    ctx: Context, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)

    with pytest.raises(KnownError):
        printing.enqueue(ctx, "ana", "folder:", layout=str(file))

    assert printing.jobs(ctx) == []
    assert number(ctx.db, "SELECT count(*) FROM badge") == 0


def test_a_layout_file_that_breaks_later_harms_no_badge_that_was_asked_for(
    ctx: Context, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    shipped = Path(__file__).parents[2] / "assets" / "layouts" / "a6.toml"
    file.write_bytes(shipped.read_bytes())
    job = printing.enqueue(ctx, "ana", "folder:", layout=str(file))
    file.write_text("broken = ")

    worked_off(ctx)

    assert now(ctx, job).state is JobState.DONE


def test_without_its_fonts_a_badge_fails_with_words_and_is_not_blank(
    ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget() -> None:
        fonts.inter.cache_clear()
        fonts._load.cache_clear()

    job = printing.enqueue(ctx, "ana", "folder:")
    with monkeypatch.context() as patched:
        patched.setattr(fonts, "asset", lambda *_names: tmp_path / "gone.ttf")
        forget()
        worked_off(ctx)
    forget()

    assert (now(ctx, job).state, now(ctx, job).reason) == (JobState.FAILED, UNDRAWABLE)
    assert papers(ctx) == []
    again = printing.retry(ctx, job.job_id)
    worked_off(ctx)
    assert now(ctx, again).state is JobState.DONE


@pytest.fixture
def crowd(ctx: Context) -> list[str]:
    """The ids of ten thousand people."""
    ids = [f"p{number:05}" for number in range(MANY)]
    with writing(ctx.db):
        for person_id in ids:
            put_person(ctx.db, Person(person_id, person_id, "Prueba"), source="file")
            put_ticket(ctx.db, Ticket(f"t-{person_id}", person_id, f"code-{person_id}"))
    return ids


def test_ten_thousand_badges_cancelled_half_way_end_as_they_stood(
    ctx: Context, crowd: list[str]
) -> None:
    def half_way(done: int, _total: int) -> bool:
        worked_off(ctx, steps=2)  # drawn, and into the folder
        return done < MANY / 2

    with pytest.raises(CanceledError):
        printing.enqueue_many(ctx, crowd, "folder:", progress=half_way)

    pieces = MANY // 2 // 200
    assert Counter(prints.states(ctx.db)) == {"done": pieces, "cancelled": MANY // 2 - pieces}
    assert len(papers(ctx)) == pieces
    assert printing.claim_next(ctx) is None
    kept = "SELECT count(*) FROM print_job WHERE length(pdf) > 0 OR frozen <> ''"
    assert number(ctx.db, kept) == 0
    again = printing.enqueue(ctx, crowd[-MANY // 2 - 1], "folder:")
    assert again.state is JobState.WAITING
