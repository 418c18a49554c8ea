"""`kiosk badge --sheet`: several badges on a page, in their own size, or one clear sentence."""

import pypdfium2
import pytest
import zxingcpp

CODES = ("AAA111AAA", "BBB222BBB", "CCC333CCC", "DDD444DDD")


def pages(path):
    """Size in mm and the codes on it, for every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            (
                tuple(round(side * 25.4 / 72, 1) for side in page.get_size()),
                len(zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil().convert("L"))),
            )
            for page in document
        ]
    finally:
        document.close()


def test_four_badges_on_one_page(kiosk, tmp_path):
    out = tmp_path / "sheet.pdf"
    done = kiosk("badge", *CODES, "--out", out, "--sheet", "a6-4up", "--layout", "a6")

    assert done.code == 0, done.err
    assert done.out == f"4 credenciales en {out}\n"
    assert pages(out) == [((210.0, 297.0), 4)]


@pytest.mark.parametrize(
    ("sheet", "paper"), [("avery-l4785", (210.0, 297.0)), ("avery-5395", (215.9, 279.4))]
)
def test_labels_for_everyone(kiosk, tmp_path, sheet, paper):
    out = tmp_path / "labels.pdf"
    done = kiosk("badge", "--all", "--out", out, "--sheet", sheet, "--layout", "80x50mm")

    assert done.code == 0, done.err
    assert pages(out) == [(paper, 4)]


def test_a_layout_that_is_too_large_is_wrong_use_and_says_what_fits(kiosk, tmp_path):
    out = tmp_path / "x.pdf"
    done = kiosk("badge", "--all", "--out", out, "--sheet", "avery-5395", "--layout", "a6")

    assert done.code == 2
    assert done.err.count("\n") == 1
    for word in ("a6", "avery-5395", "80x50mm"):
        assert word in done.err
    assert not out.exists()


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(kiosk, tmp_path):
    done = kiosk("badge", "--all", "--out", tmp_path / "x.pdf", "--sheet", "a4")

    assert done.code == 1
    for word in ("«a4»", "a6-4up", "avery-5395", "avery-l4785"):
        assert word in done.err


def test_a_sheet_of_ones_own(kiosk, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'title = "Nuestro"\nwidth = 100\nheight = 120\ncolumns = 1\nrows = 2\n'
        "x = 10\ny = 5\ndx = 80\ndy = 55\nw = 80\nh = 50\n",
        encoding="utf-8",
    )
    out = tmp_path / "sheet.pdf"
    done = kiosk("badge", *CODES[:3], "--out", out, "--sheet", mine, "--layout", "80x50mm")

    assert done.code == 0, done.err
    assert pages(out) == [((100.0, 120.0), 2), ((100.0, 120.0), 1)]
