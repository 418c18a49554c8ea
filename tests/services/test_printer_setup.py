"""Printers kept in station.toml: ids of their names, pools and fallbacks that lead somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.services.printer_setup import (
    id_of,
    layouts,
    printers_of,
    put_printer,
    remove_printer,
    typed_printers,
)
from kiosk.services.profile import load_station, save_station

ZEBRA = Printer("", "folder:/tmp", "Zebra Mesa 1", labels=200, alert=20)


@pytest.fixture
def folder(tmp_path):
    save_station(tmp_path, Station(name="Mesa 2", pin_hash="x"))
    return tmp_path


def test_the_first_printer_takes_the_place_of_the_folder(folder):
    station, kept = put_printer(folder, ZEBRA)

    assert kept == replace(ZEBRA, id="zebra-mesa-1")
    assert load_station(folder) == station
    assert station.all_printers == (kept,)
    assert (station.name, station.pin_hash) == ("Mesa 2", "x")


def test_the_single_printer_of_before_gets_an_id_when_it_is_set_up(folder):
    old = printers_of(folder)[0]
    _station, kept = put_printer(folder, replace(old, name="PDF"), old.id)

    assert (kept.id, kept.uri) == ("pdf", "folder:")


def test_a_second_one_of_the_same_name_gets_a_number(folder):
    put_printer(folder, ZEBRA)
    station, second = put_printer(folder, ZEBRA)

    assert second.id == "zebra-mesa-1-2"
    assert len(station.printers) == 2


def test_a_change_keeps_place_and_id(folder):
    _station, first = put_printer(folder, ZEBRA)
    put_printer(folder, replace(ZEBRA, name="Otra"))
    station, kept = put_printer(folder, replace(first, name="Zebra del hall"), first.id)

    assert kept.id == first.id
    assert [one.name for one in station.printers] == ["Zebra del hall", "Otra"]


def test_a_pool_cannot_have_the_name_of_a_printer(folder):
    put_printer(folder, ZEBRA)
    before = load_station(folder)

    with pytest.raises(WrongUseError, match="zebra-mesa-1"):
        put_printer(folder, replace(ZEBRA, name="Otra", pool="zebra-mesa-1"))
    with pytest.raises(WrongUseError, match="otra"):
        put_printer(folder, replace(ZEBRA, name="Otra", pool="otra"))
    assert load_station(folder) == before


def test_a_wrong_address_is_not_kept(folder):
    with pytest.raises(WrongUseError):
        put_printer(folder, replace(ZEBRA, uri="smoke:signals"))
    assert load_station(folder).printers == ()


def test_who_stands_in_for_one_that_goes_does_so_no_more(folder):
    _station, first = put_printer(folder, ZEBRA)
    put_printer(folder, replace(ZEBRA, name="Otra", fallback=first.id))
    station = remove_printer(folder, first.id)

    assert [(one.id, one.fallback) for one in station.printers] == [("otra", "")]
    assert load_station(folder) == station


def test_a_printer_does_not_stand_in_for_itself(folder):
    _station, first = put_printer(folder, ZEBRA)
    _station, again = put_printer(folder, replace(first, fallback=first.id), first.id)

    assert again.fallback == ""


@given(name=st.text(max_size=60), taken=st.lists(st.text(max_size=6), max_size=4))
def test_an_id_is_plain_and_nobody_elses(name, taken):
    made = id_of(name, taken)

    assert made not in taken
    assert made.isascii()
    assert made[0].isalnum()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_typed_uri_is_answered_with_its_light(folder):
    (one,) = typed_printers("folder:", folder)

    assert (one.uri, one.ready) == ("folder:", True)


def test_nonsense_is_told(folder):
    with pytest.raises(WrongUseError):
        typed_printers("not an address", folder)


def test_layouts_of_ones_own_are_offered_too(folder):
    own = folder / "layouts"
    own.mkdir()
    (own / "mine.toml").write_text("")

    assert {"a6", "mine"} <= set(layouts(folder))
