"""Known problems as exceptions that carry a translatable sentence; bugs are not of this kind."""

from __future__ import annotations


class KnownError(Exception):
    """Something a person can act on: shown as one sentence, never as a traceback.

    `message` is the Spanish text with {placeholders}, as marked by N_(); `params` fill it.
    `exit_code` is what the command line ends with.
    """

    exit_code = 3

    def __init__(self, message: str, /, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message.format(**self.params)


class NotFoundError(KnownError):
    """What was asked for is not there, or was refused (exit code 1)."""

    exit_code = 1


class CanceledError(KnownError):
    """Somebody stopped it before it was done: nothing of it was kept (exit code 1)."""

    exit_code = 1


class WrongUseError(KnownError):
    """The input or the command is wrong: a file, a row, an option (exit code 2)."""

    exit_code = 2


class FailureError(KnownError):
    """The world failed: disk full, printer off, file locked (exit code 3)."""

    exit_code = 3
