"""The band of a document's first page: tracks with ring nodes on ink, as on the badges."""

from __future__ import annotations

import math

from reportlab.lib.units import mm

from kiosk.printing.documents.paper import INK, ON_INK, TRACKS, WHITE, Paper, fitted

_TOP, _PITCH, _LINE, _NODE, _BEND = 0.22, 0.142, 0.062, 0.085, 0.34
"""Parts of the band's height: the first track, from track to track, thickness, ring, corner."""
_NODES = ((1, 0.22), (2, 0.6), (4, 0.38))
"""Track, and how far from the right edge, in heights of the band."""
_LEADING = 1.15


def draw_band(paper: Paper, height: float, title: str, under: str, margin: float) -> None:
    """Draw the band over the whole width, with two texts at the left; sizes in mm."""
    paper.rect(0, 0, paper.width, height, INK)
    _tracks(paper, height)
    room = paper.width - 2 * margin - height * 2.35
    lines, size = fitted(title, room, (height * 0.6, height * 0.3), 800, lines=2)
    step = size * _LEADING / mm
    y = height * (0.53 if len(lines) == 1 else 0.4)
    for line in lines:
        paper.put(line, margin, y, size, WHITE)
        y += step
    for line in fitted(under, room, (height * 0.28, height * 0.2), 500)[0]:
        paper.put(line, margin, y - step + height * 0.21, height * 0.28, ON_INK)


def _tracks(paper: Paper, height: float) -> None:
    """Parallel lines from the right edge that bend by 45 degrees and leave at the foot."""
    canvas = paper.canvas
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*paper.point(0, height), paper.width * mm, height * mm)
    canvas.clipPath(clip, stroke=0, fill=0)
    for number, color in enumerate(TRACKS):
        paper.stroke(color, _LINE * height)
        _track(paper, height, number)
    for number, back in _NODES:
        x, y = paper.point(paper.width - back * height, _y(height, number))
        paper.fill(INK)
        paper.stroke(TRACKS[number], _LINE * height * 0.8)
        canvas.circle(x, y, _NODE * height * mm, stroke=1, fill=1)
    canvas.restoreState()


def _track(paper: Paper, height: float, number: int) -> None:
    y = _y(height, number)
    # Parallel after the bend too: the foot moves on by the pitch over sin 45 degrees.
    foot = paper.width - height * 2.25 + number * _PITCH * height * math.sqrt(2)
    corner = foot + height - y
    bend = _BEND * height
    slant = bend / math.sqrt(2)
    path = paper.canvas.beginPath()
    path.moveTo(*paper.point(foot - 2, height + 2))
    path.lineTo(*paper.point(corner - slant, y + slant))
    path.curveTo(
        *paper.point(corner - slant / 3, y + slant / 3),
        *paper.point(corner + bend / 3, y),
        *paper.point(corner + bend, y),
    )
    path.lineTo(*paper.point(paper.width + 2, y))
    paper.canvas.drawPath(path, stroke=1, fill=0)


def _y(height: float, number: int) -> float:
    return height * (_TOP + number * _PITCH)
