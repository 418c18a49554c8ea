"""Our drawing of a QR symbol beside the stock picture of qrcode, both on a page of ReportLab."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

from report import show

CODES = [f"LAC46.{number:08d}" for number in range(300)]
SIDE = 85.0
"""Points: 30 mm."""
ROUNDS = 3


def path(canvas, code: str) -> None:  # noqa: ANN001  ReportLab is imported only where it is measured
    """As on our badges: one path, no mask searched for."""
    from kiosk.printing.qr import draw_qr

    draw_qr(canvas, code, (20, 20 + SIDE), SIDE)


def picture(canvas, code: str) -> None:  # noqa: ANN001  as above
    """As most programs do."""
    import qrcode
    from reportlab.lib.utils import ImageReader

    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    symbol.add_data(code)
    canvas.drawImage(ImageReader(symbol.make_image().get_image()), 20, 20, SIDE, SIDE)


def measured(draw: Callable[..., None]) -> tuple[float, float]:
    """CPU milliseconds and bytes a symbol, on a page each; the best of the rounds."""
    from reportlab.pdfgen.canvas import Canvas

    from kiosk.printing import qr

    best = float("inf")
    for _ in range(ROUNDS):
        qr.matrix.cache_clear()
        target = io.BytesIO()
        begun = time.process_time()
        canvas = Canvas(target, pagesize=(120, 120), pageCompression=1)
        for code in CODES:
            draw(canvas, code)
            canvas.showPage()
        canvas.save()
        best = min(best, time.process_time() - begun)
    return best * 1000 / len(CODES), len(target.getvalue()) / len(CODES)


def main() -> None:
    """Measure and show."""
    (mine, small), (stock, large) = measured(path), measured(picture)
    rows = [
        ("our path", f"{mine:.3f}", "1 x", f"{small:,.0f}"),
        ("qrcode's picture", f"{stock:.3f}", f"{stock / mine:.1f} x", f"{large:,.0f}"),
    ]
    show("qr_drawing", ("a symbol on a page", "CPU ms", "ours", "bytes"), rows)


if __name__ == "__main__":
    main()
