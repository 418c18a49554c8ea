"""A PIN is stored as a hash and fits only itself."""

import pytest

from kiosk.app.pin import hash_pin, pin_fits
from kiosk.domain.errors import WrongUseError


def test_a_pin_fits_its_hash_and_no_other():
    stored = hash_pin("2468")

    assert stored.startswith("$argon2id$")
    assert "2468" not in stored
    assert pin_fits("2468", stored)
    assert not pin_fits("2469", stored)
    assert not pin_fits("", stored)


def test_no_pin_has_no_hash_and_nothing_fits_it():
    assert hash_pin("") == ""
    assert not pin_fits("", "")
    assert not pin_fits("1234", "")


def test_the_same_pin_has_another_hash_each_time():
    assert hash_pin("2468") != hash_pin("2468")


def test_a_damaged_hash_fits_nothing():
    assert not pin_fits("2468", "$argon2id$v=19$broken")


@pytest.mark.parametrize("pin", ["123", "1234567890123", "12a4", "١٢٣٤", "12 4"])
def test_anything_but_four_to_twelve_digits_is_refused(pin):
    with pytest.raises(WrongUseError):
        hash_pin(pin)
