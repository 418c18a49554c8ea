"""A day at the desk beside a real Indico, half of it without network: both must tell the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from indico_server import IndicoServer
from station import Station

from kiosk.services.undo import undo

pytestmark = pytest.mark.real

DOORS = """
[[checkpoint]]
id = "entrance"
kind = "entrance"
name = { es = "Entrada", pt = "Entrada", en = "Entrance" }
admits = "everyone"
entry = "once"

[[checkpoint]]
id = "csirt"
kind = "room"
name = { es = "CSIRT", pt = "CSIRT", en = "CSIRT" }
admits = "invited"
entry = "free"

[[checkpoint]]
id = "dinner"
kind = "handout"
name = { es = "Cena", pt = "Jantar", en = "Dinner" }
admits = "invited"
entry = "once"
"""
ANA, JOAO, LI = (f"general {who}@example.org" for who in ("ana", "joao", "li"))
ROSA, TOMAS = "general rosa@example.org", "general tomas@example.org"
IVO = "csirt ivo@example.org"


def add(station: Station, indico: IndicoServer, token: str, *words: str, code: int = 0) -> str:
    path = station.folder / "token"
    path.write_text(indico.state[token])
    where = ("--url", indico.url, "--event", indico.state["event"], "--token-file", str(path))
    return station.run("source", "add", "indico", *where, *words, code=code)


@pytest.fixture(scope="module")
def desk(indico: IndicoServer, tmp_path_factory: pytest.TempPathFactory) -> Station:
    """A station that has pulled once."""
    made = Station(tmp_path_factory.mktemp("indico-desk") / "desk", "lacnic46", DOORS)
    meal = f"choice:{indico.state['meal']}:Sí=checkpoint:dinner"
    add(made, indico, "token", "--rule", "tag:CSIRT=checkpoint:csirt", "--rule", meal)
    made.sync()
    return made


@pytest.fixture(scope="module")
def day(indico: IndicoServer, desk: Station) -> dict[str, Any]:
    """The whole story, told once: every test looks at one side of it."""
    told: dict[str, Any] = {}
    told["online"] = scan(indico, desk, ANA)
    told["online run"] = desk.sync()
    indico.stop()
    try:
        told["offline"] = [scan(indico, desk, who) for who in (JOAO, LI, ROSA, TOMAS)]
        told["again"] = scan(indico, desk, JOAO)
        take_back(desk, told["offline"][1]["entry_id"])
        told["cut off"] = desk.sync(code=3)
    finally:
        indico.start()
    indico.check_in(IVO)
    told["back"] = desk.sync()
    told["nothing new"] = desk.sync()
    return told


def scan(indico: IndicoServer, desk: Station, who: str, checkpoint: str = "entrance") -> Any:
    code = indico.state["people"][who]["uuid"]
    (found,) = desk.scan({"code": code, "checkpoint": checkpoint})
    return found


def take_back(desk: Station, entry_id: str) -> None:
    with desk.opened() as context:
        undo(context, entry_id, "wrong person", "Eva")


def test_the_first_pull_brings_everybody_with_their_fields(desk: Station, day: Any) -> None:
    del day
    (found,) = desk.read("search", "joao@example.org")
    joao = found["person"]

    assert (joao["given_name"], joao["organisation"]) == ("João", "IX São Paulo")


def test_one_person_with_two_forms_is_one(desk: Station, day: Any) -> None:
    del day
    (found,) = desk.read("search", "ana@example.org")

    assert len(found["tickets"]) == 2


def test_what_came_online_and_offline_stands_there(indico: IndicoServer, day: Any) -> None:
    assert day["online"]["status"] == "ok"
    assert [one["status"] for one in day["offline"][:2]] == ["ok", "ok"]
    assert indico.registration(ANA)["checked_in"]
    assert indico.registration(JOAO)["checked_in"]
    assert day["back"]["pushed"]["refused"] == 0


def test_what_was_taken_back_offline_does_not(indico: IndicoServer, day: Any) -> None:
    del day
    assert not indico.registration(LI)["checked_in"]


def test_the_door_refuses_whom_indico_would_let_in(indico: IndicoServer, day: Any) -> None:
    rosa, tomas = day["offline"][2:]

    assert (rosa["reason"], tomas["reason"]) == ("unpaid", "canceled")
    assert not indico.registration(ROSA)["checked_in"]
    assert not indico.registration(TOMAS)["checked_in"]


def test_a_second_scan_is_known_without_network(day: Any) -> None:
    assert day["again"]["reason"] == "already_redeemed"


def test_being_cut_off_is_told_and_loses_nothing(day: Any) -> None:
    assert day["cut off"]["error"]["trouble"] == "unreachable"
    assert day["back"]["error"] is None
    assert day["nothing new"]["pushed"] == {"accepted": 0, "refused": 0, "waiting": 0}


def test_a_check_in_at_another_desk_is_known_here(
    indico: IndicoServer, desk: Station, day: Any
) -> None:
    del day
    assert scan(indico, desk, IVO)["reason"] == "already_redeemed"


def test_a_tag_and_a_choice_open_rooms(indico: IndicoServer, desk: Station, day: Any) -> None:
    del day
    assert scan(indico, desk, IVO, "csirt")["status"] == "ok"
    assert scan(indico, desk, JOAO, "csirt")["reason"] == "not_invited"
    assert scan(indico, desk, JOAO, "dinner")["status"] == "ok"


def test_both_tell_the_same(indico: IndicoServer, desk: Station, day: Any) -> None:
    del day
    there = {key for key in indico.state["people"] if indico.registration(key)["checked_in"]}

    assert there == {ANA, JOAO, IVO}
    assert desk.read("deliveries", "--state", "refused") == []


def test_a_token_of_somebody_without_rights_is_told(indico: IndicoServer, tmp_path: Path) -> None:
    made = Station(tmp_path / "stranger", "lacnic46", DOORS)
    add(made, indico, "stranger", code=3)

    assert made.read("source", "list") == []


def test_a_token_that_may_only_read_brings_everybody_and_says_that_it_gives_nothing_back(
    indico: IndicoServer, tmp_path: Path
) -> None:
    made = Station(tmp_path / "reader", "lacnic46", DOORS)
    add(made, indico, "read_only")
    assert made.sync()["pulled"]["added"] == len(indico.state["people"])
    scan(indico, made, LI)
    ran = made.sync(code=3)

    assert ran["error"]["trouble"] == "rights"
    assert not indico.registration(LI)["checked_in"]
