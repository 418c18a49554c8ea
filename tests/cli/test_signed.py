"""The command line and a signed ticket whose person no list names."""

import pytest

CODES = """
[[product]]
id = "1"
name = {{ es = "Presencial", pt = "Presencial", en = "On site" }}

[codes]
pretix_keys = ["{key}"]
"""
SAID = "Presencial · entrada firmada"


@pytest.fixture
def signed(anywhere, event_file, people_file, signer):
    """The profile of an event with one key, and people who have other codes."""
    with event_file.open("a", encoding="utf-8") as file:
        file.write(CODES.format(key=signer.key()))
    done = anywhere("event", "load", event_file)
    assert done.code == 0, done.err
    assert anywhere("import", people_file).code == 0
    return anywhere


def test_a_scan_says_what_the_ticket_is_for(signed, signer):
    done = signed("scan", signer.sign(), "--checkpoint", "entrance")

    assert done.code == 0
    assert done.out.startswith(f"ADMITIDO · {SAID} · ")
    assert done.out.count("\n") == 1


def test_a_refusal_says_so_too(signed, signer):
    done = signed("scan", signer.sign(not_after=1), "--checkpoint", "entrance")

    assert done.code == 1
    assert SAID in done.out


def test_the_json_answer_has_a_ticket_and_no_person(signed, signer):
    done = signed("scan", signer.sign(), "--checkpoint", "entrance", "--json")

    assert (done.code, done.json["status"], done.json["person"]) == (0, "ok", None)
    assert done.json["ticket"]["source"] == "signed"
    assert done.json["ticket"]["product"] == "Presencial"
    assert done.json["ticket"]["ticket_id"].startswith("sig-")
    assert signer.sign() not in done.out


def test_who_is_inside_is_told_without_the_id_of_the_visit(signed, signer):
    signed("scan", signer.sign(), "--checkpoint", "entrance")

    done = signed("presence", "--checkpoint", "entrance")

    assert "Entrada firmada" in done.out
    assert "sig-" not in done.out


def test_explain_names_it_and_records_nothing(signed, signer):
    assert SAID in signed("explain", signer.sign(), "--checkpoint", "entrance").out
    assert signed("scan", signer.sign(), "--checkpoint", "lunch").code == 0


@pytest.mark.parametrize("command", ["badge", "print"])
def test_no_badge_can_be_made_of_it(signed, signer, command: str, tmp_path) -> None:
    where = ("--out", tmp_path / "badge.pdf") if command == "badge" else ()

    done = signed(command, signer.sign(), *where)

    assert done.code == 1
    assert "auténtica" in done.err
    assert "varias personas" not in done.err
    assert signer.sign() not in done.err
    assert not (tmp_path / "badge.pdf").exists()


def test_a_forged_one_is_nobodys(signed, signer):
    assert "Nadie tiene el código" in signed("print", signer.sign(key="theirs")).err


def test_the_search_finds_nobody_by_it(signed, signer):
    done = signed("search", signer.sign())

    assert (done.code, done.out) == (1, "")
