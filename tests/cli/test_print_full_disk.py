"""`kiosk print` as a process that may write no further: it says so, and a badge comes out once."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.services import printing
from kiosk.services.find import search
from kiosk.services.profile import open_profile
from kiosk.store.connect import close

ROOT = Path(__file__).parents[2]
EVENT = """\
[event]
id = "disk"
name = { es = "Prueba", pt = "Teste", en = "Test" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09
"""


def kiosk(profile: Path, *words: str, most: int = -1) -> subprocess.CompletedProcess[str]:
    """The program in a process whose files may become so many bytes, -1 for any."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "kiosk", "--profile", str(profile), "--lang", "es", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limited,
    )


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """An event with one person."""
    (tmp_path / "event.toml").write_text(EVENT)
    (tmp_path / "people.csv").write_text("Nombre,Apellido,Código\nAna,Silva,code-ana\n")
    made = tmp_path / "profile"
    for words in (("event", "load", "event.toml"), ("import", "people.csv")):
        done = kiosk(made, *words[:-1], str(tmp_path / words[-1]))
        assert done.returncode == 0, done.stderr
    return made


# From "no job can be asked for" to "its drawing cannot be kept".
@pytest.mark.parametrize("most", [2_000, 50_000, 110_000])
def test_wherever_the_disk_is_full_one_sentence_and_later_one_badge(
    profile: Path, most: int
) -> None:
    full = kiosk(profile, "print", "code-ana", "--printer", "folder:", most=most)
    lying = list((profile / "badges").glob("*"))

    assert full.returncode == 3
    assert full.stderr.startswith("kiosk: El disco ")
    assert len(full.stderr.strip().splitlines()) == 1, full.stderr
    assert lying == []

    ctx = open_profile(profile)
    try:
        printing.recover(ctx)
        if not printing.jobs(ctx):
            (ana,) = search(ctx, "ana")
            printing.enqueue(ctx, ana.person.person_id, "folder:")
        while (due := printing.claim_next(ctx)) is not None:
            printing.record(ctx, due, printing.deliver(due, ctx.folder))
        (job,) = printing.jobs(ctx)
    finally:
        close(ctx.db)
    assert job.state is printing.JobState.DONE
    assert len(list((profile / "badges").glob("*"))) == 1
