"""The report tells figures in every format, the same ones, and never a person."""

from __future__ import annotations

import csv
import json
import stat
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.services import documents
from kiosk.services.badges import badge_code_of
from kiosk.services.event_report import ENDINGS, tables, write_event_report
from kiosk.services.report_tables import ReportOptions
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing

ALL = ReportOptions(least=1)


def by_id(ctx, options=ALL):
    return {table.id: [dict(row) for row in table.rows] for table in tables(ctx, options)}


def add(ctx, number, **fields):
    for n in range(number):
        key = f"p{fields.get('country', '')}{fields.get('roles', ())}{n}"
        put_person(
            ctx.db, Person(key, f"Given{n}", f"Family{n}", **fields), source="file", source_ref=key
        )
        put_ticket(ctx.db, Ticket(f"t-{key}", key, f"secret-{key}"))


def test_the_summary_counts_people_once(attended):
    assert by_id(attended)["summary"] == [
        {"figure": "registered", "value": 4},
        {"figure": "arrived", "value": 3},
        {"figure": "countries", "value": 3},
        {"figure": "days", "value": 1},
    ]


def test_groups_by_country_and_role(attended):
    found = by_id(attended)

    assert found["countries"] == [
        {"group": "AU", "name": "Australia", "registered": 1, "arrived": 0},
        {"group": "BR", "name": "Brasil", "registered": 1, "arrived": 1},
        {"group": "MX", "name": "México", "registered": 1, "arrived": 1},
        {"group": "", "name": "Otros", "registered": 1, "arrived": 1},
    ]
    assert {row["group"]: (row["registered"], row["arrived"]) for row in found["roles"]} == {
        "speaker": (1, 1), "newcomer": (1, 1), "member": (1, 1), "": (1, 0),
    }  # fmt: skip
    assert "sectors" not in found


def test_small_groups_are_others_in_the_language_asked_for(attended):
    found = by_id(attended, ReportOptions(lang="en"))

    assert found["countries"] == [{"group": "", "name": "Others", "registered": 4, "arrived": 3}]


def test_sectors_come_from_the_question_that_asks_for_them(attended):
    options = (
        Option("1", {"es": "Gobierno", "en": "Government"}, "gov"),
        Option("2", {"es": "Academia", "en": "Academia"}),
    )
    question = Question("q7", {"es": "Tipo de organización"}, QuestionType.CHOICE, options=options)
    other = Question("q1", {"es": "¿Come carne?"}, QuestionType.CHOICE, options=options)
    catalogue = replace(attended.event.catalogue, questions=(other, question))
    ctx = replace(attended, event=replace(attended.event, catalogue=catalogue))
    for ticket, said in (
        ("t-ana", "gov"),
        ("t-jose", "academia"),
        ("t-sam", "Ana, ana@nic.br"),
        ("t-li", "2"),
    ):
        ctx.db.conn.execute(
            "UPDATE ticket SET extra = ? WHERE ticket_id = ?",
            (json.dumps({"answers": {"q7": said, "q1": "1"}}), ticket),
        )

    assert by_id(ctx, ReportOptions("en", least=1))["sectors"] == [
        {"group": "2", "name": "Academia", "registered": 2, "arrived": 1},
        {"group": "1", "name": "Government", "registered": 1, "arrived": 1},
        {"group": "", "name": "Others", "registered": 1, "arrived": 1},
    ]


def test_arrivals_and_attendance(attended):
    found = by_id(attended)

    assert found["arrivals"] == [{"day": "2026-10-06", "time": "09:00", "people": 3}]
    rows = {(row["checkpoint"], row["day"]): row for row in found["attendance"]}
    assert list(rows) == [
        ("main", "2026-10-06"), ("csirt", "2026-10-06"), ("forum", "2026-10-06"),
        ("forum", "2026-10-07"), ("bag", "2026-10-06"),
    ]  # fmt: skip
    assert rows["forum", "2026-10-06"] == {
        "checkpoint": "forum", "name": "Foro", "day": "2026-10-06", "people": 2, "entries": 2,
        "peak": 2, "peak_time": "09:10", "average_minutes": 75,
    }  # fmt: skip
    assert (rows["bag", "2026-10-06"]["peak"], rows["bag", "2026-10-06"]["people"]) == (None, 1)
    assert rows["main", "2026-10-06"]["average_minutes"] is None


def test_where_few_were_nothing_of_theirs_is_told(attended):
    row = by_id(attended, ReportOptions(least=3))["attendance"][1]

    assert (row["people"], row["peak"], row["peak_time"], row["average_minutes"]) == (
        1,
        None,
        None,
        None,
    )


def test_a_second_entry_is_one_person_and_two_entries(attended, stay):
    stay("jose", "forum", 60, 70)
    stay("jose", "forum", 80, 90)

    row = by_id(attended)["attendance"][2]
    assert (row["people"], row["entries"], row["peak"]) == (2, 4, 2)


def test_an_event_without_entrance_counts_rooms(attended):
    rooms = tuple(c for c in attended.event.checkpoints if c.id != "main")
    ctx = replace(attended, event=replace(attended.event, checkpoints=rooms))

    summary = {row["figure"]: row["value"] for row in by_id(ctx)["summary"]}
    assert (summary["arrived"], summary["days"]) == (2, 2)


def test_an_empty_event_has_a_report(event_ctx):
    event_ctx.db.conn.execute("DELETE FROM ticket")
    event_ctx.db.conn.execute("DELETE FROM person")
    out = event_ctx.folder / "r.pdf"

    assert by_id(event_ctx)["attendance"] == []
    assert write_event_report(event_ctx, ReportOptions(), out) == (out,)


def test_every_format_says_the_same(attended):
    add(attended, 4, country="UY", roles=("fellow",))
    found = by_id(attended, ReportOptions())
    folder = attended.folder
    write_event_report(attended, ReportOptions(), folder / "r.json")
    write_event_report(attended, ReportOptions(), folder / "r.xlsx")
    files = write_event_report(attended, ReportOptions(), folder / "r.csv")

    assert json.loads((folder / "r.json").read_text(encoding="utf-8")) == found
    book = CalamineWorkbook.from_path(str(folder / "r.xlsx"))
    assert book.sheet_names == list(found)
    heading, *rows = book.get_sheet_by_name("countries").to_python()
    assert [dict(zip(heading, row, strict=True)) for row in rows] == found["countries"]
    assert [path.name for path in files] == [f"r-{name}.csv" for name in found]
    with files[1].open(encoding="utf-8", newline="") as file:
        assert [row["registered"] for row in csv.DictReader(file)] == [
            str(row["registered"]) for row in found["countries"]
        ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in [*files, folder / "r.xlsx"]} == {0o600}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", ("Informe del evento", "Países", "Funciones", "Llegadas cada 15 minutos, martes 6 de octubre", "Página 1 de 2")),
        ("pt", ("Relatório do evento", "Países", "Chegadas a cada 15 minutos, terça-feira, 6 de outubro", "Página 2 de 2")),
        ("en", ("Event report", "Countries", "Arrivals every 15 minutes, Tuesday 6 October", "Page 1 of 2")),
    ],
)  # fmt: skip
def test_the_paper_has_its_words_and_figures(attended, lang, words):
    add(attended, 40, country="UY", roles=("fellow",))
    out = attended.folder / "r.pdf"
    write_event_report(attended, ReportOptions(lang, least=1), out)

    pdf = pypdfium2.PdfDocument(out)
    text = " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in pdf)
    pdf.close()
    for said in (*words, "LACNIC 46", "0 / 40"):
        assert said in text


WORD = st.text("ABCDEFGHIJKLMNÑOPQRSTUVWXYZ", min_size=6, max_size=12).map(lambda t: f"Zq{t}xj")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORD, min_size=7, max_size=7, unique=True), least=st.integers(1, 4))
def test_no_person_is_in_any_output(event_ctx, stay, words, least):
    given_name, family, badge, organisation, country, role, note = words
    with writing(event_ctx.db):
        person = Person(
            "hidden", given_name, family, badge_name=badge, email=f"{given_name}@{family}.example",
            organisation=organisation, country=country, roles=(role, "press"), note=note,
        )  # fmt: skip
        put_person(event_ctx.db, person, source="file", source_ref="hidden")
        put_ticket(
            event_ctx.db,
            Ticket("t-hidden", "hidden", f"code{family}", TicketState.PAID, product=note),
        )
    stay("hidden", "main", 0)
    stay("hidden", "forum", 0, 33)
    badge_code = badge_code_of(event_ctx, "hidden")
    content = []
    for ending in ENDINGS:
        for path in write_event_report(
            event_ctx, ReportOptions(least=least), event_ctx.folder / f"r{ending}"
        ):
            content.append(readable(path))

    whole = "\n".join(content)
    for secret in (*words, badge_code, "hidden", "Núñez", "jose.nunez", "code-of", "APNIC"):
        assert secret not in whole


def readable(path):
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        text += str(pdf.get_metadata_dict())
        pdf.close()
        return text
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [ReportOptions(lang="fr"), ReportOptions(step=7), ReportOptions(least=0)],
    ids=["language", "step", "least"],
)
def test_options_that_nobody_offers_are_told(attended, options):
    with pytest.raises(WrongUseError):
        write_event_report(attended, options, attended.folder / "r.pdf")


@pytest.mark.parametrize("name", ["r.txt", "r", "r.docx"])
def test_another_ending_is_told(attended, name):
    with pytest.raises(WrongUseError):
        write_event_report(attended, ReportOptions(), attended.folder / name)


@pytest.mark.parametrize("ending", [".pdf", ".csv", ".xlsx", ".json"])
def test_where_it_cannot_be_written_nothing_is_left(attended, ending):
    (attended.folder / "file").write_text("")
    with pytest.raises(FailureError):
        write_event_report(attended, ReportOptions(), attended.folder / "file" / f"r{ending}")

    assert not list(attended.folder.glob("r*"))


def test_the_book_of_an_assembly_and_the_report_are_offered_alike(attended):
    done = documents.event_report(attended, ReportOptions(), attended.folder / "r.csv")

    assert done.counts == {"files": 5}
    assert all(path.exists() for path in done.files)
