"""Certificates of attendance on A4 landscape, one a page; knows no store and no words."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.documents.paper import (
    BLUE,
    FAINT,
    INK,
    POINT,
    QUIET,
    RULE,
    TEXT,
    Paper,
    fitted,
)
from kiosk.printing.documents.tracks import draw_band
from kiosk.printing.long_qr import symbol
from kiosk.printing.qr import draw_rows
from kiosk.printing.text import Line

_W, _H = 297.0, 210.0
_BAND, _FOOT = 42.0, 4.0
_X = 24.0
_WIDE = _W - 2 * _X
_FACTS, _LOWER = 141.0, 164.0
_QR = 33.0
_SIGN_W, _SIGN_H, _SIGN_Y = 84.0, 24.0, 189.0
_NAME_SIZES = (46, 38, 32, 27, 22)
_LEADING = 1.16
_LARGEST_IMAGE = 40_000_000
"""Pixels; a scanned signature has a hundredth of it."""


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """The words of one certificate, ready to draw.

    `facts` are up to three figures with what they are of. `seal` is the text of the QR (A-Z, 0-9
    and "."), which the page also carries as invisible text, so that the file alone can be
    verified.
    """

    lang: str
    event: str
    dates: str
    title: str
    lead: str
    name: str
    verb: str
    subject: str
    place: str
    facts: tuple[tuple[str, str], ...]
    code: str
    code_label: str
    issued: str
    verify: str
    seal: str
    note: str = ""
    signer: str = ""
    signer_role: str = ""


def read_image(path: Path) -> bytes:
    """A picture as PNG with its transparency. OSError where there is none; ValueError if broken."""
    data = path.read_bytes()
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _LARGEST_IMAGE:
                raise ValueError("too many pixels")
            target = io.BytesIO()
            image.convert("RGBA").save(target, "PNG", compress_level=1)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    return target.getvalue()


def write_certificates(
    path: Path,
    pages: Iterable[CertificatePage],
    signature: bytes | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write a PDF of all pages; answers their number. `signature` is a PNG of read_image().

    OSError when the file cannot be written. `progress` is told how many are drawn.
    """
    canvas = Canvas(str(path), pagesize=(_W * mm, _H * mm), pageCompression=1)
    paper = Paper(canvas, _W, _H)
    image = ImageReader(io.BytesIO(signature)) if signature else None
    frames: dict[tuple[str, ...], str] = {}
    count = 0
    for page in pages:
        if count == 0:
            canvas.setTitle(page.title)
            canvas.setSubject(page.event)
            vars(canvas)["_doc"].Catalog.Lang = page.lang
        canvas.doForm(_frame(paper, page, image, frames))
        _draw(paper, page)
        canvas.showPage()
        count += 1
        if progress is not None:
            progress(count)
    canvas.save()
    return count


def _frame(
    paper: Paper,
    page: CertificatePage,
    image: ImageReader | None,
    known: dict[tuple[str, ...], str],
) -> str:
    """The name of the drawing that pages of one language share, made at its first page."""
    key = (page.event, page.dates, page.signer, page.signer_role)
    if key not in known:
        known[key] = f"frame{len(known)}"
        paper.canvas.beginForm(known[key], 0, 0, _W * mm, _H * mm)
        draw_band(paper, _BAND, page.event, page.dates, _X)
        paper.rect(0, _H - _FOOT, _W, _FOOT, INK)
        _signer(paper, page, image)
        paper.canvas.endForm()
    return known[key]


def _signer(paper: Paper, page: CertificatePage, image: ImageReader | None) -> None:
    """A line to sign on, the scanned signature over it, name and role under it."""
    if image is not None:
        wide, tall = image.getSize()
        scale = min(_SIGN_W / wide, _SIGN_H / tall)
        left, foot = paper.point(_X, _SIGN_Y - 0.5)
        paper.canvas.drawImage(image, left, foot, wide * scale * mm, tall * scale * mm, mask="auto")
    if image is None and not page.signer:
        return
    paper.stroke(QUIET, 0.3)
    paper.line(_X, _SIGN_Y, _X + _SIGN_W, _SIGN_Y)
    names, size = fitted(page.signer, _SIGN_W, (11.5, 8), 700)
    y = _flow(paper, names[:1], _SIGN_Y + 5.3, size, TEXT)
    roles, size = fitted(page.signer_role, _SIGN_W, (9.5, 7), 500)
    _flow(paper, roles[:1], y + 0.2, size, QUIET)


def _draw(paper: Paper, page: CertificatePage) -> None:
    """What is this person's own."""
    room = _FACTS - _BAND - 16
    tries = (_blocks(page, size) for size in _NAME_SIZES)
    blocks = next((found for found in tries if _tall(found) <= room), _blocks(page, 22, small=True))
    y = _BAND + max((_FACTS - _BAND - _tall(blocks)) / 2, 4.0)
    for lines, size, color, gap in blocks:
        y = _flow(paper, lines, y + gap + size * 0.8 * POINT, size, color) - size * 0.8 * POINT
    _facts(paper, page.facts)
    _proof(paper, page)
    _hide(paper, page.seal)


Block = tuple[tuple[Line, ...], float, str, float]
"""Lines, their size in points, their colour, and the gap before them in mm."""


def _tall(blocks: list[Block]) -> float:
    return sum(len(lines) * size * _LEADING * POINT + gap for lines, size, _, gap in blocks)


def _blocks(page: CertificatePage, largest: float, *, small: bool = False) -> list[Block]:
    """What stands between band and figures; `small` where no size of the name left room."""
    name, name_size = fitted(page.name, _WIDE, (largest, 12 if small else 22), 800, lines=2)
    subject, subject_size = fitted(page.subject, _WIDE, (largest / 2, 9), 700, lines=2)
    note, note_size = fitted(page.note, _WIDE, (11.5, 8), 500, lines=2)
    found: list[Block] = [
        (*fitted(page.title.upper(), _WIDE, (14, 9), 700), BLUE, 0.0),
        (*fitted(page.lead, _WIDE, (13, 9), 500), QUIET, 4.5),
        (name, name_size, TEXT, 3.2),
        (*fitted(page.verb, _WIDE, (13, 9), 500), QUIET, 4.2),
        (subject, subject_size, TEXT, 2.4),
        (*fitted(page.place, _WIDE, (13, 9), 500, lines=2), QUIET, 2.0),
        (note, note_size, QUIET, 2.4),
    ]
    return [block for block in found if block[0]]


def _flow(paper: Paper, lines: Iterable[Line], y: float, size: float, color: str) -> float:
    """Lines from the base line `y` down; answers the next base line."""
    for line in lines:
        paper.put(line, _X, y, size, color)
        y += size * _LEADING * POINT
    return y


def _facts(paper: Paper, facts: tuple[tuple[str, str], ...]) -> None:
    """Figures beside each other with a rule between, what they are of below."""
    x = _X
    room = _WIDE / 3 - 10
    for number, (value, label) in enumerate(facts):
        if number:
            paper.stroke(RULE, 0.3)
            paper.line(x - 7, _FACTS + 1.5, x - 7, _FACTS + 15)
        lines, size = fitted(value, room, (18, 10), 800, lines=1)
        for line in lines[:1]:
            paper.put(line, x, _FACTS + 7.5, size)
        paper.left(label, x, _FACTS + 13.8, 10, 500, QUIET)
        widest = max([line.width * size * POINT for line in lines[:1]] + [30.0])
        x += max(widest, room * 0.62) + 14


def _proof(paper: Paper, page: CertificatePage) -> None:
    """The QR at the lower right, code and day of issue at its left."""
    left = _W - _X - _QR
    draw_rows(paper.canvas, symbol(page.seal), paper.point(left, _LOWER), _QR * mm)
    edge = left - 6
    paper.right(page.code_label, edge, _LOWER + 9.5, 9, 500, FAINT)
    paper.right(page.code, edge, _LOWER + 16.5, 15, 700, TEXT)
    paper.right(page.issued, edge, _LOWER + 25.5, 9.5, 500, QUIET)
    lines, size = fitted(page.verify, 92, (8.5, 6.5), 500)
    for number, line in enumerate(lines):
        x = edge - line.width * size * POINT
        paper.put(line, x, _LOWER + 30.5 + number * size * 1.25 * POINT, size, FAINT)


def _hide(paper: Paper, seal: str) -> None:
    """The text of the QR for programs, drawn without ink."""
    text = paper.canvas.beginText(*paper.point(_X, _H - 1))
    text.setFont("Helvetica", 1)
    text.setTextRenderMode(3)
    text.textOut(seal)
    text.setTextRenderMode(0)
    paper.canvas.drawText(text)
