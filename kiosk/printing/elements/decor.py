"""Draws what carries no words: rectangles, lines, the tracks of the header, pictures."""

from __future__ import annotations

import math

from reportlab.lib.units import mm

from kiosk.printing.drawable import Shown
from kiosk.printing.elements import kinds
from kiosk.printing.elements.ink import NOTHING, Ink, frame
from kiosk.printing.layout import picture_path
from kiosk.printing.pen import Pen

_ANCHOR = {"left": "w", "center": "c", "right": "e"}


def paint_box(ink: Ink, element: kinds.Shape) -> Shown:
    """A rectangle; where it touches the edge it goes on over the bleed."""
    pen = ink.pen
    if element.fill:
        pen.fill(element.fill)
        if element.radius:
            pen.pill(frame(element), element.radius)
        else:
            pen.rect(*pen.bled(frame(element)))
    if element.line:
        half = element.line / 2
        inner = (element.x + half, element.y + half, element.w - 2 * half, element.h - 2 * half)
        pen.stroke(element.color, element.line)
        pen.pill(inner, max(element.radius - half, 0.0), stroke=True)
    return NOTHING


def paint_line(ink: Ink, element: kinds.Line) -> Shown:
    """A straight line, dashed where it is told to be."""
    pen = ink.pen
    pen.canvas.saveState()
    pen.stroke(element.color, element.line)
    if element.dash:
        pen.canvas.setLineCap(0)
        pen.canvas.setDash([element.dash * mm])
    pen.line((element.x, element.y), (element.x + element.w, element.y + element.h))
    pen.canvas.restoreState()
    return NOTHING


def paint_image(ink: Ink, element: kinds.Image) -> Shown:
    """The picture, whole, at the frame's side that `align` names."""
    x, y = ink.pen.point(element.x, element.y + element.h)
    ink.pen.canvas.drawImage(
        str(picture_path(ink.layout, element)),
        x,
        y,
        element.w * mm,
        element.h * mm,
        mask="auto",
        preserveAspectRatio=True,
        anchor=_ANCHOR[element.align],
    )
    return NOTHING


def paint_tracks(ink: Ink, element: kinds.Tracks) -> Shown:
    """Parallel lines from the right edge that bend by 45 degrees and leave at the foot."""
    pen = ink.pen
    pen.canvas.saveState()
    pen.clip(pen.bled(frame(element)))
    for number, color in enumerate(element.colors):
        pen.stroke(color, element.line)
        _track(pen, element, number)
    for number, x in element.nodes:
        place = (element.x + x, element.y + element.first + number * element.pitch)
        pen.fill(element.paper)
        pen.circle(*place, element.node)
        pen.stroke(element.colors[number], element.node * 0.52)
        pen.circle(*place, element.node, stroke=True)
    pen.canvas.restoreState()
    return NOTHING


def _track(pen: Pen, tracks: kinds.Tracks, number: int) -> None:
    y = tracks.y + tracks.first + number * tracks.pitch
    # Parallel after the bend too: the foot moves on by the pitch over sin 45 degrees.
    foot = tracks.x + tracks.foot + number * tracks.pitch * math.sqrt(2)
    edge = tracks.y + tracks.h
    corner = foot + edge - y
    slant = tracks.bend / math.sqrt(2)
    path = pen.canvas.beginPath()
    path.moveTo(*pen.point(foot - 2, edge + 2))
    path.lineTo(*pen.point(corner - slant, y + slant))
    path.curveTo(
        *pen.point(corner - slant / 3, y + slant / 3),
        *pen.point(corner + tracks.bend / 3, y),
        *pen.point(corner + tracks.bend, y),
    )
    path.lineTo(*pen.point(tracks.x + tracks.w + 2 + pen.bleed, y))
    pen.canvas.drawPath(path, stroke=1, fill=0)
