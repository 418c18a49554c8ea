import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (("nunez", "jose"), "José"),
        (("JOSÉ NÚÑEZ",), "José"),
        (("goncal",), "Inês"),
        (("wang@example.org",), "王"),
        (("王 小",), "王"),
        (("BBB222BBB",), "Inês"),
        (("red", "sur", "silva"), "Ana"),
    ],
)
def test_people_are_found_by_what_one_remembers(kiosk, text, name):
    done = kiosk("search", *text, "--json")

    assert done.code == 0
    assert [one["person"]["given_name"] for one in done.json] == [name]


def test_what_is_found_carries_what_a_desk_needs(kiosk):
    kiosk("scan", "AAA111AAA", "--checkpoint", "entrance")

    found = kiosk("search", "nunez", "--json").json[0]

    assert set(found) == {"person", "tickets", "checked_in", "badge_owed"}
    assert found["tickets"][0]["code"] == "AAA111AAA"
    assert found["tickets"][0]["state"] == "paid"
    assert found["checked_in"]["checkpoint"] == "entrance"
    assert found["checked_in"]["at"].endswith("Z")
    assert found["badge_owed"] is True


def test_nobody_found_is_code_1(kiosk):
    done = kiosk("search", "xyzzy", "--json")
    assert (done.code, done.json) == (1, [])

    spoken = kiosk("search", "xyzzy")
    assert (spoken.code, spoken.out, spoken.err) == (1, "", "kiosk: Nadie coincide.\n")


@pytest.mark.parametrize(
    "text",
    ["", " ", '"', "'", "*", "a*", "NEAR(a b)", "AND", "-", "(", "col:x", "\x00", "\udcff", "%", "_", "x" * 5000,
     "'; DROP TABLE person;--", "🙂", "a OR b", "^nunez"],
)  # fmt: skip
def test_no_text_breaks_the_search(kiosk, text):
    done = kiosk("search", "--json", "--", text)

    assert done.code in (0, 1)
    assert done.err == ""
    assert isinstance(done.json, list)


def test_a_table_names_people_in_the_users_language(kiosk):
    done = kiosk("--lang", "en", "search", "red")

    assert done.code == 0
    assert "Organisation" in done.out
    assert "Núñez Peña" in done.out
    assert "Ana Silva" in done.out
