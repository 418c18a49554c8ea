"""Rooms, the status bar's figures, badge codes, integrity."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.checkpoints import Checkpoint, Direction, Kind
from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.domain.journal import EntryKind
from kiosk.services.badges import badge_code_of, reissue
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.counts import Counts, counts
from kiosk.services.desk import undo
from kiosk.services.integrity import Damage, JournalCheck, rebuild, verify_journal
from kiosk.services.rooms import room_state
from kiosk.store import journal, people, rights


def pass_by(ctx: Context, text: str, checkpoint: str, way: Direction = Direction.ENTRY) -> str:
    return scan(ctx, ScanRequest(text, checkpoint, direction=way)).entry_id or ""


def put_invitation(ctx: Context, kind: str, subject: str, until: str | None = None) -> None:
    ctx.db.conn.execute(
        "INSERT INTO invitation (checkpoint, kind, subject, source, until)"
        " VALUES ('csirt', ?, ?, 'file', ?)",
        (kind, subject, until),
    )


def test_the_state_of_a_room(ctx: Context, clock) -> None:
    pass_by(ctx, "code-of-ana", "csirt")
    pass_by(ctx, "code-of-jose", "csirt")
    clock.forward(minutes=1)
    pass_by(ctx, "code-of-ana", "csirt", Direction.EXIT)
    pass_by(ctx, "unknown", "csirt")
    pass_by(ctx, "code-of-sam", "forum")

    room = room_state(ctx, "csirt")

    assert (room.inside, room.admitted_total, room.capacity, room.invited) == (0, 1, 3, 1)
    assert room.list_at == datetime(2026, 10, 6, 11, tzinfo=UTC)
    assert [(line.kind, line.name, line.reason) for line in room.latest] == [
        (EntryKind.REFUSED, "", "invalid"),
        (EntryKind.LEFT, "Ana Silva", ""),
        (EntryKind.REFUSED, "José Núñez Ibáñez", "not_invited"),
        (EntryKind.ADMITTED, "Ana Silva", ""),
    ]


def test_an_undone_admission_is_marked(ctx: Context) -> None:
    undo(ctx, pass_by(ctx, "code-of-ana", "csirt"), "error", "Rosa")

    assert [line.counts for line in room_state(ctx, "csirt").latest] == [False]


def test_an_open_room_has_no_list(ctx: Context) -> None:
    room = room_state(ctx, "forum")

    assert (room.invited, room.list_at, room.capacity, room.latest) == (None, None, None, ())


def test_an_unknown_room_is_told(ctx: Context) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        room_state(ctx, "nowhere")


def test_everybody_invited_is_counted_once(ctx: Context) -> None:
    put_invitation(ctx, "email", "ana@nic.br")
    put_invitation(ctx, "organisation", "nic.br")
    put_invitation(ctx, "email", "sam@isp.example|sam smith")
    put_invitation(ctx, "email", "jose.nunez@unam.mx|somebody else")
    put_invitation(ctx, "person", "li", until="2026-10-06T11:59:59.000Z")
    put_invitation(ctx, "person", "eva", until="2026-10-06T12:00:01.000Z")

    assert room_state(ctx, "csirt").invited == 3  # Ana, Sam, Eva


def test_a_shared_address_invites_nobody_by_itself(ctx: Context) -> None:
    put_invitation(ctx, "email", "sam@isp.example")
    sam = people.get(ctx.db, "sam")
    assert sam is not None
    assert rights.of_person(ctx.db, "csirt", sam, ctx.clock()).invited

    ctx.db.conn.execute("UPDATE person SET email_key = 'sam@isp.example' WHERE person_id = 'li'")

    assert not rights.of_person(ctx.db, "csirt", sam, ctx.clock()).invited
    assert rights.people_invited(ctx.db, "csirt", ctx.clock()) == 1


def test_rights_tell_invited_and_member_apart(ctx: Context) -> None:
    put_invitation(ctx, "organisation", "isp uno")
    ana, sam, li = (people.get(ctx.db, one) for one in ("ana", "sam", "li"))
    now = ctx.clock()

    assert rights.of_person(ctx.db, "csirt", ana, now) == rights.Rights(invited=True)
    assert rights.of_person(ctx.db, "csirt", sam, now) == rights.Rights(invited=True, member=True)
    assert rights.of_person(ctx.db, "csirt", li, now) == rights.Rights()
    assert rights.list_at(ctx.db, "forum") is None


def test_the_figures_of_the_status_bar(ctx: Context) -> None:
    list_at = datetime(2026, 10, 6, 10, tzinfo=UTC)
    assert counts(ctx) == Counts(0, 4, 0, list_at)  # Eva is canceled

    entry_id = pass_by(ctx, "code-of-ana", "main")
    pass_by(ctx, "code-of-jose", "main")
    pass_by(ctx, "code-of-sam", "forum")
    for state in ("waiting", "failed", "done", "sent"):
        ctx.db.conn.execute(
            "INSERT INTO print_job (job_id, person_id, state, created_at, updated_at)"
            " VALUES (?, ?, ?, '', '')",
            (state, f"of {state}", state),
        )
    assert counts(ctx) == Counts(2, 4, 2, list_at)

    undo(ctx, entry_id, "error", "Rosa")
    assert counts(ctx).checked_in == 1


def test_people_are_counted_once_at_two_entrances(ctx: Context) -> None:
    side = Checkpoint("side", {"es": "Lateral"}, Kind.ENTRANCE)
    event = replace(ctx.event, checkpoints=(*ctx.event.checkpoints, side))
    both = replace(ctx, event=event)
    for checkpoint in ("main", "side"):
        pass_by(both, "code-of-ana", checkpoint)

    assert counts(both).checked_in == 1


def test_a_badge_code_is_given_once(ctx: Context) -> None:
    code = badge_code_of(ctx, "ana", "Rosa")

    assert badge_code_of(ctx, "ana", "Luis") == code
    assert len(code) <= 16
    assert parse(code, "LAC46").kind is CodeKind.BADGE
    (entry,) = journal.read_after(ctx.db)
    assert (entry.kind, entry.operator) == (EntryKind.BADGE_ISSUED, "Rosa")


def test_a_new_badge_voids_the_old(ctx: Context) -> None:
    old = badge_code_of(ctx, "ana")
    new = reissue(ctx, "ana", "perdida", "Rosa")

    badge = people.by_badge(ctx.db, old)
    assert badge is not None
    assert (badge.voided_at, badge.void_reason) == (ctx.clock(), "perdida")
    assert badge_code_of(ctx, "ana") == new != old
    kinds = [entry.kind for entry in journal.read_after(ctx.db)]
    assert kinds == [EntryKind.BADGE_ISSUED, EntryKind.BADGE_VOIDED, EntryKind.BADGE_ISSUED]


def test_the_first_badge_may_come_from_a_reissue(ctx: Context) -> None:
    assert badge_code_of(ctx, "ana") if reissue(ctx, "ana", "rota", "Rosa") else None
    assert journal.count(ctx.db) == 1


def test_a_badge_needs_a_person_and_a_voiding_a_reason(ctx: Context) -> None:
    with pytest.raises(NotFoundError):
        badge_code_of(ctx, "nobody")
    with pytest.raises(NotFoundError):
        reissue(ctx, "nobody", "x", "Rosa")
    with pytest.raises(WrongUseError, match="motivo"):
        reissue(ctx, "ana", " ", "Rosa")

    assert journal.count(ctx.db) == 0


def test_a_sound_journal(ctx: Context) -> None:
    pass_by(ctx, "code-of-ana", "main")

    assert verify_journal(ctx) == JournalCheck(1)
    assert verify_journal(ctx).sound


def test_a_tampered_journal_is_named_and_nothing_is_built_from_it(ctx: Context) -> None:
    for _ in range(3):
        pass_by(ctx, "code-of-ana", "forum")
    ctx.db.conn.execute("DROP TRIGGER entry_is_final")
    ctx.db.conn.execute("UPDATE entry SET person_id = 'eva' WHERE seq = 2")

    assert verify_journal(ctx) == JournalCheck(3, 2, Damage.CONTENT)
    assert not verify_journal(ctx).sound
    with pytest.raises(FailureError, match="asiento 2"):
        rebuild(ctx)


def test_a_rebuild_reports_by_table(ctx: Context) -> None:
    pass_by(ctx, "code-of-ana", "main")
    ctx.db.conn.execute("DELETE FROM visit")

    first = {table.table: table.same for table in rebuild(ctx)}

    assert [table for table, same in first.items() if not same] == ["visit"]
    assert counts(ctx).checked_in == 1
    assert all(table.same for table in rebuild(ctx))
