"""`kiosk source`, `kiosk sync` and `kiosk deliveries`, as other programs call them."""

import json

import pytest

from tests.cli.conftest import PEOPLE

ANA = "EEE555EEE,Ana,Paz,paz@example.org,Red Sur,AR\n"


@pytest.fixture
def listed(empty, tmp_path):
    """A profile whose people come from a watched file."""
    path = tmp_path / "list.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    done = empty("source", "add", "file", "--path", path)
    assert done.code == 0, done.err
    empty.list = path
    return empty


def test_a_file_is_added_synchronised_and_removed(listed):
    first = listed("sync", "--json")

    assert (first.code, first.err) == (0, "")
    (ran,) = first.json["sources"]
    assert ran["name"] == "file:list.csv"
    assert ran["pushed"] == {"accepted": 0, "refused": 0, "waiting": 0}
    assert (ran["pulled"]["added"], ran["pulled"]["gone"]) == (4, 0)
    assert (ran["error"], ran["checkpoints"], ran["rejected"]) == (None, 0, [])
    assert listed("search", "nunez").code == 0

    assert listed("source", "remove", "file:list.csv").code == 0
    assert listed("source", "list", "--json").json == []


def test_adding_says_what_was_found_and_what_comes_next(listed):
    done = listed("source", "add", "file", "--path", listed.list)

    assert "file:list.csv" in done.out
    assert "4 inscripciones" in done.out
    assert "kiosk sync" in done.out


def test_the_list_of_sources_says_how_each_stands(listed):
    assert "nunca" in listed("source", "list").out
    listed("sync")

    (one,) = listed("source", "list", "--json").json
    assert (one["name"], one["kind"], one["people"]) == ("file:list.csv", "file", 4)
    assert one["list_at"].endswith("Z")
    assert (one["error"], one["suspended"], one["waiting"], one["refused"]) == (None, False, 0, 0)
    assert "nunca" not in listed("source", "list").out


def test_a_second_run_brings_only_what_changed(listed):
    listed("sync")
    listed.list.write_text(PEOPLE + ANA, encoding="utf-8")

    (ran,) = listed("sync", "--full", "--json").json["sources"]

    assert ran["pulled"]["added"] == 1
    assert ran["pulled"]["unchanged"] == 4


def test_a_run_in_words(listed):
    done = listed("sync")

    assert done.out.splitlines()[0] == "file:list.csv:"
    assert "4 inscripciones nuevas" in done.out


def test_a_source_that_cannot_be_used_ends_with_3_and_says_why(listed):
    listed.list.unlink()

    done = listed("sync", "--json")

    assert done.code == 3
    error = done.json["sources"][0]["error"]
    assert error["trouble"] == "unreachable"
    assert "list.csv" in error["text"]
    checked = listed("source", "check", "--json")
    assert checked.code == 3
    assert checked.json[0]["ok"] is False
    assert listed("source", "list", "--json").json[0]["error"]["trouble"] == "unreachable"


def test_one_that_cannot_be_used_does_not_stop_the_others(listed, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("name,email\nMaría Solís,maria@example.org\n", encoding="utf-8")
    assert listed("source", "add", "file", "--path", other).code == 0
    listed.list.unlink()

    done = listed("sync", "--json")

    assert done.code == 3
    assert [one["error"] is None for one in done.json["sources"]] == [False, True]
    assert done.json["sources"][1]["pulled"]["added"] == 1


def test_a_single_source_can_be_named(listed, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("name,email\nMaría Solís,maria@example.org\n", encoding="utf-8")
    listed("source", "add", "file", "--path", other)

    done = listed("sync", "--source", "file:other.csv", "--json")

    assert [one["name"] for one in done.json["sources"]] == ["file:other.csv"]
    assert listed("source", "check", "file:other.csv").out.startswith("file:other.csv:")


def test_a_list_without_most_people_is_not_believed_until_it_is_confirmed(listed):
    many = "".join(f"C{n},Name{n},Paz,p{n}@example.org,Red,UY\n" for n in range(100, 160))
    listed.list.write_text(PEOPLE + many, encoding="utf-8")
    listed("sync", "--full")
    listed.list.write_text(PEOPLE, encoding="utf-8")

    refused = listed("sync", "--full", "--json")

    assert refused.code == 3
    assert refused.json["sources"][0]["error"]["trouble"] == "suspicious"
    assert listed("source", "list", "--json").json[0]["people"] == 64

    assert listed("sync", "--full", "--confirm").code == 0
    assert listed("source", "list", "--json").json[0]["people"] == 4


def test_nothing_is_kept_where_the_try_fails(empty, tmp_path):
    done = empty("source", "add", "file", "--path", tmp_path / "no.csv")

    assert done.code == 3
    assert "no.csv" in done.err
    assert empty("source", "list", "--json").json == []


def test_without_a_try_it_is_kept(empty, tmp_path):
    path = tmp_path / "later.csv"

    assert empty("source", "add", "file", "--path", path, "--no-check").code == 0
    assert len(empty("source", "list", "--json").json) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("sync",),
        ("source", "check"),
        ("source", "remove", "pretix:no"),
        ("sync", "--source", "pretix:no"),
        ("deliveries", "retry", "019a"),
        ("deliveries", "settle", "019a", "--by", "Rosa", "--reason", "a mano"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_ends_with_1(empty, words):
    done = empty(*words)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("kiosk: ")


def test_an_unknown_source_names_those_there_are(listed):
    assert "file:list.csv" in listed("sync", "--source", "pretix:no").err


@pytest.mark.parametrize(
    "words",
    [
        ("source", "add", "pretix", "--url", "https://x.example"),
        ("source", "add", "pretix", "--token-file", "t"),
        ("source", "add", "pretix", "--token-file", "t", "--pair-file", "p"),
        ("source", "add", "pretix", "--token-file", "t", "--token-kind", "user"),
        ("source", "add", "http", "--url", "https://x.example", "--header", "X-Key"),
        ("source", "add", "file", "--path", "x.csv", "--map", "email"),
        ("deliveries", "retry"),
        ("deliveries", "retry", "019a", "--all"),
        ("deliveries", "--state", "lost"),
        ("deliveries", "settle", "019a", "--by", " ", "--reason", "x"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(empty, words):
    done = empty(*words)

    assert (done.code, done.out) == (2, "")


def test_no_deliveries_are_an_empty_array(listed):
    assert listed("deliveries", "--json").json == []
    assert listed("deliveries", "retry", "--all").code == 0


def test_two_programs_do_not_synchronise_one_profile_at_the_same_time(listed):
    from kiosk.services.sync_lock import sync_lock

    with sync_lock(listed.profile):
        done = listed.process("sync")

    assert done.code == 3
    assert "Otro programa" in done.err


def test_a_process_of_its_own_does_the_same(listed):
    done = listed.process("sync", "--json")

    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["sources"][0]["pulled"]["added"] == 4
