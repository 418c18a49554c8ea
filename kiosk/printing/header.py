"""The header of a badge: tracks with ring nodes, the event's name and days; the same for all."""

from __future__ import annotations

import math

from reportlab.lib.units import mm

from kiosk.domain.badge import BadgeContent
from kiosk.printing.fitting import fit
from kiosk.printing.layout import Header, Layout
from kiosk.printing.pen import Pen

TRACK_COLORS = ("#17456A", "#2F74D0", "#4FB3E8", "#FFFFFF", "#FFC53D")
"""From the top: deep, cobalt, sky, white, sun."""


def draw_header(pen: Pen, layout: Layout, content: BadgeContent) -> None:
    """The dark field with everything in it."""
    header = layout.header
    pen.fill(header.color)
    pen.rect(0, 0, layout.width, header.h)
    _draw_tracks(pen, header, layout.width)
    if header.slot is not None:
        slot = header.slot
        pen.fill(slot.color)
        pen.pill((slot.x, slot.y, slot.w, slot.h), slot.h / 2)
    pen.text(fit(content.event_name, header.event), header.event)
    if header.dates is not None:
        pen.text(fit(content.event_dates, header.dates), header.dates)


def _draw_tracks(pen: Pen, header: Header, width: float) -> None:
    """Parallel lines from the right edge that bend by 45 degrees and leave at the foot."""
    tracks = header.tracks
    pen.canvas.saveState()
    clip = pen.canvas.beginPath()
    left, foot = pen.point(0, header.h)
    clip.rect(left, foot, width * mm, header.h * mm)
    pen.canvas.clipPath(clip, stroke=0, fill=0)
    for number, color in enumerate(TRACK_COLORS):
        pen.stroke(color, tracks.line)
        _draw_track(pen, header, number, width)
    for number, x in tracks.nodes:
        y = tracks.y + number * tracks.pitch
        pen.fill(header.color)
        pen.circle(x, y, tracks.node)
        pen.stroke(TRACK_COLORS[number], tracks.node * 0.52)
        pen.circle(x, y, tracks.node, stroke=True)
    pen.canvas.restoreState()


def _draw_track(pen: Pen, header: Header, number: int, width: float) -> None:
    tracks = header.tracks
    y = tracks.y + number * tracks.pitch
    # Parallel after the bend too: the foot moves on by the pitch over sin 45 degrees.
    foot = tracks.foot + number * tracks.pitch * math.sqrt(2)
    corner = foot + header.h - y
    slant = tracks.bend / math.sqrt(2)
    path = pen.canvas.beginPath()
    path.moveTo(*pen.point(foot - 2, header.h + 2))
    path.lineTo(*pen.point(corner - slant, y + slant))
    path.curveTo(
        *pen.point(corner - slant / 3, y + slant / 3),
        *pen.point(corner + tracks.bend / 3, y),
        *pen.point(corner + tracks.bend, y),
    )
    path.lineTo(*pen.point(width + 2, y))
    pen.canvas.drawPath(path, stroke=1, fill=0)
