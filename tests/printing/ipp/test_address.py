"""Printer URIs, and which attributes a job carries."""

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.printing.ipp import reasons
from kiosk.printing.ipp.address import address_of, cups_server
from kiosk.printing.ipp.media import borderless, dimensions, job_attributes, loaded


@pytest.mark.parametrize(
    ("uri", "full", "cups"),
    [
        ("ipp://badge.local/ipp/print", "ipp://badge.local:631/ipp/print", False),
        ("ipp://10.0.0.7:8631", "ipp://10.0.0.7:8631/ipp/print", False),
        ("ipps://badge/ipp/print/1", "ipps://badge:631/ipp/print/1", False),
        ("ipp://[fe80::1]:631/ipp/print", "ipp://[fe80::1]:631/ipp/print", False),
        ("ipp://localhost:631/printers/Badge", "ipp://localhost:631/printers/Badge", True),
        ("cups:Badge", "ipp://localhost:631/printers/Badge", True),
        ("cups:Mesa 3", "ipp://localhost:631/printers/Mesa%203", True),
    ],
)
def test_addresses(monkeypatch, uri, full, cups):
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    address = address_of(uri)

    assert (address.uri, address.cups) == (full, cups)


@pytest.mark.parametrize(
    "uri", ["", "ipp://", "ipp:///ipp", "http://x/", "cups:", "ipp://x:y/", "lpt1", "file:/x"]
)
def test_what_is_no_printer_is_refused(uri):
    with pytest.raises(WrongUseError):
        address_of(uri)


@pytest.mark.parametrize(
    ("value", "server"),
    [
        ("", ("localhost", 631)),
        ("10.0.0.2", ("10.0.0.2", 631)),
        ("10.0.0.2:6310", ("10.0.0.2", 6310)),
        ("host:6310/version=1.1", ("host", 6310)),
        ("/run/cups/cups.sock", ("localhost", 631)),
    ],
)
def test_the_cups_server_of_the_environment(monkeypatch, value, server):
    monkeypatch.setenv("CUPS_SERVER", value)

    assert cups_server() == server


def test_paper_by_its_name_where_the_printer_has_it():
    job = job_attributes({"media-supported": ["iso_a6_105x148mm"]}, "iso_a6_105x148mm")

    assert job["media"].values == ["iso_a6_105x148mm"]
    assert job["print-scaling"].values == ["none"]


def test_paper_by_its_measures_where_the_printer_has_no_name_for_it():
    printer = {"media-supported": ["iso_a4_210x297mm"], "media-size-supported": [{}]}
    job = job_attributes(printer, "oe_badge-4x3_4x3in")
    size = job["media-col"].values[0]["media-size"].values[0]

    assert "media" not in job
    assert (size["x-dimension"].values, size["y-dimension"].values) == ([10160], [7620])


def test_scaling_is_not_mentioned_to_a_printer_that_cannot_do_without():
    assert "print-scaling" not in job_attributes(
        {"print-scaling-supported": ["fit"]}, "iso_a6_105x148mm"
    )


@pytest.mark.parametrize(
    ("media", "size"),
    [
        ("iso_a6_105x148mm", (10500, 14800)),
        ("oe_badge-4x3_4x3in", (10160, 7620)),
        ("om_x_62.5x100mm", (6250, 10000)),
        ("letter", None),
    ],
)
def test_measures_out_of_names(media, size):
    assert dimensions(media) == size


@pytest.mark.parametrize(
    ("printer", "word"),
    [
        ({"printer-state-reasons": ["media-empty-error"]}, "papel"),
        ({"printer-state-reasons": ["marker-supply-low-report", "cover-open-warning"]}, "tapa"),
        ({"printer-state-reasons": ["media-needed-error", "media-empty-error"]}, "tamaño"),
        ({"printer-state-reasons": ["none"], "printer-state": [5]}, "detenida"),
        ({"printer-is-accepting-jobs": [False]}, "no acepta"),
        ({"printer-state-reasons": ["none"], "printer-state": [3]}, ""),
        ({"printer-state-reasons": ["marker-supply-low-warning"]}, ""),
        ({}, ""),
    ],
)
def test_troubles_in_words(printer, word):
    told = reasons.trouble(printer)

    assert word in told
    assert bool(told) is bool(word)


EDGES = {f"media-{side}-margin-supported": [0, 423] for side in ("bottom", "left", "right", "top")}


def test_a_printer_that_can_is_asked_to_print_to_the_edge():
    printer = {"media-supported": ["iso_a6_105x148mm"], "media-size-supported": [{}], **EDGES}
    job = job_attributes(printer, "iso_a6_105x148mm")
    paper = job["media-col"].values[0]

    assert "media" not in job
    assert {side: paper[f"media-{side}-margin"].values for side in ("bottom", "left", "top")} == {
        "bottom": [0], "left": [0], "top": [0]
    }  # fmt: skip


def test_one_side_that_keeps_a_margin_is_no_edge():
    assert borderless(EDGES)
    assert not borderless({**EDGES, "media-top-margin-supported": [423]})
    assert not borderless({})


@pytest.mark.parametrize(
    ("ready", "fits"),
    [
        (["iso_a6_105x148mm"], True),
        (["om_mine_105.5x148.2mm"], True),
        (["iso_a4_210x297mm"], False),
        (["iso_a4_210x297mm", "iso_a6_105x148mm"], True),
        (["roll"], True),
        ([], True),
    ],
)
def test_what_lies_in_the_printer(ready, fits):
    assert loaded({"media-ready": ready}, "iso_a6_105x148mm") is fits
    assert loaded({"media-ready": ready}, "no size") is True
