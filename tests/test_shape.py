"""The shape of the code: small files, small functions, a first line that says what a file is for."""

import ast
import io
import statistics
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted((ROOT / "kiosk").rglob("*.py"))
TESTS = sorted(p for p in (ROOT / "tests").rglob("*.py") if p.stat().st_size)
BENCHMARKS = sorted((ROOT / "benchmarks").rglob("*.py"))

LONGEST_FILE = 400
MEDIAN_FILE = 150
LONG_FUNCTION = 30
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def code_lines_of(path: Path) -> int:
    """Lines that hold code: no comments, no docstrings, no blank lines."""
    source = path.read_text(encoding="utf-8")
    docs = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    held = {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(held - docs)


def functions_of(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


def test_no_file_is_longer_than_one_job():
    long = {str(p.relative_to(ROOT)): lines_of(p) for p in [*CODE, *TESTS, *BENCHMARKS]}

    assert {p: n for p, n in long.items() if n > LONGEST_FILE} == {}


def test_most_files_are_short():
    assert statistics.median(lines_of(p) for p in CODE) < MEDIAN_FILE


def test_most_functions_are_short():
    lengths = sorted(length for path in CODE for _, length in functions_of(path))

    assert lengths[int(len(lengths) * 0.9)] <= LONG_FUNCTION


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert docstring
    assert len(docstring.splitlines()[0]) >= 30


def test_there_is_at_least_as_much_test_as_code():
    assert sum(map(code_lines_of, TESTS)) >= sum(map(code_lines_of, CODE))


def test_every_arrow_that_is_excused_has_its_reason():
    marked = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*CODE, *TESTS, *BENCHMARKS]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for mark in ("# no" + "qa:", "# type: ig" + "nore[")
        if mark in line and len(line.split(mark)[1].split("]")[-1].split()) < 2
    ]

    assert marked == []
