"""The badge by blabel: an HTML template a label, its own QR, printed by WeasyPrint."""

from __future__ import annotations

import tempfile
from pathlib import Path

import design
from blabel import LabelWriter

_LINE = (
    '<div class="l" style="top:{top}mm;color:{color};font-weight:{weight};'
    'font-size:{{{{ [{size}, {room} / {field}|length]|min }}}}pt">{{{{ {field} }}}}</div>'
)
"""HTML has no way to shrink a text to a width: the size goes by the number of letters."""
_LETTER = 0.6


def draw(people: list[dict[str, str]], fonts: str) -> bytes:
    """A PDF with a page a person."""
    x, y, side = design.QR
    lines = "".join(
        _LINE.format(
            top=round(baseline - size * design.POINT, 2),
            color=color,
            weight=weight,
            size=size,
            field=field,
            room=round(design.WIDTH / design.POINT / _LETTER),
        )
        for field, baseline, weight, size, color in design.LINES
    )
    html = (
        '<div style="position:relative;width:105mm;height:148mm">'
        f'<div class="b" style="{_box(*design.HEADER)}"></div>'
        f'<div class="b" style="{_box(*design.BAND, "{{ color }}")}"></div>{lines}'
        f'<img style="position:absolute;left:{x}mm;top:{y}mm;width:{side}mm;'
        f'image-rendering:pixelated" src="{{{{ label_tools.qr_code(code) }}}}"/></div>'
    )
    faces = "".join(
        f'@font-face{{font-family:"Inter";font-weight:{weight};'
        f'src:url("file://{fonts}/Inter-{weight}.ttf")}}'
        for weight in (500, 800)
    )
    style = (
        f"{faces}@page{{size:{design.PAGE[0]}mm {design.PAGE[1]}mm;margin:0}}"
        ".b,.l{position:absolute}.l{left:8mm;line-height:1;white-space:nowrap;font-family:Inter}"
    )
    with tempfile.TemporaryDirectory() as name:
        sheet = Path(name) / "style.css"
        sheet.write_text(style)
        writer = LabelWriter(
            item_template=html,
            is_template_path=False,
            default_stylesheets=(str(sheet),),
        )
        return bytes(writer.write_labels(people, target=None))


def _box(x: float, y: float, w: float, h: float, color: str) -> str:
    return f"left:{x}mm;top:{y}mm;width:{w}mm;height:{h}mm;background:{color}"
