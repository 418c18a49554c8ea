"""Brother's frames are understood; noise is no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.brother.status import BrotherStatus, frames, wrong_roll


def frame(first=0, second=0, kind=0, roll=(62, 100)):
    data = bytearray(32)
    data[:3] = b"\x80\x20\x42"
    data[8], data[9], data[10], data[17], data[18] = first, second, roll[0], roll[1], kind
    return bytes(data)


def test_frames_are_found_one_after_the_other_and_halves_are_left():
    heard = frames(b"\0\0" + frame() + frame(kind=1) + frame()[:31])

    assert [each.completed for each in heard] == [False, True]


def test_an_error_has_words_and_the_printers_own():
    (told,) = frames(frame(first=4, second=0x20, kind=2))

    assert (told.trouble, told.said) == ("La cuchilla de la impresora está trabada.", "ERROR 04 20")
    assert told.failed


@pytest.mark.parametrize(
    ("roll", "name", "right"),
    [
        ((62, 100), "62x100", True),
        ((62, 0), "62", True),
        ((62, 0), "62x100", False),
        ((29, 90), "62x100", False),
        ((0, 0), "62x100", True),
        ((12, 12), "d12", True),
    ],
    ids=["same", "endless", "endless-for-cut", "other", "not-told", "round"],
)
def test_the_roll(roll, name, right):
    (told,) = frames(frame(roll=roll))

    assert (wrong_roll(told, name) == "") is right


@given(st.binary(max_size=200))
def test_noise(noise):
    assert all(isinstance(each, BrotherStatus) for each in frames(noise))
