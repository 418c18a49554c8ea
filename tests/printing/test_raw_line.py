"""A plain line to a printer: every wait ends, and a cut is told."""

import socket
import threading

import pytest

from kiosk.printing.raw_line import LineError, open_line


@pytest.fixture
def peer():
    """A listener; the test says what the other end does: peer(lambda connection: ...) -> port."""
    listener = socket.create_server(("127.0.0.1", 0))
    threads = []

    def behave(act):
        def serve():
            connection, _ = listener.accept()
            with connection:
                act(connection)

        threads.append(threading.Thread(target=serve))
        threads[-1].start()
        return listener.getsockname()[1]

    yield behave
    for thread in threads:
        thread.join()
    listener.close()


def test_an_answer_in_pieces_is_read_until_it_is_whole(peer):
    def act(connection):
        connection.recv(100)
        connection.sendall(b"one ")
        connection.sendall(b"two.")
        connection.recv(100)

    with open_line("127.0.0.1", peer(act)) as line:
        assert line.ask(b"?", lambda heard: heard.endswith(b"."), 5) == b"one two."


def test_a_silent_peer_is_left_after_the_time(peer):
    with open_line("127.0.0.1", peer(lambda connection: connection.recv(100))) as line:
        assert line.ask(b"?", bool, 0.01) == b""


def test_a_peer_that_drips_without_end_is_left(peer):
    def act(connection):
        try:
            while True:
                connection.sendall(b"x" * 4096)
        except OSError:
            return

    with open_line("127.0.0.1", peer(act)) as line:
        heard = line.read(lambda _heard: False, 60)

    assert 65_536 <= len(heard) < 65_536 + 4096


def test_a_peer_that_hangs_up_has_said_all(peer):
    with open_line("127.0.0.1", peer(lambda connection: connection.sendall(b"half"))) as line:
        assert line.read(lambda _heard: False, 60) == b"half"


def test_a_cut_while_sending_is_told(peer):
    port = peer(lambda connection: connection.recv(10))
    with open_line("127.0.0.1", port) as line, pytest.raises(LineError):
        line.send(b"x" * 100_000_000)


@pytest.mark.parametrize("host", ["127.0.0.1", "..", "no such host"])
def test_nobody_there(host):
    with pytest.raises(LineError), open_line(host, 1):
        pass
