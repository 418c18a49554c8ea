"""Badges as the queue hands them to a printer."""

from __future__ import annotations

import io

import pytest
from qrcode.main import QRCode
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.backends.base import Document
from kiosk.printing.badge import draw_badges
from kiosk.printing.layout import load_layout


@pytest.fixture
def label_62x100(content) -> Document:
    """A badge for Brother's labels: its QR in the middle of a page of their size."""
    code = content().code
    target, mm = io.BytesIO(), 72 / 25.4
    canvas = Canvas(target, pagesize=(62 * mm, 100 * mm))
    qr_code = QRCode(box_size=8, border=4)
    qr_code.add_data(code)
    picture = ImageReader(qr_code.make_image().get_image())
    canvas.drawImage(picture, 16 * mm, 30 * mm, 30 * mm, 30 * mm)
    canvas.save()
    return Document(f"{code}-1", target.getvalue(), "om_label_62x100mm")


@pytest.fixture
def badge(content) -> Document:
    """A real badge, as the queue hands it on."""
    layout = load_layout("a6")
    return Document("LAC46.K7PX42NQ-1", draw_badges([content()], layout).pdf, layout.media)
