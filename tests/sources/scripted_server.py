"""An HTTP server on loopback that answers as it is told: cut short, never, twice the same."""

from __future__ import annotations

import json
import ssl
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

DATE = "Sun, 22 Nov 2026 00:05:37 GMT"
_LONGEST_HANG = 60


@dataclass(frozen=True)
class Say:
    """One answer. `body` is bytes, or what becomes JSON. `cut` bytes of it are sent, then no more.

    `hang` answers nothing until the server stops.
    """

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    hang: bool = False

    @property
    def sent(self) -> bytes:
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Asked:
    """One request that arrived."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def asked(self) -> dict[str, str]:
        """The query, last value of each name."""
        return dict(self.query)


class ScriptedServer:
    """Answers `then` first, in their order, else what `on` said for the path, else 404."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self._queue: deque[Say] = deque()
        self._paths: dict[str, deque[Say]] = {}
        self._lock = threading.Lock()
        self._released = threading.Event()
        self._server = _server(self, context)
        self.port = self._server.server_port
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def then(self, *answers: Say) -> None:
        """The next requests get these, whatever they ask."""
        self._queue.extend(answers)

    def on(self, path: str, *answers: Say) -> None:
        """Requests for this path get these; the last one again and again."""
        self._paths[path] = deque(answers)

    def paths(self) -> list[str]:
        """What was asked for, in its order."""
        return [each.path for each in self.asked]

    def take(self, asked: Asked) -> Say:
        """The answer to this request."""
        with self._lock:
            self.asked.append(asked)
            if self._queue:
                return self._queue.popleft()
            answers = self._paths.get(asked.path, deque([Say(404, {"detail": "Not found."})]))
            return answers.popleft() if len(answers) > 1 else answers[0]

    def hang(self) -> None:
        """Until the server stops."""
        self._released.wait(_LONGEST_HANG)

    def stop(self) -> None:
        """End all threads and give the port back."""
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _server(script: ScriptedServer, context: ssl.SSLContext | None) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        """Answers one request and closes, so that a cut is a cut."""

        def _any(self) -> None:
            answer = script.take(_asked(self))
            if answer.hang:
                script.hang()
                return
            body = answer.sent
            headers = {"date": DATE, "content-length": str(len(body)), **answer.headers}
            lines = [f"HTTP/1.1 {answer.status} X", *(f"{k}: {v}" for k, v in headers.items())]
            head = "\r\n".join([*lines, "connection: close", "", ""]).encode("latin-1")
            self.wfile.write(head + body[: answer.cut])

        do_GET = do_POST = do_PATCH = _any  # noqa: N815  names that http.server looks for

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = False

        def get_request(self):
            connection, address = super().get_request()
            if context is not None:
                connection = context.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
            return connection, address

        def handle_error(self, request, client_address) -> None:
            """A client that goes away, or does not trust us, is part of the tests."""

    return Server(("127.0.0.1", 0), Handler)


def _asked(handler: BaseHTTPRequestHandler) -> Asked:
    url = urlsplit(handler.path)
    length = int(handler.headers.get("content-length", 0))
    return Asked(
        handler.command,
        url.path,
        tuple(parse_qsl(url.query, keep_blank_values=True)),
        {name.lower(): text for name, text in handler.headers.items()},
        handler.rfile.read(length),
    )
