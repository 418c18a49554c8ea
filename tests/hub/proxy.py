"""A line between a station and a server of its own machine that can be cut, and is written down."""

from __future__ import annotations

import contextlib
import socket
import threading


class Proxy:
    """Passes on whatever comes, in both directions; `said` is all of it.

    cut() ends what there is and lets nothing new begin, mend() lets all pass again. It listens all
    the while, as a switch does whose other end is unplugged: who connects hears nothing.
    """

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._open = threading.Event()
        self._open.set()
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._said: list[bytes] = []
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    @property
    def said(self) -> bytes:
        """Every byte that has passed, in both directions."""
        with self._lock:
            return b"".join(self._said)

    def cut(self) -> None:
        """Nothing passes any more, and what there was is over."""
        self._open.clear()
        self._end_all()

    def mend(self) -> None:
        """Everything passes again."""
        self._end_all()
        self._open.set()

    def close(self) -> None:
        """End for good."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end_all()
        for thread in self._threads:
            thread.join(5)

    def _begin(self, work, *arguments) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._sockets.add(here)
            if self._open.is_set():
                self._join(here)

    def _join(self, here: socket.socket) -> None:
        try:
            there = socket.create_connection(self._target, timeout=5)
        except OSError:
            self._end(here)
            return
        there.settimeout(None)
        with self._lock:
            self._sockets.add(there)
        self._begin(self._pass_on, here, there)
        self._begin(self._pass_on, there, here)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while said := source.recv(65536):
                with self._lock:
                    self._said.append(said)
                target.sendall(said)
        except OSError:
            pass  # one of the two has gone
        finally:
            self._end(source)
            self._end(target)

    def _end_all(self) -> None:
        with self._lock:
            ending = list(self._sockets)
        for one in ending:
            self._end(one)

    def _end(self, one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
        with self._lock:
            self._sockets.discard(one)
