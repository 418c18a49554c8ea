"""What the first-run screen shows and what it asks for, as values; reads no file."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.settings import StationRole


@dataclass(frozen=True, slots=True)
class SetupState:
    """What is known so far. `checkpoints` are (id, name) of the chosen event; paths as text."""

    demo: bool = True
    event_file: str = ""
    event_name: str = ""
    list_file: str = ""
    checkpoints: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    progress: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class SetupAnswers:
    """What the person chose when the station is to begin. `pin` is empty for none."""

    demo: bool
    name: str
    language: str
    role: StationRole
    checkpoint: str
    pin: str
