"""Which sources a profile has, their secrets, one sync at a time, and asking for one code."""

from __future__ import annotations

import json
import stat
from datetime import timedelta

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.domain.feed import Batch, SourceError, Trouble
from kiosk.domain.verdict import Reason
from kiosk.services import sources
from kiosk.services.check_in import ScanRequest
from kiosk.services.integrity import rebuild
from kiosk.services.look_up import is_unknown, scan_asking
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import apply, plan_push, record_failure, status, sync, sync_lock
from kiosk.sources import secrets
from kiosk.store import journal, people
from kiosk.store import sources as stored
from kiosk.store.transact import number
from tests.services.sources import NAME, person


class Ring(KeyringBackend):
    """A keyring in memory; `broken` fails, `deaf` keeps nothing."""

    priority = 5.0

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.kind == "broken":
            raise KeyringError("locked")
        if self.kind != "deaf":
            self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self.kind == "broken":
            raise KeyringError("locked")
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(params=["", "broken", "deaf"], ids=["ring", "broken", "deaf"])
def ring(request):
    before = keyring.get_keyring()
    made = Ring(request.param)
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_secret_is_kept_once_and_only_for_its_owner(tmp_path, ring):
    secrets.put(tmp_path, NAME, "old")
    secrets.put(tmp_path, NAME, "s3cret")

    assert secrets.get(tmp_path, NAME) == "s3cret"
    assert secrets.get(tmp_path, "other") == ""
    path = tmp_path / secrets.FILE
    assert path.exists() == (ring.kind != "")
    if path.exists():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secrets.remove(tmp_path, NAME)
    assert secrets.get(tmp_path, NAME) == ""
    assert ring.kept == {}


def test_a_token_is_never_in_the_events_file(ctx, ring):
    sources.add(ctx, SourceSettings("pretix:b", "pretix", {"url": "https://b.example"}, "s3cret"))
    ctx.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert b"s3cret" not in (ctx.folder / "event.db").read_bytes()
    assert "s3cret" not in repr(SourceSettings("x", "pretix", {}, "s3cret"))
    assert [one.name for one in sources.listed(ctx)] == [NAME, "pretix:b"]


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (
            "pretix",
            {"url": "https://t.example", "organizer": "o", "event": "talks", "auth": "team"},
        ),
        ("indico", {"url": "https://t.example", "event": "7"}),
        ("http", {"url": "https://t.example/list.csv"}),
        ("file", {"path": "/nowhere/list.csv"}),
    ],
    ids=["pretix", "indico", "http", "file"],
)
def test_each_kind_opens(ctx, kind, settings):
    name = {"pretix": "pretix:talks", "indico": "indico:7"}.get(kind, f"{kind}:x")
    made = sources.make(ctx, SourceSettings(name, kind, settings, "token"))

    assert made.name == name
    made.close()


def test_wrong_sources_are_told(ctx):
    with pytest.raises(WrongUseError, match="pretix, indico, http, file"):
        sources.add(ctx, SourceSettings("x", "fax"))
    with pytest.raises(WrongUseError, match="otro tipo"):
        sources.add(ctx, SourceSettings(NAME, "file"))
    with pytest.raises(WrongUseError, match="no se entiende"):
        sources.make(ctx, SourceSettings("x", "pretix", {"url": 5}))
    for act in (lambda: sources.open_source(ctx, "x"), lambda: sources.remove(ctx, "x")):
        with pytest.raises(NotFoundError):
            act()


def test_new_settings_let_a_suspended_source_go_on(ctx):
    assert record_failure(ctx, NAME, SourceError(Trouble.REVOKED, "revoked")) is None
    assert status(ctx)[0].suspended

    sources.add(ctx, SourceSettings(NAME, "pretix", {"url": "https://new.example"}))

    assert not status(ctx)[0].suspended
    assert sources.listed(ctx)[0].settings == {"url": "https://new.example"}


@pytest.mark.parametrize("planned", [False, True], ids=["not looked at", "planned"])
@pytest.mark.parametrize("wipe", [False, True], ids=["gone", "wiped"])
def test_a_source_leaves_only_when_nothing_waits(ctx, server, run, go_in, clock, *, wipe, planned):
    server.put(person(1), person(2))
    server.visit("O1-1", clock(), "2")
    run()
    entry = go_in("code-1").entry_id
    go_in("code-1", "forum")
    if planned:
        plan_push(ctx, NAME)
    with pytest.raises(WrongUseError, match="1 envíos"):
        sources.remove(ctx, NAME)

    sources.remove(ctx, NAME, force=True, wipe=wipe)

    (path,) = ctx.folder.glob("undelivered-*.json")
    assert [row["entry_id"] for row in json.loads(path.read_text())["undelivered"]] == [entry]
    assert sources.listed(ctx) == ()
    left = number(ctx.db, "SELECT count(*) FROM person")
    assert left == (1 if wipe else 2)
    assert number(ctx.db, "SELECT count(*) FROM ticket WHERE gone_at IS NULL") == 0
    assert number(ctx.db, "SELECT count(*) FROM visit") == 2  # what this station did stays
    assert journal.count(ctx.db) == 2
    assert [one.table for one in rebuild(ctx) if not one.same] == []


def test_a_second_sync_says_so(ctx, source):
    with sync_lock(ctx.folder), pytest.raises(FailureError, match="ya está sincronizando"):
        sync(ctx, source)
    assert sync(ctx, source).complete


def test_an_unknown_code_is_asked_for_before_it_is_refused(ctx, server, source, run, go_in):
    server.put(person(1))
    run()
    mark = stored.get(ctx.db, NAME).cursor
    server.put(person(2))
    assert is_unknown(ctx, "code-2")

    outcome = scan_asking(ctx, ScanRequest("code-2", "main"), [source])

    assert outcome.verdict.admitted
    assert journal.count(ctx.db) == 1
    assert stored.get(ctx.db, NAME).cursor == mark
    assert run().pulled.unchanged == 1


@pytest.mark.parametrize("down", [False, True], ids=["unknown", "away"])
def test_a_source_that_does_not_help_changes_nothing(ctx, source, run, down):
    run()
    source.down = SourceError(Trouble.UNREACHABLE, "away") if down else None

    outcome = scan_asking(ctx, ScanRequest("nobody", "main"), [source])

    assert outcome.verdict.reason is Reason.INVALID


def test_the_clocks_difference_is_told(ctx, clock):
    apply(ctx, NAME, Batch({}, server_time=clock() + timedelta(seconds=90)))

    assert status(ctx)[0].clock_seconds == 90


def test_nobody_is_lost_when_two_sources_know_the_same_person(ctx, server, run):
    sources.add(ctx, SourceSettings("http:x", "http"))
    row = person(1)._replace(code="other")
    apply(ctx, "http:x", Batch({}, (row,)))
    server.put(person(1))
    run()
    sources.remove(ctx, "http:x", wipe=True)

    (ticket,) = people.by_code(ctx.db, "code-1")
    assert people.get(ctx.db, ticket.person_id).full_name == "Name1 Paz"
    assert not people.get(ctx.db, ticket.person_id).gone
