"""Commands of stations that belong to a hub ask it, tell it, and do their work without it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hub.membership import Membership, write_membership
from kiosk.services.profile import load_station, save_station
from tests.cli.conftest import EVENT, PEOPLE, Kiosk
from tests.hub.lab import Lab

Open = Callable[..., Kiosk]
LOST = ("127.0.0.1:1",)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """S01 holds the list, S02 is a desk, S03 a door."""
    with Lab(
        tmp_path_factory.mktemp("hub"),
        ("S01", "S02", "S03"),
        event="prueba",
        roles={"S03": "door"},
        sources=("S01",),
    ) as made:
        yield made


@pytest.fixture
def station(shop: Lab, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Open:
    """station("S02"): its profile, which has the event and nobody in it."""

    def laid(name: str, **changes: object) -> Kiosk:
        folder = tmp_path / name
        folder.mkdir()
        toml = folder / "given.toml"
        toml.write_text(EVENT, encoding="utf-8")
        kiosk = Kiosk(folder, capsys)
        assert kiosk("event", "load", toml).code == 0
        save_station(folder, replace(load_station(folder), name=name))
        place = {**_plain(shop.members[name]), **changes}
        write_membership(folder, Membership(**place))
        return kiosk

    return laid


def _plain(member: Membership) -> dict[str, object]:
    return {name: getattr(member, name) for name in member.__struct_fields__}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_an_import_at_the_source_is_known_at_a_desk_and_a_ticket_is_good_once(
    station: Open, people: Path
):
    source, desk, door = station("S01"), station("S02"), station("S03")
    assert source("import", people).code == 0
    assert desk("search", "ana").code == 1  # it has not heard of anybody yet

    assert desk("sync").code == 0
    heard = desk("sync", "--json")  # what other tests told this hub has come before
    assert heard.json == {
        "sources": [],
        "hub": {"connected": True, "published": 0, "received": 0},
    }
    assert door("sync").code == 0
    assert desk("search", "ana", "--json").json[0]["person"]["email"] == "ana@example.org"
    assert door("search", "silva", "--json").json[0]["person"]["email"] == ""

    first = desk("scan", "AAA111AAA", "--checkpoint", "lunch", "--json")
    second = door("scan", "AAA111AAA", "--checkpoint", "lunch", "--json")
    assert (first.code, second.code) == (0, 1)
    assert second.json["reason"] == "already_redeemed"

    invited = desk("invite", "BBB222BBB", "--checkpoint", "csirt", "--reason", "invitada", "--json")
    assert invited.code == 0, invited.err
    entered = door(
        *("scan", "BBB222BBB", "--checkpoint", "csirt", "--at", "2026-10-06T10:00:00", "--json")
    )
    assert entered.json["status"] == "ok", entered.json


def test_a_changed_policy_is_in_force_at_the_next_command_of_another(station: Open, tmp_path: Path):
    source, desk = station("S01"), station("S02")
    stricter = tmp_path / "stricter.toml"
    stricter.write_text(EVENT.replace('entry = "free"', 'entry = "once"'), encoding="utf-8")

    assert source("event", "load", stricter).code == 0
    assert desk("sync").code == 0

    rules = {one["id"]: one["policy"]["entry"] for one in desk("checkpoints", "--json").json}
    assert rules["entrance"] == "once"


def test_a_stream_of_scans_tells_the_others_between_two_people(station: Open, people: Path):
    source, desk = station("S01"), station("S02")
    source("import", people)
    desk("sync")
    with subprocess.Popen(
        source.command("scan", "--stdin", "--json", "--checkpoint", "entrance"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as stream:
        assert stream.stdin is not None
        assert stream.stdout is not None
        stream.stdin.write(b'{"code": "AAA111AAA"}\n')
        stream.stdin.flush()
        assert json.loads(stream.stdout.readline())["status"] == "ok"
        stream.stdin.write(b'{"code": "BBB222BBB"}\n')
        stream.stdin.flush()
        stream.stdout.readline()

        received = desk("sync", "--json").json["hub"]["received"]

        out, _ = stream.communicate()
    assert (out, stream.returncode) == (b"", 0)
    assert received >= 1
    assert desk("event", "show", "--json").json["people"]["checked_in"] >= 1


@pytest.mark.parametrize("name", ["S01", "S02"])
def test_without_an_answer_a_command_does_its_work(station: Open, people: Path, name: str):
    kiosk = station(name, addresses=LOST)

    assert kiosk("import", people).code == 0
    done = kiosk("scan", "AAA111AAA", "--checkpoint", "entrance", "--json")
    assert (done.code, done.json["status"]) == (0, "ok")
    said = kiosk("sync", "--json")
    assert (said.code, said.json["hub"]["connected"]) == (0, False)
    assert "no contesta" in kiosk("sync").out
    assert kiosk("event", "load", kiosk.profile / "given.toml").code == 0


def test_what_was_done_without_the_hub_is_told_by_the_next_command(
    station: Open, people: Path, shop: Lab
):
    source = station("S01", addresses=LOST)
    source("import", people)
    source("scan", "CCC333CCC", "--checkpoint", "entrance")
    write_membership(source.profile, shop.members["S01"])

    said = source("sync", "--json").json["hub"]

    assert said["connected"]
    assert said["published"] >= 1


def test_a_station_alone_still_needs_a_source_to_synchronise(kiosk: Kiosk):
    assert kiosk("sync").code != 0


def test_only_a_station_that_has_joined_loads_the_hubs_library(kiosk: Kiosk, station: Open):
    def loads(one: Kiosk) -> bool:
        program = (
            "import sys; from kiosk.cli.main import execute; execute(sys.argv[1:]); "
            "sys.stderr.write('\\nnats=' + str('nats' in sys.modules))"
        )
        words = ["scan", "AAA111AAA", "--checkpoint", "entrance", "--json"]
        [python, _, _, *rest] = one.command(*words)
        done = subprocess.run([python, "-c", program, *rest], capture_output=True, check=False)
        return done.stderr.endswith(b"nats=True")

    assert not loads(kiosk)
    assert loads(station("S02", addresses=LOST))
