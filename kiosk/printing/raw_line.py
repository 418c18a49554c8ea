"""A plain TCP line to a printer's port 9100: sends bytes, reads what is said; knows no language."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PORT = 9100
CONNECT_SECONDS = 3.0
SEND_SECONDS = 30.0
_LONGEST_ANSWER = 65_536


class LineError(Exception):
    """Nobody answers at the address, or the line was cut."""


class RawLine:
    """An open line; every wait has an end, also towards a peer that drips single bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, data: bytes) -> None:
        """Hand over all bytes. Raises LineError; how many arrived is then unknown."""
        self._connection.settimeout(SEND_SECONDS)
        try:
            self._connection.sendall(data)
        except OSError as error:
            raise LineError(str(error)) from error

    def ask(self, question: bytes, complete: Callable[[bytes], object], seconds: float) -> bytes:
        """Send a question and read until the answer is complete; what came until then, else.

        Raises LineError only where the line was cut before anything was said.
        """
        self.send(question)
        return self.read(complete, seconds)

    def read(self, complete: Callable[[bytes], object], seconds: float) -> bytes:
        """Read what the printer says by itself; as ask."""
        heard = bytearray()
        end = time.monotonic() + seconds
        while not complete(bytes(heard)) and len(heard) < _LONGEST_ANSWER:
            left = end - time.monotonic()
            piece = self._piece(left) if left > 0 else b""
            if not piece:
                break
            heard += piece
        return bytes(heard)

    def _piece(self, seconds: float) -> bytes:
        self._connection.settimeout(seconds)
        try:
            return self._connection.recv(4096)
        except TimeoutError:
            return b""
        except OSError as error:
            raise LineError(str(error)) from error

    def hang_up(self) -> None:
        """Say that no more comes, so that what was sent is not thrown away with the line."""
        try:
            self._connection.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise LineError(str(error)) from error


@contextmanager
def open_line(host: str, port: int) -> Iterator[RawLine]:
    """A line to that printer. Raises LineError where nobody answers."""
    try:
        connection = socket.create_connection((host, port), CONNECT_SECONDS)
    except (OSError, UnicodeError) as error:
        raise LineError(str(error)) from error
    with connection:
        yield RawLine(connection)
