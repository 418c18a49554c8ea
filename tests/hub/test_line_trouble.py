"""Each known trouble of a line to the hub is one sentence of what to do, in every language."""

from __future__ import annotations

import errno
import logging
import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from kiosk.domain.errors import FailureError
from kiosk.hub.line_trouble import WHAT_TO_DO, LineTrouble, kind_of, not_reached
from kiosk.hub.peek import authority_at
from kiosk.texts.explain import error_text
from tests.ports import free_port

MARK = b"\7" * 12
KINDS = [
    (TimeoutError("timed out"), LineTrouble.SILENT),
    (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), LineTrouble.NOT_RUNNING),
    (ConnectionResetError(errno.ECONNRESET, "reset by peer"), LineTrouble.NOT_RUNNING),
    (OSError(errno.EHOSTUNREACH, "No route to host"), LineTrouble.NO_WAY),
    (OSError(errno.ENETUNREACH, "Network is unreachable"), LineTrouble.NO_WAY),
    (socket.gaierror(-2, "Name or service not known"), LineTrouble.NO_NAME),
    (ssl.SSLError(1, "wrong version number"), LineTrouble.STRANGE),
    (ssl.SSLCertVerificationError(1, "certificate verify failed"), LineTrouble.STRANGE),
    (ValueError("invalid literal for int()"), LineTrouble.NO_ADDRESS),
    (OverflowError("port must be 0-65535"), LineTrouble.NO_ADDRESS),
    (OSError(errno.EMFILE, "Too many open files"), LineTrouble.OTHER),
]


@pytest.mark.parametrize(("problem", "kind"), KINDS, ids=[str(p.args[-1]) for p, _kind in KINDS])
def test_the_systems_words_become_one_sentence_of_what_to_do(problem, kind):
    assert kind_of(problem) is kind
    said = not_reached([("10.0.0.5:4222", problem)])
    texts = {language: error_text(said, language) for language in ("es", "pt", "en")}
    assert len(set(texts.values())) == 3
    for text in texts.values():
        assert "10.0.0.5:4222" in text
        assert str(problem.args[-1]) not in text


def test_every_kind_has_words_of_its_own():
    assert set(WHAT_TO_DO) == set(LineTrouble)
    assert len(set(WHAT_TO_DO.values())) == len(LineTrouble)


def test_of_several_addresses_the_most_telling_is_said():
    tried = [
        ("10.0.0.5:1", TimeoutError("timed out")),
        ("10.0.0.6:1", ConnectionRefusedError()),
        ("10.0.0.7:1", TimeoutError("timed out")),
    ]
    assert "10.0.0.6:1 la central no está en marcha" in error_text(not_reached(tried), "es")
    del tried[1]
    assert "10.0.0.5:1, 10.0.0.7:1" in error_text(not_reached(tried), "es")


class Neighbour:
    """Another machine's program at a port: it answers every connection with those bytes."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        try:
            peer, _from = self._listener.accept()
            with peer:
                peer.recv(16)
                peer.sendall(self._answer)
                peer.recv(16)
        except OSError:
            return

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def printer() -> Iterator[Neighbour]:
    made = Neighbour(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    yield made
    made.close()


def test_whoever_else_answers_there_is_said_to_be_no_hub(printer):
    with pytest.raises(FailureError) as raised:
        authority_at([printer.address], MARK)
    assert error_text(raised.value, "en").startswith(f"Whoever answers at {printer.address}")


def test_at_real_sockets_nothing_of_the_systems_words_reaches_the_screen(caplog):
    caplog.set_level(logging.INFO)
    address = f"127.0.0.1:{free_port()}"
    with pytest.raises(FailureError) as raised:
        authority_at([address, "nonsense"], MARK)
    assert error_text(raised.value, "en") == (
        f"The hub is not running at {address}: open it there, or check the address."
    )
    assert "ConnectionRefusedError" in caplog.text
    assert "ValueError" in caplog.text
