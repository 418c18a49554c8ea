"""The badge by typst: one document of all people, the QR as a drawing of its modules."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import design
import qrcode
import typst

_PROGRAM = """
#let data = json("people.json")
#set page(width: 105mm, height: 148mm, margin: 0mm)
#let fit(words, size, weight, color) = context {
  let shown(s) = text(font: "Inter", size: s * 1pt, weight: weight, fill: rgb(color),
    top-edge: "baseline", words)
  let s = size
  while s > 6 and measure(shown(s)).width > 89mm { s = s - 0.5 }
  shown(s)
}
#for (n, person) in data.people.enumerate() {
  if n > 0 { pagebreak() }
  let (x, y, w, h, color) = data.header
  place(dx: x * 1mm, dy: y * 1mm, rect(width: w * 1mm, height: h * 1mm, fill: rgb(color)))
  let (x, y, w, h) = data.band
  place(dx: x * 1mm, dy: y * 1mm, rect(width: w * 1mm, height: h * 1mm, fill: rgb(person.color)))
  for (field, baseline, weight, size, color) in data.lines {
    place(dx: 8mm, dy: baseline * 1mm, fit(person.at(field), size, weight, color))
  }
  let (x, y, side) = data.qr
  place(dx: x * 1mm, dy: y * 1mm, image(bytes(person.svg), format: "svg", width: side * 1mm))
}
"""


def draw(people: list[dict[str, str]], fonts: str) -> bytes:
    """A PDF with a page a person."""
    told = {
        "people": [{**person, "svg": _svg(person["code"])} for person in people],
        "header": design.HEADER,
        "band": design.BAND,
        "lines": design.LINES,
        "qr": design.QR,
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "people.json").write_text(json.dumps(told))
        (folder / "badges.typ").write_text(_PROGRAM)
        made = typst.compile(folder / "badges.typ", font_paths=[fonts], ignore_system_fonts=True)
    return bytes(made)


def _svg(code: str) -> str:
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    symbol.add_data(code)
    rows = symbol.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}"/></svg>'
    )
