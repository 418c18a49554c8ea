"""Finds the files shipped with the program; reads none of them."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """The path of a file below assets/: in a checkout, in an installed wheel or in a bundle."""
    installed = _PACKAGE / "_assets"
    root = installed if installed.is_dir() else _PACKAGE.parent / "assets"
    return root.joinpath(*parts)
