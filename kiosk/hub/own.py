"""Whether a profile belongs to a hub, or keeps one, by the names of files; reads none."""

from __future__ import annotations

from pathlib import Path

FOLDER = "hub"
"""Where in a profile lies the hub that runs on its machine."""
ABOUT = "hub.json"
"""The file that makes a folder a hub's: which of its servers it is."""

MEMBERSHIP = "membership.json"
"""The file that makes a profile's station a member."""


def has_joined(profile: Path) -> bool:
    """Whether the station of that profile belongs to a hub."""
    return (profile / MEMBERSHIP).is_file()


def has_hub(profile: Path) -> bool:
    """Whether the hub was made there: that machine serves the other stations."""
    return (profile / FOLDER / ABOUT).is_file()
