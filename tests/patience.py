"""The one way in which a test waits for others: until something holds, with a generous end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(holds: Callable[[], Found], seconds: float = 30, what: str = "") -> Found:
    """What `holds` answers as soon as that is true; `what` says in a failure what was awaited."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, f"waited {seconds} s in vain {what}".rstrip()
        time.sleep(0.01)
    return found
