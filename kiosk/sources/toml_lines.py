"""Finds the line on which a key of a TOML text stands; reads no file and checks no value."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*([A-Za-z0-9_\-."']+)\s*=""")
_INDEX = re.compile(r"\[\d+\]$")


def line_of(text: str, path: str) -> int:
    """The 1-based line of `path` ("checkpoint[0].slot[1].opens"); of its nearest parent, else 1."""
    lines = key_lines(text)
    while path:
        if path in lines:
            return lines[path]
        path = _parent(path)
    return 1


def key_lines(text: str) -> dict[str, int]:
    """Each key path of the text with its line; arrays of tables carry their index."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    in_string = False
    for number, line in enumerate(text.splitlines(), start=1):
        header = None if in_string else _HEADER.match(line)
        key = None if in_string else _KEY.match(line)
        if header:
            table = _resolve(header[2], counts, array=header[1] == "[[")
            found.setdefault(table, number)
        elif key:
            found.setdefault(_join(table, _plain(key[1])), number)
        if (line.count('"""') + line.count("'''")) % 2:
            in_string = not in_string
    return found


def _resolve(name: str, counts: dict[str, int], *, array: bool) -> str:
    """The indexed path of a table header; `counts` remembers how many of each array were seen."""
    path = ""
    parts = _plain(name).split(".")
    for depth, part in enumerate(parts):
        path = _join(path, part)
        if array and depth == len(parts) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path] - 1}]"
    return path


def _join(table: str, key: str) -> str:
    return f"{table}.{key}" if table else key


def _plain(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)


def _parent(path: str) -> str:
    """One step up: an index first, then a key."""
    if _INDEX.search(path):
        return _INDEX.sub("", path)
    return path.rpartition(".")[0]
