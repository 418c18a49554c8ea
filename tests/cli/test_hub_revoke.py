"""`kiosk hub revoke`: an invitation that nobody has used, by its code or its name; a real hub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.cli.main import execute
from kiosk.resources import asset
from kiosk.services.profile import load_event
from tests.cli.hub_machine import hub_machine

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A machine on which `hub run` runs."""
    folder = tmp_path_factory.mktemp("home")
    load_event(folder, asset("demo", "event.toml"))
    with hub_machine(folder):
        yield folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path) -> Run:
    capsys.readouterr()

    def command(*words: str, at: Path = home) -> tuple[int, str, str]:
        code = execute(["--profile", str(at), "--lang", "es", "hub", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_the_invitation_says_how_it_is_withdrawn_and_then_lets_nobody_in(run, tmp_path):
    code, out, _ = run("invite", "--name", "Puerta 7")
    assert code == 0
    text = next(line for line in out.splitlines() if line.startswith("kiosk hub join "))
    how = out.splitlines()[-1].partition("kiosk hub revoke ")[2]

    assert run("revoke", how) == (0, "La invitación «Puerta 7» ya no vale.\n", "")
    code, _, err = run("join", text.removeprefix("kiosk hub join "), at=tmp_path / "new")
    assert code == 1
    assert "Pida otra." in err


def test_json_names_the_code_and_one_without_a_name_goes_by_it(run):
    key = json.loads(run("invite", "--json")[1])["id"]
    assert run("revoke", key)[:2] == (0, f"La invitación «{key}» ya no vale.\n")
    code, _, err = run("revoke", key)
    assert code == 1
    assert f"ni una invitación abierta «{key}»" in err


def test_by_name(run):
    run("invite", "--name", "Mesa 4")
    assert run("revoke", "Mesa 4")[:2] == (0, "La invitación «Mesa 4» ya no vale.\n")
