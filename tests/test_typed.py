"""Types are examined once, by one thread, whoever asks first and however many ask at once."""

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.typed import convert, from_json

KIOSK = Path(__file__).resolve().parents[1] / "kiosk"
READERS = {"convert", "Decoder"}

MANY_AT_ONCE = """
import sys
from threading import Barrier, Thread

import msgspec

from kiosk.typed import convert, from_json

sys.setswitchinterval(1e-6)
TEXT = b'{"last": [{"deep": {"a": [1, null]}}]}'


def fresh(number):
    held = dict[str, list[int | None]] | None
    inner = msgspec.defstruct(
        f"Inner{number}", [*((f"f{i}", held, None) for i in range(20)), ("deep", held, None)]
    )
    many = list[inner] | None
    return msgspec.defstruct(
        f"Outer{number}", [*((f"g{i}", many, None) for i in range(9)), ("last", many, None)]
    )


def meet(kind, together, read):
    together.wait()
    read.append(READ(TEXT, kind).last[0].deep)


for number in range(60):
    kind, together, read = fresh(number), Barrier(8), []
    threads = [Thread(target=meet, args=(kind, together, read)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [{"a": [1, None]}] * 8, read
print("all read")
"""
"""Eight threads meet a new type at the same moment, sixty times: msgspec alone crashes at once."""


class Seat(msgspec.Struct, forbid_unknown_fields=True):
    row: int
    free: date | None = None


@pytest.mark.parametrize(
    "reader",
    ["from_json", "lambda text, kind: convert(msgspec.json.decode(text), kind)"],
    ids=["JSON", "plain data"],
)
def test_many_threads_may_meet_a_type_at_the_same_moment(reader):
    program = MANY_AT_ONCE.replace("READ(", f"({reader})(")

    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (ran.returncode, ran.stdout.strip()) == (0, "all read"), ran.stderr


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"row": "1"}, r"Expected `int`, got `str` - at `\$\.row`"),
        ({"seat": 1}, "unknown field `seat`"),
        ({"row": 1, "free": "soon"}, r"at `\$\.free`"),
    ],
    ids=["type", "key", "date"],
)
def test_what_is_wrong_is_told_with_its_place(data, wrong):
    with pytest.raises(msgspec.ValidationError, match=wrong):
        convert(data, Seat)
    with pytest.raises(msgspec.ValidationError, match=wrong):
        from_json(msgspec.json.encode(data), Seat)


def test_texts_may_be_read_as_numbers_where_that_is_asked_for():
    assert convert({"row": "1"}, Seat, strict=False) == Seat(1)


def test_a_hook_makes_values_of_other_types():
    assert from_json('["a/b", "c"]', list[Path], hook=lambda kind, value: kind(value)) == [
        Path("a/b"),
        Path("c"),
    ]


def test_a_broken_text_is_told():
    with pytest.raises(msgspec.DecodeError):
        from_json("{", Seat)


def test_nobody_else_reads_with_a_type():
    found = [
        f"{path.relative_to(KIOSK)}:{call.lineno}"
        for path in KIOSK.rglob("*.py")
        if path != KIOSK / "typed.py"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if reads_a_type(call)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("msgspec.convert(data, kind)", True),
        ("msgspec.json.decode(text, type=kind)", True),
        ("msgspec.toml.decode(text, type=kind)", True),
        ("msgspec.json.Decoder(kind)", True),
        ("from msgspec import convert", True),
        ("from msgspec.json import decode", True),
        ("msgspec.json.decode(text)", False),
        ("msgspec.json.encode(value)", False),
        ("from msgspec import Struct", False),
    ],
)
def test_reading_with_a_type_is_recognised(code, reads):
    assert any(reads_a_type(node) for node in ast.walk(ast.parse(code))) is reads


def reads_a_type(node):
    """Whether this is msgspec reading with a type, or the import of what could hide it."""
    if isinstance(node, ast.ImportFrom):
        name = node.module or ""
        return name.startswith("msgspec.") or (
            name == "msgspec" and any(one.name in READERS for one in node.names)
        )
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if not ast.unparse(node.func).startswith("msgspec."):
        return False
    typed_decode = node.func.attr == "decode" and bool(node.keywords)
    return node.func.attr in READERS or typed_decode
