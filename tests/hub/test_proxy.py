"""The line that other tests cut: it passes all on, and nothing while it is cut."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.hub.proxy import Proxy


@pytest.fixture
def echo() -> Iterator[str]:
    """A server that says everything twice."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                here, _ = listener.accept()
            except OSError:
                return
            with here:
                while said := here.recv(100):
                    here.sendall(said * 2)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@pytest.fixture
def line(echo: str) -> Iterator[Proxy]:
    made = Proxy(echo)
    yield made
    made.close()


def dial(line: Proxy) -> socket.socket:
    host, _, port = line.address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=5)


def ask(caller: socket.socket, said: bytes) -> bytes:
    caller.sendall(said)
    heard = b""
    while len(heard) < 2 * len(said) and (part := caller.recv(100)):
        heard += part
    return heard


def test_what_is_said_passes_both_ways_and_is_written_down(line: Proxy):
    with dial(line) as caller:
        assert ask(caller, b"hola") == b"holahola"

    assert line.said == b"holaholahola"


def test_a_cut_ends_what_there_is_and_a_mended_line_takes_new_callers(line: Proxy):
    with dial(line) as caller:
        ask(caller, b"uno")
        line.cut()
        assert caller.recv(100) == b""

    with dial(line) as waiting:
        waiting.settimeout(0.1)
        waiting.sendall(b"dos")
        with pytest.raises(TimeoutError):
            waiting.recv(100)
        line.mend()

    with dial(line) as caller:
        assert ask(caller, b"tres") == b"trestres"
    assert b"dos" not in line.said


def test_a_server_that_is_gone_is_no_end_of_the_line():
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    line = Proxy(address)
    with dial(line) as caller:
        assert caller.recv(100) == b""
    line.close()
