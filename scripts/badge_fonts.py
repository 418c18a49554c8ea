"""Makes the small fonts of badges in assets/fonts/badge/ out of the full ones; run by hand.

The badge's Latin letters come from Inter; Arabic and Hebrew, which Inter lacks, from DejaVu Sans
(Debian package fonts-dejavu-core). pretix sets its badges in Open Sans (package fonts-open-sans).
The licences lie beside the results.
Run: python scripts/badge_fonts.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
BADGE = FONTS / "badge"
PRETIX = FONTS / "pretix"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
OPEN_SANS = Path("/usr/share/fonts/truetype/open-sans")

LATIN = (
    (0x0020, 0x024F),  # Basic Latin to Latin Extended-B
    (0x02B0, 0x02FF),  # modifier letters: the apostrophes of names
    (0x0300, 0x036F),  # combining marks: Guarani G̃ exists only with U+0303
    (0x1E00, 0x1EFF),  # Latin Extended Additional: ẽ, ỹ, Vietnamese
    (0x2010, 0x203A),  # dashes, quotes, bullets
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "rlig", "isol"]
GREEK_CYRILLIC = ((0x0370, 0x052F), (0x1F00, 0x1FFF))
RIGHT_TO_LEFT = (
    (0x0020, 0x007E),
    (0x0590, 0x05FF),  # Hebrew
    (0x0600, 0x06FF),  # Arabic
    (0x200B, 0x200F),
    (0xFB1D, 0xFDFF),  # presentation forms that shaping may use
    (0xFE70, 0xFEFC),
)


def subset(source: Path, target: Path, blocks: tuple[tuple[int, int], ...]) -> None:
    """Write the glyphs of those blocks, with every layout feature that shaping needs."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the copyright and licence stay in the file
    font = load_font(str(source), options)
    worker = Subsetter(options)
    worker.populate(unicodes=[point for low, high in blocks for point in range(low, high + 1)])
    worker.subset(font)
    for record in font["name"].names:  # ReportLab takes fonts of one name for one font
        if record.nameID in {1, 4, 6}:
            text = record.toUnicode().replace(" ", "-" if record.nameID == 6 else " ")
            record.string = f"Badge{'' if record.nameID == 6 else ' '}{text}"
    save_font(font, str(target), options)
    sys.stdout.write(f"{target.name}: {target.stat().st_size // 1024} KB\n")


def main() -> None:
    """Make every font of the badge."""
    BADGE.mkdir(exist_ok=True)
    for weight in (500, 600, 700, 800):
        subset(FONTS / f"Inter-{weight}.ttf", BADGE / f"Inter-{weight}.ttf", LATIN)
    subset(DEJAVU, BADGE / "DejaVuSans-Bold-rtl.ttf", RIGHT_TO_LEFT)
    PRETIX.mkdir(exist_ok=True)
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        name = f"OpenSans-{style}.ttf"
        subset(OPEN_SANS / name, PRETIX / name, LATIN + GREEK_CYRILLIC)


if __name__ == "__main__":
    main()
