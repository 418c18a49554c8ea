"""`kiosk hub leaf`: the folder for a second hall; the servers themselves are tried in tests/hub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli.main import execute
from kiosk.resources import asset
from kiosk.services.profile import load_event


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    profile = tmp_path / "perfil"
    load_event(profile, asset("demo", "event.toml"))

    def command(*words: str) -> tuple[int, str]:
        code = execute(["--profile", str(profile), "--lang", "es", "hub", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert command("init", "--host", "10.0.0.1", "--port", "4300")[0] == 0
    return command


def test_the_folder_says_where_it_belongs_and_knows_the_hub(run, tmp_path: Path):
    code, said = run("leaf", "10.7.0.2:4400")

    folder = tmp_path / "perfil" / "hub-leaf-10-7-0-2"
    (made,) = (tmp_path / "perfil").glob("hub-leaf-*")
    assert made.name.startswith(folder.name)
    assert code == 0
    assert made.name in said
    assert "7300" in said
    config = json.loads((made / "nats.conf").read_text(encoding="utf-8"))
    assert "jetstream" not in config
    assert config["listen"].endswith(":4400")
    (remote,) = config["leafnodes"]["remotes"]
    (url,) = remote["urls"]
    assert url.endswith("@10.0.0.1:7300")
    assert "S_Mesa-1" in " ".join(config["accounts"])  # the station that made the hub


def test_a_second_time_and_at_a_leaf_it_says_why_not(run, tmp_path: Path):
    assert run("leaf", "10.7.0.2")[0] == 0
    code, said = run("leaf", "10.7.0.2")
    assert (code, "ya hay una central" in said) == (2, True)

    (made,) = (tmp_path / "perfil").glob("hub-leaf-*")
    code, said = run("leaf", "10.7.0.3", "--folder", str(made))
    assert code == 1
    assert "donde se creó" in said


@pytest.mark.parametrize("host", ["", "no address", "10.0.0.1:99999"])
def test_what_is_no_address_is_refused(run, host: str):
    assert run("leaf", host)[0] == 2
