"""[badge] of event.toml: who gets which badge, and what a wrong table is answered with."""

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import BadgeUse
from kiosk.sources.event_file import read_event

EVENT = """\
[event]
id = "taller"
name = "Taller"
timezone = "America/Guatemala"
from = 2026-03-20
to = 2026-03-22

[badge]
layout = "4x3in"
"""


def read(tmp_path, text):
    path = tmp_path / "event.toml"
    path.write_text(f"{EVENT}\n{text}", encoding="utf-8")
    return read_event(path)


def test_the_rules_stand_in_the_order_of_the_file(tmp_path):
    event = read(
        tmp_path,
        """
[[badge.use]]
roles = ["board", "staff"]
layout = "assembly"

[[badge.use]]
products = ["Evento social"]
none = true
""",
    )

    assert event.badge_layout == "4x3in"
    assert event.badge_uses == (
        BadgeUse("assembly", roles=("board", "staff")),
        BadgeUse("", products=("Evento social",)),
    )


def test_without_rules_there_are_none(tmp_path):
    assert read(tmp_path, "").badge_uses == ()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('roles = ["board"]', ("badge.use[0]", "none = true")),
        ('roles = ["board"]\nlayout = "a6"\nnone = true', ("badge.use[0]", "none = true")),
        ('layout = "a6"', ("badge.use[0]", "roles o products")),
        ('roles = ["rey"]\nlayout = "a6"', ("badge.use[0].roles", "rey", "board")),
        ('rol = "board"\nlayout = "a6"', ("badge.use[0].rol", "roles")),
    ],
)
def test_a_wrong_rule_is_answered_with_its_line_and_key(tmp_path, table, words):
    with pytest.raises(WrongUseError) as caught:
        read(tmp_path, f"[[badge.use]]\n{table}\n")

    sentence = str(caught.value)
    assert "línea 1" in sentence
    assert all(word in sentence for word in words)
