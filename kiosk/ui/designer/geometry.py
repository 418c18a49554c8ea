"""Frames on a sheet in mm: dragged, resized, snapped and hit; knows no pixels and no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

GRID = 0.1
"""Frames that snap to nothing stand on whole tenths of a millimetre."""
HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
"""Corners and edges of a frame, by the compass; "" is the frame itself."""
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Rect:
    """A frame; x and y are of its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def across(self) -> tuple[float, float, float]:
        """Left edge, middle and right edge."""
        return self.x, self.x + self.w / 2, self.right

    @property
    def down(self) -> tuple[float, float, float]:
        """Upper edge, middle and lower edge."""
        return self.y, self.y + self.h / 2, self.bottom

    def handle(self, name: str) -> tuple[float, float]:
        """Where that handle stands."""
        left, middle, right = self.across
        top, centre, bottom = self.down
        x = left if "w" in name else right if "e" in name else middle
        return x, top if "n" in name else bottom if "s" in name else centre


@dataclass(frozen=True, slots=True)
class Guide:
    """A line that a frame has snapped to, across the whole sheet."""

    upright: bool
    at: float


class Hittable(Protocol):
    """What can be hit: a frame that is shown or not."""

    @property
    def index(self) -> int:
        """Its number."""

    @property
    def rect(self) -> Rect:
        """Its frame."""

    @property
    def shown(self) -> bool:
        """Whether it can be seen."""


_Hit = TypeVar("_Hit", bound=Hittable)


def dragged(
    rect: Rect,
    handle: str,
    by: tuple[float, float],
    page: tuple[float, float],
    least: float = 1.0,
    *,
    square: bool = False,
) -> Rect:
    """The frame after its handle ("" for all of it) was dragged `by` so much.

    It never leaves the page of that width and height and never gets smaller than `least`; the
    corner or edge opposite to the handle stays. A `square` one keeps its sides equal.
    """
    if not handle:
        x = _within(rect.x + by[0], 0, page[0] - rect.w)
        y = _within(rect.y + by[1], 0, page[1] - rect.h)
        return Rect(round(x, _DECIMALS), round(y, _DECIMALS), rect.w, rect.h)
    left, right = _edges(rect.x, rect.right, ("w" in handle, "e" in handle), by[0], page[0], least)
    top, bottom = _edges(rect.y, rect.bottom, ("n" in handle, "s" in handle), by[1], page[1], least)
    made = Rect(left, top, round(right - left, _DECIMALS), round(bottom - top, _DECIMALS))
    return _squared(made, handle, page) if square else made


def snapped(
    rect: Rect,
    handle: str,
    by: tuple[float, float],
    others: Iterable[Rect],
    page: tuple[float, float],
    reach: float,
) -> tuple[tuple[float, float], tuple[Guide, ...]]:
    """How far to drag instead, so that edges and middles meet those of others or of the page.

    `reach` is how near in mm they must be; 0 snaps to nothing. What does not snap comes to stand
    on the grid.
    """
    frames = [Rect(0, 0, *page), *others]
    across = _points(rect.across, handle, "we")
    down = _points(rect.down, handle, "ns")
    dx, at_x = _nearest(across, by[0], [line for one in frames for line in one.across], reach)
    dy, at_y = _nearest(down, by[1], [line for one in frames for line in one.down], reach)
    guides = [Guide(upright=True, at=at_x)] if at_x is not None else []
    guides += [Guide(upright=False, at=at_y)] if at_y is not None else []
    return (dx, dy), tuple(guides)


def hit(frames: Sequence[_Hit], x: float, y: float, slack: float = 0.0) -> _Hit | None:
    """The smallest frame at that place, of equal ones the one on top; None for the bare sheet."""
    found = [one for one in frames if one.shown and holds(one.rect, x, y, slack)]
    return min(reversed(found), key=lambda one: one.rect.w * one.rect.h, default=None)


def holds(rect: Rect, x: float, y: float, slack: float = 0.0) -> bool:
    """Whether that place lies in the frame, or at most `slack` beside it."""
    inside = rect.x - slack <= x <= rect.right + slack
    return inside and rect.y - slack <= y <= rect.bottom + slack


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))


def _edges(
    low: float,
    high: float,
    moves: tuple[bool, bool],
    by: float,
    length: float,
    least: float,
) -> tuple[float, float]:
    """Both edges of one axis after one of them (or none) moved."""
    if moves[0]:
        low = max(0.0, min(low + by, high - least))
    elif moves[1]:
        high = min(length, max(high + by, low + least))
    return round(low, _DECIMALS), round(high, _DECIMALS)


def _squared(rect: Rect, handle: str, page: tuple[float, float]) -> Rect:
    """As large as was dragged, as far as the page lets it; the opposite corner stays."""
    wanted = {"n": rect.h, "s": rect.h, "e": rect.w, "w": rect.w}.get(handle, max(rect.w, rect.h))
    room_across = rect.right if "w" in handle else page[0] - rect.x
    room_down = rect.bottom if "n" in handle else page[1] - rect.y
    side = round(min(wanted, room_across, room_down), _DECIMALS)
    x = rect.right - side if "w" in handle else rect.x
    y = rect.bottom - side if "n" in handle else rect.y
    return Rect(round(x, _DECIMALS), round(y, _DECIMALS), side, side)


def _points(all_three: tuple[float, float, float], handle: str, ends: str) -> tuple[float, ...]:
    """Those of one axis that move with the handle; `ends` are the letters of its two edges."""
    if not handle:
        return all_three
    if ends[0] in handle:
        return (all_three[0],)
    return (all_three[2],) if ends[1] in handle else ()


def _nearest(
    points: Sequence[float], by: float, lines: Sequence[float], reach: float
) -> tuple[float, float | None]:
    """How far to go instead of `by`, and the line that was met, if one was."""
    if not points:
        return 0.0, None
    pairs = ((line - point, line) for point in points for line in lines)
    to, line = min(pairs, key=lambda pair: abs(pair[0] - by))
    if reach > 0 and abs(to - by) <= reach:
        return to, line
    return round(round((points[0] + by) / GRID) * GRID - points[0], _DECIMALS), None
