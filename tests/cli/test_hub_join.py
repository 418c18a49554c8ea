"""`kiosk hub join` in a folder that knows nothing, and where its secret does not go; a real hub."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.cli.main import execute
from kiosk.hub.credentials import seed_from
from kiosk.hub.invitation import read_invitation
from kiosk.hub.membership import read_membership
from kiosk.resources import asset
from kiosk.services.hub_line import joined
from kiosk.services.list_line import exchange_list
from kiosk.services.profile import demo_profile, load_event, load_station, open_profile
from kiosk.services.share import exchange
from kiosk.store.connect import close
from tests.cli.hub_machine import hub_machine
from tests.patience import until

Run = Callable[..., tuple[int, str, str]]


@contextmanager
def machine(folder: Path) -> Iterator[Path]:
    """One on which `hub run` runs; its station has the demo's people and has told nobody."""
    close(demo_profile(folder).db)
    with hub_machine(folder):
        yield folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Such a machine, with its list told."""
    with machine(tmp_path_factory.mktemp("home")) as folder:
        tell(folder)
        yield folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(at: Path, *words: str) -> tuple[int, str, str]:
        code = execute(["--profile", str(at), "--lang", "es", "hub", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def invite(run: Run, home: Path) -> Callable[..., str]:
    def make(*words: str) -> str:
        code, out, _ = run(home, "invite", "--json", *words)
        assert code == 0
        return json.loads(out)["text"]

    return make


def tell(home: Path) -> None:
    """What an open window of the station with the sources does."""
    ctx = open_profile(home)
    try:
        with joined(ctx) as shared:
            until(lambda: shared.hub.health().connected and shared.hub.health().roster)
            exchange_list(shared, shared.hub)
            exchange(shared, shared.hub)
    finally:
        close(ctx.db)


def test_a_list_that_was_not_told_yet_comes_when_it_is_called_again(run, tmp_path):
    new = tmp_path / "new"
    (tmp_path / "home").mkdir()
    with machine(tmp_path / "home") as home:
        said = run(home, "invite", "--json")[1]
        text = json.loads(said[said.index("{") :])["text"]
        code, out, err = run(new, "join", text, "--name", "Mesa 7")
        assert (code, out) == (0, "Esta estación es «Mesa 7» (desk) en la central.\n")
        assert "todavía no tiene la lista" in err
        assert not (new / "event.toml").exists()
        tell(home)
        code, out, _ = run(new, "join", text)

    assert (code, out.splitlines()[1]) == (0, "LACNIC 46: 587 personas en la lista.")


def test_a_station_that_waits_for_the_list_says_so_and_gets_it_by_sync(run, tmp_path, capsys):
    new = tmp_path / "new"
    (tmp_path / "home").mkdir()
    with machine(tmp_path / "home") as home:
        said = run(home, "invite", "--json")[1]
        run(new, "join", json.loads(said[said.index("{") :])["text"], "--name", "Mesa 7")
        early = [execute(["--profile", str(new), *words]) for words in (["sync"], ["search", "x"])]
        waiting = capsys.readouterr().err
        tell(home)
        late = execute(["--profile", str(new), "sync"])
        capsys.readouterr()
        found = execute(["--profile", str(new), "search", "jose"])

    assert (early, late, found) == ([1, 1], 0, 0)
    assert waiting.count("Esta estación espera la lista de la central") == 2


def test_a_new_folder_joins_and_has_it_all(run, home, invite, tmp_path):
    new, text = tmp_path / "new", invite()
    code, out, _ = run(new, "join", text, "--name", "Mesa 7", "--role", "desk")

    assert (code, out.splitlines()[1]) == (0, "LACNIC 46: 587 personas en la lista.")
    assert execute(["--profile", str(new), "search", "jose"]) == 0
    assert load_station(new).name == "Mesa 7"

    code, _, err = run(new, "join", text)
    assert (code, err) == (2, "kiosk: Esta estación ya pertenece a una central.\n")


def test_a_door_says_where_it_stands(run, home, invite, tmp_path):
    new, text = tmp_path / "door", invite("--name", "Puerta 1", "--role", "door")
    said = ("join", text, "--name", "Otra", "--role", "dashboard", "--checkpoint", "csirt")
    code, out, _ = run(new, *said)

    assert (code, out.splitlines()[0]) == (0, "Esta estación es «Puerta 1» (door) en la central.")
    assert (load_station(new).role, load_station(new).checkpoint) == ("door", "csirt")


def test_a_checkpoint_that_is_not_there_is_told_and_the_station_has_joined(
    run, home, invite, tmp_path
):
    new = tmp_path / "door"
    code, _, err = run(new, "join", invite("--role", "door"), "--name", "P 9",
                       "--checkpoint", "nowhere")  # fmt: skip

    assert code == 2
    assert "csirt" in err
    assert read_membership(new).name == "P 9"


def test_a_profile_with_the_event_joins_and_gets_the_list(run, home, invite, tmp_path):
    load_event(tmp_path, asset("demo", "event.toml"))

    code, out, _ = run(tmp_path, "join", invite("--name", "Mesa 8"))
    assert code == 0
    assert "587 personas" in out


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"), 2, "no es una invitación"),
        (lambda text: "lacnic", 2, "no es una invitación"),
        (lambda text: "", 2, "no es una invitación"),
    ],
    ids=["mistyped", "a word", "nothing"],
)
def test_a_text_that_is_none_makes_nothing(run, invite, tmp_path, change, code, says):
    ended, out, err = run(tmp_path / "new", "join", change(invite()))

    assert (ended, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def traces(text: str) -> list[bytes]:
    """Every way in which the secret of an invitation could stand in a file."""
    invitation = read_invitation(text)
    code = text.rpartition("/")[2]
    words = (code, code.replace("-", ""), invitation.scanned, invitation.secret.hex(),
             seed_from(invitation.secret))  # fmt: skip
    return [*(word.encode() for word in words), invitation.secret]


def holds(folder: Path, secrets: list[bytes]) -> list[str]:
    """The files below a folder in which one of those stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(one in path.read_bytes() for one in secrets)]


def test_the_secret_is_read_from_stdin_and_stands_nowhere_afterwards(
    run, home, invite, tmp_path, monkeypatch
):
    new, text = tmp_path / "new", invite("--name", "Muda")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{text}\n".encode())))
    code, out, err = run(new, "join", "-")
    assert code == 0
    assert not any(one.decode("latin-1") in out + err for one in traces(text))

    export = tmp_path / "export"
    export.mkdir()
    for report in ("journal", "people", "attendance"):
        words = ("export", report, "--out", str(export / f"{report}.csv"))
        assert execute(["--profile", str(new), *words]) == 0

    found = [*holds(new, traces(text)), *holds(home, traces(text)), *holds(export, traces(text))]
    assert found == []
    key = read_membership(new).seed.encode()
    assert holds(tmp_path, [key]) == [str(new / "membership.json")]
    assert holds(home, [key]) == []


def test_no_process_shows_a_secret_in_its_command_line(run, home, invite, tmp_path):
    text = invite("--name", "Callada")
    command = [
        sys.executable,
        "-m",
        "kiosk",
        "--profile",
        str(tmp_path / "new"),
        "hub",
        "join",
        "-",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        seen = command_lines()
        process.communicate(text.encode())
    seen += command_lines()

    assert process.returncode == 0
    secrets = [*traces(text), (home / "hub" / "hub.seed").read_bytes().strip()]
    assert [line for line in seen if any(one in line for one in secrets)] == []


def command_lines() -> list[bytes]:
    found = []
    for process in Path("/proc").iterdir():
        try:
            found.append((process / "cmdline").read_bytes())
        except OSError:
            continue
    return found


def test_files_of_a_station_are_its_owners(run, home, invite, tmp_path):
    new = tmp_path / "new"
    assert run(new, "join", invite("--name", "Propia"))[0] == 0

    assert [oct((new / name).stat().st_mode & 0o077) for name in ("membership.json", "event.db")] \
        == ["0o0", "0o0"]  # fmt: skip
    with closing(open_profile(new).db.conn):
        assert not (new / "membership.pending").exists()
