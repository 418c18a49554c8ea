import pytest

AT = ("--at", "2026-10-06T09:05")
JOSE, INES, WANG = "AAA111AAA", "BBB222BBB", "CCC333CCC"


def test_a_known_code_is_admitted(kiosk):
    done = kiosk("scan", JOSE, "--checkpoint", "entrance", "--json")

    assert done.code == 0
    assert done.json["status"] == "ok"
    assert done.json["reason"] is None
    assert done.json["person"]["name"] == "José Núñez Peña"
    assert done.json["checkpoint"] == "entrance"
    assert done.json["direction"] == "entry"
    assert done.json["first_visit"] is None
    assert done.json["offline"] is False
    assert done.err == ""


def test_the_answer_explains_itself_in_three_languages(kiosk):
    done = kiosk("scan", JOSE, "--checkpoint", "csirt", *AT, "--json")

    assert done.code == 1
    assert done.json["reason"] == "not_invited"
    assert done.json["at"] == "2026-10-06T12:05:00.000Z"
    for key in ("explanation", "next_step", "headline"):
        texts = [done.json[key][language] for language in ("es", "pt", "en")]
        assert all(texts)
        assert len(set(texts)) == 3


def test_for_people_it_is_one_line(kiosk):
    done = kiosk("scan", JOSE, "--checkpoint", "csirt", *AT)

    assert done.code == 1
    assert done.out.count("\n") == 1
    assert done.out.startswith("NO ESTÁ EN LA LISTA · José Núñez Peña · ")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("ZZZ999ZZZ", "invalid"),
        ("", "unreadable"),
        ("   ", "unreadable"),
        ("¡hola!", None),
        ("Ω" * 300, None),
        ("A" * 50_000, None),
        ("'; DROP TABLE person; --", None),
        ("a\x01b", None),
        ("\udcff\udcfe", None),
        ("-", None),
    ],
)
def test_rubbish_is_refused_in_order(kiosk, code, reason):
    done = kiosk("scan", "--checkpoint", "entrance", "--json", "--", code)

    assert done.code == 1
    assert done.json["status"] == "error"
    assert done.json["reason"] in ({reason} if reason else {"invalid", "unreadable", "other_event"})
    assert done.json["person"] is None
    assert done.err == ""
    assert kiosk("search", "nunez").code == 0


def test_several_codes_are_answered_in_their_order(kiosk):
    done = kiosk("scan", JOSE, "ZZZ999ZZZ", WANG, "--checkpoint", "entrance", "--json")

    assert done.code == 1
    assert [one["status"] for one in done.json] == ["ok", "error", "ok"]
    assert done.json[2]["person"]["family_name"] == "小明"


def test_the_same_code_twice_is_two_scans(kiosk):
    done = kiosk("scan", JOSE, JOSE, "--checkpoint", "lunch", "--json")

    assert done.code == 1
    assert [one["reason"] for one in done.json] == [None, "already_redeemed"]
    assert done.json[1]["first_visit"]["at"] == done.json[0]["at"]


def test_every_scan_is_journalled(kiosk, tmp_path):
    kiosk("scan", JOSE, "ZZZ999ZZZ", "--checkpoint", "entrance")
    kiosk("export", "journal", "--out", tmp_path / "journal.json")

    text = (tmp_path / "journal.json").read_text(encoding="utf-8")
    assert '"admitted"' in text
    assert '"refused"' in text
    assert JOSE not in text


def test_an_exit_is_an_exit(kiosk):
    done = kiosk("scan", JOSE, "--checkpoint", "entrance", "--exit", "--json")

    assert done.code == 0
    assert done.json["direction"] == "exit"


def test_an_override_admits_with_operator_and_reason(kiosk):
    words = ("scan", JOSE, "--checkpoint", "csirt", *AT, "--json")
    assert kiosk(*words).json["may_override"] == "supervisor"

    done = kiosk(*words, "--operator", "Rita", "--override", "Expone a las 10")

    assert done.code == 0
    assert done.json["overridden"] is True


def test_nobody_overrides_an_unknown_code(kiosk):
    done = kiosk(
        "scan", "ZZZ999ZZZ", "--checkpoint", "csirt", "--operator", "Rita", "--override", "Sí"
    )

    assert done.code == 1


def test_an_override_needs_somebody_who_answers_for_it(kiosk):
    done = kiosk("scan", JOSE, "--checkpoint", "csirt", "--override", "Expone")

    assert done.code == 2
    assert "--operator" in done.err


def test_a_checkpoint_must_be_named(kiosk):
    assert kiosk("scan", JOSE).code == 2


@pytest.mark.parametrize("command", ["scan", "explain"])
def test_a_checkpoint_must_exist(kiosk, command):
    done = kiosk(command, JOSE, "--checkpoint", "cocina")
    assert done.code == 1
    assert "cocina" in done.err
    assert done.out == ""


@pytest.mark.parametrize("command", ["scan", "explain"])
def test_a_moment_must_be_one(kiosk, command):
    done = kiosk(command, JOSE, "--checkpoint", "csirt", "--at", "mañana")

    assert done.code == 2
    assert "ISO 8601" in done.err
