"""An import whose process is killed in the middle leaves the old list whole."""

import subprocess
import sys
from pathlib import Path

from kiosk.resources import asset
from kiosk.services.find import search
from kiosk.services.import_people import run_import
from kiosk.services.profile import load_event, open_profile
from kiosk.store.connect import close
from kiosk.store.transact import number, rows

HEADER = "ID,Nombre,Apellido,Correo\n"

SCRIPT = """
import os, signal, sys
from pathlib import Path
from kiosk.services.import_people import run_import
from kiosk.services.profile import open_profile

ctx = open_profile(Path(sys.argv[1]))
def progress(done, total):
    if done >= 2000:
        written = ctx.db.conn.execute("SELECT count(*) FROM person").fetchone()[0]
        print(written, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
run_import(ctx, Path(sys.argv[2]), progress=progress)
"""


def test_the_old_list_is_intact(tmp_path):
    profile, old, new = tmp_path / "profile", tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEADER + "1,José,Núñez,jose@example.org\n2,Ana,Paz,ana@example.org\n")
    new.write_text(
        HEADER + "".join(f"{n},Otra{n},Persona,p{n}@example.org\n" for n in range(10, 4000))
    )
    load_event(profile, asset("demo", "event.toml"))
    ctx = open_profile(profile)
    run_import(ctx, old)
    before = rows(ctx.db, "SELECT * FROM person"), rows(ctx.db, "SELECT * FROM ticket")
    close(ctx.db)

    killed = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(profile), str(new)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert killed.returncode == -9, killed.stderr
    assert int(killed.stdout) > 1000  # it was in the middle of writing
    ctx = open_profile(profile)
    try:
        assert (
            rows(ctx.db, "SELECT * FROM person"),
            rows(ctx.db, "SELECT * FROM ticket"),
        ) == before
        assert [found.person.given_name for found in search(ctx, "nunez")] == ["José"]
        assert (
            number(ctx.db, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'person_fts_%ed'")
            == 3
        )
        assert run_import(ctx, new).added == 3990
        assert len(search(ctx, "otra3999")) == 1
    finally:
        close(ctx.db)
