from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.options import clean, moment, one_of
from kiosk.domain.errors import WrongUseError

MONTEVIDEO = ZoneInfo("America/Montevideo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-06T09:05", datetime(2026, 10, 6, 12, 5, tzinfo=UTC)),
        ("2026-10-06 09:05:30", datetime(2026, 10, 6, 12, 5, 30, tzinfo=UTC)),
        ("2026-10-06T09:05Z", datetime(2026, 10, 6, 9, 5, tzinfo=UTC)),
        ("2026-10-06T09:05:00.250-04:00", datetime(2026, 10, 6, 13, 5, 0, 250_000, tzinfo=UTC)),
        ("20261006T0905", datetime(2026, 10, 6, 12, 5, tzinfo=UTC)),
        ("2026-10-06", datetime(2026, 10, 6, 3, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_the_events(text, expected):
    assert moment(text, MONTEVIDEO) == expected


def test_no_moment_stays_none():
    assert moment(None, MONTEVIDEO) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ayer",
        "09:05",
        "2026-13-01T00:00",
        "2026-10-06T25:00",
        "0001-01-01T00:00+23:59",
        "9999-12-31T23:59-23:59",
    ],
)
def test_what_is_no_moment_is_wrong_use(text):
    with pytest.raises(WrongUseError, match="ISO 8601"):
        moment(text, MONTEVIDEO)


@given(st.text())
def test_a_moment_is_read_or_refused_and_never_breaks(text):
    try:
        value = moment(text, MONTEVIDEO)
    except WrongUseError:
        return
    assert value is not None
    assert value.utcoffset().total_seconds() == 0


def test_one_of_passes_known_words_and_nothing():
    assert one_of("csv", ("csv", "pdf"), "--out") == "csv"
    assert one_of(None, ("csv", "pdf"), "--out") is None


def test_one_of_names_what_is_allowed():
    with pytest.raises(WrongUseError, match=r"--out no puede ser «exe»; puede ser: csv, pdf"):
        one_of("exe", ("csv", "pdf"), "--out")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PRU.ABC", "PRU.ABC"),
        ("Núñez 王", "Núñez 王"),
        ("a\udcffb", "a\ufffdb"),
        ("a\udcc3\udcb1b", "añb"),
        ("a\ud800b", "a?b"),
        ("", ""),
    ],
)
def test_clean_leaves_only_unicode(text, expected):
    assert clean(text) == expected


@given(st.text(alphabet=st.characters(blacklist_categories=())))
def test_whatever_comes_can_be_written_afterwards(text):
    clean(text).encode("utf-8")
