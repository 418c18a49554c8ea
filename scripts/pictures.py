"""Draws the screens in docs/pictures, in Spanish.

Run `python scripts/pictures.py` (or with the names of some) after a change of a screen, and look at
them. Each is a scene of `kiosk screenshots`, smaller and with few colours: pages load quickly.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from kiosk.app.screenshots import render_all

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WIDTH, COLOURS = 960, 256
PICTURES = {
    "desk": "01-desk-search",
    "door": "10-door-refuse",
    "self-service": "05a-self-confirm",
    "setup": "13e-setup-trouble-small",
    "prints": "03c-desk-prints",
    "panel": "12c-dashboard",
    "designer": "14a-designer",
}
"""A picture's name -> the scene that it shows."""


def draw(names: list[str]) -> None:
    """Draw these pictures. Raises KeyError for an unknown name."""
    with tempfile.TemporaryDirectory(prefix="kiosk-pictures-") as folder:
        wanted = {PICTURES[name]: name for name in names}
        for path in render_all(Path(folder), languages=("es",), only=tuple(wanted)):
            shrink(path, FOLDER / f"{wanted[path.stem]}.png")


def shrink(large: Path, small: Path) -> None:
    """Write a picture in WIDTH and COLOURS."""
    with Image.open(large) as picture:
        size = (WIDTH, round(picture.height * WIDTH / picture.width))
        fewer = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        fewer.quantize(COLOURS, dither=Image.Dither.NONE).save(small, optimize=True)


if __name__ == "__main__":
    draw(sys.argv[1:] or list(PICTURES))
