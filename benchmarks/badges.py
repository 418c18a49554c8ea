"""Badges: the first in a fresh process, and a batch of 500 against the usual way to draw them.

The usual way, in the same run: ReportLab with full fonts, a shrinking loop for names, everything
drawn anew on each page, and the default `qrcode` picture placed as an image.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time

from report import ROOT, percentile, show, timed

BATCH = 500
ROUNDS = 3
FRESH = 5
GIVEN = ("María José", "João Pedro", "Ana", "G̃uaraní", "Maximiliano", "Ágata", "Li", "Ñandutí")
FAMILY = ("Núñez Prado", "Araújo Lima", "de la Cruz Ibáñez", "Silva", "Fernández de la Reguera")
ORGANISATIONS = ("Universidad Punta Sol", "IX Serra Azul", "Red Académica del Sur", "NIC Ejemplo")
COUNTRIES = ("Costa Rica", "Brasil", "Paraguay", "Uruguay", "México")

FRESH_PROGRAM = """
import sys, time
start = time.perf_counter()
sys.path.insert(0, {root!r})
sys.path.insert(0, {here!r})
from badges import people
from kiosk.printing.badge import draw_badges
from kiosk.printing.layout import load_layout
pdf = draw_badges([people(1)[0]], load_layout("a6")).pdf
first = time.perf_counter() - start
again = time.perf_counter()
draw_badges([people(2)[1]], load_layout("a6"))
print(first * 1000, (time.perf_counter() - again) * 1000, len(pdf))
"""


def people(count: int) -> list:
    """As many different badges."""
    from kiosk.domain.badge import BadgeContent
    from kiosk.domain.roles import STANDARD_ROLES

    return [
        BadgeContent(
            first_line=f"{GIVEN[n % len(GIVEN)]} {n if n % 7 == 0 else ''}".strip(),
            second_line=f"{FAMILY[n % len(FAMILY)]} {n}",
            organisation=f"{ORGANISATIONS[n % len(ORGANISATIONS)]} {n % 90}",
            country=COUNTRIES[n % len(COUNTRIES)],
            roles=(STANDARD_ROLES[n % len(STANDARD_ROLES)],),
            code=f"LAC46.{n:08d}",
            languages=("es", "en") if n % 3 else ("pt", "es"),
            photo_ok=(None, True, False)[n % 3],
            event_name="LACNIC 46",
            event_dates="5–9 de octubre de 2026",
        )
        for n in range(count)
    ]


def usual_ornaments(canvas, badge) -> None:  # noqa: ANN001  as usual_badge
    """The lines of the header, the frames of the languages, the pattern of the band."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm

    canvas.saveState()
    canvas.setLineWidth(1.5 * mm)
    for number, color in enumerate(("#17456A", "#2F74D0", "#4FB3E8", "#FFFFFF", "#FFC53D")):
        canvas.setStrokeColor(HexColor(color))
        path = canvas.beginPath()
        path.moveTo((54 + 4.3 * number) * mm, 117 * mm)
        path.lineTo((70 + 1.3 * number) * mm, (136 - 3 * number) * mm)
        path.curveTo(
            75 * mm,
            (140 - 3 * number) * mm,
            77 * mm,
            (140 - 3 * number) * mm,
            80 * mm,
            (140 - 3 * number) * mm,
        )
        path.lineTo(105 * mm, (140 - 3 * number) * mm)
        canvas.drawPath(path)
    canvas.setStrokeColor(HexColor("#0C1B26"))
    for number, language in enumerate(badge.languages):
        canvas.roundRect((46 + 15 * number) * mm, 45 * mm, 13 * mm, 8 * mm, 2 * mm)
        canvas.setFont("usual-800", 14)
        canvas.drawCentredString((52.5 + 15 * number) * mm, 47 * mm, language.upper())
    canvas.setFillColor(HexColor("#8CBEB4"))
    for row in range(6):
        for column in range(8):
            canvas.circle(
                (77 + 3.9 * column) * mm, (1 + 3.4 * row) * mm, 0.9 * mm, stroke=0, fill=1
            )
    canvas.restoreState()


def usual_badge(canvas, badge) -> None:  # noqa: ANN001  ReportLab is imported only where it is measured
    """One badge the usual way."""
    import qrcode
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader

    def line(text: str, y: float, font: str, size: float) -> None:
        while size > 6 and canvas.stringWidth(text, font, size) > 89 * mm:
            size -= 0.5
        canvas.setFont(font, size)
        canvas.drawString(8 * mm, (148 - y) * mm, text)

    canvas.setFillColor(HexColor("#062033"))
    canvas.rect(0, 117 * mm, 105 * mm, 31 * mm, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    line(badge.event_name, 18, "usual-800", 23)
    line(badge.event_dates, 25, "usual-500", 11)
    canvas.setFillColor(HexColor("#0C1B26"))
    line(badge.first_line, 48, "usual-800", 50)
    line(badge.second_line, 62, "usual-500", 30)
    line(badge.organisation, 72, "usual-500", 17)
    line(badge.country, 80, "usual-800", 17)
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    symbol.add_data(badge.code)
    symbol.make()
    picture = ImageReader(symbol.make_image().get_image())
    canvas.drawImage(picture, 8 * mm, 29 * mm, 30 * mm, 30 * mm)
    canvas.setFillColor(HexColor(badge.roles[0].color))
    canvas.rect(0, 0, 105 * mm, 22 * mm, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    line(badge.roles[0].label["es"].upper(), 138, "usual-800", 27)
    usual_ornaments(canvas, badge)


def usual(badges: list) -> bytes:
    """The same people drawn the way most programs do it."""
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for weight in (500, 800):
        font = TTFont(f"usual-{weight}", str(ROOT / "assets" / "fonts" / f"Inter-{weight}.ttf"))
        pdfmetrics.registerFont(font)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(105 * mm, 148 * mm))

    for badge in badges:
        usual_badge(canvas, badge)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def fresh() -> tuple[float, float, int]:
    """Milliseconds to the first badge (imports included) and to the second; bytes of the first."""
    program = FRESH_PROGRAM.format(root=str(ROOT), here=str(ROOT / "benchmarks"))
    runs = []
    for _ in range(FRESH):
        out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
        runs.append([float(word) for word in out.stdout.split()])
    return (
        percentile([run[0] for run in runs], 0.5),
        percentile([run[1] for run in runs], 0.5),
        int(runs[0][2]),
    )


def batch() -> tuple[float, float, int, int]:
    """Best milliseconds a badge, ours and the usual way, and the bytes a badge of each."""
    from kiosk.printing import qr, text
    from kiosk.printing.badge import draw_badges
    from kiosk.printing.layout import load_layout

    layout, badges = load_layout("a6"), people(BATCH)
    ours, theirs = [], []
    for _ in range(ROUNDS):  # by turns: another program's load falls on both
        text.measure.cache_clear()
        qr.matrix.cache_clear()
        ours.append(timed(lambda: draw_badges(badges, layout)) / BATCH)
        theirs.append(timed(lambda: usual(badges)) / BATCH)
    small, large = len(draw_badges(badges, layout).pdf), len(usual(badges))
    return min(ours), min(theirs), small // BATCH, large // BATCH


def main() -> None:
    """Measure and show."""
    started = time.perf_counter()
    first, second, size = fresh()
    ours, theirs, small, large = batch()
    rows = [
        ("first badge, fresh process with imports", f"{first:.0f} ms", "", ""),
        ("the next single badge", f"{second:.1f} ms", "", f"{size / 1024:.0f} KB"),
        (f"batch of {BATCH}, a badge", f"{ours:.2f} ms", "", f"{small / 1024:.1f} KB"),
        ("  the usual way", f"{theirs:.2f} ms", f"{theirs / ours:.1f} x", f"{large / 1024:.1f} KB"),
    ]
    show("badges", ("what", "time", "slower by", "size"), rows)
    print(f"({time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
