"""journal verify and doctor: what a machine in the field is asked when something is odd."""

import sqlite3

import pytest


@pytest.fixture
def used(kiosk):
    """A profile with three entries in its journal."""
    kiosk("scan", "AAA111AAA", "BBB222BBB", "nada", "--checkpoint", "entrance")
    return kiosk


def tamper(kiosk, sql):
    """Change the journal as somebody with the file could, triggers or not."""
    db = sqlite3.connect(kiosk.profile / "event.db")
    triggers = [
        row[0]
        for row in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
        )
    ]
    for name in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute(sql)
    db.commit()
    db.close()


def test_a_whole_journal_is_told(used):
    assert used("journal", "verify").out == "El diario está intacto: 3 asientos.\n"
    assert used("journal", "verify", "--json").json == {
        "ok": True, "entries": 3, "first_broken": None, "damage": None,
    }  # fmt: skip


def test_an_empty_journal_is_whole(kiosk):
    assert kiosk("journal", "verify", "--json").json["entries"] == 0


@pytest.mark.parametrize(
    ("sql", "seq", "damage"),
    [
        ("UPDATE entry SET operator = 'Otra' WHERE seq = 2", 2, "content"),
        ("UPDATE entry SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1, "content"),
        ("DELETE FROM entry WHERE seq = 2", 2, "missing"),
        ("DELETE FROM entry WHERE seq = 3", 3, "missing"),
        ("DELETE FROM entry WHERE seq = 1", 1, "missing"),
    ],
)
def test_the_first_entry_that_was_touched_is_named(used, sql, seq, damage):
    tamper(used, sql)

    spoken = used("journal", "verify")
    answer = used("journal", "verify", "--json")

    assert (spoken.code, answer.code) == (1, 1)
    assert str(seq) in spoken.err
    assert (answer.json["ok"], answer.json["first_broken"], answer.json["damage"]) == (
        False,
        seq,
        damage,
    )


def test_doctor_needs_no_event(anywhere):
    done = anywhere("doctor", "--json")

    assert done.code == 0
    assert [check["id"] for check in done.json["checks"]][-1] == "profile"
    assert done.json["checks"][-1]["state"] == "note"
    assert not anywhere.profile.exists()


def test_doctor_looks_at_everything(used):
    done = used("doctor", "--json")

    states = {check["id"]: check["state"] for check in done.json["checks"]}
    assert done.code == 0, done.out
    assert done.json["ok"] is True
    assert set(states) >= {
        "program",
        "assets",
        "languages",
        "display",
        "profile",
        "disk",
        "people",
        "journal",
    }
    assert set(states.values()) <= {"ok", "note"}
    assert "Todo está en orden." in used("doctor").out


def test_doctor_proves_that_a_rebuild_gives_the_same(used):
    done = used("doctor", "--rebuild", "--json")

    assert done.code == 0, done.out
    assert done.json["checks"][-1]["id"] == "rebuild"
    assert done.json["checks"][-1]["state"] == "ok"


def test_doctor_mends_projections_that_were_lost_and_says_so(used):
    tamper(used, "DELETE FROM visit")
    assert used("search", "nunez", "--json").json[0]["checked_in"] is None

    first, second = used("doctor", "--rebuild", "--json"), used("doctor", "--rebuild", "--json")

    assert (first.code, second.code) == (1, 0)
    assert "visit" in first.json["checks"][-1]["detail"]
    assert used("search", "nunez", "--json").json[0]["checked_in"] is not None


def test_doctor_finds_an_altered_journal(used):
    tamper(used, "UPDATE entry SET operator = 'Otra' WHERE seq = 2")

    done = used("doctor")

    assert done.code == 1
    assert "asiento 2" in done.out
    assert "Hay algo que corregir." in done.out


def test_the_store_is_for_its_owner_only(used):
    assert (used.profile / "event.db").stat().st_mode & 0o077 == 0


def test_a_damaged_store_is_a_failure_in_words(used):
    for path in used.profile.glob("event.db*"):
        path.unlink()
    (used.profile / "event.db").write_bytes(b"this was a database once" * 100)

    done = used("journal", "verify")

    assert done.code == 3
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
