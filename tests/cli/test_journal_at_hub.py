"""`kiosk journal verify` at a station of a hub: what the hub has and the journal lacks; a real hub."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.hub.membership import write_membership
from tests.cli.conftest import Kiosk
from tests.hub.lab import Lab

CODES = ("AAA111AAA", "BBB222BBB")


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with Lab(tmp_path / "hub", ("Mesa",), event="prueba") as made:
        yield made


@pytest.fixture
def desk(kiosk: Kiosk, lab: Lab) -> Kiosk:
    """A station that has admitted two people and told the hub."""
    text = '[station]\nname = "Mesa"\n'
    (kiosk.profile / "station.toml").write_text(text, encoding="utf-8")
    write_membership(kiosk.profile, lab.members["Mesa"])
    assert kiosk("scan", *CODES, "--checkpoint", "entrance").code == 0
    assert kiosk("sync").code == 0
    return kiosk


def delete_the_last(profile: Path) -> None:
    """The last entry goes, and the head is written as if it never had been."""
    with closing(sqlite3.connect(profile / "event.db")) as file, file:
        file.execute("DROP TRIGGER entry_stays")
        file.execute("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")
        seq, digest = file.execute("SELECT seq, hash FROM entry ORDER BY seq DESC").fetchone()
        file.execute("UPDATE meta SET value = ? WHERE key = 'journal_head'", (f"{seq} {digest}",))


def test_a_deleted_end_is_found_by_what_the_hub_has(desk):
    whole = desk("journal", "verify", "--json")
    assert (whole.code, whole.json["ok"]) == (0, True)
    entries = whole.json["entries"]
    assert whole.json["hub"] == {"entries": entries, "missing": 0, "asked": True}
    assert (
        f"No falta ninguno de los que tiene la central ({entries})."
        in desk("journal", "verify").out
    )

    delete_the_last(desk.profile)

    cut = desk("journal", "verify", "--json")
    assert (cut.code, cut.json["ok"], cut.json["damage"]) == (1, False, None)
    assert cut.json["hub"] == {"entries": entries, "missing": 1, "asked": True}
    said = desk("journal", "verify")
    assert "falta en su diario: fue borrado" in said.err


def test_without_the_hub_it_is_said_that_it_was_not_asked(desk, lab):
    for server in lab.servers:
        server.stop()
    done = desk("journal", "verify")
    assert done.code == 0
    assert "La central no respondió" in done.out


def test_a_station_alone_has_no_hub_in_its_answer(kiosk):
    assert "hub" not in kiosk("journal", "verify", "--json").json
