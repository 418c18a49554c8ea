"""Turns whatever went wrong into one line on stderr and an exit code; mends nothing.

Exit codes: 0 done, 1 refused or not found, 2 wrong use, 3 a failure; and the two that Unix gives:
130 interrupted by Ctrl+C, 141 the reader of our output has gone.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import typer

from kiosk.cli.output import ReaderGoneError, complain, printable
from kiosk.domain.errors import KnownError
from kiosk.texts import _, current

INTERRUPTED = 130
BROKEN_PIPE = 141


def report(error: BaseException, folder: Path | None) -> int:
    """Say what happened in one line and return the exit code; a bug leaves its trace in a log."""
    if isinstance(error, KnownError):
        complain(sentence(error))
        return error.exit_code
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        complain(_("Interrumpido."))
        return INTERRUPTED
    if hasattr(error, "format_message"):
        complain(usage_sentence(error))
        return 2
    if isinstance(error, ReaderGoneError):
        _silence_stdout()
        return BROKEN_PIPE
    if isinstance(error, OSError) and error.strerror:
        complain(_os_sentence(error))
        return 3
    complain(_("Error interno; los detalles están en {path}.", path=log(error, folder)))
    return 3


def sentence(error: KnownError) -> str:
    """The known error in the user's language, on one line."""
    from kiosk.texts.explain import error_text

    return " ".join(printable(error_text(error, current())).split())


def usage_sentence(error: BaseException) -> str:
    """What typer complains about, in the user's language."""
    text = _usage_text(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kiosk"
    return " ".join(printable(text).split()) + " " + _("(ayuda: {command} --help)", command=path)


def _usage_text(error: BaseException) -> str:
    kind = type(error).__name__
    message = str(getattr(error, "message", ""))
    name = _param_name(getattr(error, "param", None))
    if kind == "NoSuchOption":
        return _("No existe la opción {option}.", option=getattr(error, "option_name", ""))
    if kind == "MissingParameter":
        return _("Falta {name}.", name=name)
    if kind == "BadParameter":
        return _("El valor de {name} no sirve.", name=name)
    if kind == "BadOptionUsage":
        return _(
            "A la opción {option} le falta su valor.", option=getattr(error, "option_name", "")
        )
    if message.startswith("Missing command"):
        return _("Falta la orden.")
    extra = re.search(r" \((.*)\)$", message)
    return _("Sobra «{extra}».", extra=extra.group(1) if extra else message)


def _param_name(param: Any) -> str:  # noqa: ANN401  typer hides the class
    """What a user knows a parameter by: "--at", or the word of the usage line."""
    if param is None:
        return ""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    return "/".join(param.opts)


def _os_sentence(error: OSError) -> str:
    where = Path(str(error.filename)).name if error.filename else ""
    reason = error.strerror or ""
    if isinstance(error, FileNotFoundError):
        return _("No existe el archivo {path}.", path=error.filename)
    if isinstance(error, PermissionError):
        return _("Falta permiso para usar {path}.", path=error.filename)
    return _("El sistema responde: {reason} ({path}).", reason=reason, path=where or "-")


def log(error: BaseException, folder: Path | None) -> Path | str:
    """Append the trace to the profile's log and return where it lies ("-" where nowhere).

    The log's formatter leaves out the error's own words: a code or a name may stand in them.
    """
    from kiosk.app import faults

    for home in _log_folders(folder):
        try:
            handler = faults.open_log(home)
            faults.log.critical("a bug ended a command", exc_info=error)
            faults.close_log(handler)
        except OSError:
            continue
        return home / faults.LOG_FILE
    return "-"


def _log_folders(folder: Path | None) -> list[Path]:
    """Where a log may lie, best first: the profile's logs/, then the user's log folder."""
    import platformdirs

    own = [folder / "logs"] if folder is not None and folder.is_dir() else []
    return [*own, platformdirs.user_log_path("kiosk", appauthor=False)]


def _silence_stdout() -> None:
    """Keep Python from writing to the closed pipe once more while it ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
