"""The badge by pylabels, one a sheet: ReportLab's shapes, and its own widget for the QR."""

from __future__ import annotations

import io

import design
import labels
from reportlab.graphics import shapes
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont


def draw(people: list[dict[str, str]], fonts: str) -> bytes:
    """A PDF with a page a person."""
    for weight in (500, 800):
        pdfmetrics.registerFont(TTFont(f"inter{weight}", f"{fonts}/Inter-{weight}.ttf"))
    one = labels.Specification(*design.PAGE, 1, 1, *design.PAGE)
    sheet = labels.Sheet(one, _badge)
    sheet.add_labels(people)
    target = io.BytesIO()
    sheet.save(target)
    return target.getvalue()


def _badge(label: shapes.Drawing, _width: float, height: float, person: dict[str, str]) -> None:
    for x, y, w, h, color in (design.HEADER, (*design.BAND, person["color"])):
        top = height - (y + h) * mm
        box = shapes.Rect(x * mm, top, w * mm, h * mm, strokeWidth=0)
        box.fillColor, box.strokeColor = HexColor(color), None
        label.add(box)
    for field, baseline, weight, size, color in design.LINES:
        font, most = f"inter{weight}", design.WIDTH * mm
        while size > design.SMALLEST and pdfmetrics.stringWidth(person[field], font, size) > most:
            size -= 0.5  # noqa: PLW2901  the line's own size shrinks
        line = shapes.String(design.LEFT * mm, height - baseline * mm, person[field])
        line.fontName, line.fontSize, line.fillColor = font, size, HexColor(color)
        label.add(line)
    x, y, side = design.QR
    symbol = QrCodeWidget(person["code"], barLevel="Q", barBorder=0)
    symbol.barWidth = symbol.barHeight = side * mm
    symbol.x, symbol.y = x * mm, height - (y + side) * mm
    label.add(symbol)
