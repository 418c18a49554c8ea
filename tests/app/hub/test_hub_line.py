"""Two windows share what they do: a scan, an undo, a correction, over a real server."""

from __future__ import annotations

import pytest

from kiosk.domain.verdict import Reason

JOSE = "José Núñez Ibáñez"


@pytest.fixture
def two(make_window, lab):
    return make_window("A", lab).open().connected(), make_window("B", lab).open().connected()


def test_who_is_admitted_in_one_window_is_known_in_the_other(two):
    one, other = two
    first = one.scan("Gonçalo Araújo")
    assert first.verdict.admitted
    again = other.scan("Gonçalo Araújo")
    assert again.verdict.reason is Reason.ALREADY_REDEEMED
