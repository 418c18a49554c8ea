"""What the self-service screens draw, as values: never a code, an e-mail or another person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdleState:
    """Waiting for a person. `bigger` and `contrast` are what the person before the screen chose.

    `asking`: a code that nobody here knows is looked up at its source; the next scan may come.
    """

    bigger: bool = False
    contrast: bool = False
    asking: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmState:
    """The greeting and the badge as it will come out (PNG bytes; empty while it is drawn).

    `bare`: the ticket comes without a badge, so only the arrival is confirmed.
    """

    first_line: str
    badge_png: bytes = b""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class PrintingState:
    """The badge is on its way; `expected_ms` is how long that takes as a rule."""

    badge_png: bytes = b""
    slot: str = "below"
    expected_ms: int = 8000


@dataclass(frozen=True, slots=True)
class DoneState:
    """The printer said that the badge came out. `slot` is below, left or right.

    `bare`: there is no badge to take, the arrival stands.
    """

    badge_png: bytes = b""
    slot: str = "below"
    lanyards: str = ""
    session_title: str = ""
    session_detail: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class HelpState:
    """The way to the desk; says no reason and no name. `number` is empty for nobody known.

    `valid`: the ticket is good, and only the badge waits at the desk. `asks`: an answer is missing.
    """

    desk: str = ""
    number: str = ""
    valid: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class CodeState:
    """Code and surname typed by hand. `paused` asks for a moment of waiting after many tries."""

    paused: bool = False


SelfServiceState = IdleState | ConfirmState | PrintingState | DoneState | HelpState | CodeState


@dataclass(frozen=True, slots=True)
class Timing:
    """Stay times in milliseconds."""

    confirm_ms: int = 40_000
    done_ms: int = 12_000
    help_ms: int = 30_000
    code_ms: int = 60_000
    pause_ms: int = 30_000
    settings_ms: int = 60_000
    print_expected_ms: int = 8_000
    print_poll_ms: int = 300
    print_limit_ms: int = 45_000
    slow_ms: int = 300
