"""The Python in which other programs that make badges are measured; outside of this project.

Kept in the user's cache, about 300 MB; KIOSK_BENCH_CACHE names another folder. What cannot be
installed here is told, and not measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs

PACKAGES = {
    "fpdf2": ("fpdf2", "qrcode"),
    "pylabels": ("pylabels", "reportlab"),
    "typst": ("typst", "qrcode"),
    "blabel": ("blabel",),
}


def python_for(peer: str) -> Path | None:
    """The Python that has the peer, installed where it is missing; None where it cannot be."""
    home = _cache() / "venv"
    python, ready = home / "bin" / "python", home / f"ready-{peer}"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    if not ready.exists():
        install = [python, "-m", "pip", "install", "-q", *PACKAGES[peer]]
        done = subprocess.run(install, check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"{peer} cannot be installed here: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return None
        ready.touch()
    return python


def version_of(python: Path, package: str) -> str:
    """Which version of it was measured."""
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    done = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _cache() -> Path:
    own = os.environ.get("KIOSK_BENCH_CACHE")
    folder = Path(own) if own else platformdirs.user_cache_path("kiosk-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
