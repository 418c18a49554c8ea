"""Badge layouts as data: the shape of assets/layouts/*.toml and its reading; draws nothing.

All lengths are millimetres, measured from the badge's upper left corner (docs/badges.md).
"""

from __future__ import annotations

from kiosk.domain.errors import NotFoundError
from kiosk.printing import measures
from kiosk.printing.measures import Part
from kiosk.texts import N_


class Box(Part, frozen=True):
    """A field of text: its frame and how it is written.

    `baseline` is that of a single line, from the top of the frame; `size` the largest em,
    `smallest` the one below which shorter forms are tried; `leading` is the least distance of two
    lines, in em.
    """

    x: float
    y: float
    w: float
    h: float
    baseline: float
    size: float
    smallest: float
    weight: int = 500
    tracking: float = 0.0
    color: str = "#0C1B26"
    lines: int = 1
    leading: float = 1.0


class Slot(Part, frozen=True):
    """Where the hole for the lanyard is punched, drawn as a light pill."""

    x: float
    y: float
    w: float
    h: float
    color: str = "#EBEDEF"


class Tracks(Part, frozen=True):
    """The five lines of the header.

    `y` is the first one's height, `foot` where it leaves the header below, `bend` the length of
    the bend; `nodes` are rings as [line 0-4, x], `node` is their radius.
    """

    y: float
    pitch: float
    line: float
    foot: float
    bend: float
    nodes: list[tuple[int, float]]
    node: float


class Header(Part, frozen=True):
    """The dark field at the top with the event's name."""

    h: float
    event: Box
    tracks: Tracks
    color: str = "#062033"
    dates: Box | None = None
    slot: Slot | None = None


class Code(Part, frozen=True):
    """The QR symbol: place, side without quiet zone, and the smallest module that is allowed."""

    x: float
    y: float
    size: float
    smallest_module: float = 0.5


class Chips(Part, frozen=True):
    """The languages a person speaks, one frame each, from x to the right."""

    x: float
    y: float
    w: float
    h: float
    gap: float
    radius: float
    line: float
    text: float
    caption: Box | None = None


class Photo(Part, frozen=True):
    """The photo mark: its side, and a label beside it where there is room."""

    x: float
    y: float
    size: float
    radius: float
    line: float
    label: Box | None = None


class Card(Part, frozen=True):
    """A white card upon the band that holds languages and photo mark, set from its right edge."""

    right: float
    y: float
    h: float
    pad: float
    radius: float


class Band(Part, frozen=True):
    """The role's band at the foot.

    `label` and its other language `second`; `pattern` is where the pattern starts, `unit` the
    distance at which it repeats.
    """

    y: float
    h: float
    pattern: float
    unit: float
    label: Box
    second: Box


class Strip(Part, frozen=True):
    """The second role's strip above the band; its pattern starts `gap` behind the label."""

    y: float
    h: float
    gap: float
    unit: float
    label: Box


class Layout(Part, frozen=True):
    """Everything of a layout file; `media` is the PWG name of the paper that printers know."""

    title: str
    width: float
    height: float
    media: str
    header: Header
    first: Box
    second: Box
    organisation: Box
    country: Box
    code: Code
    chips: Chips
    photo: Photo
    band: Band
    strip: Strip
    card: Card | None = None


def layout_names() -> tuple[str, ...]:
    """The layouts that come with the program, by name."""
    return measures.names_in("layouts")


def load_layout(name: str) -> Layout:
    """A layout by name ("a6") or by the path of a TOML file.

    Raises NotFoundError for an unknown one, WrongUseError for a wrong file, naming the key.
    """
    path = measures.find("layouts", name)
    if path is None:
        raise NotFoundError(
            N_("No hay ningún diseño de credencial «{name}»; hay: {known}"),
            name=name,
            known=", ".join(layout_names()),
        )
    return measures.load(path, Layout, _conditions)


def _conditions(layout: Layout) -> list[tuple[str, bool]]:
    boxes = {
        "first": layout.first,
        "second": layout.second,
        "organisation": layout.organisation,
        "country": layout.country,
        "header.event": layout.header.event,
        "band.label": layout.band.label,
        "band.second": layout.band.second,
        "strip.label": layout.strip.label,
    }
    code = layout.code
    return [
        ("width", 20 <= layout.width <= 400),
        ("height", 20 <= layout.height <= 400),
        ("code.size", code.size / 21 >= code.smallest_module),
        ("code", code.x + code.size <= layout.width and code.y + code.size <= layout.height),
        ("band", layout.band.y + layout.band.h <= layout.height + 0.01),
        ("strip", layout.strip.h > 0 and layout.strip.y + layout.strip.h <= layout.band.y + 0.01),
        *((key, _fits(box, layout)) for key, box in boxes.items()),
        *((f"{key}.weight", box.weight in (500, 600, 700, 800)) for key, box in boxes.items()),
        *((f"{key}.leading", 0.8 <= box.leading <= 3) for key, box in boxes.items()),
        *((f"{key}.size", 0 < box.smallest <= box.size) for key, box in boxes.items()),
    ]


def _fits(box: Box, layout: Layout) -> bool:
    inside = box.x >= 0 and box.y >= 0 and box.w > 0 and 0 < box.baseline <= box.h
    return inside and box.x + box.w <= layout.width and box.y + box.h <= layout.height
