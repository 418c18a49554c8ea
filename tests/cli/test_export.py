import csv
import json

import pytest

PEOPLE = [
    "person_id", "given_name", "family_name", "badge_name", "email", "organisation", "country",
    "language", "roles", "ticket_code", "ticket_state", "product", "badge_code", "source", "source_ref",
]  # fmt: skip


def test_people_as_json_have_the_keys_of_the_contract(kiosk, tmp_path):
    out = tmp_path / "people.json"
    done = kiosk("export", "people", "--out", out)

    rows = json.loads(out.read_text(encoding="utf-8"))
    assert (done.code, done.out) == (0, f"4 filas en {out}\n")
    assert [list(row) for row in rows] == [PEOPLE] * 4
    assert {row["ticket_code"] for row in rows} == {
        "AAA111AAA",
        "BBB222BBB",
        "CCC333CCC",
        "DDD444DDD",
    }
    assert {row["ticket_state"] for row in rows} == {"paid"}


def test_people_as_csv_have_the_same(kiosk, tmp_path):
    out = tmp_path / "people.csv"
    assert kiosk("export", "people", "--out", out).code == 0

    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == PEOPLE
    assert "Núñez Peña" in {row["family_name"] for row in rows}


@pytest.mark.parametrize("report", ["people", "attendance", "journal"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_every_report_is_written_in_every_format(kiosk, tmp_path, report, ending):
    kiosk("scan", "AAA111AAA", "--checkpoint", "entrance")
    out = tmp_path / f"{report}.{ending}"

    done = kiosk("export", report, "--out", out)

    assert done.code == 0, done.err
    assert out.stat().st_size > 50


def test_what_was_exported_can_be_imported(kiosk, tmp_path):
    out = tmp_path / "people.xlsx"
    kiosk("export", "people", "--out", out)

    report = kiosk("import", out, "--dry-run", "--json").json

    assert report["rejected"] == []
    assert report["added"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shoes", "--out", "a.csv"), "shoes"),
        (("people", "--out", "a.docx"), "docx"),
        (("people", "--out", "noending"), "noending"),
        (("journal", "--out", "a.pdf"), "pdf"),
        (("people", "--assembly", "lacnic", "--out", "a.csv"), "--assembly"),
    ],
)
def test_what_cannot_be_written_is_wrong_use(kiosk, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    done = kiosk("export", *words)

    assert done.code == 2
    assert said in done.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there_is_a_failure(kiosk, tmp_path):
    done = kiosk("export", "people", "--out", tmp_path / "no" / "people.csv")

    assert done.code == 3
    assert done.err.count("\n") == 1
