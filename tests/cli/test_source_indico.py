"""`kiosk source add indico`, as people type it, against the recorded answers of a real server."""

import json

import pytest

from tests.sources.indico import recorded
from tests.sources.scripted_server import Say, ScriptedServer

MAPPING = """\
[mapping.1]
2 = "given_name"
3 = "family_name"
5 = "organisation"
6 = "country"
9 = "shown"

[rules]
"tag:CSIRT" = "role:speaker"
"form:3" = "checkpoint:csirt"
"""


@pytest.fixture
def server():
    """The recorded event."""
    made = ScriptedServer()
    recorded.put(made)
    yield made
    made.stop()


@pytest.fixture
def add(empty, server, tmp_path):
    """`kiosk source add indico` for that event, with more words."""
    token = tmp_path / "token"
    token.write_text(recorded.TOKEN)

    def call(*words, url=server.url):
        where = ("--url", url, "--event", "1", "--token-file", token)
        return empty("source", "add", "indico", *where, *words)

    return call


def test_it_is_kept_and_tells_what_each_field_seems_to_be(add, empty):
    done = add()

    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert any("given_name" in each and "Li" in each.split() for each in lines)
    assert any("country" in each for each in lines)
    assert "--mapping" in done.out
    (kept,) = empty("source", "list", "--json").json
    assert (kept["name"], kept["kind"]) == ("indico:1", "indico")
    assert recorded.TOKEN not in json.dumps(kept)


def test_what_stays_away_shows_no_sample(add):
    out = add().out

    unused = [each for each in out.splitlines() if " — " in f"{each} "]
    assert unused
    assert not any("@" in each or "+598" in each for each in unused)


def test_a_mapping_file_and_rules_are_kept(add, empty, tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)

    assert add("--mapping", path, "--rule", "choice:Sí = no=checkpoint:lunch").code == 0

    (kept,) = empty("source", "list", "--json").json
    assert kept["settings"]["mapping"]["1"]["9"] == "shown"
    assert kept["settings"]["rules"] == {
        "tag:CSIRT": "role:speaker",
        "form:3": "checkpoint:csirt",
        "choice:Sí = no": "checkpoint:lunch",
    }


def test_rules_give_rights_with_the_first_list(add, empty):
    assert add("--rule", "form:3=checkpoint:csirt").code == 0
    done = empty("sync", "--json")

    assert done.code == 0, done.out
    (csirt,) = [one for one in empty("checkpoints", "--json").json if one["id"] == "csirt"]
    assert csirt
    invited = [row["email"] for row in recorded.rows(3) if row["state"] == "complete"]
    code = next(row["checkin_secret"] for row in recorded.rows(3) if row["email"] in invited)
    answer = empty("scan", code, "--checkpoint", "csirt", "--at", "2026-10-06T10:00", "--json")
    assert answer.json["status"] == "ok"


def test_the_entrance_is_linked_without_touching_the_event(add, empty, server):
    add()
    empty("sync")
    row = next(
        one for one in recorded.rows(1) if one["state"] == "complete" and not one["checked_in"]
    )
    server.on(recorded.path_of(row), Say(body=recorded.whole({**row, "checked_in": True})))

    assert empty("scan", row["checkin_secret"], "--checkpoint", "entrance").code == 0
    (ran,) = empty("sync", "--json").json["sources"]

    assert ran["pushed"] == {"accepted": 1, "refused": 0, "waiting": 0}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--rule", "tag:CSIRT"), "--rule"),
        (("--rule", "colour:red=role:staff"), "colour:red"),
        (("--rule", "tag:CSIRT=door:csirt"), "tag:CSIRT"),
    ],
    ids=["no sign", "no such kind", "no such gift"],
)
def test_a_rule_that_makes_no_sense_is_told(add, empty, words, says):
    done = add(*words)

    assert done.code == 2
    assert says in done.err
    assert empty("source", "list", "--json").json == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[mapping.1]\n2 = "surname"\n', "mapping.toml, línea 2: «mapping.1.2»"),
        ('[fields]\n2 = "given_name"\n', "«fields»"),
        ("[mapping.1]\n2 = 5\n", "«mapping» debe ser un texto"),
        ('[rules]\n"tag:X" = "nothing"\n', "tag:X"),
        ("mapping", "no es TOML"),
    ],
    ids=["purpose", "table", "type", "rule", "no toml"],
)
def test_a_mapping_file_that_is_wrong_is_told_with_its_place(add, tmp_path, text, says):
    path = tmp_path / "mapping.toml"
    path.write_text(text)

    done = add("--mapping", path)

    assert done.code == 2
    assert says in done.err


def test_gifts_that_the_event_does_not_have_are_told(add):
    done = add("--rule", "tag:A=role:clown", "--rule", "tag:B=checkpoint:moon")

    assert done.code == 0
    assert "«clown»" in done.out
    assert "«moon»" in done.out


def test_another_server_with_the_same_number_gets_a_name_of_its_own(add, empty):
    other = ScriptedServer()
    recorded.put(other)
    try:
        add()
        done = add(url=other.url)
        assert "indico:1-2" in done.out
        assert [one["name"] for one in empty("source", "list", "--json").json] == [
            "indico:1",
            "indico:1-2",
        ]
    finally:
        other.stop()


def test_the_same_event_again_takes_the_new_settings(add, empty):
    add()
    assert add("--form", "3").code == 0

    (kept,) = empty("source", "list", "--json").json
    assert kept["settings"]["forms"] == ["3"]


def test_a_wrong_token_is_told_and_nothing_is_kept(add, empty, server):
    server.on(recorded.EVENT, Say(401, recorded.recorded("api/wrong_token")))

    done = add()

    assert done.code == 3
    assert "token" in done.err
    assert empty("source", "list", "--json").json == []
