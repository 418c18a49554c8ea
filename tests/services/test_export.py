"""Reports in files, read back as other programs do."""

from __future__ import annotations

import csv
import json
import stat
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.services.badges import badge_code_of
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.export import ENDINGS, REPORTS, people, write_report
from kiosk.store.person_write import put_person, put_ticket

KEYS = [
    "person_id",
    "given_name",
    "family_name",
    "badge_name",
    "email",
    "organisation",
    "country",
    "language",
    "roles",
    "ticket_code",
    "ticket_state",
    "product",
    "badge_code",
    "source",
    "source_ref",
]


def as_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_xlsx(path: Path) -> list[dict[str, object]]:
    heading, *lines = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return [dict(zip(heading, line, strict=True)) for line in lines]


def by_id(lines: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {line["person_id"]: line for line in lines}


def test_people_as_json_have_exactly_the_keys_of_the_contract(ctx: Context) -> None:
    badge = badge_code_of(ctx, "jose")
    out = ctx.folder / "people.json"

    assert write_report(ctx, "people", out) == 5

    lines = json.loads(out.read_text(encoding="utf-8"))
    assert [list(line) for line in lines] == [KEYS] * 5
    assert by_id(lines)["jose"] == {
        "person_id": "jose",
        "given_name": "José",
        "family_name": "Núñez Ibáñez",
        "badge_name": "",
        "email": "jose.nunez@unam.mx",
        "organisation": "Universidad Nacional",
        "country": "MX",
        "language": "",
        "roles": ["newcomer"],
        "ticket_code": "code-of-jose",
        "ticket_state": "paid",
        "product": "",
        "badge_code": badge,
        "source": "file",
        "source_ref": "jose",
    }


@pytest.mark.parametrize(("ending", "read"), [(".csv", as_csv), (".xlsx", as_xlsx)])
def test_csv_and_xlsx_say_the_same(ctx: Context, ending: str, read) -> None:
    put_person(ctx.db, Person("two", "Zoé", "李伟", roles=("speaker", "press")))
    out = ctx.folder / f"people{ending}"

    assert write_report(ctx, "people", out) == 6

    lines = by_id(read(out))
    assert list(lines["jose"]) == KEYS
    assert (lines["jose"]["family_name"], lines["two"]["family_name"]) == ("Núñez Ibáñez", "李伟")
    assert lines["two"]["roles"] == "speaker, press"
    assert lines["two"]["ticket_code"] == ""


def test_states_and_the_best_ticket(ctx: Context) -> None:
    put_ticket(ctx.db, Ticket("t-eva-2", "eva", "new-code-of-eva", TicketState.PENDING))
    ctx.db.conn.execute(
        "UPDATE ticket SET gone_at = '2026-10-05T00:00:00.000Z' WHERE person_id = 'ana'"
    )
    put_person(ctx.db, Person("none", "Sin"))

    lines = by_id(list(people(ctx)))

    assert {key: (line["ticket_code"], line["ticket_state"]) for key, line in lines.items()} == {
        "ana": ("code-of-ana", "canceled"),
        "jose": ("code-of-jose", "paid"),
        "li": ("code-of-li", "pending"),
        "eva": ("new-code-of-eva", "pending"),
        "sam": ("code-of-sam", "paid"),
        "none": ("", ""),
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_name_is_no_formula(ctx: Context, start: str) -> None:
    evil = f'{start}HYPERLINK("http://x","y")'
    put_person(ctx.db, Person("evil", evil, organisation="=1+1"))
    csv_file, xlsx_file = ctx.folder / "p.csv", ctx.folder / "p.xlsx"
    write_report(ctx, "people", csv_file)
    write_report(ctx, "people", xlsx_file)

    assert by_id(as_csv(csv_file))["evil"]["given_name"] == f"'{evil}"
    assert by_id(as_csv(csv_file))["evil"]["organisation"] == "'=1+1"
    assert by_id(as_xlsx(xlsx_file))["evil"]["organisation"] == "=1+1"  # text, as typed


def test_attendance_has_a_row_for_each_visit(ctx: Context, clock) -> None:
    scan(ctx, ScanRequest("code-of-ana", "main", operator="Rosa"))
    clock.forward(minutes=90)
    scan(ctx, ScanRequest("code-of-ana", "csirt"))
    scan(ctx, ScanRequest("code-of-jose", "csirt"))
    out = ctx.folder / "attendance.json"

    assert write_report(ctx, "attendance", out) == 2

    csirt, main = json.loads(out.read_text(encoding="utf-8"))
    assert (csirt["checkpoint"], csirt["checkpoint_name"]) == ("csirt", "CSIRT")
    assert csirt["at"] == "2026-10-06T13:30:00.000Z"
    assert csirt["local_time"] == "2026-10-06 10:30:00"
    assert (main["family_name"], main["direction"], main["operator"]) == ("Silva", "entry", "Rosa")
    assert main["roles"] == ["speaker"]


def test_the_journal_goes_out_as_it_stands(ctx: Context) -> None:
    scan(ctx, ScanRequest("code-of-ana", "main"))
    scan(ctx, ScanRequest("code-of-jose", "csirt"))
    out = ctx.folder / "journal.csv"

    assert write_report(ctx, "journal", out) == 2

    first, second = as_csv(out)
    assert (first["seq"], first["kind"], second["kind"]) == ("1", "admitted", "refused")
    assert second["payload"] == '{"reason":"not_invited"}'
    assert second["previous"] == first["hash"]


@pytest.mark.parametrize("report", ["people", "attendance"])
def test_a_pdf_can_be_read(ctx: Context, report: str) -> None:
    long = "Universidad Nacional Autónoma de la República de los Pueblos Unidos del Sur"
    put_person(ctx.db, Person("long", "Zoé", "李伟 Ñañez", organisation=long))
    for count in range(60):
        put_person(ctx.db, Person(f"p{count}", "Eva", f"Ruiz {count}"))
    scan(ctx, ScanRequest("code-of-ana", "main"))
    out = ctx.folder / f"{report}.pdf"

    rows = write_report(ctx, report, out)

    document = pypdfium2.PdfDocument(out)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    pages = len(document)
    document.close()
    assert "LACNIC 46" in text
    assert "Silva" in text
    assert (rows, pages) == {"people": (66, 3), "attendance": (1, 1)}[report]
    assert report == "attendance" or "…" in text


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_of_nothing_is_a_file(ctx: Context, report: str) -> None:
    ctx.db.conn.execute("DELETE FROM ticket")
    ctx.db.conn.execute("DELETE FROM person")
    for ending in ENDINGS:
        if (report, ending) != ("journal", ".pdf"):
            out = ctx.folder / f"{report}{ending}"
            assert write_report(ctx, report, out) == 0
            assert out.stat().st_size > 0
    assert json.loads((ctx.folder / f"{report}.json").read_text()) == []


def test_files_are_the_owners_alone(ctx: Context) -> None:
    out = ctx.folder / "people.csv"
    write_report(ctx, "people", out)

    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in ctx.folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("report", "name"),
    [("nothing", "x.csv"), ("people", "x.doc"), ("people", "x"), ("journal", "x.pdf")],
)
def test_what_cannot_be_written_is_told(ctx: Context, report: str, name: str) -> None:
    with pytest.raises(WrongUseError):
        write_report(ctx, report, ctx.folder / name)

    assert not (ctx.folder / name).exists()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_that_is_not_there_is_told(ctx: Context, ending: str) -> None:
    with pytest.raises(FailureError, match="No se pudo escribir"):
        write_report(ctx, "people", ctx.folder / "no" / f"such{ending}")


def test_a_failure_leaves_the_older_file(ctx: Context) -> None:
    out = ctx.folder / "people.json"
    write_report(ctx, "people", out)
    before = out.read_bytes()
    broken = replace(ctx)
    ctx.db.conn.execute("PRAGMA ignore_check_constraints = 1")
    ctx.db.conn.execute("UPDATE person SET roles = 'no json' WHERE person_id = 'sam'")

    with pytest.raises(ValueError, match="Expecting value"):
        write_report(broken, "people", out)

    assert out.read_bytes() == before
    assert [path.name for path in ctx.folder.iterdir() if path.name.startswith(".")] == []
