"""Whether a profile keeps a hub of its own, asked of the files' names alone; reads none of them."""

from __future__ import annotations

from pathlib import Path

FOLDER = "hub"
"""Where in a profile lies the hub that runs on its machine."""
ABOUT = "hub.json"
"""The file that makes a folder a hub's: which of its servers it is."""


def has_hub(profile: Path) -> bool:
    """Whether the hub was made there: that machine serves the other stations."""
    return (profile / FOLDER / ABOUT).is_file()
