"""`kiosk badge`: whose badges, in which order, where on the sheet; and what is said of them."""

import pypdfium2
import pytest


def pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_sorted_by_name(kiosk, tmp_path):
    out = tmp_path / "x.pdf"
    done = kiosk("badge", "--all", "--out", out, "--sort", "name")

    assert done.code == 0, done.err
    first = kiosk("badge", "--all", "--out", tmp_path / "list.pdf", "--sort", "list")
    assert first.code == 0
    assert sorted(pages(out)) == sorted(pages(tmp_path / "list.pdf"))
    assert pages(out) != pages(tmp_path / "list.pdf")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--cell", "2"), 2, "--sheet"),
        (("--sheet", "a6-4up", "--cell", "9"), 2, "4"),
        (("--sheet", "a6-4up", "--cell", "0"), 2, "4"),
        (("--sheet", "a6-4up", "--offset", "mucho"), 2, "1.5,-0.5"),
        (("--sheet", "a6-4up", "--offset", "90,0"), 2, "20 mm"),
        (("--sheet", "a6-4up", "--duplex", "diagonal"), 2, "long, short"),
        (("--sort", "altura"), 2, "organisation"),
        (("--role", "rey"), 1, "rey"),
        (("--checkpoint", "sótano"), 1, "sótano"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_no_file(kiosk, tmp_path, options, code, words):
    out = tmp_path / "x.pdf"
    done = kiosk("badge", "--all", "--out", out, *options)

    assert done.code == code
    assert done.err.count("\n") == 1
    assert words in done.err
    assert not out.exists()


def test_a_corrected_sheet_that_begins_at_its_second_cell(kiosk, tmp_path):
    out = tmp_path / "x.pdf"
    options = ("--sheet", "a6-4up", "--cell", "2", "--offset", "1.5,-0.5", "--duplex", "short")
    done = kiosk("badge", "--all", "--out", out, *options)

    assert done.code == 0, done.err
    assert len(pages(out)) == 2


def test_interrupted_it_says_so_and_leaves_no_file(kiosk, tmp_path, monkeypatch):
    def interrupted(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.services.badge_file.draw_badges", interrupted)
    done = kiosk("badge", "--all", "--out", tmp_path / "x.pdf")

    assert done.code == 130
    assert "quedó como estaba" in done.err
    assert list(tmp_path.glob("*x.pdf*")) == []


def test_some_codes_or_everybody_but_not_both(kiosk, tmp_path):
    assert kiosk("badge", "BBB222BBB", "--role", "speaker", "--out", tmp_path / "x.pdf").code == 2
