"""`kiosk assembly`, its roll, its requests and its book, from the files to the answers."""

import csv
import json

import pytest

ROOM = """
[[checkpoint]]
id = "hall"
kind = "room"
name = { es = "Salón Ceibo", pt = "Sala Ceibo", en = "Ceibo Hall" }
admits = "members"
entry = "free"

[[assembly]]
id = "lacnic"
name = { es = "Asamblea de Asociados", pt = "Assembleia de Associados", en = "Member Assembly" }
checkpoint = "hall"

[[assembly.call]]
at = 2026-10-07T09:00:00
quorum = ">50%"
by = "votes"

[[assembly.call]]
at = 2026-10-07T09:30:00
quorum = 1
"""
EXTRA = """
[[assembly]]
id = "extra"
name = { es = "Asamblea Extraordinaria", pt = "Assembleia Extraordinária", en = "Extraordinary Assembly" }
checkpoint = "hall"
kind = "extraordinary"
"""
ROLL = """\
Organización;Votos;Representante;Correo;Calidad
Red Sur;3;José Núñez Peña;jose@example.org;Titular
Red Sur;3;Ana Silva;ana@example.org;Suplente
Rede Norte;2;Inês Gonçalves;ines@example.org;Titular
Red Oeste;1;;;
Red Este;1;Nora Nueva;nora@example.org;Observadora
"""


@pytest.fixture
def assembly(kiosk, event_file, tmp_path):
    """The command line on the small event with an assembly and its roll."""
    event_file.write_text(event_file.read_text(encoding="utf-8") + ROOM, encoding="utf-8")
    assert kiosk("event", "load", event_file).code == 0
    done = kiosk("import", written(tmp_path), "--members", "lacnic")
    assert done.code == 0, done.err
    return kiosk


def written(tmp_path, text=ROLL):
    path = tmp_path / "padron.csv"
    path.write_text(text, encoding="utf-8")
    return path


def two(kiosk, event_file):
    event_file.write_text(event_file.read_text(encoding="utf-8") + EXTRA, encoding="utf-8")
    assert kiosk("event", "load", event_file).code == 0


def scan(kiosk, code, at, *more):
    return kiosk("scan", code, "--checkpoint", "hall", "--at", f"2026-10-07T{at}", "--json", *more)


def test_a_roll_is_imported_and_told(assembly, tmp_path):
    done = assembly("import", written(tmp_path), "--members", "lacnic", "--json")

    report = done.json
    assert (report["assembly"], report["organisations"], report["votes"]) == ("lacnic", 4, 7)
    assert (report["matched"], report["kept"], len(report["unmatched"])) == (3, 1, 1)
    sentence = assembly("import", written(tmp_path), "--members", "lacnic", "--dry-run").out
    assert "Organizaciones: 4, votos: 7, representantes encontrados: 3" in sentence
    assert "Representante, fila 6" in sentence


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--members", "sauna"], 1, "lacnic"),
        (["--members", "lacnic", "--invite", "csirt"], 2, "--invite"),
    ],
)
def test_a_roll_that_cannot_be_taken(assembly, tmp_path, options, code, said):
    done = assembly("import", written(tmp_path), *options)

    assert done.code == code
    assert said in done.err


def test_a_roll_none_of_whose_rows_can_be_taken(assembly, tmp_path):
    done = assembly("import", written(tmp_path, "Organización,Votos\n,3\n"), "--members", "lacnic")

    assert done.code == 2
    assert assembly("assembly", "--json").json["totals"] == {"organisations": 4, "votes": 7}


def test_a_scan_says_for_whom_the_person_stands(assembly):
    first = scan(assembly, "DDD444DDD", "08:50").json
    second = scan(assembly, "AAA111AAA", "08:55").json

    assert first["assembly"] == {
        "assembly": "lacnic",
        "organisations": [
            {"organisation": "Red Sur", "votes": 3, "capacity": "alternate", "acting": True}
        ],
    }
    assert second["assembly"]["organisations"][0]["acting"]
    assert (
        assembly("explain", "DDD444DDD", "--checkpoint", "entrance", "--json").json["assembly"]
        is None
    )


def test_who_stands_for_nobody_is_refused(assembly):
    done = scan(assembly, "CCC333CCC", "08:50")

    assert (done.code, done.json["reason"], done.json["assembly"]) == (1, "not_entitled", None)


def test_the_state_as_json(assembly):
    scan(assembly, "DDD444DDD", "08:50")
    scan(assembly, "BBB222BBB", "09:12:30")
    scan(assembly, "DDD444DDD", "09:20", "--exit")

    state = assembly("assembly", "lacnic", "--at", "2026-10-07T09:40", "--json").json

    assert (state["organisations"], state["votes"]) == (1, 2)
    assert (state["voters"], state["alternates"], state["observers"]) == (1, 0, 0)
    assert state["totals"] == {"organisations": 4, "votes": 7}
    assert state["calls"] == [
        {"call": 1, "at": "2026-10-07T12:00:00.000Z", "quorum": ">50%", "by": "votes",
         "needed": 4, "present": 2, "present_at_call": 3, "missing": 2, "holds_now": False,
         "reached_at": "2026-10-07T12:12:30.000Z"},
        {"call": 2, "at": "2026-10-07T12:30:00.000Z", "quorum": "1", "by": "organisations",
         "needed": 1, "present": 1, "present_at_call": 1, "missing": 0, "holds_now": True,
         "reached_at": "2026-10-07T12:30:00.000Z"},
    ]  # fmt: skip
    seats = {seat["organisation"]: seat for seat in state["seats"]}
    assert list(seats) == ["Red Este", "Red Oeste", "Red Sur", "Rede Norte"]
    assert seats["Rede Norte"]["acting"]["name"] == "Inês Gonçalves"
    assert seats["Red Sur"]["present"] is False
    assert seats["Red Sur"]["arrived_at"] == "2026-10-07T11:50:00.000Z"
    earlier = assembly("assembly", "--at", "2026-10-07T09:15", "--json").json
    assert (earlier["organisations"], earlier["votes"]) == (2, 5)


def test_the_state_in_words(assembly):
    scan(assembly, "DDD444DDD", "08:50")

    out = assembly("assembly", "--at", "2026-10-07T09:10").out

    for said in (
        "Asamblea de Asociados · Asamblea ordinaria",
        "Presentes: 1 de 4 organizaciones, 3 de 7 votos.",
        "Titulares: 0; suplentes: 1; observadores: 0.",
        "Primera llamada, 09:00 (más del 50 % de los votos): falta 1 voto.",
        "Segunda llamada, 09:30 (1 organización): necesita 1 organización.",
        "Piden una asamblea: 0 organizaciones de 1 necesarias",
        "Ana Silva",
    ):
        assert said in out


def test_requests_are_counted_and_withdrawn(assembly):
    done = assembly("assembly-request", "lacnic", "RED SUR", "--operator", "Rita", "--json")
    assert done.json == {"organisations": 1, "needed": 1, "reached": True, "names": ["Red Sur"]}

    done = assembly("assembly-request", "lacnic", "Red Sur", "--withdraw")
    assert (done.code, "Piden una asamblea: 0" in done.out) == (0, True)

    done = assembly("assembly-request", "lacnic", "Red Nadie")
    assert (done.code, "padrón" in done.err) == (1, True)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "pdf"])
def test_the_book_in_every_format(assembly, tmp_path, ending):
    scan(assembly, "DDD444DDD", "08:50")
    out = tmp_path / f"libro.{ending}"

    done = assembly("export", "assembly", "--out", out)

    assert (done.code, done.out) == (0, f"5 filas en {out}\n")
    assert out.stat().st_size > 100


def test_the_book_s_rows(assembly, tmp_path):
    scan(assembly, "DDD444DDD", "08:50")
    out = tmp_path / "libro.csv"
    assembly("export", "assembly", "--out", out, "--assembly", "lacnic")

    with out.open(encoding="utf-8", newline="") as file:
        found = {(r["organisation"], r["representative"]): r for r in csv.DictReader(file)}
    ana = found["Red Sur", "Ana Silva"]
    assert (ana["votes"], ana["capacity"], ana["arrival_time"]) == (
        "3", "alternate", "2026-10-07 08:50:00",
    )  # fmt: skip


def test_several_assemblies_must_be_told_apart(assembly, event_file, tmp_path):
    two(assembly, event_file)
    out = tmp_path / "libro.json"

    for command in (("assembly",), ("export", "assembly", "--out", out)):
        done = assembly(*command)
        assert (done.code, "lacnic, extra" in done.err) == (2, True)

    assert assembly("assembly", "extra", "--json").json["kind"] == "extraordinary"
    assert assembly("export", "assembly", "--out", out, "--assembly", "extra").code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("assembly",), 1),
        (("export", "assembly", "--out", "a.csv"), 1),
        (("export", "people", "--assembly", "x", "--out", "a.csv"), 2),
    ],
)
def test_an_event_without_assemblies_says_so(kiosk, words, code):
    assert kiosk(*words).code == code
