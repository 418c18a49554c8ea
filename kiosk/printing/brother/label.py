"""A page's dots in Brother's raster language, by brother_ql where that is installed; sends nothing.

brother_ql is under the GPL, so it is no part of this program: who wants it installs the extra
"brother", and it is imported only when a Brother printer is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image

from kiosk.domain.errors import WrongUseError
from kiosk.printing.raster import black_dots, page_images
from kiosk.printing.raw_address import wrong_option
from kiosk.texts import N_

DPI = 300
_SLACK = 12
"""Dots (1 mm) by which a page may differ from the label."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A model and the labels in it: in dots at 300 dpi, what they are and what can be printed.

    A length of 0 is endless tape.
    """

    model: str
    name: str
    total: tuple[int, int]
    printable: tuple[int, int]


def stock(model: str, name: str) -> Stock:
    """The labels of that name ("62x100") in a printer of that model ("QL-820NWB").

    Raises WrongUseError where brother_ql is missing or does not know one of them.
    """
    try:
        from brother_ql.labels import LabelsManager  # noqa: PLC0415  optional, see above
        from brother_ql.models import ModelsManager  # noqa: PLC0415  optional, see above
    except ImportError as error:
        raise WrongUseError(
            N_("Para impresoras Brother falta un complemento: pip install 'kiosk[brother]'")
        ) from error
    if model not in ModelsManager().identifiers():
        raise wrong_option("model", model)
    labels = LabelsManager()
    if name not in labels.identifiers():
        raise wrong_option("label", name)
    found: Any = labels[name]
    return Stock(model, name, tuple(found.dots_total), tuple(found.dots_printable))


def pages_for(stock: Stock, pdf: bytes) -> list[Image.Image] | None:
    """Every page as dots of exactly the printable part; None where a page is no such label.

    A page keeps its scale: what lies in the margin that the printer cannot reach is cut off on all
    sides alike. A page across is turned.
    """
    fitted = [_fitted(stock, page) for page in page_images(pdf, DPI)]
    return None if None in fitted else [page for page in fitted if page is not None]


def _fitted(stock: Stock, page: Image.Image) -> Image.Image | None:
    for turned in (page, page.transpose(Image.Transpose.ROTATE_90)):
        if _is_label(stock.total, turned.size):
            return black_dots(_middle(turned, stock.printable))
    return None


def _is_label(total: tuple[int, int], size: tuple[int, int]) -> bool:
    wide = abs(size[0] - total[0]) <= _SLACK
    return wide and (total[1] == 0 or abs(size[1] - total[1]) <= _SLACK)


def _middle(page: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The middle of the page in that size, on white where the page is smaller."""
    height = size[1] or page.height
    sheet = Image.new("L", (size[0], height), 255)
    sheet.paste(page, ((size[0] - page.width) // 2, (height - page.height) // 2))
    return sheet


def commands(stock: Stock, pages: list[Image.Image]) -> bytes:
    """The bytes that print those pages, each cut off after it."""
    from brother_ql.conversion import convert  # noqa: PLC0415  optional, see above
    from brother_ql.raster import BrotherQLRaster  # noqa: PLC0415  optional, see above

    language = BrotherQLRaster(stock.model)
    pictures = [page.convert("L") for page in pages]
    return bytes(convert(language, pictures, stock.name, rotate=0, cut=True, threshold=50))
