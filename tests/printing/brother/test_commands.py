"""Brother's raster bytes are the page, dot by dot, mirrored as the print head wants them."""

import pytest
from PIL import Image, ImageOps

from kiosk.domain.errors import WrongUseError
from kiosk.printing.badge import draw_badges
from kiosk.printing.brother.label import commands, pages_for, stock
from kiosk.printing.layout import load_layout
from kiosk.printing.layout_edit import new_element

LABELS = stock("QL-820NWB", "62x100")
ACROSS = 90
"""Bytes of a line: 720 dots, of which 696 can be printed."""
MARGIN = 12


def pictures(data):
    """The pages in Brother's bytes, as their dots: set where it burns."""
    found = []
    for part in data.split(b"\x1b\x69\x7a")[1:]:
        place, lines = part.index(b"g\x00" + bytes([ACROSS])), []
        while part[place : place + 1] == b"g":
            assert part[place + 1 : place + 3] == bytes([0, ACROSS])
            lines.append(part[place + 3 : place + 3 + ACROSS])
            place += 3 + ACROSS
        found.append(Image.frombytes("1", (ACROSS * 8, len(lines)), b"".join(lines)))
    return found


def burnt(page):
    """What those dots of a page look like in a line of the print head."""
    head = Image.new("1", (ACROSS * 8, page.height), 0)
    head.paste(ImageOps.invert(page.convert("L")).convert("1"), (MARGIN, 0))
    return head


@pytest.fixture
def pages():
    name = {"field": "first_line", "x": 5, "y": 10, "w": 52, "h": 15, "size": 9, "smallest": 4}
    a6 = load_layout("a6")

    def make(*people):
        import msgspec

        layout = msgspec.structs.replace(
            a6, width=62.0, height=100.0, elements=(new_element("text", name),)
        )
        return pages_for(LABELS, draw_badges(list(people), layout).pdf)

    return make


def test_every_dot_of_the_page_is_burnt_and_no_other(content, pages):
    (page,) = pages(content())
    (seen,) = pictures(commands(LABELS, [page]))

    assert seen.size == (720, page.height)
    assert ImageOps.mirror(seen).tobytes() == burnt(page).tobytes()
    assert seen.getbbox() is not None


def test_each_badge_is_a_label_of_its_own_in_its_order(content, pages):
    made = pages(content(first_line="Ana"), content(first_line="Wolfgang"))
    seen = pictures(commands(LABELS, made))

    assert [ImageOps.mirror(one).tobytes() for one in seen] == [
        burnt(page).tobytes() for page in made
    ]
    assert seen[0].tobytes() != seen[1].tobytes()


def test_every_label_is_cut_off_and_the_last_one_fed_out(content, pages):
    data = commands(LABELS, pages(content(), content()))

    assert data.count(b"\x1biM\x40") == 2
    assert data.count(b"\x1a\x1b") == 1
    assert data.endswith(b"\x1a")


@pytest.mark.parametrize(
    ("model", "label", "option"), [("QL-9", "62x100", "model"), ("QL-820NWB", "61x99", "label")]
)
def test_an_unknown_model_or_label_is_told(model, label, option):
    with pytest.raises(WrongUseError) as told:
        stock(model, label)

    assert told.value.params["option"] == option
