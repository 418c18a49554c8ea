"""A profile with a small event and real people, and the command line to drive it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.cli.main import execute

ROOT = Path(__file__).resolve().parents[2]

EVENT = """\
[event]
id = "prueba"
code = "PRU"
name = { es = "Encuentro de prueba", pt = "Encontro de teste", en = "Test meeting" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09
languages = ["es", "pt", "en"]

[[checkpoint]]
id = "entrance"
kind = "entrance"
name = { es = "Entrada principal", pt = "Entrada principal", en = "Main entrance" }
admits = "everyone"
entry = "free"

[[checkpoint]]
id = "csirt"
kind = "room"
name = { es = "Reunión de CSIRTs", pt = "Reunião de CSIRTs", en = "CSIRTs Meeting" }
admits = "invited"
opens = 2026-10-06T09:00:00
closes = 2026-10-06T13:00:00
early = "20m"
entry = "re-entry"
override = "supervisor"

[[checkpoint]]
id = "lunch"
kind = "handout"
name = { es = "Almuerzo", pt = "Almoço", en = "Lunch" }
admits = "everyone"
entry = "once"
"""

PEOPLE = """\
code,given name,family name,email,organisation,country
AAA111AAA,José,Núñez Peña,jose@example.org,Red Sur,UY
BBB222BBB,Inês,Gonçalves,ines@example.org,Rede Norte,BR
CCC333CCC,王,小明,wang@example.org,网络,CL
DDD444DDD,Ana,Silva,ana@example.org,Red Sur,AR
"""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Kiosk:
    """The command line on one profile: called in this process, or as a process of its own."""

    def __init__(self, profile, capsys):
        self.profile = profile
        self.capsys = capsys

    def __call__(self, *words):
        self.capsys.readouterr()
        code = execute(["--profile", str(self.profile), *map(str, words)])
        done = self.capsys.readouterr()
        return Result(code, done.out, done.err)

    def command(self, *words):
        return [sys.executable, "-m", "kiosk", "--profile", str(self.profile), *map(str, words)]

    def process(self, *words, stdin=b"", lang="es", env=None):
        done = subprocess.run(
            self.command(*words),
            input=stdin,
            capture_output=True,
            check=False,
            cwd=ROOT,
            env={**os.environ, "KIOSK_LANG": lang, "PYTHONPATH": str(ROOT), **(env or {})},
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def anywhere(tmp_path, capsys, monkeypatch):
    """The command line on a profile that does not exist yet, in Spanish."""
    monkeypatch.setenv("KIOSK_LANG", "es")
    return Kiosk(tmp_path / "profile", capsys)


@pytest.fixture
def event_file(tmp_path):
    path = tmp_path / "event.toml"
    path.write_text(EVENT, encoding="utf-8")
    return path


@pytest.fixture
def people_file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def empty(anywhere, event_file):
    """A profile with the event and nobody in it."""
    assert anywhere("event", "load", event_file).code == 0
    return anywhere


@pytest.fixture
def kiosk(empty, people_file):
    """A profile with the event and four people."""
    done = empty("import", people_file)
    assert done.code == 0, done.err
    return empty
