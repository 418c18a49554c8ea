"""Certificates, report and verifying on the command line."""

import json

import pytest
from PIL import Image

from kiosk.printing.documents.sealed import seals_of


@pytest.fixture
def visited(kiosk):
    """Everybody of the list came in today."""
    for code in ("AAA111AAA", "BBB222BBB", "CCC333CCC"):
        assert kiosk("scan", code, "--checkpoint", "entrance").code == 0
    return kiosk


def test_certificates_are_written_and_verified(visited, tmp_path):
    out = tmp_path / "c.pdf"

    done = visited("export", "certificates", "--out", out)
    answer = visited("verify", out)

    assert (done.code, done.out) == (0, f"3 certificados en {out}\n")
    assert answer.code == 0
    assert answer.out.count("Válido · PRU-") == 3
    assert "  Nombre: José Núñez Peña\n  Evento: Encuentro de prueba\n" in answer.out


def test_answers_for_programs(visited, tmp_path):
    out = tmp_path / "folder"
    done = visited("export", "certificates", "--out", out, "--lang", "en", "--json").json
    (first, *_) = sorted(out.glob("*.pdf"))
    (seal,) = seals_of(first)
    answer = visited("verify", seal, "--json").json

    assert done == {"path": str(out), "certificates": 3, "issued": 3, "short": 0, "files": 3}
    assert answer["valid"] is True
    (found,) = answer["certificates"]
    assert (found["proof"], found["checked_void"]) == ("valid", True)
    assert found["certificate"]["code"] == first.stem
    assert found["certificate"]["event_id"] == "prueba"


def test_a_void_certificate_is_not_valid_and_says_why(visited, tmp_path):
    out = tmp_path / "folder"
    visited("export", "certificates", "--out", out)
    (first, *_) = sorted(out.glob("*.pdf"))

    assert visited("verify", first.stem, "--name", "nobody").code == 1
    void = visited("certificate", "void", first.stem.lower(), "--reason", "nombre equivocado")
    answer = visited("verify", first)

    assert void.code == 0
    assert void.out.startswith(f"Anulado: {first.stem}, de ")
    assert answer.code == 1
    assert answer.out.startswith("Anulado el ")
    assert f": nombre equivocado · {first.stem}" in answer.out


def test_the_list_says_which_are_good(visited, tmp_path):
    out = tmp_path / "folder"
    assert visited("certificate", "list", "--json").json == []
    visited("export", "certificates", "--out", out)
    first, second, third = sorted(path.stem for path in out.glob("*.pdf"))
    visited("certificate", "void", first, "--reason", "nombre equivocado")

    found = {one["code"]: one for one in visited("certificate", "list", "--json").json}
    said = visited("certificate", "list").out

    assert set(found) == {first, second, third}
    assert (found[first]["reason"], found[first]["replaced_by"]) == ("nombre equivocado", None)
    assert found[first]["voided_at"].endswith("Z")
    assert [found[code]["voided_at"] for code in (second, third)] == [None, None]
    assert said.count("Válido") == 2
    assert "Anulado: nombre equivocado" in said


def test_the_list_names_the_one_that_came_after(visited, tmp_path):
    visited("export", "certificates", "--out", tmp_path / "folder")
    corrected = tmp_path / "corrected.csv"
    row = "BBB222BBB,Inês,Gonçalves Lima,ines@example.org"
    corrected.write_text(f"code,given name,family name,email\n{row}\n")
    assert visited("import", corrected).code == 0
    visited("export", "certificates", "--out", tmp_path / "again")

    found = visited("certificate", "list", "--json").json
    (old,) = [one for one in found if one["name"] == "Inês Gonçalves"]
    (new,) = [one for one in found if one["name"] == "Inês Gonçalves Lima"]

    assert (old["reason"], old["replaced_by"]) == ("replaced", new["code"])
    assert len(found) == 4
    assert f"Reemplazado por {new['code']}" in visited("certificate", "list").out


def test_the_public_key_is_enough(visited, tmp_path):
    out = tmp_path / "c.pdf"
    visited("export", "certificates", "--out", out)
    key = tmp_path / "event.pem"
    key.write_bytes((visited.profile / "certificates.pem").read_bytes())
    empty = type(visited)(tmp_path / "no-profile", visited.capsys)

    answer = empty("verify", out, "--key", key)

    assert answer.code == 0
    assert answer.out.startswith("Firma válida; si fue anulado, lo sabe quien lo emitió · PRU-")
    assert empty("verify", "PRU-PZNN-1B6W-4X19", "--key", key).code in (1, 2)
    assert empty("verify", out).code == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("PRU-AAAA-BBBB-CCCC", "Eso no es el código de un certificado; revise cada letra.\n"),
        ("KC1.AAAA", "No es válido: no hay ningún certificado firmado.\n"),
    ],
)
def test_what_is_none_is_told(kiosk, given, said):
    answer = kiosk("verify", given)

    assert (answer.code, answer.out) == (1, said)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--min-hours", "500"), 1, "Nadie reúne la asistencia"),
        (("--min-hours", "-1"), 2, "--min-hours"),
        (("--day", "mañana"), 2, "2026-10-06"),
        (("--lang", "fr"), 2, "es, pt, en, person"),
        (("--checkpoint", "nowhere"), 1, "nowhere"),
        (("--signature", "no.png"), 1, "no.png"),
        (("--signature", "event.toml"), 2, "PNG"),
        (("--every", "15"), 2, "--every"),
        (("--partner", "LACTLD"), 2, "--partner"),
    ],
)
def test_wrong_options_are_told_in_a_sentence(visited, tmp_path, monkeypatch, words, code, said):
    monkeypatch.chdir(visited.profile)
    out = tmp_path / "c.pdf"

    done = visited("export", "certificates", "--out", out, *words)

    assert (done.code, done.err.count("\n"), out.exists()) == (code, 1, False)
    assert said in done.err


@pytest.mark.parametrize("report", ["people", "hours", "report", "assembly"])
def test_options_of_certificates_are_refused_elsewhere(kiosk, tmp_path, report):
    done = kiosk("export", report, "--out", tmp_path / "x.pdf", "--min-hours", "1")

    assert (done.code, done.err) == (2, "kiosk: --min-hours es de: kiosk export certificates.\n")


def test_all_options_together(visited, tmp_path):
    picture = tmp_path / "firma.png"
    Image.new("RGBA", (60, 20), (0, 0, 0, 128)).save(picture)
    out = tmp_path / "c.pdf"

    done = visited(
        "export", "certificates", "--out", out, "--checkpoint", "entrance", "--min-hours", "0",
        "--lang", "person", "--signer", "Lucía Rodríguez, Directora", "--signature", picture,
    )  # fmt: skip

    assert done.code == 0, done.err
    assert len(seals_of(out)) == 3


def test_the_report_is_written_in_every_format(visited, tmp_path):
    for ending in ("pdf", "xlsx", "json"):
        out = tmp_path / f"r.{ending}"
        done = visited("export", "report", "--out", out, "--every", "30", "--fold-below", "1")
        assert (done.code, done.out) == (0, f"{out}\n"), done.err
    files = visited("export", "report", "--out", tmp_path / "r.csv", "--lang", "pt", "--json").json
    assert len(files["files"]) == 5
    people = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert {row["group"] for row in people["countries"]} == {"UY", "BR", "CL", "AR"}


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--every", "7"), "5, 10, 15, 30, 60"), (("--fold-below", "0"), "1 persona"), (("--lang", "xx"), "es, pt, en")],
)  # fmt: skip
def test_wrong_options_of_the_report_are_told(visited, tmp_path, words, said):
    done = visited("export", "report", "--out", tmp_path / "r.pdf", *words)

    assert done.code == 2
    assert said in done.err


def test_the_signer_may_stand_in_the_event_s_file(visited, tmp_path):
    import pypdfium2

    toml = visited.profile / "event.toml"
    more = '[certificate]\nsigner = "Lucía Rodríguez"\nrole = { es = "Directora", en = "Director" }\ntext = "Organiza la Red."\n'
    toml.write_text(toml.read_text(encoding="utf-8") + more, encoding="utf-8")
    visited("export", "certificates", "--out", tmp_path / "c.pdf", "--lang", "en")

    pdf = pypdfium2.PdfDocument(tmp_path / "c.pdf")
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    for said in ("Lucía Rodríguez", "Director", "Organiza la Red.", "CERTIFICATE OF ATTENDANCE"):
        assert said in text
