"""Opens, draws, checks and saves layouts for whoever designs one; keeps no history of changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import FailureError, KnownError, WrongUseError
from kiosk.domain.names import fold
from kiosk.printing.badge import draw_badges
from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.parts import Side
from kiosk.printing.layout import Layout, checked, layout_names, load_layout, picture_path
from kiosk.printing.layout_check import Problem, check_layout
from kiosk.printing.layout_file import save as write_layout
from kiosk.printing.raster import page_png
from kiosk.scanning.qr_image import decode
from kiosk.services.badge_layout import layout_of
from kiosk.services.context import Context
from kiosk.services.print_order import PREVIEW_CODE
from kiosk.services.profile import load_station, save_station
from kiosk.texts import N_

_LONG_SIDE = 1500
"""The longer side of a preview in dots: sharp at twice the size that a screen has room for."""
_MOST_LETTERS = 40
_NO_FILE_NAMES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Names that Windows keeps for its devices."""


@dataclass(frozen=True, slots=True)
class Named:
    """A layout that can be opened; `own` ones lie in the profile, the others in the program."""

    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the layout as it lies on the disk, or why it was not accepted."""

    name: str
    layout: Layout | None
    problems: tuple[Problem, ...] = ()


def named(own: Path) -> tuple[Named, ...]:
    """All layouts, one's own in the folder `own` first."""
    mine = {path.stem for path in own.glob("*.toml")}
    found = (Named(name, name in mine) for name in layout_names(own))
    return tuple(sorted(found, key=lambda one: (not one.own, one.name)))


def open_layout(own: Path, name: str) -> Layout:
    """The layout of that name. Raises NotFoundError or WrongUseError (a wrong file, by its key)."""
    return load_layout(name, own)


def file_name(title: str) -> str:
    """The name of the file for that title: "Almuerzo Ñandú" is "almuerzo-nandu"; "" for none.

    Only letters, digits and hyphens, so that no title leads out of the folder and every system can
    hold it.
    """
    name = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:_MOST_LETTERS].strip("-")
    return f"{name}-1" if name in _NO_FILE_NAMES else name


def picture(layout: Layout, content: BadgeContent, side: Side) -> bytes:
    """That side of the person's badge as PNG: upright, without bleed, with a code that opens none.

    Raises KnownError where the badge cannot be drawn.
    """
    flat = msgspec.structs.replace(
        layout, rotation=0, bleed=0.0, sides="one" if layout.sides == "one" else "two"
    )
    drawn = draw_badges([replace(content, code=PREVIEW_CODE)], flat)
    dpi = _LONG_SIDE / max(layout.width, layout.height) * 25.4
    return page_png(drawn.pdf, dpi, page=0 if side == "front" else 1)


def given(layout: Layout, content: BadgeContent) -> tuple[bool, ...]:
    """Of each element whether this person gets it, by its condition."""
    return tuple(fields.holds(element.when, content) for element in layout.elements)


def problems(layout: Layout) -> tuple[Problem, ...]:
    """What is wrong with the layout, drawn with invented people and read back at 203 dpi."""
    return tuple(check_layout(layout, _first_code))


def save(own: Path, name: str, layout: Layout) -> Saved:
    """Write the layout as one of the profile's own, unless its QR does not read.

    A layout with a severe problem is not accepted: nothing is written then. What is there by that
    name is replaced. Raises WrongUseError for a name that is none, FailureError where it cannot be
    written.
    """
    if name != file_name(name) or not name:
        raise WrongUseError(N_("Ese nombre no sirve: use letras y números."))
    found = problems(layout)
    if any(problem.severe for problem in found):
        return Saved(name, None, found)
    home = at_home(layout, own)
    write_layout(home, own / f"{name}.toml")
    return Saved(name, home, found)


def at_home(layout: Layout, own: Path) -> Layout:
    """The layout with its pictures copied into `own`, where it is going to lie."""
    if Path(layout.folder) == own:
        return layout
    elements = tuple(
        msgspec.structs.replace(each, file=_copied(picture_path(layout, each), own))
        if isinstance(each, kinds.Image)
        else each
        for each in layout.elements
    )
    return msgspec.structs.replace(layout, elements=elements, folder=str(own))


def with_picture(layout: Layout, own: Path, source: Path, place: Sequence[float]) -> Layout:
    """The layout with one more picture, copied into `own`; `place` is x, y, w, h in mm.

    Raises WrongUseError for a file that is no PNG or JPEG, FailureError where it cannot be copied.
    """
    home = at_home(layout, own)
    file = _copied(source, own)
    x, y, w, h = place
    image = kinds.Image(x=x, y=y, w=w, h=h, file=file)
    try:
        return checked(msgspec.structs.replace(home, elements=(*home.elements, image)))
    except KnownError as error:
        if not any(isinstance(each, kinds.Image) and each.file == file for each in home.elements):
            (own / file).unlink(missing_ok=True)
        raise WrongUseError(
            N_("«{file}» no es una imagen PNG o JPEG."), file=source.name
        ) from error


def use_here(ctx: Context, name: str) -> Context:
    """Let this station print with that layout from now on; answers the context that knows it.

    Raises NotFoundError for an unknown layout, FailureError where the settings cannot be written.
    """
    layout_of(ctx, name)
    kept = replace(load_station(ctx.folder), badge_layout=name)
    try:
        save_station(ctx.folder, kept)
    except OSError as error:
        raise FailureError(
            N_("No se pudo escribir {path}: {error}"), path=ctx.folder, error=error.strerror
        ) from error
    return replace(ctx, station=replace(ctx.station, badge_layout=name))


def _first_code(png: bytes) -> str:
    return next(iter(decode(png)), "")


def _copied(source: Path, own: Path) -> str:
    """Copy the picture into `own` under a free name; the same picture is copied once."""
    try:
        own.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        stem, ending = file_name(source.stem) or "imagen", source.suffix.lower()
        for number in range(1, 1000):
            target = own / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
            if target.is_file() and target.read_bytes() == content:
                return target.name
            if not target.exists():
                shutil.copyfile(source, target)
                return target.name
    except OSError as error:
        raise FailureError(
            N_("No se pudo copiar {path}: {error}"), path=source, error=error.strerror
        ) from error
    raise FailureError(N_("No se pudo copiar {path}: {error}"), path=source, error=own)
