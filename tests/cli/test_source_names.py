"""Several sources of one kind: none takes the place of another unless somebody says so."""

import pytest

from tests.cli.conftest import PEOPLE
from tests.sources.scripted_server import Say, ScriptedServer

OTHER = "name,email\nMaría Solís,maria@example.org\n"


@pytest.fixture
def server():
    """Two lists of one host."""
    made = ScriptedServer()
    made.on("/people.csv", Say(body=PEOPLE.encode()))
    made.on("/speakers.csv", Say(body=OTHER.encode()))
    yield made
    made.stop()


def names(run):
    return [one["name"] for one in run("source", "list", "--json").json]


def test_two_lists_of_one_host_stay_two(empty, server):
    assert empty("source", "add", "http", "--url", f"{server.url}/people.csv").code == 0
    second = empty("source", "add", "http", "--url", f"{server.url}/speakers.csv")

    assert second.code == 0, second.err
    assert "http:127.0.0.1-2" in second.out
    assert "--name http:127.0.0.1" in second.out
    assert names(empty) == ["http:127.0.0.1", "http:127.0.0.1-2"]
    ran = empty("sync", "--json").json["sources"]
    assert [one["pulled"]["added"] for one in ran] == [4, 1]
    again = empty("sync", "--full", "--json").json["sources"]
    assert [one["pulled"]["gone"] for one in again] == [0, 0]


def test_the_same_address_again_keeps_its_name(empty, server):
    for _ in range(2):
        done = empty("source", "add", "http", "--url", f"{server.url}/people.csv")
        assert done.code == 0
    assert names(empty) == ["http:127.0.0.1"]


def test_a_name_of_ones_own(empty, server):
    where = ("--url", f"{server.url}/people.csv")

    assert empty("source", "add", "http", *where, "--name", "padrón/2026").code == 0
    assert names(empty) == ["http:padrón-2026"]
    assert empty("source", "check", "http:padrón-2026").code == 0


def test_a_name_that_is_there_takes_the_new_address(empty, server):
    empty("source", "add", "http", "--url", f"{server.url}/people.csv")
    moved = ("--url", f"{server.url}/speakers.csv", "--name", "http:127.0.0.1")
    assert empty("source", "add", "http", *moved).code == 0

    assert names(empty) == ["http:127.0.0.1"]
    assert empty("source", "list", "--json").json[0]["settings"]["url"].endswith("speakers.csv")


def test_an_empty_name_is_none(empty, server):
    done = empty("source", "add", "http", "--url", f"{server.url}/people.csv", "--name", " ")

    assert done.code == 2
    assert names(empty) == []


def test_two_files_of_the_same_name_stay_two(empty, tmp_path):
    for folder in ("a", "b"):
        path = tmp_path / folder / "people.csv"
        path.parent.mkdir()
        path.write_text(PEOPLE if folder == "a" else OTHER, encoding="utf-8")
        assert empty("source", "add", "file", "--path", path).code == 0

    assert names(empty) == ["file:people.csv", "file:people.csv-2"]


def test_a_list_behind_a_secret(empty, server, tmp_path):
    token = tmp_path / "key"
    token.write_text("abc123")
    where = ("--url", f"{server.url}/people.csv", "--token-file", token, "--header", "X-Api-Key")

    assert empty("source", "add", "http", *where).code == 0
    assert empty("source", "check", "--json").json[0]["ok"]
    assert {one.headers.get("X-Api-Key", one.headers.get("x-api-key")) for one in server.asked} == {
        "abc123"
    }
    assert "abc123" not in empty("source", "list", "--json").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--url", "not an address"), 3),
        (("--url", "https://user:pw@example.org/x.csv"), 3),
        (("--url", "https://example.org/x.csv", "--header", "X-Key"), 2),
    ],
    ids=["no address", "a password in it", "a header without a token"],
)
def test_what_makes_no_sense_is_told(empty, words, code):
    done = empty("source", "add", "http", *words)

    assert done.code == code
    assert done.err.startswith("kiosk: ")
    assert "pw" not in done.err
    assert names(empty) == []
