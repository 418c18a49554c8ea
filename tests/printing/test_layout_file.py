"""Layouts written as files: what is read back is what was written."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.printing.elements import kinds
from kiosk.printing.elements.parts import When
from kiosk.printing.layout import layout_names, load_layout
from kiosk.printing.layout_file import save, written
from kiosk.resources import asset

SHIPPED = layout_names()
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LENGTHS = st.floats(1, 20).map(lambda length: round(length, 3))


def back(layout, tmp_path):
    """The layout as its file says it, without the folder that only its path tells."""
    path = tmp_path / "written.toml"
    save(layout, path)
    return load_layout(str(path))


def bare(layout):
    return msgspec.structs.replace(layout, folder="")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_layout_reads_back(tmp_path, name):
    layout = load_layout(name)

    assert bare(back(layout, tmp_path)) == bare(layout)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_is_what_the_writer_writes_below_its_comment(name):
    text = asset("layouts", f"{name}.toml").read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))

    assert body == written(load_layout(name))


@settings(max_examples=60)
@given(
    title=WORDS,
    words=st.dictionaries(st.sampled_from(["es", "pt", "en"]), WORDS, min_size=1),
    place=st.tuples(LENGTHS, LENGTHS, LENGTHS, LENGTHS),
    roles=st.lists(WORDS, max_size=3).map(tuple),
    consent=st.lists(st.sampled_from(["yes", "no", "unasked"]), max_size=2).map(tuple),
    rotation=st.sampled_from([0, 90, 180, 270]),
)
def test_any_words_conditions_and_places_read_back(  # noqa: PLR0917  one a part that is varied
    tmp_path_factory, title, words, place, roles, consent, rotation
):
    x, y, w, h = place
    words = {language: text.replace("{", "(") for language, text in words.items()}
    element = kinds.FixedWords(
        x=x,
        y=y,
        w=w,
        h=h,
        size=4.0,
        smallest=2.0,
        text=words,
        when=When(roles=roles, consent=consent),
    )
    layout = load_layout("a6")
    mine = msgspec.structs.replace(
        layout, title=title, rotation=rotation, elements=(*layout.elements, element)
    )

    assert bare(back(mine, tmp_path_factory.mktemp("round"))) == bare(mine)


def test_lists_stand_on_one_line_where_they_fit():
    text = written(load_layout("a6"))

    assert "nodes = [[1, 96.9], [2, 86.0], [4, 91.0]]" in text
    assert max(map(len, text.splitlines())) < 110


def test_a_list_that_is_long_keeps_a_line_for_each_entry(tmp_path):
    layout = load_layout("a6")
    first = msgspec.structs.replace(
        layout.elements[0], when=When(roles=tuple(f"a-role-with-a-long-name-{n}" for n in range(9)))
    )
    mine = msgspec.structs.replace(layout, elements=(first, *layout.elements[1:]))

    assert '\n    "a-role-with-a-long-name-3",\n' in written(mine)
    assert bare(back(mine, tmp_path)) == bare(mine)


def test_a_text_that_looks_like_a_list_stays_a_text(tmp_path):
    mine = msgspec.structs.replace(load_layout("a6"), title="[\n]", media="x [")

    assert bare(back(mine, tmp_path)) == bare(mine)


def test_a_layout_that_would_not_be_read_is_not_written(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("as it was", encoding="utf-8")
    with pytest.raises(WrongUseError, match="width"):
        save(msgspec.structs.replace(load_layout("a6"), width=5.0), path)

    assert path.read_text(encoding="utf-8") == "as it was"


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "new" / "mine.toml"
    save(load_layout("a6"), path)
    save(load_layout("cr80"), path)

    assert [each.name for each in path.parent.iterdir()] == ["mine.toml"]
    assert load_layout(str(path)).title == "CR80"


def test_where_nothing_can_be_written_it_is_told_with_the_path(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(FailureError, match=r"mine\.toml"):
        save(load_layout("a6"), tmp_path / "file" / "mine.toml")
