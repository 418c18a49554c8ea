"""Tells a keyboard scanner's burst from a person's typing: pure steps; touches no keyboard.

A scanner is a keyboard that types faster than any hand. Each key is held back until it is clear
who typed it: a burst that ends as set becomes one scan, anything else is given back to be typed.
Times are the keys' own (milliseconds of the system's event clock), never those of receiving them:
a screen that stalls would stretch the gaps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from kiosk.domain.settings import Wedge

TAIL_MS = 120
"""An Enter so soon after a scan is the scanner's own (CR and LF both sent, a late suffix)."""

_FUNCTION_KEY = re.compile(r"F([1-9]|[12]\d|3[0-5])")


class Kind(Enum):
    """What a stroke is to the machine."""

    CHARACTER = auto()
    ENTER = auto()
    TAB = auto()
    ETX = auto()
    RELEASE = auto()
    MODIFIER = auto()
    OTHER = auto()


_ENDS = {Kind.ENTER: "enter", Kind.TAB: "tab", Kind.ETX: "etx"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key event. `key` pairs a press with its release; `source` is the caller's own.

    `text` is what a character types; for OTHER it is the name of a function key ("F9").
    `repeat` is the system's word that a key is held down; it says so of two equal characters of
    a scanner as well, if they come within a millisecond.
    """

    kind: Kind
    at: int
    text: str = ""
    key: int = 0
    repeat: bool = False
    source: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class State:
    """What is held, the keys whose release is to be swallowed, when the last scan ended."""

    held: tuple[Stroke, ...] = ()
    swallowing: frozenset[int] = frozenset()
    scanned_at: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now: type `replay` again, in order; tell `scan`; drop the stroke if `swallow`."""

    state: State
    replay: tuple[Stroke, ...] = ()
    scan: str | None = None
    swallow: bool = False


def feed(state: State, stroke: Stroke, wedge: Wedge) -> Step:
    """Take one stroke. It is to be passed on after the replay unless the step swallows it."""
    if stroke.kind is Kind.MODIFIER:
        return Step(state)
    if stroke.kind is Kind.RELEASE:
        return _release(state, stroke)
    if stroke.repeat and not _follows(state, stroke, wedge):
        return _other(state)
    if stroke.kind is Kind.CHARACTER or _is_prefix_key(stroke, wedge):
        return _character(state, stroke, wedge)
    if _ENDS.get(stroke.kind) in wedge.ends:
        return _end(state, stroke, wedge)
    return _other(state)


def silence(state: State, wedge: Wedge) -> Step:
    """Nothing more came: the held strokes are a scan without an end, or typing."""
    return _settle(state, wedge)


def in_burst(state: State, stroke: Stroke, wedge: Wedge) -> bool:
    """Whether this stroke would belong to the scanner: no shortcut may take it first."""
    if stroke.repeat and not _follows(state, stroke, wedge):
        return False
    if stroke.kind in _ENDS:
        return _would_end(state, stroke, wedge) or _is_tail(state, stroke)
    return stroke.kind is Kind.CHARACTER or _is_prefix_key(stroke, wedge)


def _character(state: State, stroke: Stroke, wedge: Wedge) -> Step:
    """Hold it; what was held before too long a gap is settled first."""
    before = Step(state) if _follows(state, stroke, wedge) else _settle(state, wedge)
    swallowing = before.state.swallowing - {stroke.key}
    held = State(held=(*before.state.held, stroke), swallowing=swallowing)
    return replace(before, state=held, swallow=True)


def _end(state: State, stroke: Stroke, wedge: Wedge) -> Step:
    """The end of a burst is a scan; any other Enter is the person's."""
    if _would_end(state, stroke, wedge):
        return _scan(state, _code(state, wedge), stroke)
    before = _settle(state, wedge) if state.held else Step(state)
    if _is_tail(before.state, stroke):
        keys = before.state.swallowing | {stroke.key}
        return replace(before, state=replace(before.state, swallowing=keys), swallow=True)
    return before


def _would_end(state: State, stroke: Stroke, wedge: Wedge) -> bool:
    """Whether this stroke makes a scan of what is held."""
    if _ENDS[stroke.kind] not in wedge.ends or not _follows(state, stroke, wedge):
        return False
    code = _code(state, wedge)
    return len(code) >= (1 if wedge.prefix else wedge.min_length)


def _other(state: State) -> Step:
    """Arrows, function keys, shortcuts: what was held is typing, and comes first."""
    return Step(State(swallowing=state.swallowing), replay=state.held)


def _release(state: State, stroke: Stroke) -> Step:
    """The release of a held key is held with it; that of a scanned key is dropped with it."""
    if stroke.key in state.swallowing:
        rest = state.swallowing - {stroke.key}
        return Step(replace(state, swallowing=rest), swallow=True)
    if stroke.key in _down(state):
        return Step(replace(state, held=(*state.held, stroke)), swallow=True)
    return Step(state)


def _settle(state: State, wedge: Wedge) -> Step:
    """Decide on what is held when no end came: long enough is a scan, else typing."""
    code = _code(state, wedge)
    if "silence" in wedge.ends and len(code) >= wedge.silence_min_length:
        return _scan(state, code, None)
    return Step(State(swallowing=state.swallowing, scanned_at=state.scanned_at), replay=state.held)


def _scan(state: State, code: str, end: Stroke | None) -> Step:
    keys = state.swallowing | _down(state) | ({end.key} if end else set())
    at = end.at if end else state.held[-1].at
    return Step(State(swallowing=keys, scanned_at=at), scan=code, swallow=end is not None)


def _code(state: State, wedge: Wedge) -> str:
    """The held characters without the prefix; "" where the prefix is missing."""
    presses = [s for s in state.held if s.kind is not Kind.RELEASE]
    if presses and _is_prefix_key(presses[0], wedge):
        return "".join(s.text for s in presses[1:])
    text = "".join(s.text for s in presses)
    if _FUNCTION_KEY.fullmatch(wedge.prefix) or not text.startswith(wedge.prefix):
        return ""
    return text[len(wedge.prefix) :]


def _is_prefix_key(stroke: Stroke, wedge: Wedge) -> bool:
    """Whether this is the function key that the scanner sends first."""
    named = _FUNCTION_KEY.fullmatch(wedge.prefix) is not None
    return named and stroke.kind is Kind.OTHER and stroke.text == wedge.prefix


def _follows(state: State, stroke: Stroke, wedge: Wedge) -> bool:
    """Whether the stroke came so soon after the last held press that no hand typed it."""
    last = next((s for s in reversed(state.held) if s.kind is not Kind.RELEASE), None)
    return last is not None and 0 <= stroke.at - last.at <= wedge.max_gap_ms


def _is_tail(state: State, stroke: Stroke) -> bool:
    """Whether this Enter still belongs to the scan just made."""
    return state.scanned_at is not None and 0 <= stroke.at - state.scanned_at <= TAIL_MS


def _down(state: State) -> frozenset[int]:
    """The keys among the held strokes that are still down."""
    down: set[int] = set()
    for stroke in state.held:
        if stroke.kind is Kind.RELEASE:
            down.discard(stroke.key)
        else:
            down.add(stroke.key)
    return frozenset(down)
