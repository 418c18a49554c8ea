import pytest


def test_an_event_is_loaded_into_a_new_profile(anywhere, event_file):
    done = anywhere("event", "load", event_file)

    assert done.code == 0
    assert "Encuentro de prueba" in done.out
    assert "3 puntos de control" in done.out
    assert (anywhere.profile / "event.toml").read_bytes() == event_file.read_bytes()


def test_the_event_shows_itself_as_json(kiosk):
    done = kiosk("event", "show", "--json")

    event = done.json
    assert done.code == 0
    assert (event["id"], event["code"], event["timezone"]) == (
        "prueba",
        "PRU",
        "America/Montevideo",
    )
    assert (event["from"], event["to"]) == ("2026-10-05", "2026-10-09")
    assert event["name"]["pt"] == "Encontro de teste"
    assert event["people"] == {"expected": 4, "checked_in": 0}
    assert [one["id"] for one in event["checkpoints"]] == ["entrance", "csirt", "lunch"]
    assert all({"id", "label", "color", "pattern", "icon"} <= set(role) for role in event["roles"])


def test_who_has_arrived_is_counted(kiosk):
    kiosk("scan", "AAA111AAA", "--checkpoint", "entrance")
    kiosk("scan", "AAA111AAA", "--checkpoint", "entrance")
    kiosk("scan", "BBB222BBB", "--checkpoint", "lunch")

    assert kiosk("event", "show", "--json").json["people"]["checked_in"] == 1


def test_checkpoints_carry_their_policy(kiosk):
    done = kiosk("checkpoints", "--json")

    csirt = next(one for one in done.json if one["id"] == "csirt")
    assert set(csirt) == {"id", "name", "source_ref", "policy"}
    assert csirt["policy"]["kind"] == "room"
    assert csirt["policy"]["admits"] == "invited"
    assert csirt["policy"]["entry"] == "re-entry"
    assert csirt["policy"]["early"] == "20m"
    assert csirt["policy"]["override"] == "supervisor"
    assert csirt["policy"]["slots"] == [
        {"opens": "2026-10-06T12:00:00.000Z", "closes": "2026-10-06T16:00:00.000Z"}
    ]


@pytest.mark.parametrize(
    ("language", "name"), [("es", "Entrada principal"), ("en", "Main entrance"), ("pt", "Almoço")]
)
@pytest.mark.parametrize("words", [("event", "show"), ("checkpoints",)])
def test_tables_speak_the_users_language(kiosk, words, language, name):
    done = kiosk("--lang", language, *words)

    assert done.code == 0
    assert name in done.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "event"),
        ("[event\n", "línea"),
        ('[event]\nid = "x"\n', "falta"),
        ("\x00\x01", ""),
        ('[event]\nid = "x"\ncolour = "red"\n', ""),
    ],
)
def test_a_wrong_file_leaves_the_event_that_was_there(kiosk, tmp_path, text, said):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text, encoding="utf-8")

    done = kiosk("event", "load", wrong)

    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert kiosk("event", "show", "--json").json["id"] == "prueba"


def test_a_file_that_is_not_there_is_named(anywhere, tmp_path):
    done = anywhere("event", "load", tmp_path / "nada.toml")

    assert done.code == 1
    assert "nada.toml" in done.err
    assert not anywhere.profile.exists()


def test_loading_again_keeps_people_and_journal(kiosk, event_file):
    kiosk("scan", "AAA111AAA", "--checkpoint", "lunch")
    text = event_file.read_text(encoding="utf-8").replace('"Almuerzo"', '"Merienda"')
    event_file.write_text(text, encoding="utf-8")

    assert kiosk("event", "load", event_file).code == 0

    assert "Merienda" in kiosk("checkpoints").out
    assert kiosk("search", "nunez").code == 0
    assert kiosk("scan", "AAA111AAA", "--checkpoint", "lunch").code == 1
