"""What `kiosk explain` tells: the verdict, every step, the nearest way in; it records nothing."""

import pytest

from kiosk.domain.verdict import Check

JOSE = "AAA111AAA"
EARLY = ("--at", "2026-10-06T08:05")
LANGUAGES = ("es", "pt", "en")


def check_of(done, name):
    return next(check for check in done.json["checks"] if check["check"] == name)


def invite(kiosk, tmp_path):
    guests = tmp_path / "guests.csv"
    guests.write_text("email\njose@example.org\n", encoding="utf-8")
    assert kiosk("import", str(guests), "--invite", "csirt").code == 0


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("2026-10-06T08:39", "not_open"),
        ("2026-10-06T08:40", "not_invited"),
        ("2026-10-06T12:59:59", "not_invited"),
        ("2026-10-06T13:00", "closed"),
        ("2026-10-06T11:45Z", "not_invited"),
    ],
)
def test_explain_answers_for_any_moment(kiosk, at, reason):
    kiosk("scan", JOSE, "--checkpoint", "entrance")

    done = kiosk("explain", JOSE, "--checkpoint", "csirt", "--at", at, "--json")

    assert done.code == 1
    assert done.json["reason"] in {reason, "not_invited"}
    assert done.json["entry_id"] is None


def test_explain_records_nothing(kiosk):
    before = kiosk("journal", "verify", "--json").json["entries"]

    assert kiosk("explain", JOSE, "--checkpoint", "lunch").code == 0
    assert kiosk("explain", JOSE, "--checkpoint", "lunch").code == 0
    assert kiosk("scan", JOSE, "--checkpoint", "lunch").code == 0
    assert kiosk("explain", JOSE, "--checkpoint", "lunch").code == 1

    assert kiosk("journal", "verify", "--json").json["entries"] == before + 1


def test_every_step_is_told_in_its_order(kiosk):
    done = kiosk("explain", JOSE, "--checkpoint", "csirt", *EARLY, "--json")

    assert [check["check"] for check in done.json["checks"]] == [str(check) for check in Check]
    assert [c["check"] for c in done.json["checks"] if c["met"] is False] == ["right", "open"]


def test_every_text_is_there_in_three_languages(kiosk):
    done = kiosk("explain", JOSE, "--checkpoint", "csirt", *EARLY, "--json")

    right = check_of(done, "right")
    texts = [right["text"], right["why"], right["conditions"][0]["text"], done.json["next_way"]]
    for text in texts:
        assert len({text[language] for language in LANGUAGES}) == 3


def test_a_step_names_its_conditions(kiosk):
    done = kiosk("explain", JOSE, "--checkpoint", "csirt", *EARLY, "--json")

    opens, closes = check_of(done, "open")["conditions"]
    assert (opens["kind"], opens["met"], opens["group"]) == ("after", False, 0)
    assert opens["text"]["es"] == "Solo se permite después de las 08:40."
    assert (closes["kind"], closes["met"]) == ("before", True)


def test_waiting_alone_does_not_help_who_is_not_invited(kiosk):
    done = kiosk("explain", JOSE, "--checkpoint", "csirt", *EARLY, "--json")

    assert done.json["next_moment"] is None
    assert done.json["next_way"]["es"] == "Pida una invitación a la organización."


def test_who_is_invited_is_told_when_to_come_back(kiosk, tmp_path):
    invite(kiosk, tmp_path)

    done = kiosk("explain", JOSE, "--checkpoint", "csirt", *EARLY, "--json")

    assert done.json["next_moment"] == "2026-10-06T11:40:00.000Z"
    assert done.json["next_way"]["es"] == "Vuelva a las 08:40: a esa hora entra."
    again = kiosk("explain", JOSE, "--checkpoint", "csirt", "--at", done.json["next_moment"])
    assert again.code == 0


def test_who_would_be_admitted_needs_no_way_in(kiosk):
    done = kiosk("explain", JOSE, "--checkpoint", "lunch", "--json")

    assert done.code == 0
    assert done.json["next_moment"] is None
    assert set(done.json["next_way"].values()) == {""}
    assert all(check["met"] for check in done.json["checks"])


def test_the_keys_of_a_scans_answer_stay(kiosk):
    told = kiosk("explain", JOSE, "--checkpoint", "lunch", "--json").json
    scanned = kiosk("scan", JOSE, "--checkpoint", "lunch", "--json").json

    assert set(scanned) <= set(told)
    same = set(scanned) - {"at", "entry_id"}
    assert {key: told[key] for key in same} == {key: scanned[key] for key in same}


def test_of_an_unknown_code_there_are_no_steps(kiosk):
    done = kiosk("explain", "ZZZ999ZZZ", "--checkpoint", "csirt", "--json")

    assert done.code == 1
    assert done.json["checks"] == []
    assert done.json["next_moment"] is None


def test_for_people_it_is_a_list_with_marks(kiosk):
    done = kiosk("explain", JOSE, "--checkpoint", "csirt", *EARLY)

    first, *steps, way = done.out.splitlines()
    assert done.code == 1
    assert first.startswith("NO ESTÁ EN LA LISTA · José Núñez Peña · ")
    assert "  ✓ Inscripción vigente" in steps
    assert "  ✗ No le corresponde entrar" in steps
    assert "      ✗ Solo se permite después de las 08:40." in steps
    assert way == "  → Pida una invitación a la organización."


@pytest.mark.parametrize(
    ("language", "said"), [("pt", "Fechado nesse horário"), ("en", "Closed at that time")]
)
def test_the_list_is_in_the_users_language(kiosk, language, said):
    done = kiosk("--lang", language, "explain", JOSE, "--checkpoint", "csirt", *EARLY)

    assert f"  ✗ {said}" in done.out


def test_without_a_checkpoint_every_one_is_told_in_a_line(kiosk):
    done = kiosk("explain", JOSE, *EARLY)

    assert done.code == 0
    assert [text.split()[0] for text in done.out.splitlines()] == ["entrance", "csirt", "lunch"]
    assert "csirt     NO ESTÁ EN LA LISTA · " in done.out


def test_without_a_checkpoint_the_json_is_one_object_a_checkpoint(kiosk):
    done = kiosk("explain", JOSE, *EARLY, "--json")

    assert [(one["checkpoint"], one["status"]) for one in done.json] == [
        ("entrance", "ok"),
        ("csirt", "error"),
        ("lunch", "ok"),
    ]


def test_who_would_pass_nowhere_ends_with_one(kiosk):
    assert kiosk("explain", "ZZZ999ZZZ", *EARLY).code == 1
