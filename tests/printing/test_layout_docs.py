"""docs/badges.md names every layout, every kind of element, every key and every field."""

import re
from pathlib import Path
from typing import get_args

import pytest

from kiosk.printing.elements import kinds
from kiosk.printing.elements.fields import field_names
from kiosk.printing.elements.parts import When
from kiosk.printing.layout import Layout, layout_names
from kiosk.printing.sheet import load_sheet, sheet_names

DOCS = (Path(__file__).parents[2] / "docs" / "badges.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", DOCS))
KINDS = {kind.__struct_config__.tag: kind for kind in get_args(kinds.AnyElement)}


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_is_in_the_table(name):
    assert f"| `{name}` |" in DOCS


@pytest.mark.parametrize("name", sheet_names())
def test_every_sheet_is_in_the_table_with_its_cells(name):
    sheet = load_sheet(name)

    assert re.search(rf"\| `{name}`.*\| {sheet.columns} x {sheet.rows} of ", DOCS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_explained_with_its_keys(kind):
    assert kind in NAMED
    for key in KINDS[kind].__struct_fields__:
        assert key in NAMED, key


@pytest.mark.parametrize("key", [*When.__struct_fields__, *Layout.__struct_encode_fields__])
def test_every_key_of_the_layout_and_of_conditions_is_explained(key):
    assert key in NAMED or f"[[{key}]]" in NAMED or key == "folder"  # set by the reader


@pytest.mark.parametrize("field", field_names())
def test_every_field_is_named(field):
    assert field in NAMED
