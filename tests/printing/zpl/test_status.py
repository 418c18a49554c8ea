"""What a Zebra says is understood, and what is no answer counts as none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.ipp import reasons
from kiosk.printing.zpl import status
from kiosk.printing.zpl.status import ZplStatus, read_counter, read_errors, read_head, read_host

FIRST = "030,0,0,1184,000,0,0,0,000,0,0,0"
SECOND = "001,0,0,0,1,2,4,0,00000000,1,000"


def host(first=FIRST, second=SECOND):
    return f"\x02{first}\x03\r\n\x02{second}\x03\r\n\x021234,0\x03\r\n".encode()


def errors(flag, bits):
    return f"\x02\r\n PRINTER STATUS\r\n  ERRORS: {flag} 00000000 {bits}\r\n\x03".encode()


def test_a_printer_that_is_well():
    assert read_host(host()) == ZplStatus()
    assert read_errors(errors(0, "00000000")) == ZplStatus()


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        ("00000001", reasons.MEDIA_EMPTY),
        ("00000002", reasons.SUPPLY_EMPTY),
        ("00000004", status.HEAD_OPEN),
        ("00000005", status.HEAD_OPEN),
        ("00000008", status.CUTTER),
        ("00000010", status.TOO_HOT),
        ("00000020", status.TOO_HOT),
        ("00000040", status.FAULTY_HEAD),
        ("00000100", status.LOST_SETTINGS),
        ("00004000", reasons.MEDIA_JAM),
        ("00080000", status.NO_MARK),
        ("00010000", reasons.PAUSED),
        ("80000000", reasons.STOPPED),
    ],
)
def test_error_flags(bits, words):
    told = read_errors(errors(1, bits))

    assert told.trouble == words
    assert bits in told.said


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (FIRST.replace("030,0", "030,1"), SECOND, ZplStatus(reasons.MEDIA_EMPTY, said="PAPER OUT")),
        (FIRST.replace("030,0,0", "030,0,1"), SECOND, ZplStatus(reasons.PAUSED, said="PAUSE")),
        (FIRST[:-1] + "1", SECOND, ZplStatus(status.TOO_HOT, said="OVER TEMPERATURE")),
        (FIRST[:-3] + "1,0", SECOND, ZplStatus(status.TOO_COLD, said="UNDER TEMPERATURE")),
        (FIRST[:-5] + "1,0,0", SECOND, ZplStatus(status.LOST_SETTINGS, said="CORRUPT RAM")),
        (FIRST, SECOND.replace("001,0,0", "001,0,1"), ZplStatus(status.HEAD_OPEN, said="HEAD UP")),
        (
            FIRST,
            SECOND.replace("0,0,0,1", "0,0,1,1"),
            ZplStatus(reasons.SUPPLY_EMPTY, said="RIBBON OUT"),
        ),
        (FIRST, SECOND.replace("0,0,0,1", "0,0,1,0"), ZplStatus()),
        (FIRST.replace("1184,000", "1184,002"), SECOND, ZplStatus(busy=True)),
        (FIRST.replace("1184,000,0", "1184,000,1"), SECOND, ZplStatus(busy=True)),
        (FIRST.replace("1184,000,0,0,0", "1184,000,0,0,1"), SECOND, ZplStatus(busy=True)),
        (FIRST, SECOND.replace("00000000", "00000003"), ZplStatus(busy=True)),
    ],
    ids=[
        "paper",
        "pause",
        "hot",
        "cold",
        "ram",
        "head",
        "ribbon",
        "direct",
        "formats",
        "full",
        "partial",
        "remaining",
    ],
)
def test_host_status(first, second, expected):
    assert read_host(host(first, second)) == expected


@given(st.binary(max_size=400))
def test_noise_is_no_answer_and_breaks_nothing(noise):
    for read in (read_errors, read_host, read_counter, read_head):
        read(noise)
    assert read_host(b"\x02" + noise.replace(b",", b"") + b"\x03") is None


@pytest.mark.parametrize(
    ("heard", "count"), [(b'"120"', 120), (b'x"7"', 7), (b'"?"', None), (b"", None), (b'"1', None)]
)
def test_the_counter(heard, count):
    assert read_counter(heard) == count


@pytest.mark.parametrize(
    ("heard", "dpi"),
    [
        (b"\x02ZD421-203dpi,V93.21,8,8192KB\x03\r\n", "203"),
        (b"\x02ZT411-300dpi,V92,12,65536KB\x03", "300"),
        (b"\x02ZT610,V92, 24,65536KB\x03", "600"),
        (b"\x02old,V1,6,64KB\x03", ""),
        (b"\x02who knows\x03", ""),
        (b"", ""),
    ],
    ids=["203", "300", "600", "other", "strange", "silent"],
)
def test_the_print_head(heard, dpi):
    assert read_head(heard) == dpi
