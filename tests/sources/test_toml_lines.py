import pytest

from kiosk.sources.event_wire import EventFile
from kiosk.sources.toml_lines import key_lines, line_of
from kiosk.sources.toml_types import enum_words, field_names

TEXT = """\
# a comment with [brackets] and key = value
top = 1

[event]
id = "x"   # [not.a.table]
"quoted-key" = 2
a.b = 3

[[checkpoint]]
id = "one"

[[checkpoint.slot]]
opens = 1
[[checkpoint.slot]]
opens = 2

[[checkpoint]] # the second
id = "two"
text = '''
id = "not a key"
[[checkpoint]]
'''
[[checkpoint.slot]]
opens = 3
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("top", 2),
        ("event", 4),
        ("event.id", 5),
        ("event.quoted-key", 6),
        ("event.a.b", 7),
        ("checkpoint[0]", 9),
        ("checkpoint[0].id", 10),
        ("checkpoint[0].slot[1].opens", 15),
        ("checkpoint[1].id", 18),
        ("checkpoint[1].slot[0].opens", 24),
    ],
)
def test_where_a_key_stands(path, line):
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("event.missing", 4),
        ("checkpoint[1].missing", 17),
        ("checkpoint[1].slot[0].missing.deep", 23),
        ("nowhere", 1),
        ("", 1),
    ],
)
def test_a_missing_key_is_shown_at_its_table(path, line):
    assert line_of(TEXT, path) == line


def test_text_within_long_strings_is_no_key():
    assert "checkpoint[2]" not in key_lines(TEXT)


def test_what_a_table_and_a_key_allow():
    assert "stale_after" in field_names(EventFile, "checkpoint[3]")
    assert {"event", "badge", "role", "checkpoint"} < set(field_names(EventFile, ""))
    assert "quorum" in field_names(EventFile, "assembly[1].call[0]")
    assert field_names(EventFile, "event.id") == ()
    assert enum_words(EventFile, "checkpoint[0].entry") == (
        "once",
        "once-per-day",
        "re-entry",
        "free",
    )
    assert enum_words(EventFile, "event.id") == ()
    assert enum_words(EventFile, "nobody.knows.this") == ()
