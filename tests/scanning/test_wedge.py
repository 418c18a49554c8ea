"""Typing stays typing, bursts become scans: cases, then any interleaving."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.settings import Wedge
from kiosk.scanning.wedge import TAIL_MS, Kind, State, Stroke, feed, in_burst, silence

WEDGE = Wedge()
CODE = "LACNIC46.7QK2"


@dataclass
class Desk:
    """A keyboard and a scanner on one machine: strokes in; typed text and scans out."""

    wedge: Wedge = WEDGE
    state: State = field(default_factory=State)
    at: int = 1000
    typed: list = field(default_factory=list)
    scans: list = field(default_factory=list)

    def take(self, step, stroke=None):
        self.state = step.state
        self.typed += [s.text or s.kind.name for s in step.replay if s.kind is not Kind.RELEASE]
        if step.scan is not None:
            self.scans.append(step.scan)
        if stroke and not step.swallow and stroke.kind not in (Kind.RELEASE, Kind.MODIFIER):
            self.typed.append(stroke.text or stroke.kind.name)

    def stroke(self, kind, text="", gap=0, key=None):
        self.at += gap
        stroke = Stroke(kind, self.at, text, ord(text[0]) if key is None and text else key or 0)
        self.take(feed(self.state, stroke, self.wedge), stroke)

    def keys(self, text, gap):
        for char in text:
            self.stroke(Kind.CHARACTER, char, gap)
            self.stroke(Kind.RELEASE, "", gap=0, key=ord(char))

    def quiet(self):
        self.take(silence(self.state, self.wedge))

    def burst(self, text=CODE, gap=3, end=Kind.ENTER):
        self.keys(text, gap)
        if end:
            self.stroke(end, "", gap, key=13)


def typed(desk):
    return "".join("⏎" if t == "ENTER" else "⇥" if t == "TAB" else t for t in desk.typed)


@pytest.mark.parametrize("end", [Kind.ENTER, Kind.TAB])
@pytest.mark.parametrize("gap", [0, 1, 5, 16, 35])
def test_a_burst_with_an_end_is_a_scan(gap, end):
    desk = Desk()
    desk.burst(gap=gap, end=end)

    assert (desk.scans, desk.typed) == ([CODE], [])


def test_a_burst_that_just_stops_is_a_scan_when_it_is_long_enough():
    desk = Desk()
    desk.burst(end=None)
    desk.quiet()

    assert (desk.scans, desk.typed) == ([CODE], [])


def test_a_short_burst_that_just_stops_is_typing():
    desk = Desk()
    desk.burst("ABCDEFG", end=None)
    desk.quiet()

    assert (desk.scans, typed(desk)) == ([], "ABCDEFG")


def test_silence_ends_no_scan_where_it_is_not_set():
    desk = Desk(replace(WEDGE, ends=("enter",)))
    desk.burst(end=None)
    desk.quiet()

    assert (desk.scans, typed(desk)) == ([], CODE)


def test_an_end_that_is_not_set_is_a_key_like_any():
    desk = Desk(replace(WEDGE, ends=("enter",)))
    desk.burst(end=Kind.TAB)

    assert (desk.scans, typed(desk)) == ([], CODE + "⇥")


@pytest.mark.parametrize("gap", [36, 60, 150, 2000])
def test_a_person_types_text_and_enter(gap):
    desk = Desk()
    desk.burst("nunez jose", gap=gap)

    assert (desk.scans, typed(desk)) == ([], "nunez jose⏎")


def test_few_characters_are_typing_however_fast():
    desk = Desk()
    desk.burst("12345", gap=1)

    assert (desk.scans, typed(desk)) == ([], "12345⏎")


def test_a_late_enter_is_the_persons_own():
    desk = Desk()
    desk.keys("abcdef", 3)
    desk.stroke(Kind.ENTER, gap=36)

    assert (desk.scans, typed(desk)) == ([], "abcdef⏎")


def test_a_gap_within_makes_it_typing():
    desk = Desk()
    desk.keys("LACN", 3)
    desk.stroke(Kind.CHARACTER, "I", 50)
    desk.burst("C", 3)

    assert (desk.scans, typed(desk)) == ([], "LACNIC⏎")


def test_a_slow_scanner_is_a_setting():
    desk = Desk(replace(WEDGE, max_gap_ms=80))
    desk.burst(gap=70)

    assert desk.scans == [CODE]


def test_carriage_return_and_line_feed_are_one_end():
    desk = Desk()
    desk.burst()
    desk.stroke(Kind.ENTER, gap=2)

    assert (desk.scans, desk.typed) == ([CODE], [])


def test_a_suffix_that_comes_after_the_silence_presses_nothing():
    desk = Desk()
    desk.burst(end=None)
    desk.quiet()
    desk.stroke(Kind.ENTER, gap=TAIL_MS)

    assert (desk.scans, desk.typed) == ([CODE], [])


def test_the_persons_enter_after_a_scan_is_theirs():
    desk = Desk()
    desk.burst()
    desk.stroke(Kind.ENTER, gap=TAIL_MS + 1)

    assert typed(desk) == "⏎"


def test_scans_back_to_back_are_all_read():
    desk = Desk()
    codes = [f"LAC.{n:09}" for n in range(100)]
    for code in codes:
        desk.burst(code, gap=1)

    assert (desk.scans, desk.typed) == (codes, [])


def test_bursts_without_an_end_are_told_apart_by_the_pause_even_if_the_timer_is_late():
    desk = Desk()
    desk.burst("LAC.000000001", end=None)
    desk.at += 36
    desk.burst("LAC.000000002", end=None)
    desk.quiet()

    assert desk.scans == ["LAC.000000001", "LAC.000000002"]


def test_shift_and_caps_lock_change_nothing():
    desk = Desk()
    for char in CODE:
        desk.stroke(Kind.MODIFIER, gap=1)
        desk.keys(char, 1)
    desk.stroke(Kind.ENTER, gap=1)

    assert desk.scans == [CODE]


def test_a_shortcut_in_between_gives_back_what_was_held_first():
    desk = Desk()
    desk.keys("ab", 3)
    desk.stroke(Kind.OTHER, "F6", 3)

    assert desk.typed == ["a", "b", "F6"]


def test_a_key_held_down_by_a_person_repeats_at_once():
    desk = Desk()
    desk.keys("a", 3)
    for gap in (250, 30, 30):
        desk.at += gap
        stroke = Stroke(Kind.CHARACTER, desk.at, "a", 97, repeat=True)
        assert not in_burst(desk.state, stroke, WEDGE)
        desk.take(feed(desk.state, stroke, WEDGE), stroke)

    assert typed(desk) == "aaaa"
    assert desk.state.held == ()


def test_equal_characters_of_a_scanner_are_no_held_key_whatever_the_system_says():
    desk = Desk()
    desk.keys("LACNIC46.0", 1)
    for _ in range(5):
        desk.at += 1
        stroke = Stroke(Kind.CHARACTER, desk.at, "0", 48, repeat=True)
        assert in_burst(desk.state, stroke, WEDGE)
        desk.take(feed(desk.state, stroke, WEDGE), stroke)
    desk.stroke(Kind.ENTER, gap=1, key=13)

    assert (desk.scans, desk.typed) == (["LACNIC46.000000"], [])


def test_the_release_of_a_held_key_stays_behind_its_press():
    press = Stroke(Kind.CHARACTER, 0, " ", key=65)
    release = Stroke(Kind.RELEASE, 10, key=65)
    held = feed(feed(State(), press, WEDGE).state, release, WEDGE)

    assert held.swallow
    assert silence(held.state, WEDGE).replay == (press, release)


def test_the_release_of_a_key_typed_long_ago_passes():
    assert not feed(State(), Stroke(Kind.RELEASE, 10, key=65), WEDGE).swallow


def test_the_releases_of_a_scan_are_swallowed_with_it():
    desk = Desk()
    for char in CODE:
        desk.stroke(Kind.CHARACTER, char, 1)
    desk.stroke(Kind.ENTER, gap=1, key=13)
    releases = [Stroke(Kind.RELEASE, desk.at, key=key) for key in (*map(ord, CODE), 13)]
    swallowed = []
    for release in {r.key: r for r in releases}.values():
        step = feed(desk.state, release, WEDGE)
        desk.state = step.state
        swallowed.append(step.swallow)

    assert all(swallowed)
    assert desk.state.swallowing == frozenset()


@pytest.mark.parametrize("prefix", ["F9", "~", "]Q1", "\x02"])
def test_with_a_prefix_set_only_its_bursts_are_scans(prefix):
    desk = Desk(replace(WEDGE, prefix=prefix))
    if prefix == "F9":
        desk.stroke(Kind.OTHER, "F9", 3, key=75)
    else:
        desk.keys(prefix, 3)
    desk.burst("AB1")
    desk.at += 500
    desk.burst("LACNIC46")

    assert (desk.scans, typed(desk)) == (["AB1"], "LACNIC46⏎")


def test_a_prefix_key_pressed_by_a_person_is_given_back():
    desk = Desk(replace(WEDGE, prefix="F9"))
    desk.stroke(Kind.OTHER, "F9", key=75)
    desk.quiet()

    assert desk.typed == ["F9"]


def test_a_prefix_alone_is_no_scan():
    desk = Desk(replace(WEDGE, prefix="~"))
    desk.burst("~")

    assert (desk.scans, typed(desk)) == ([], "~⏎")


def test_stx_and_etx_frame_a_code_where_set():
    desk = Desk(replace(WEDGE, prefix="\x02", ends=("etx",)))
    desk.burst("\x02" + CODE, end=Kind.ETX)

    assert (desk.scans, desk.typed) == ([CODE], [])


def test_copying_stays_copying():
    desk = Desk()
    desk.stroke(Kind.ETX, "copy")

    assert desk.typed == ["copy"]


def test_a_clock_that_jumps_back_ends_a_burst_and_loses_nothing():
    desk = Desk()
    desk.keys("abcdef", 3)
    desk.at -= 500
    desk.stroke(Kind.ENTER)

    assert (desk.scans, typed(desk)) == ([], "abcdef⏎")


def test_a_shortcut_may_not_take_what_a_scanner_types():
    desk = Desk()
    desk.keys("LACNIC", 3)
    enter = Stroke(Kind.ENTER, desk.at + 3)

    assert in_burst(desk.state, enter, WEDGE)
    assert in_burst(State(), Stroke(Kind.CHARACTER, 0, "1"), WEDGE)
    assert in_burst(State(scanned_at=0), replace(enter, at=5), WEDGE)
    assert not in_burst(State(), enter, WEDGE)
    assert not in_burst(desk.state, Stroke(Kind.OTHER, desk.at, "F6"), WEDGE)


GAPS = st.integers(0, WEDGE.max_gap_ms)
PAUSES = st.integers(WEDGE.max_gap_ms + 1, 500)
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))
CLUMPS = st.tuples(
    st.text(LETTERS, max_size=WEDGE.min_length - 1),
    GAPS,
    st.sampled_from([None, Kind.ENTER, Kind.TAB]),
)
BURSTS = st.one_of(
    st.tuples(
        st.text(LETTERS, min_size=WEDGE.min_length, max_size=60),
        GAPS,
        st.sampled_from([Kind.ENTER, Kind.TAB]),
    ),
    st.tuples(st.text(LETTERS, min_size=WEDGE.silence_min_length, max_size=60), GAPS, st.none()),
)
PIECES = st.lists(st.tuples(st.one_of(CLUMPS, BURSTS), PAUSES, st.booleans()), max_size=12)
MARKS = {None: "", Kind.ENTER: "⏎", Kind.TAB: "⇥"}


@settings(max_examples=300)
@given(PIECES)
def test_any_interleaving_gives_exactly_the_typed_text_and_exactly_the_scans(pieces):
    desk, text, scans, after_scan = Desk(), "", [], False
    for (keys, gap, end), pause, timer_in_time in pieces:
        desk.at += max(pause, TAIL_MS + 1) if after_scan else pause
        if timer_in_time:
            desk.quiet()
        desk.burst(keys, gap, end)
        after_scan = len(keys) >= WEDGE.min_length
        if after_scan:
            scans.append(keys)
        else:
            text += keys + MARKS[end]
    desk.quiet()

    assert desk.scans == scans
    assert typed(desk) == text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Kind)),
            st.text(LETTERS, max_size=1),
            st.integers(0, 60),
            st.integers(0, 5),
            st.booleans(),
        )
    )
)
def test_no_stroke_is_ever_lost_or_doubled(strokes):
    """Whatever comes, each press ends up either typed once, in order, or in one scan."""
    state, at, out, fed = State(), 0, [], []
    for kind, text, gap, key, timer in strokes:
        at += gap
        stroke = Stroke(kind, at, text or "x", key, source=len(fed))
        fed.append(stroke)
        for step in [*([silence(state, WEDGE)] if timer else []), None]:
            done = step or feed(state, stroke, WEDGE)
            scanned = state.held if done.scan is not None else ()
            out += [s.source for s in (*scanned, *done.replay)]
            state = done.state
        held_now = bool(state.held) and state.held[-1] is stroke
        if not held_now:
            out.append(stroke.source)
    out += [s.source for s in silence(state, WEDGE).replay or state.held]

    assert sorted(out) == list(range(len(fed)))
