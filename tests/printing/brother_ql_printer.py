"""A Brother label printer at a TCP port: takes raster commands and says that it printed them."""

from __future__ import annotations

import socketserver
import threading
from contextlib import suppress

ASK = b"\x1biS"
PRINT = b"\x1a"


class Brother:
    """What the printer is like and what it was sent; a test sets and reads the fields."""

    def __init__(self) -> None:
        self.errors = (0, 0)
        self.errors_after = (0, 0)  # what is wrong once the label is under way
        self.roll = (62, 100)
        self.answers = True
        self.completes = True
        self.dies = False  # in the middle of a label
        self.received = b""
        self.port = 0

    @property
    def uri(self) -> str:
        return f"brother://127.0.0.1:{self.port}?model=QL-820NWB&label=62x100"

    def frame(self, kind: int, errors: tuple[int, int]) -> bytes:
        frame = bytearray(32)
        frame[:3] = b"\x80\x20\x42"
        frame[8], frame[9] = errors
        frame[10], frame[11], frame[17], frame[18] = self.roll[0], 0x0B, self.roll[1], kind
        return bytes(frame)


class _Line(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        brother, buffer = self.server.brother, b""
        with suppress(ConnectionError):
            while piece := self.request.recv(4096):
                buffer += piece
                if len(buffer) > 1000 and brother.dies:
                    return
                if len(buffer) < 300 and buffer.endswith(ASK):
                    self.say(brother.frame(0, brother.errors))
                elif len(buffer) > 1000 and buffer.endswith(PRINT):
                    brother.received = buffer[buffer.index(ASK) + 3 :]
                    wrong = brother.errors_after
                    kind = 2 if any(wrong) else 1
                    if brother.completes:
                        self.say(brother.frame(6, (0, 0)) + brother.frame(kind, wrong))

    def say(self, frame: bytes) -> None:
        if self.server.brother.answers:
            self.request.sendall(frame)


class BrotherServer(socketserver.ThreadingTCPServer):
    """Serves one Brother at a free port of this machine."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, brother: Brother) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.brother = brother
        brother.port = self.server_address[1]
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def off(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()
