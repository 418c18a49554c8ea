"""A label printer at a TCP port: takes ZPL, answers ~HQES, ~HS and its counter, can be in trouble."""

from __future__ import annotations

import re
import socket
import socketserver
import struct
import threading
from contextlib import suppress

LABEL = re.compile(rb"\^XA.*?\^XZ\s*", re.DOTALL)
ASKED = re.compile(rb'~HQES|~HS|~HI|! U1 getvar "([a-z._]+)"')
FLAGS = {
    "media_out": 0x1,
    "ribbon_out": 0x2,
    "head_open": 0x4,
    "cutter": 0x8,
    "hot": 0x10,
    "head_fault": 0x40,
    "settings_lost": 0x100,
    "jam": 0x1000,
    "paused": 0x10000,
    "no_mark": 0x80000,
    "odd": 0x800000,
}


class Zebra:
    """What the printer is like and what it made; a test sets and reads the fields."""

    def __init__(self) -> None:
        self.trouble: set[str] = set()
        self.answers = True  # to ~HQES and ~HS
        self.knows_errors = True  # older models know ~HS only
        self.counts = True
        self.holds = False  # takes labels and prints none of them for now
        self.cut_after: int | None = None  # bytes of one connection, then the line is dead
        self.counter = 100
        self.dots = 8  # a millimetre
        self.labels: list[bytes] = []
        self.waiting: list[bytes] = []
        self.heard: list[bytes] = []
        self.lock = threading.Lock()
        self.port = 0

    @property
    def uri(self) -> str:
        return f"zpl://127.0.0.1:{self.port}"

    def take(self, label: bytes) -> None:
        self.waiting.append(label)
        self.print_what_it_can()

    def print_what_it_can(self) -> None:
        if not self.trouble and not self.holds:
            self.labels += self.waiting
            self.counter += len(self.waiting)
            self.waiting = []

    def mend(self) -> None:
        """All is well again, and what waited comes out."""
        with self.lock:
            self.trouble.clear()
            self.holds = False
            self.print_what_it_can()

    def lose_power(self) -> None:
        """What was not printed yet is gone; the counter is kept."""
        with self.lock:
            self.waiting = []

    def answer(self, question: re.Match[bytes]) -> bytes:
        self.heard.append(question[0])
        if question[1] is not None:
            return f'"{self.counter}"'.encode() if self.counts and self.answers else b""
        if not self.answers or (question[0] == b"~HQES" and not self.knows_errors):
            return b""
        if question[0] == b"~HI":
            return f"\x02ZD421-{self.dots},V93.21.03Z,{self.dots},8192KB\x03".encode()
        return self.errors() if question[0] == b"~HQES" else self.host()

    def errors(self) -> bytes:
        bits = sum(FLAGS[word] for word in self.trouble)
        return (
            "\x02\r\n  PRINTER STATUS\r\n"
            f"   ERRORS:         {int(bool(bits))} 00000000 {bits:08X}\r\n"
            "   WARNINGS:       0 00000000 00000000\r\n\x03"
        ).encode()

    def host(self) -> bytes:
        out, up, ribbon, hot, paused = (
            int(word in self.trouble)
            for word in ("media_out", "head_open", "ribbon_out", "hot", "paused")
        )
        lines = (
            f"030,{out},{paused},1184,{len(self.waiting):03d},0,0,0,000,0,0,{hot}",
            f"001,0,{up},{ribbon},1,2,4,0,{len(self.waiting):08d},1,000",
            "1234,0",
        )
        return "".join(f"\x02{line}\x03\r\n" for line in lines).encode()


class _Line(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        zebra = self.server.zebra
        buffer, taken = b"", 0
        with suppress(ConnectionError):
            while piece := self.request.recv(1024):
                taken += len(piece)
                if zebra.cut_after is not None and taken > zebra.cut_after:
                    self.cut()
                    return
                with zebra.lock:
                    buffer = self.digest(zebra, buffer + piece)

    def digest(self, zebra: Zebra, buffer: bytes) -> bytes:
        while found := LABEL.match(buffer) or ASKED.search(buffer):
            if found.re is LABEL:
                zebra.take(found[0])
            elif b"^XA" in buffer[: found.start()]:
                return buffer  # a label comes first and is not whole yet
            elif reply := zebra.answer(found):
                self.request.sendall(reply)
            buffer = buffer[found.end() :].lstrip(b"\r\n")
        return buffer

    def cut(self) -> None:
        """As if the plug was pulled: a reset, no goodbye."""
        linger = struct.pack("ii", 1, 0)
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.request.close()


class ZebraServer(socketserver.ThreadingTCPServer):
    """Serves one Zebra at a free port of this machine."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, zebra: Zebra) -> None:
        super().__init__(("127.0.0.1", zebra.port), _Line)
        self.zebra = zebra
        zebra.port = self.server_address[1]
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def off(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()
