"""`kiosk hub` as a person types it; the server itself is tried in tests/hub and tests/real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli.main import execute
from kiosk.resources import asset
from kiosk.services.profile import load_event
from tests.cli.hub_machine import hub_machine
from tests.patience import until


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "perfil"
    load_event(folder, asset("demo", "event.toml"))
    return folder


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]):
    def command(*words: str, at: Path = profile) -> tuple[int, str, str]:
        code = execute(["--profile", str(at), "--lang", "es", "hub", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def running(profile: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """The profile of a machine on which `hub run` runs."""
    with hub_machine(profile):
        capsys.readouterr()
        yield profile


def test_a_hub_is_made_told_of_joined_and_left(run, running, tmp_path):
    other = tmp_path / "otra"
    load_event(other, asset("demo", "event.toml"))

    code, out, _ = run("invite", "--name", "Puerta 1", "--role", "door", "--json")
    issued = json.loads(out)
    assert (code, issued["qr"][:4]) == (0, "HUB.")
    code, out, _ = run("join", issued["text"], at=other)
    assert (code, out) == (0, "Esta estación es «Puerta 1» (door) en la central.\n")
    code, out, _ = run("status", "--json", at=other)
    told = json.loads(out)
    assert (code, told["state"], told["station"]) == (0, "ok", "Puerta 1")
    assert run("status")[1].startswith("La central responde.")
    code, out, _ = run("invite", "--minutes", "5")
    assert "kiosk hub join 127.0.0.1:" in out
    assert "▀" in out
    assert run("revoke", "Puerta 1")[:2] == (0, "«Puerta 1» ya no entra a la central.\n")
    assert run("revoke", "Puerta 1")[0] == 1
    assert run("run")[0] == 3  # it runs already
    until(lambda: json.loads(run("status", "--json", at=other)[1])["state"] == "refused")


def test_three_machines_get_a_folder_each(run, profile):
    code, out, _ = run("init", "--cluster", "10.0.0.1,10.0.0.2,10.0.0.3")

    assert code == 0
    assert out.count("kiosk hub run --folder") == 2
    nodes = [json.loads((profile / f / "hub.json").read_text())["node"]["host"]
             for f in ("hub", "hub-2", "hub-3")]  # fmt: skip
    assert nodes == ["10.0.0.1", "10.0.0.2", "10.0.0.3"]
    assert run("init", "--host", "10.0.0.1")[0] == 2  # it belongs to one already


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("status",), 1, "no pertenece"),
        (("run",), 1, "kiosk hub init"),
        (("invite",), 1, "kiosk hub init"),
        (("revoke", "x"), 1, "kiosk hub init"),
        (("join", "what"), 2, "no es una invitación"),
        (("join", "h:1/x/what", "--address", "a b"), 2, "no es una dirección"),
        (("init", "--cluster", "a,b"), 2, "mayoría"),
        (("init", "--cluster", "a,b,c", "--host", "d"), 2, "--cluster"),
        (("init", "--host", "a b"), 2, "no es una dirección"),
        (("init", "--host", "a", "--port", "65000"), 2, "no es una dirección"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, words, code, says):
    ended, out, err = run(*words)

    assert (ended, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1
