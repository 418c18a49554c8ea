import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sources.http_feed.google import google_csv_url

D = "https://docs.google.com/spreadsheets/d"
ID = "1aB-c_D2eF"
PUB = "2PACX-1vAbC_d"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (f"{D}/{ID}/edit#gid=123", f"{D}/{ID}/export?format=csv&gid=123"),
        (f"{D}/{ID}/edit?gid=123#gid=123", f"{D}/{ID}/export?format=csv&gid=123"),
        (f"{D}/{ID}/edit?usp=sharing", f"{D}/{ID}/export?format=csv"),
        (f"{D}/{ID}/edit#gid=5&range=A1:C9", f"{D}/{ID}/export?format=csv&gid=5"),
        (f"{D}/{ID}/view", f"{D}/{ID}/export?format=csv"),
        (f"{D}/{ID}", f"{D}/{ID}/export?format=csv"),
        (f"{D}/{ID}/", f"{D}/{ID}/export?format=csv"),
        (f"{D}/{ID}/export?format=csv&gid=7", f"{D}/{ID}/export?format=csv&gid=7"),
        (f"{D}/{ID}/export?format=xlsx", f"{D}/{ID}/export?format=xlsx"),
        (f"{D}/{ID}/export?format=pdf&gid=7", f"{D}/{ID}/export?format=csv&gid=7"),
        (f"  {D}/{ID}/edit\n", f"{D}/{ID}/export?format=csv"),
        (f"{D}/{ID}/edit#gid=x", f"{D}/{ID}/export?format=csv"),
        (
            f"https://docs.google.com/a/example.org/spreadsheets/d/{ID}/edit#gid=0",
            f"{D}/{ID}/export?format=csv&gid=0",
        ),
        (
            f"http://DOCS.google.com/spreadsheets/u/1/d/{ID}/edit#gid=0",
            f"{D}/{ID}/export?format=csv&gid=0",
        ),
        (f"{D}/e/{PUB}/pubhtml", f"{D}/e/{PUB}/pub?output=csv"),
        (f"{D}/e/{PUB}/pub?output=csv", f"{D}/e/{PUB}/pub?output=csv"),
        (
            f"{D}/e/{PUB}/pubhtml?gid=9&single=true",
            f"{D}/e/{PUB}/pub?output=csv&gid=9&single=true",
        ),
        (
            f"{D}/e/{PUB}/pub?gid=9&single=true&output=tsv",
            f"{D}/e/{PUB}/pub?output=tsv&gid=9&single=true",
        ),
    ],
)
def test_any_address_of_a_sheet_becomes_that_of_its_table(given, expected):
    assert google_csv_url(given) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/list.csv?output=html",
        f"https://docs.google.com/document/d/{ID}/edit",
        f"{D}/{ID}/gviz/tq?tqx=out:csv&sheet=Ana",
        f"https://docs.google.com.example.org/spreadsheets/d/{ID}/edit",
        f"https://example.org/?next=docs.google.com/spreadsheets/d/{ID}/edit",
        "https://[",
        "",
    ],
)
def test_other_addresses_stay_as_they_are(url):
    assert google_csv_url(url) == url


@given(
    st.text(max_size=80), st.sampled_from(["", D, f"{D}/", f"{D}/e/", "https://docs.google.com"])
)
def test_an_address_that_was_turned_is_not_turned_again(text, start):
    once = google_csv_url(start + text)

    assert google_csv_url(once) == once
