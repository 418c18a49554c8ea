"""Drops the same code read again at once by the same device; keeps no code longer than that."""

from __future__ import annotations

ECHO_MS = 3000
"""How long a code lying under a scanner counts as one and the same reading."""


class EchoFilter:
    """Remembers the last readings of each device. Times are any monotonic milliseconds.

    A reading that is dropped keeps its code quiet for another span: a phone held under the
    scanner is one scan, however long it is held.
    """

    def __init__(self, span_ms: int = ECHO_MS) -> None:
        self._span = span_ms
        self._last: dict[tuple[str, str], int] = {}

    def is_echo(self, text: str, device: str, at_ms: int) -> bool:
        """Whether this reading repeats one of the last three seconds; it is remembered."""
        self._last = {k: at for k, at in self._last.items() if at_ms - at < self._span}
        known = (device, text) in self._last
        self._last[device, text] = at_ms
        return known

    def forget(self) -> None:
        """Let every code be read again at once (another person stands there, another screen)."""
        self._last.clear()
