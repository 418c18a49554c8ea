"""What a screen tells: the values of a signal, for tests that look at them afterwards."""

from __future__ import annotations

from typing import Any


def heard(signal: Any) -> list[Any]:
    """What a signal brings from now on."""
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values[0] if values else None))
    return found
