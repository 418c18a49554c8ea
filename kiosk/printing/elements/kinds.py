"""The kinds of elements that a layout may hold, as data; draws nothing.

All lengths are mm. Frames are measured from the upper left corner of their side, what stands
within an element (labels, the start of a pattern) from that element's own corner.
"""

from __future__ import annotations

import msgspec

from kiosk.printing.elements.parts import Align, Box, Place, Side, When, Words


class Element(Place, frozen=True, kw_only=True, tag_field="kind"):
    """What all kinds share: a frame, the side it is on, and who gets it."""

    side: Side = "front"
    when: When | None = None


class Writing(Box, frozen=True, kw_only=True, tag_field="kind"):
    """As Element, for those that are one text."""

    side: Side = "front"
    when: When | None = None


class Text(Writing, frozen=True, kw_only=True, tag="text"):
    """A field of the badge's content."""

    field: str


class FixedWords(Writing, frozen=True, kw_only=True, tag="words"):
    """Words of the layout's own; "{votes}" in them stands for that field."""

    text: Words


class Code(Element, frozen=True, kw_only=True, tag="code"):
    """The QR symbol without its quiet zone; codes that need smaller modules are refused."""

    smallest_module: float = 0.5


class Image(Element, frozen=True, kw_only=True, tag="image"):
    """A PNG or JPEG beside the layout file, as large as its frame lets it, never stretched."""

    file: str
    align: Align = "center"


class Tracks(Element, frozen=True, kw_only=True, tag="tracks"):
    """The five lines of the header, seen through the frame.

    `first` is the height of the first line in the frame, `foot` where it leaves the frame below,
    `bend` the length of the bend; `nodes` are rings as [line 0-4, x], `node` is their radius.
    `paper` is the colour of what lies below, `colors` the five lines'.
    """

    first: float
    pitch: float
    line: float
    foot: float
    bend: float
    node: float
    nodes: tuple[tuple[int, float], ...] = ()
    paper: str = "#062033"
    colors: tuple[str, str, str, str, str] = (
        "#17456A",
        "#2F74D0",
        "#4FB3E8",
        "#FFFFFF",
        "#FFC53D",
    )


class Shape(Element, frozen=True, kw_only=True, tag="box"):
    """A rectangle, filled and with a line around it as told."""

    fill: str = ""
    color: str = "#0C1B26"
    line: float = 0.0
    radius: float = 0.0


class Line(Element, frozen=True, kw_only=True, tag="line"):
    """A straight line from the frame's upper left corner to its lower right one."""

    color: str = "#0C1B26"
    line: float = 0.3
    dash: float = 0.0


class Band(Element, frozen=True, kw_only=True, tag="band"):
    """The colour, pattern and words of the role of highest rank.

    `pattern_x` is where the pattern starts, `unit` the distance at which it repeats; `label` and
    its other language `second` are boxes. `mono` draws it black on white. `color`, `pattern` and
    `text` replace those of the role: with `text` the band is there without a role too.
    """

    pattern_x: float
    unit: float
    label: Box
    second: Box | None = None
    mono: bool = False
    color: str = ""
    pattern: str = ""
    text: Words = msgspec.field(default_factory=dict)


class Strip(Element, frozen=True, kw_only=True, tag="strip"):
    """The second role in one language; its pattern starts `gap` behind the label."""

    gap: float
    unit: float
    label: Box
    mono: bool = False


class Chips(Element, frozen=True, kw_only=True, tag="chips"):
    """The languages a person speaks, a frame `chip` wide each, narrower where they are many."""

    chip: float
    gap: float
    radius: float
    line: float
    text: float


class Photo(Element, frozen=True, kw_only=True, tag="photo"):
    """Whether photos are welcome: a ring with a camera, or a black square with it struck out."""

    radius: float
    line: float


class Card(Element, frozen=True, kw_only=True, tag="card"):
    """A white card at the frame's right end, as wide as the languages and photo mark upon it."""

    pad: float
    radius: float
    chip: float
    chip_h: float
    gap: float
    chip_radius: float
    line: float
    text: float
    photo: float
    photo_radius: float


class Programme(Writing, frozen=True, kw_only=True, tag="programme"):
    """The person's sessions by day; what does not fit at the smallest size is told as "+2"."""

    hours: float = 0.0


class Rights(Writing, frozen=True, kw_only=True, tag="rights"):
    """The rooms that the person may enter, by the names given here or those of the content."""

    names: dict[str, Words] = msgspec.field(default_factory=dict)
    separator: str = " · "


AnyElement = (
    Text
    | FixedWords
    | Code
    | Image
    | Tracks
    | Shape
    | Line
    | Band
    | Strip
    | Chips
    | Photo
    | Card
    | Programme
    | Rights
)
"""One element of a layout."""
