import pytest

ADDED = """
date = "day-1"
everybody_out = 22:00:00
ends = "*"
addon_match = true
rules = { "<" = [{ var = "entries_today" }, 1] }

[[product]]
id = "4"
name = { es = "Cena", pt = "Jantar", en = "Dinner" }
variations = { "9" = "Vegetariana" }

[[date]]
id = "day-1"
name = "Día 1"
starts = 2026-10-05T09:00:00

[[question]]
id = "1"
text = "¿Cuántos?"
type = "number"
least = 1
products = ["Cena"]

[[assembly]]
id = "ordinaria"
name = "Asamblea"
checkpoint = "csirt"

[[assembly.call]]
at = 2026-10-07T09:30:00
quorum = ">50%"
by = "votes"

[codes]
revoked = ["a-secret"]
"""


@pytest.fixture
def full(anywhere, event_file):
    event_file.write_text(event_file.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    assert anywhere("event", "load", event_file).code == 0
    return anywhere


def test_the_policy_shows_every_key(full):
    lunch = full("checkpoints", "--json").json[-1]

    assert (
        lunch["policy"]
        | {
            "date": "day-1",
            "everybody_out": "22:00",
            "ends": ["*"],
            "addon_match": True,
            "rules": {"<": [{"var": "entries_today"}, 1]},
        }
        == lunch["policy"]
    )


def test_a_checkpoint_without_more_shows_nothing_more(full):
    entrance = full("checkpoints", "--json").json[0]["policy"]

    assert (entrance["rules"], entrance["everybody_out"], entrance["ends"]) == (None, None, [])


def test_the_event_shows_what_it_sells_asks_and_holds(full):
    event = full("event", "show", "--json").json

    assert event["times"]["starts"] == "2026-10-05T03:00:00.000Z"
    assert event["products"][0]["variations"]["9"]["en"] == "Vegetariana"
    assert event["dates"][0]["starts"] == "2026-10-05T12:00:00.000Z"
    assert event["questions"][0]["type"] == "number"
    assert (event["questions"][0]["least"], event["questions"][0]["products"]) == ("1", ["4"])
    assert event["assemblies"][0]["calls"] == [
        {"at": "2026-10-07T12:30:00.000Z", "quorum": ">50%", "by": "votes"}
    ]
    assert event["assemblies"][0]["request"] == "20%"


def test_secrets_are_counted_and_not_shown(full):
    done = full("event", "show", "--json")

    assert done.json["codes"]["revoked"] == 1
    assert "a-secret" not in done.out


@pytest.mark.parametrize(
    ("rule", "value"), [("{ sorted = [1] }", "sorted"), ("{ var = 'shoe_size' }", "shoe_size")]
)
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_rule_that_will_refuse_is_told_and_loaded(anywhere, event_file, rule, value, language):
    text = event_file.read_text(encoding="utf-8") + f"rules = {rule}\n"
    event_file.write_text(text, encoding="utf-8")

    done = anywhere("--lang", language, "event", "load", event_file)

    assert done.code == 0
    assert value in done.out
    assert "lunch" in done.out.splitlines()[-1]


def test_a_rule_that_is_no_json_is_an_error_with_its_line(anywhere, event_file):
    text = event_file.read_text(encoding="utf-8")
    event_file.write_text(f'{text}rules = "x > 1"\n', encoding="utf-8")

    done = anywhere("event", "load", event_file)

    assert done.code == 2
    assert f"línea {len(text.splitlines()) + 1}" in done.err
