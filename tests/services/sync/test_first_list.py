"""The first list of an empty profile is stored at once, or not at all; everything finds it then."""

from __future__ import annotations

import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.services import sources, sync
from kiosk.services.find import search
from kiosk.services.source_steps import StoppedError
from kiosk.services.sources import SourceSettings
from kiosk.store.transact import number, rows

COUNT = 450
NAME = "file:people.csv"


def lines(count=COUNT):
    people = "".join(f"C{n},Name{n},Paz{n},p{n}@example.org\n" for n in range(count))
    return f"code,given name,family name,email\n{people}"


@pytest.fixture
def listed(ctx, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(lines(), encoding="utf-8")
    sources.add(ctx, SourceSettings(NAME, "file", {"path": str(path)}))
    source = sources.open_source(ctx, NAME)
    yield source
    source.close()


def people(ctx):
    return number(ctx.db, "SELECT count(*) FROM person WHERE gone_at IS NULL")


def schema(ctx):
    return sorted(row["sql"] for row in rows(ctx.db, "SELECT sql FROM sqlite_master") if row["sql"])


def test_everybody_is_there_and_found(ctx, listed):
    before = schema(ctx)

    report = sync.sync(ctx, listed)

    assert (report.error, report.pulled.added, people(ctx)) == (None, COUNT, COUNT)
    assert schema(ctx) == before
    assert [hit.person.email for hit in search(ctx, "paz321")] == ["p321@example.org"]


def test_a_run_that_is_stopped_leaves_nothing_half_done(ctx, listed):
    before = schema(ctx)

    def stop(done, _total):
        if done > 200:
            raise StoppedError("stop")

    with pytest.raises(StoppedError):
        sync.sync(ctx, listed, progress=stop)

    assert people(ctx) == 0
    assert schema(ctx) == before
    assert sync.sync(ctx, listed).pulled.added == COUNT


def test_trouble_on_the_way_leaves_nothing_half_done_and_is_told(ctx, listed, monkeypatch):
    whole = listed.pull

    def cut(cursor, *, full=False):
        yield next(iter(whole(cursor, full=full)))
        raise SourceError(Trouble.UNREACHABLE, "cut")

    monkeypatch.setattr(listed, "pull", cut)
    report = sync.sync(ctx, listed)

    assert report.error is not None
    assert people(ctx) == 0
    (status,) = [one for one in sync.status(ctx) if one.name == NAME]
    assert status.error is not None
    assert status.list_at is None


def test_the_next_lists_are_stored_piece_by_piece(ctx, listed, tmp_path):
    sync.sync(ctx, listed)
    told = []

    def tell(done, _total):
        told.append((done, ctx.db.conn.in_transaction))

    sync.sync(ctx, listed, full=True, progress=tell)

    assert [done for done, _open in told] == [200, 400, 450]
    assert not any(still_open for _done, still_open in told)
