"""Bugs go to the log file and are told to the screen; the log holds no names and no codes.

A trace names files, lines and kinds of errors only: the words of an error may quote a person.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_FILE = "kiosk.log"
_SIZE, _FILES = 1_000_000, 3

log = logging.getLogger("kiosk")


class TraceFormatter(logging.Formatter):
    """Writes a trace without the words of the error and without the lines of code."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Each error of the chain: its kind, then where it came by, innermost last."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append(type(error).__qualname__)
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _opened_for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


class _PrivateFile(RotatingFileHandler):
    """A log file that its owner only may read."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_opened_for_owner)


def open_log(folder: Path) -> logging.Handler:
    """Let the program log into the profile; close_log() ends it."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = _PrivateFile(folder / LOG_FILE, maxBytes=_SIZE, backupCount=_FILES, delay=True)
    handler.setFormatter(TraceFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Stop logging into the profile."""
    log.removeHandler(handler)
    handler.close()


def catch_bugs(tell: Callable[[], None]) -> Callable[[], None]:
    """Log what nothing else catches and call `tell`; answers a function that puts it back."""
    before, before_threads = sys.excepthook, threading.excepthook

    def on_bug(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        log.critical("a bug reached the surface", exc_info=(kind, error, trace))
        tell()

    def on_thread_bug(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical("a bug ended a thread", exc_info=args.exc_value)

    def put_back() -> None:
        sys.excepthook, threading.excepthook = before, before_threads

    sys.excepthook, threading.excepthook = on_bug, on_thread_bug
    return put_back
