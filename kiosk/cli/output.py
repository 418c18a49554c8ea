"""Writes answers to stdout as JSON, lines or tables; decides nothing and reads nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

Progress = Callable[[int, int], None]
"""Told after each step how many of how many are done."""


class ReaderGoneError(Exception):
    """The program that read our output has gone: nothing is left to say.

    No OSError, since typer ends the process with code 1 on those of broken pipes.
    """


def plain(value: object) -> Any:  # noqa: ANN401  JSON is of any shape
    """The value as JSON types: dataclasses to objects, moments to ISO 8601 UTC with "Z"."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date | Path):
        return str(value)
    if isinstance(value, timedelta):
        return duration(value)
    return value


def moment(value: datetime) -> str:
    """An aware moment as ISO 8601 UTC with milliseconds and "Z"."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def duration(value: timedelta) -> str:
    """A length of time in the words of event.toml: "90s", "20m", "2h", "1d"; zero is "0s"."""
    seconds = int(value.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def clock(value: time | None) -> str | None:
    """A local time of day as "22:00"; with seconds only where there are any."""
    return None if value is None else value.isoformat("seconds" if value.second else "minutes")


def as_json(value: object, *, indent: int | None = 2) -> str:
    """The value as one JSON document."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent)


def write_json(value: object) -> None:
    """Write one JSON document and nothing else."""
    line(as_json(value))


def line(text: str) -> None:
    """Write one line to stdout, at once; ReaderGoneError where nobody reads it any more."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGoneError from None


def note(text: str) -> None:
    """Write one line to stderr: what a person should know but a program should not read."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def complain(text: str) -> None:
    """Write one line to stderr under the program's name: what went wrong."""
    note(f"kiosk: {text}")


def printable(text: str) -> str:
    """The text without control characters: a name from a file must not command the terminal."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write rows under headings; into a pipe nothing is shortened."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False)
    view = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for heading in headings:
        view.add_column(Text(heading), overflow="fold")
    for row in rows:
        view.add_row(*(Text(printable(str(cell))) for cell in row))
    with console.capture() as capture:
        console.print(view)
    for text in capture.get().splitlines():
        if text.strip():
            line(text.rstrip())


@contextmanager
def progress(title: str) -> Iterator[Progress | None]:
    """A progress bar on stderr while a terminal is there to show it; else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield step
