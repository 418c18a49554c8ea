"""Invitation lists that say until when, by whom, and which role."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.context import Context
from kiosk.services.import_people import run_import
from kiosk.store import invitations
from kiosk.store.moments import to_text


@pytest.fixture
def listed(ctx: Context):
    """Load a guest list of the csirt room; the people are Ana, José, Sam ... of every use case."""

    def load(text: str, **options: object):
        path = ctx.folder / "list.csv"
        path.write_text(text, encoding="utf-8")
        return run_import(ctx, path, invite="csirt", **options)

    return load


def admitted(ctx: Context, who: str, at: str = "2026-10-06T12:00:00Z") -> bool:
    request = ScanRequest(person_id=who, checkpoint="csirt", at=datetime.fromisoformat(at))
    return explain(ctx, request).verdict.admitted


@pytest.mark.parametrize("column", ["Hasta", "hasta", "Até", "Until", "Invitado hasta", "Vence"])
@pytest.mark.parametrize("day", ["2026-10-06", "06/10/2026", "2026-10-06 00:00:00"])
def test_a_day_counts_to_its_end_in_the_event_s_zone(ctx, listed, column, day):
    report = listed(f"Correo,{column}\njose.nunez@unam.mx,{day}\n")

    assert (report.matched, report.unmatched) == (1, ())
    assert admitted(ctx, "jose", "2026-10-07T02:59:59Z")
    assert not admitted(ctx, "jose", "2026-10-07T03:00:00Z")


def test_a_moment_is_taken_as_it_is(ctx, listed):
    listed("Correo,Hasta\njose.nunez@unam.mx,06/10/2026 09:30\n")

    assert admitted(ctx, "jose", "2026-10-06T12:29:59Z")
    assert not admitted(ctx, "jose", "2026-10-06T12:30:00Z")


@pytest.mark.parametrize("end", ["pronto", "32/13/2026", "mañana"])
def test_an_end_that_is_no_date_invites_nobody_and_is_named(ctx, listed, end):
    report = listed(f"Correo,Hasta\nsam@isp.example,\njose.nunez@unam.mx,{end}\n")

    assert [(p.row, p.field) for p in report.unmatched] == [(3, "until")]
    assert end in report.unmatched[0].text
    assert (admitted(ctx, "jose"), admitted(ctx, "sam")) == (False, True)


@pytest.mark.parametrize("column", ["Invitado por", "Granted by", "Convidado por", "invited by"])
def test_who_invites_is_kept(ctx, listed, column):
    listed(f"Correo,{column}\nsam@isp.example,Comité de programa\n")

    (one,) = invitations.of_checkpoint(ctx.db, "csirt")
    assert one.granted_by == "Comité de programa"
    assert to_text(one.granted_at) == "2026-10-06T12:00:00.000Z"


@pytest.mark.parametrize(
    "rows",
    ["{0},2026-10-01\n{0},\n", "{0},\n{0},2026-10-01\n", "{0},2026-10-09\n{0},2026-10-07\n"],
    ids=["endless last", "endless first", "longest first"],
)
def test_of_two_rows_for_the_same_the_longer_counts(ctx, listed, rows):
    report = listed("Correo,Hasta\n" + rows.format("sam@isp.example"))

    assert report.matched == 1
    assert admitted(ctx, "sam", "2026-10-08T12:00:00Z")


@pytest.mark.parametrize(
    ("role", "who"), [("Nuevo", "jose"), ("newcomer", "jose"), ("Palestrante", "ana")]
)
def test_a_row_of_only_a_role_invites_everybody_who_has_it(ctx, listed, role, who):
    report = listed(f"Correo,Rol\n,{role}\n")

    assert (report.matched, report.unmatched) == (1, ())
    assert {person for person in ("ana", "jose", "sam") if admitted(ctx, person)} == {who}


def test_a_list_of_roles_alone(ctx, listed):
    listed("Rol\nspeaker\nnewcomer\n")

    assert {p for p in ("ana", "jose", "sam") if admitted(ctx, p)} == {"ana", "jose"}


@pytest.mark.parametrize("role", ["Astronauta", "speaker; newcomer", "Oro"])
def test_a_word_that_is_no_role_invites_nobody(ctx, listed, role):
    report = listed(f"Correo,Rol\n,{role}\n")

    assert [(p.row, p.field) for p in report.unmatched] == [(2, "roles")]
    assert not any(admitted(ctx, who) for who in ("ana", "jose", "sam"))


def test_the_role_of_somebody_named_invites_nobody_else(ctx, listed):
    listed("Nombre completo,Rol\nSam Smith,speaker\n")

    assert {p for p in ("ana", "jose", "sam") if admitted(ctx, p)} == {"sam"}
