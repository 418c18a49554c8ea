"""Granting and withdrawing on the spot: what is recorded, what it changes, who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Level
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.facts import Override
from kiosk.domain.journal import EntryKind
from kiosk.domain.settings import Station
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.services.import_people import run_import
from kiosk.services.integrity import rebuild
from kiosk.services.invite import Grant, grant, withdraw
from kiosk.services.invite_list import State, invitations_of
from kiosk.store import invitations, journal, people
from kiosk.store.connect import close, open_store
from kiosk.store.invitations import Invited
from kiosk.store.person_write import put_person
from kiosk.store.transact import writing

SUPER = Level.SUPERVISOR
ROLES = Checkpoint("fellows", {"es": "Becas"}, admits=Admits.ROLES, roles=("speaker",))


def asked(subject: str = "jose", **more: object) -> Grant:
    return replace(Grant("csirt", subject, operator="Rosa", level=SUPER), **more)


def admitted(ctx: Context, who: str, checkpoint: str = "csirt") -> bool:
    return explain(ctx, ScanRequest(person_id=who, checkpoint=checkpoint)).verdict.admitted


def kinds(ctx: Context) -> list[EntryKind]:
    return [entry.kind for entry in journal.read_after(ctx.db)]


def load(ctx: Context, *invited: Invited) -> None:
    with writing(ctx.db):
        invitations.replace_list(ctx.db, "csirt", "file", invited, ctx.clock())


def share_sams_address(ctx: Context) -> None:
    pam = replace(people.get(ctx.db, "sam"), person_id="pam", given_name="Pam")
    put_person(ctx.db, pam, source="file", source_ref="pam")


@pytest.mark.parametrize(
    ("kind", "subject", "stored"),
    [
        pytest.param("person", "jose", "jose", id="person"),
        pytest.param("email", " JOSE.Nunez@unam.mx ", "jose.nunez@unam.mx", id="email"),
        pytest.param(
            "organisation", "UNIVERSIDAD nacional", "universidad nacional", id="organisation"
        ),
        pytest.param("role", "newcomer", "newcomer", id="role"),
    ],
)
def test_granted_they_get_in_and_withdrawn_they_do_not(ctx, kind, subject, stored):
    assert not admitted(ctx, "jose")

    said = grant(ctx, asked(subject, kind=kind, reason="llegó tarde"))

    assert admitted(ctx, "jose")
    assert not admitted(ctx, "sam")
    assert said.entry.payload == {"kind": kind, "subject": stored, "reason": "llegó tarde"}
    assert (said.entry.kind, said.entry.operator, said.entry.checkpoint) == (
        EntryKind.INVITED, "Rosa", "csirt",
    )  # fmt: skip
    assert said.entry.person_id == ("jose" if kind == "person" else None)

    taken = withdraw(ctx, asked(subject, kind=kind, reason="error"))

    assert not admitted(ctx, "jose")
    assert taken.entry.kind is EntryKind.WITHDRAWN
    assert taken.entry.payload == {"kind": kind, "subject": stored, "reason": "error"}
    assert all(table.same for table in rebuild(ctx))
    assert not admitted(ctx, "jose")


def test_saying_the_same_again_records_nothing(ctx):
    assert grant(ctx, asked()).entry is not None
    assert grant(ctx, asked(operator="Otra", reason="otra vez")).entry is None
    assert withdraw(ctx, asked()).entry is not None
    assert withdraw(ctx, asked()).entry is None
    assert kinds(ctx) == [EntryKind.INVITED, EntryKind.WITHDRAWN]


def test_another_end_is_something_new_and_the_same_end_is_not(ctx, clock):
    end = clock() + timedelta(hours=1)
    grant(ctx, asked())

    assert grant(ctx, asked(until=end)).entry.payload["until"] == "2026-10-06T13:00:00.000Z"
    assert grant(ctx, asked(until=end + timedelta(microseconds=3))).entry is None
    assert admitted(ctx, "jose")

    clock.now = end
    assert not admitted(ctx, "jose")


def test_an_end_that_has_passed_is_wrong_use(ctx, clock):
    with pytest.raises(WrongUseError, match="vencimiento"):
        grant(ctx, asked(until=clock()))
    assert kinds(ctx) == []


def test_withdrawn_somebody_invited_by_organisation_stays_out_over_a_new_list(ctx, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Organización\nISP Uno\n", encoding="utf-8")
    run_import(ctx, path, invite="csirt")
    assert admitted(ctx, "sam")

    withdraw(ctx, asked("sam"))
    assert not admitted(ctx, "sam")
    for text in ("Organización\nISP Uno\n", "Correo\nsam@isp.example\n", "Código\ncode-of-sam\n"):
        path.write_text(text, encoding="utf-8")
        run_import(ctx, path, invite="csirt")
        assert not admitted(ctx, "sam")
    assert all(table.same for table in rebuild(ctx))
    assert not admitted(ctx, "sam")

    grant(ctx, asked("sam"))
    assert admitted(ctx, "sam")


def test_a_new_list_takes_no_grant_away(ctx, tmp_path):
    grant(ctx, asked())
    path = tmp_path / "list.csv"
    path.write_text("Correo\nsam@isp.example\n", encoding="utf-8")

    run_import(ctx, path, invite="csirt")

    assert (admitted(ctx, "jose"), admitted(ctx, "sam"), admitted(ctx, "ana")) == (
        True, True, False,
    )  # fmt: skip


def test_an_override_does_not_become_an_invitation(ctx):
    request = ScanRequest(person_id="jose", checkpoint="csirt")
    assert scan(ctx, request).verdict.reason == "not_invited"
    over = Override("Rosa", "la conozco", SUPER)

    assert scan(ctx, replace(request, override=over)).verdict.overridden

    assert scan(ctx, request).verdict.reason == "not_invited"
    assert all(row.subject != "jose" for row in invitations_of(ctx, "csirt"))
    overridden = journal.read_after(ctx.db)[1]
    assert (overridden.kind, overridden.operator) == (EntryKind.OVERRIDDEN, "Rosa")
    assert overridden.payload["override"]["reason"] == "la conozco"


def test_members_are_invited_one_by_one_too(ctx):
    assert admitted(ctx, "sam", "assembly")
    grant(ctx, asked(checkpoint="assembly"))
    withdraw(ctx, asked("sam", checkpoint="assembly"))

    assert admitted(ctx, "jose", "assembly")
    assert not admitted(ctx, "sam", "assembly")


def test_a_role_opens_the_room_unless_withdrawn_from_the_person(ctx):
    ctx = replace(ctx, event=replace(ctx.event, checkpoints=(*ctx.event.checkpoints, ROLES)))
    assert admitted(ctx, "ana", "fellows")

    withdraw(ctx, asked("ana", checkpoint="fellows"))
    assert not admitted(ctx, "ana", "fellows")

    grant(ctx, asked("ana", checkpoint="fellows"))
    assert admitted(ctx, "ana", "fellows")


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        pytest.param({"checkpoint": "forum"}, WrongUseError, "no admite por invitación", id="open"),
        pytest.param({"checkpoint": "sauna"}, NotFoundError, "sauna", id="no room"),
        pytest.param({"subject": "nobody"}, NotFoundError, "Esa persona", id="nobody"),
        pytest.param({"subject": "king", "kind": "role"}, NotFoundError, "speaker", id="no role"),
        pytest.param({"subject": "", "kind": "role"}, NotFoundError, "rol", id="empty role"),
        pytest.param({"subject": " - ", "kind": "organisation"}, WrongUseError, "quién", id="dash"),
        pytest.param({"subject": "ana", "kind": "email"}, WrongUseError, "quién", id="no address"),
        pytest.param({"level": Level.DESK}, NotFoundError, "supervisor", id="too low a level"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_recorded(ctx, wrong, error, words):
    for use_case in (grant, withdraw):
        with pytest.raises(error, match=words):
            use_case(ctx, asked(**{"subject": "jose", **wrong}))
    assert kinds(ctx) == []


def test_the_level_asked_for_is_the_one_for_overrides(ctx):
    rooms = tuple(replace(room, override=Level.DESK) for room in ctx.event.checkpoints)
    ctx = replace(ctx, event=replace(ctx.event, checkpoints=rooms))

    assert grant(ctx, asked(level=Level.DESK)).entry is not None
    with pytest.raises(NotFoundError, match="desk"):
        withdraw(ctx, asked(level=Level.VOLUNTEER))


def test_an_address_of_several_people_is_not_granted(ctx):
    share_sams_address(ctx)

    with pytest.raises(NotFoundError, match="varias personas"):
        grant(ctx, asked("sam@isp.example", kind="email"))


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("person", "jose"), ("organisation", "APNIC"), ("role", "press"), ("email", "x@example.org")],
)
def test_what_was_never_granted_cannot_be_withdrawn(ctx, kind, subject):
    with pytest.raises(NotFoundError, match="ninguna invitación"):
        withdraw(ctx, asked(subject, kind=kind))
    assert kinds(ctx) == []


def test_a_list_that_names_the_person_beside_the_address_is_withdrawn_by_address(ctx):
    load(ctx, Invited("email", "jose.nunez@unam.mx|ibanez jose nunez"))
    assert admitted(ctx, "jose")

    withdraw(ctx, asked("jose.nunez@unam.mx", kind="email"))

    assert not admitted(ctx, "jose")


def test_there_is_always_somebody_who_granted_it(ctx):
    assert grant(ctx, asked(operator="")).entry.operator == "Mesa 1"
    ctx = replace(ctx, station=Station(name="Mesa 1", operator="Lía"))
    assert grant(ctx, asked("sam", operator="")).entry.operator == "Lía"


def test_two_stations_on_one_file_record_a_grant_once(ctx):
    other = replace(ctx, db=open_store(ctx.folder / "event.db"), station=Station(name="Mesa 2"))
    try:
        assert grant(ctx, asked()).entry is not None
        assert grant(other, asked()).entry is None
        assert withdraw(other, asked()).entry is not None
        assert withdraw(ctx, asked()).entry is None
        assert grant(ctx, asked()).entry is not None
        assert admitted(other, "jose")
        assert journal.verify(other.db) is None
    finally:
        close(other.db)


def test_the_list_tells_who_by_whom_when_and_until_when(ctx, clock):
    end = clock() + timedelta(hours=1)
    load(
        ctx,
        Invited("person", "ana"),
        Invited("organisation", "universidad nacional"),
        Invited("email", "nora@example.org|nora paz"),
    )
    grant(ctx, asked("jose", until=end))
    grant(ctx, asked("press", kind="role", operator=""))
    withdraw(ctx, asked("ana"))

    rows = {(row.source, row.kind, row.subject): row for row in invitations_of(ctx, "csirt")}

    jose = rows["journal", "person", "jose"]
    assert (jose.name, jose.person_id, jose.granted_by, jose.granted_at, jose.until) == (
        "José Núñez Ibáñez", "jose", "Rosa", clock(), end,
    )  # fmt: skip
    assert rows["journal", "role", "press"].role["es"] == "Prensa"
    assert rows["file", "organisation", "universidad nacional"].name == "Universidad Nacional"
    states = {key[2]: row.state for key, row in rows.items() if key[0] == "file"}
    assert states == {
        "ana": State.WITHDRAWN,
        "universidad nacional": State.VALID,
        "nora@example.org": State.WAITING,
    }
    clock.now = end
    expired = {row.subject for row in invitations_of(ctx, "csirt") if row.state is State.EXPIRED}
    assert expired == {"jose"}


def test_an_address_that_several_people_came_to_share_invites_none(ctx):
    grant(ctx, asked("sam@isp.example", kind="email"))
    row = invitations_of(ctx, "csirt")[0]
    assert (row.person_id, row.state) == ("sam", State.VALID)
    share_sams_address(ctx)

    row = invitations_of(ctx, "csirt")[0]

    assert (row.person_id, row.state) == ("", State.SHARED)
    assert not admitted(ctx, "sam")
