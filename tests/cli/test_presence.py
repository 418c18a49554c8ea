"""Head counts and who is inside, as the command line tells them."""

from __future__ import annotations

import pytest

AT = "2026-10-06T10:00"


@pytest.fixture
def inside(kiosk):
    """José and Inês in the entrance, Inês left again; Ana in the CSIRT meeting; José had lunch."""
    for words in (
        ("AAA111AAA", "--checkpoint", "entrance", "--at", "2026-10-06T08:30"),
        ("BBB222BBB", "--checkpoint", "entrance", "--at", "2026-10-06T08:31"),
        ("BBB222BBB", "--checkpoint", "entrance", "--at", "2026-10-06T09:59", "--exit"),
        ("AAA111AAA", "--checkpoint", "lunch", "--at", "2026-10-06T09:59"),
    ):
        assert kiosk("scan", *words).code == 0
    late = ("--at", "2026-10-06T09:40", "--operator", "Rita", "--override", "Expone")
    assert kiosk("scan", "DDD444DDD", "--checkpoint", "csirt", *late).code == 0
    return kiosk


def test_the_head_counts_of_a_moment(inside):
    done = inside("presence", "--at", AT, "--json")

    assert done.code == 0
    assert [(each["id"], each["kind"], each["inside"], each["capacity"]) for each in done.json] == [
        ("entrance", "entrance", 1, None),
        ("csirt", "room", 1, None),
    ]
    assert done.json[1]["name"]["en"] == "CSIRTs Meeting"


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-10-06T09:39", []), ("2026-10-06T12:59", ["Ana Silva"]), ("2026-10-06T13:00", [])],
    ids=["before", "during", "closed"],
)
def test_who_was_inside(inside, at, expected):
    found = inside("presence", "--checkpoint", "csirt", "--at", at, "--json").json

    assert [one["name"] for one in found["people"]] == expected
    assert found["inside"] == len(expected)


def test_what_is_told_of_a_person(inside):
    (person,) = inside("presence", "--checkpoint", "entrance", "--json").json["people"]

    assert person.pop("person_id")
    assert person == {
        "name": "José Núñez Peña",
        "organisation": "Red Sur",
        "since": "2026-10-06T11:30:00.000Z",
    }


def test_a_person_reads_it_as_a_table(inside):
    counts = inside("presence", "--at", AT)
    people = inside("presence", "--checkpoint", "entrance")

    assert [
        word for word in ("Adentro", "entrance", "Reunión de CSIRTs") if word not in counts.out
    ] == []
    assert "lunch" not in counts.out
    assert people.out.startswith("Entrada principal: 1 persona adentro.\n")
    assert [w for w in ("José Núñez Peña", "Red Sur", "mar 6, 08:30") if w not in people.out] == []


def test_nobody_inside_is_an_answer(kiosk):
    done = kiosk("presence", "--checkpoint", "csirt")

    assert (done.code, done.out) == (0, "Reunión de CSIRTs: 0 personas adentro.\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--checkpoint", "nowhere"), 1, "nowhere"),
        (("--checkpoint", "lunch"), 2, "lunch"),
        (("--at", "yesterday"), 2, "yesterday"),
    ],
    ids=["unknown", "hand-out", "no-moment"],
)
def test_what_cannot_be_told(kiosk, words, code, said):
    done = kiosk("presence", *words)

    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize("at", ["0001-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_the_ends_of_time_are_moments_too(kiosk, at):
    assert kiosk("presence", "--at", at, "--json").code == 0
