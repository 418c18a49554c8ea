import pytest


def test_people_go_in_and_are_counted(empty, people_file):
    done = empty("import", people_file, "--json")

    assert done.code == 0
    assert (done.json["rows"], done.json["added"], done.json["people"]) == (4, 4, 4)
    assert done.json["rejected"] == []
    assert done.json["dry_run"] is False
    assert done.json["mapping"]["email"] == "email"
    assert empty("search", "goncalves").code == 0


def test_importing_again_changes_nothing(kiosk, people_file):
    report = kiosk("import", people_file, "--json").json

    assert (report["added"], report["updated"], report["unchanged"], report["gone"]) == (0, 0, 4, 0)


def test_a_dry_run_shows_what_would_happen_and_changes_nothing(empty, people_file):
    report = empty("import", people_file, "--dry-run", "--json").json
    shown = empty("import", people_file, "--dry-run")

    assert (report["dry_run"], report["added"]) == (True, 4)
    assert report["samples"][0]["given_name"] == "José"
    assert shown.code == 0
    assert "Núñez" in shown.out
    assert "ensayo" in shown.out
    assert empty("search", "nunez").code == 1


def test_rejected_rows_are_named_and_the_others_go_in(empty, people_file):
    people_file.write_text(
        people_file.read_text(encoding="utf-8")
        + "EEE555EEE,,,sinnombre@example.org,Red,UY\n"
        + "AAA111AAA,Otro,Mismo Código,otro@example.org,Red,UY\n",
        encoding="utf-8",
    )

    done = empty("import", people_file, "--json")

    assert done.code == 0
    assert done.json["added"] == 4
    assert [(one["row"], bool(one["reason"])) for one in done.json["rejected"]] == [
        (6, True),
        (7, True),
    ]
    again = empty("import", people_file)
    assert again.code == 0
    assert "Rechazada, fila 6" in again.out


def test_nothing_accepted_is_code_1(empty, tmp_path):
    path = tmp_path / "nobody.csv"
    path.write_text("given name,family name,email\n,,a@example.org\n,,b@example.org\n")

    done = empty("import", path, "--json")

    assert done.code == 1
    assert len(done.json["rejected"]) == 2


def test_columns_can_be_named(empty, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Q1,Q2,Q3\nLucía,Ibáñez,lucia@example.org\n", encoding="utf-8")

    done = empty(
        "import",
        path,
        "--map",
        "given_name=Q1",
        "--map",
        "family_name=Q2",
        "--map",
        "email=Q3",
        "--json",
    )

    assert done.code == 0
    assert done.json["mapping"] == {"given_name": "Q1", "family_name": "Q2", "email": "Q3"}
    assert empty("search", "ibanez lucia").code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "email"), "FIELD=COLUMN"),
        (("--map", "=email"), "FIELD=COLUMN"),
        (("--map", "email= "), "FIELD=COLUMN"),
        (("--map", "email=a", "--map", "email=b"), "dos veces"),
        (("--map", "shoe_size=email"), "shoe_size"),
        (("--map", "email=Nowhere"), "Nowhere"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_wrong_use(empty, people_file, options, said):
    done = empty("import", people_file, *options)

    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.xlsx", b"this is no workbook"),
        ("a.json", b"{"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.ods", b"PK\x03\x04rubbish"),
    ],
)
def test_a_file_that_is_no_list_is_wrong_use(empty, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)

    done = empty("import", path)

    assert done.code == 2
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_is_not_found(empty, tmp_path):
    done = empty("import", tmp_path / "nada.csv")

    assert done.code == 1
    assert "nada.csv" in done.err


def test_an_invitation_list_opens_its_door(kiosk, tmp_path):
    at = ("--checkpoint", "csirt", "--at", "2026-10-06T09:30", "--json")
    path = tmp_path / "csirt.csv"
    path.write_text("email\njose@example.org\nnadie@example.org\n")
    assert kiosk("scan", "AAA111AAA", *at).json["reason"] == "not_invited"

    report = kiosk("import", path, "--invite", "csirt", "--json")

    assert report.code == 0
    assert (report.json["matched"], report.json["kept"]) == (1, 1)
    assert [one["row"] for one in report.json["unmatched"]] == [3]
    assert kiosk("scan", "AAA111AAA", *at).json["status"] == "ok"
    assert kiosk("scan", "AAA111AAA", *at).json["reason"] == "already_redeemed"
    assert kiosk("scan", "BBB222BBB", *at).json["reason"] == "not_invited"


def test_an_invitation_list_for_no_checkpoint_is_not_found(kiosk, people_file):
    done = kiosk("import", people_file, "--invite", "cocina")

    assert done.code == 1
    assert "cocina" in done.err


def test_the_report_speaks_the_users_language(empty, people_file):
    assert "4 rows. New: 4" in empty("--lang", "en", "import", people_file).out
    assert "4 linhas. Novas: 0" in empty("--lang", "pt", "import", people_file).out
