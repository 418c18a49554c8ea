"""A badge's PDF made into a label of a Zebra: rasterised, dithered to black, packed."""

from __future__ import annotations

import time

from badge_people import people
from report import percentile, show

LABELS = 40
HEADS = {"203": 203.2, "300": 300.0}
LAYOUTS = ("57x102mm", "4x3in", "a6")


def measured(layout_name: str, dpi: float) -> tuple[list[float], float]:
    """CPU milliseconds of each label, and the mean of their bytes."""
    from kiosk.printing.badge import draw_badges
    from kiosk.printing.layout import load_layout
    from kiosk.printing.zpl.label import labels

    layout = load_layout(layout_name)
    pdfs = [draw_badges([one], layout).pdf for one in people(LABELS)]
    labels(pdfs[0], dpi)
    times, sizes = [], []
    for pdf in pdfs:
        begun = time.process_time()
        (made,) = labels(pdf, dpi)
        times.append((time.process_time() - begun) * 1000)
        sizes.append(len(made))
    return times, sum(sizes) / len(sizes)


def main() -> None:
    """Measure and show."""
    rows = []
    for name in LAYOUTS:
        for head, dpi in HEADS.items():
            times, size = measured(name, dpi)
            middle, late = (f"{percentile(times, part):.1f}" for part in (0.5, 0.99))
            rows.append((name, head, middle, late, f"{size / 1024:.1f}"))
    show("zpl_labels", ("layout", "dpi", "CPU ms, p50", "p99", "KB"), rows)


if __name__ == "__main__":
    main()
