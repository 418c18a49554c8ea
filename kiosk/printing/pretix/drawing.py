"""Draws the objects of a pretix layout where its server draws them; reads nothing.

The offsets are pretix's own, found by measuring its PDFs; tests compare with a real server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.pretix.objects import Barcode, Picture, Style, TextArea, TextContainer
from kiosk.printing.pretix.paragraph import LEADING, Block, block_of, descent

_TRIES = 25
_SMALLEST = 1.0
_DOWN = 2.5
_SPREAD = 1.05
_GREY = 0.8
_LEVELS: Mapping[int, str] = {32: "H", 128: "M"}
"""The error correction of a QR symbol by the most letters that it is for; longer ones have L."""


def draw_area(canvas: Canvas, area: TextArea, text: str) -> Block:
    """Text upon its foot, or hanging from its head."""
    block = block_of(text, area.style, area.width * mm)
    low = descent(area.style)
    if area.downward:
        corner, foot = area.bottom * mm, -block.height - low / _DOWN
    else:
        corner, foot = area.bottom * mm + block.height, -block.height - low - _spread(area.style)
    _draw(canvas, block, (area.left * mm, corner), area.rotation, foot)
    return block


def draw_container(canvas: Canvas, frame: TextContainer, text: str) -> Block:
    """Text in its frame."""
    block = fitted(frame, text)
    height = frame.height * mm
    foot = {
        "top": -block.height,
        "middle": -(height + block.height) / 2,
        "bottom": -height,
    }[frame.upright]
    corner = (frame.left * mm, frame.bottom * mm + height)
    _draw(canvas, block, corner, frame.rotation, foot)
    return block


def fitted(frame: TextContainer, text: str) -> Block:
    """The text in the largest letters in which it fits, as pretix looks for them."""
    width, height = frame.width * mm, frame.height * mm
    style = frame.style
    block = block_of(text, style, width)
    for _ in range(_TRIES - 1 if frame.shrinks else 0):
        if (block.height <= height and block.widest <= width) or style.size <= _SMALLEST:
            break
        step = max(1.0, style.size / 10) if block.height > height else max(0.25, style.size / 40)
        style = replace(style, size=style.size - step)
        block = block_of(text, style, width)
    return block


def draw_code(canvas: Canvas, code: Barcode, text: str) -> None:
    """The QR symbol as ReportLab makes it, so that its modules are those of the server."""
    if not text:
        return
    side = code.size * mm
    level = next((level for most, level in _LEVELS.items() if len(text) <= most), "L")
    edge = {} if code.edge else {"barBorder": 0}
    drawing = Drawing(side, side)
    drawing.add(
        QrCodeWidget(
            text,
            barLevel=level,
            barHeight=side,
            barWidth=side,
            barFillColor=Color(*code.color),
            **edge,
        )
    )
    renderPDF.draw(drawing, canvas, code.left * mm, code.bottom * mm)


def draw_blank(canvas: Canvas, picture: Picture) -> None:
    """The grey field that stands where there is no picture."""
    canvas.saveState()
    canvas.setFillColorRGB(_GREY, _GREY, _GREY)
    canvas.rect(
        picture.left * mm,
        picture.bottom * mm,
        picture.width * mm,
        picture.height * mm,
        stroke=0,
        fill=1,
    )
    canvas.restoreState()


def _draw(
    canvas: Canvas, block: Block, corner: tuple[float, float], rotation: float, foot: float
) -> None:
    """The block turned around the corner, its lower edge at `foot` from there."""
    canvas.saveState()
    canvas.translate(*corner)
    canvas.rotate(-rotation)
    block.draw(canvas, foot)
    canvas.restoreState()


def _spread(style: Style) -> float:
    """How much further down a line height other than 1 sets its text."""
    wide = 1.0 if style.leading is None else style.leading * LEADING
    return (wide - 1.0) * style.size * _SPREAD
