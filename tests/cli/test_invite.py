"""`kiosk invite`, `kiosk invitations` and `kiosk export --partner`, as other programs call them."""

import json

import pytest

JOSE, INES, ANA = "AAA111AAA", "BBB222BBB", "DDD444DDD"
AT = ("--checkpoint", "csirt")
THEN = ("--at", "2026-10-06T09:30")
PARTNER_ROOM = """
[[checkpoint]]
id = "lactld"
name = "Asamblea de LACTLD"
admits = "invited"
owner = "LACTLD"
"""


def admitted(kiosk, code):
    return kiosk("explain", code, *AT, *THEN).code == 0


@pytest.mark.parametrize(
    ("who", "kind", "subject"),
    [
        ([JOSE], "person", None),
        (["--email", "JOSE@example.org"], "email", "jose@example.org"),
        (["--organisation", "RED sur"], "organisation", "red sur"),
        (["--role", "attendee"], "role", "attendee"),
    ],
    ids=["code", "email", "organisation", "role"],
)
def test_granted_admitted_withdrawn_refused(kiosk, who, kind, subject):
    assert not admitted(kiosk, JOSE)

    done = kiosk("invite", *who, *AT, "--by", "Rosa", "--reason", "llamó", "--json")

    assert done.code == 0
    assert done.err == ""
    assert (done.json["changed"], done.json["withdrawn"]) == (True, False)
    assert (done.json["kind"], done.json["granted_by"]) == (kind, "Rosa")
    assert subject in (None, done.json["subject"])
    assert admitted(kiosk, JOSE)
    assert kiosk("invite", *who, *AT, "--json").json["changed"] is False

    assert kiosk("invite", *who, *AT, "--withdraw").code == 0
    assert not admitted(kiosk, JOSE)
    again = kiosk("invite", *who, *AT, "--withdraw", "--json")
    assert (again.code, again.json["changed"], again.json["entry_id"]) == (0, False, None)


def test_what_is_said_in_words_names_the_person_and_not_the_code(kiosk):
    assert kiosk("invite", JOSE, *AT).out == "Se invitó a José Núñez Peña a csirt.\n"
    assert kiosk("invite", JOSE, *AT).out == "José Núñez Peña ya tenía esa invitación a csirt.\n"
    assert kiosk("invite", JOSE, *AT, "--withdraw").out == (
        "Se retiró la invitación de José Núñez Peña a csirt.\n"
    )
    assert kiosk("invite", JOSE, *AT, "--withdraw").out == (
        "La invitación de José Núñez Peña a csirt ya estaba retirada.\n"
    )


def test_a_withdrawn_person_is_refused_although_a_list_names_the_organisation(kiosk, tmp_path):
    path = tmp_path / "guests.csv"
    path.write_text("Organización\nRed Sur\n", encoding="utf-8")
    kiosk("import", path, "--invite", "csirt")
    assert admitted(kiosk, JOSE)

    kiosk("invite", JOSE, *AT, "--withdraw")
    kiosk("import", path, "--invite", "csirt")

    assert not admitted(kiosk, JOSE)
    assert admitted(kiosk, ANA)
    answer = kiosk("explain", JOSE, *AT, *THEN, "--json").json
    assert answer["reason"] == "not_invited"
    assert answer["explanation"]["en"] == "The invitation to CSIRTs Meeting was withdrawn."


def test_an_end_may_be_a_day_or_a_moment(kiosk):
    whole_day = kiosk("invite", JOSE, *AT, "--until", "2099-10-06", "--json").json
    moment = kiosk("invite", INES, *AT, "--until", "2099-10-06T09:05", "--json").json

    assert whole_day["until"] == "2099-10-07T03:00:00.000Z"
    assert moment["until"] == "2099-10-06T12:05:00.000Z"
    found = kiosk("invitations", *AT, "--json").json
    assert {row["until"] for row in found} == {whole_day["until"], moment["until"]}


def test_the_list_tells_everything(kiosk, tmp_path):
    path = tmp_path / "guests.csv"
    path.write_text(
        "Correo,Invitado por,Hasta\nines@example.org,Comité,06/10/2099\n", encoding="utf-8"
    )
    kiosk("import", path, "--invite", "csirt")
    kiosk("invite", JOSE, *AT, "--by", "Rosa")
    kiosk("invite", ANA, *AT, "--by", "Rosa")
    kiosk("invite", ANA, *AT, "--by", "Lía", "--withdraw")

    found = {row["name"]: row for row in kiosk("invitations", *AT, "--json").json}

    assert set(found) == {"José Núñez Peña", "Ana Silva", "ines@example.org"}
    assert found["Ana Silva"]["state"] == "withdrawn"
    assert found["Ana Silva"]["granted_by"] == "Lía"
    listed = found["ines@example.org"]
    assert (listed["kind"], listed["source"], listed["granted_by"], listed["until"]) == (
        "email", "file", "Comité", "2099-10-07T03:00:00.000Z",
    )  # fmt: skip
    assert (listed["state"], listed["checkpoint"]) == ("valid", "csirt")
    text = kiosk("invitations", *AT).out
    for word in ("José Núñez Peña", "Rosa", "retirada", "Comité", "2099-10-07 00:00", "vale"):
        assert word in text


def test_a_room_that_nobody_was_invited_to(kiosk):
    assert kiosk("invitations", *AT).out == "No hay invitaciones a csirt.\n"
    assert kiosk("invitations", *AT, "--json").json == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["NADIE", *AT], 1, "Nadie tiene el código"),
        ([JOSE, "--checkpoint", "sauna"], 1, "sauna"),
        (["--role", "king", *AT], 1, "No existe el rol «king»"),
        ([JOSE, *AT, "--withdraw"], 1, "ninguna invitación"),
        ([JOSE], 2, "Falta el punto de control"),
        ([*AT], 2, "una sola cosa"),
        ([JOSE, "--role", "fellow", *AT], 2, "una sola cosa"),
        ([JOSE, "--checkpoint", "entrance"], 2, "no admite por invitación"),
        ([JOSE, *AT, "--until", "pronto"], 2, "no es un momento"),
        ([JOSE, *AT, "--until", "2001-01-01"], 2, "ya pasó"),
        ([JOSE, *AT, "--until", "2099-01-01", "--withdraw"], 2, "no van juntos"),
        (["--email", "jose", *AT], 2, "no sirve"),
        (["--organisation", "", *AT], 2, "no sirve"),
    ],
    ids=lambda value: "" if isinstance(value, int) else None,
)
def test_what_cannot_be_done_is_one_line(kiosk, words, code, said):
    done = kiosk("invite", *words)

    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert kiosk("invitations", *AT, "--json").json == []


def test_an_unknown_checkpoint_has_no_list(kiosk):
    assert kiosk("invitations", "--checkpoint", "sauna").code == 1
    assert kiosk("invitations").code == 2


@pytest.fixture
def partner(kiosk, event_file):
    event_file.write_text(event_file.read_text(encoding="utf-8") + PARTNER_ROOM, encoding="utf-8")
    assert kiosk("event", "load", event_file).code == 0
    return kiosk


def test_a_partner_is_given_its_own_people(partner, tmp_path):
    partner("invite", JOSE, "--checkpoint", "lactld")
    partner("scan", INES, "--checkpoint", "lactld", "--override", "x", "--operator", "Rosa")
    partner("scan", ANA, "--checkpoint", "entrance")
    out = tmp_path / "people.json"

    done = partner("export", "people", "--partner", "lactld", "--out", out)

    assert (done.code, done.out) == (0, f"2 filas en {out}\n")
    text = out.read_text(encoding="utf-8")
    assert {row["given_name"] for row in json.loads(text)} == {"José", "Inês"}
    assert "example.org" not in text
    assert partner("export", "attendance", "--partner", "LACTLD", "--out", out).code == 0
    (visit,) = json.loads(out.read_text(encoding="utf-8"))
    assert (visit["given_name"], visit["checkpoint"]) == ("Inês", "lactld")


@pytest.mark.parametrize("report", ["people", "attendance", "hours"])
def test_an_unknown_partner_is_not_found(partner, tmp_path, report):
    out = tmp_path / "x.csv"

    done = partner("export", report, "--partner", "IETF", "--out", out)

    assert (done.code, done.out) == (1, "")
    assert "LACTLD" in done.err
    assert not out.exists()


def test_the_journal_is_refused(partner, tmp_path):
    out = tmp_path / "journal.csv"

    done = partner("export", "journal", "--partner", "LACTLD", "--out", out)

    assert done.code == 1
    assert "otras personas" in done.err
    assert not out.exists()
