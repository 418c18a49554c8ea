"""The badge by fpdf2: subset fonts, a shrinking loop, the QR as qrcode's stock picture."""

from __future__ import annotations

import design
import qrcode
from fpdf import FPDF


def draw(people: list[dict[str, str]], fonts: str) -> bytes:
    """A PDF with a page a person."""
    pdf = FPDF(unit="mm", format=design.PAGE)
    pdf.set_auto_page_break(auto=False)
    for weight in (500, 800):
        pdf.add_font(f"inter{weight}", fname=f"{fonts}/Inter-{weight}.ttf")
    for person in people:
        pdf.add_page()
        _rectangle(pdf, *design.HEADER)
        _rectangle(pdf, *design.BAND, person["color"])
        for field, baseline, weight, size, color in design.LINES:
            pdf.set_text_color(*design.rgb(color))
            pdf.set_font(f"inter{weight}", size=size)
            while size > design.SMALLEST and pdf.get_string_width(person[field]) > design.WIDTH:
                size -= 0.5  # noqa: PLW2901  the line's own size shrinks
                pdf.set_font_size(size)
            pdf.text(design.LEFT, baseline, person[field])
        symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
        symbol.add_data(person["code"])
        x, y, side = design.QR
        pdf.image(symbol.make_image().get_image(), x, y, side, side)
    return bytes(pdf.output())


def _rectangle(pdf: FPDF, x: float, y: float, w: float, h: float, color: str) -> None:
    pdf.set_fill_color(*design.rgb(color))
    pdf.rect(x, y, w, h, style="F")
