import gzip

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http_feed.source import HttpFeedSource, secret_header
from tests.sources.file.test_source import pulled
from tests.sources.lists import ANA, READING, csv_of, many
from tests.sources.scripted_server import Say

KEY = ("x-api-key", "s3cret")
PAGE = b"<!DOCTYPE html><html><body>Sign in</body></html>"


def trouble_of(call) -> SourceError:
    with pytest.raises(SourceError) as caught:
        call()
    return caught.value


def chunked(body: bytes) -> Say:
    """An answer that does not say how long it is, and has no end where it is cut."""
    sent = b"".join(
        b"%x\r\n%s\r\n" % (1024, body[at : at + 1024]) for at in range(0, len(body), 1024)
    )
    return Say(body=sent, headers={"transfer-encoding": "chunked"})


@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        b"\xef\xbb\xbf \n<html>",
        PAGE.decode().encode("utf-16"),
        b"<table><tr><td>Nombre</td></tr></table>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="x">',
    ],
    ids=["page", "mark", "utf-16", "table", "xhtml"],
)
def test_a_page_is_told_as_one(server, open_, body):
    server.on("/list", Say(body=body, headers={"content-type": "text/csv"}))

    for ask in (open_().check, lambda: pulled(open_())):
        error = trouble_of(ask)
        assert error.trouble is Trouble.ANSWER
        assert "página web" in str(error)


def test_a_list_that_speaks_of_pages_is_none(server, open_):
    server.on("/list", Say(body=csv_of(("1", "Ana <html>", "ana@example.org"))))

    assert pulled(open_())[0] == ["1"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n",
        csv_of(),
        b"Color\nrojo\n",
        b'{"error": "no"}',
        b"PK\x03\x04broken",
        b"%PDF-1.7",
    ],
    ids=["nothing", "blank", "header", "no names", "no list", "broken", "pdf"],
)
def test_what_is_no_list_changes_nothing_and_says_why(server, open_, body):
    server.on("/list", Say(body=csv_of(ANA)), Say(body=body))
    source = open_()
    _, cursor = pulled(source)

    assert trouble_of(lambda: pulled(source, cursor)).trouble is Trouble.ANSWER


def test_a_list_beyond_the_limit_is_given_up(server, open_):
    big = many(40_000)
    for answer in (
        Say(body=big),
        chunked(big),
        Say(body=gzip.compress(big), headers={"content-encoding": "gzip"}),
    ):
        server.on("/list", answer)
        error = trouble_of(lambda: pulled(open_(largest=1024 * 1024)))
        assert (error.trouble, error.params) == (Trouble.ANSWER, {"limit": 1})


@pytest.mark.parametrize("answer", [Say(body=many(500), cut=2000), chunked(many(500))])
def test_a_list_that_was_cut_on_its_way_is_not_taken(server, open_, answer):
    server.on("/list", answer)

    assert trouble_of(lambda: pulled(open_())).trouble is Trouble.UNREACHABLE


def test_damaged_packing_is_told(server, open_):
    server.on("/list", Say(body=b"no gzip", headers={"content-encoding": "gzip"}))

    assert trouble_of(lambda: pulled(open_())).trouble is Trouble.ANSWER


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.TOKEN),
        (403, Trouble.RIGHTS),
        (404, Trouble.WRONG_EVENT),
        (410, Trouble.WRONG_EVENT),
        (429, Trouble.BUSY),
        (500, Trouble.SERVER),
        (400, Trouble.ANSWER),
        (204, Trouble.ANSWER),
        (206, Trouble.ANSWER),
    ],
)
@pytest.mark.parametrize("header", [None, KEY], ids=["public", "secret"])
def test_a_refusal_says_what_to_mend_and_never_the_secret(server, open_, status, trouble, header):
    server.on("/list", Say(status, csv_of(ANA) if status < 300 else PAGE))

    error = trouble_of(lambda: pulled(open_(header=header)))

    assert error.trouble is trouble
    assert KEY[1] not in str(error)


def test_only_who_sent_a_secret_is_told_to_copy_it_again(server, open_):
    server.on("/list", Say(401))

    assert "clave" in str(trouble_of(open_().check))
    assert "Cópiela otra vez" in str(trouble_of(open_(header=KEY).check))
    assert "Cópiela otra vez" not in str(trouble_of(open_().check))


def test_a_secret_goes_with_every_request_and_to_no_other_server(server, other, open_):
    other.on("/list", Say(body=csv_of(ANA)))
    server.on("/list", Say(302, headers={"location": "/moved"}))
    server.on("/moved", Say(302, headers={"location": f"{other.url}/list"}))

    error = trouble_of(lambda: pulled(open_(header=KEY)))

    assert [asked.headers["x-api-key"] for asked in server.asked] == ["s3cret"] * 2
    assert other.asked == []
    assert error.trouble is Trouble.ANSWER


@pytest.mark.parametrize("status", [302, 307])
def test_a_public_list_is_followed_to_another_server_as_googles_are(server, other, open_, status):
    path = "/spreadsheets/d/e/2PACX-1v/pub"
    place = f"{other.url}/pub/a1/b2/c3/sheet?gid=0&output=csv"
    server.on(path, Say(status, PAGE, {"location": place, "content-type": "text/html"}))
    other.on("/pub/a1/b2/c3/sheet", Say(body=csv_of(ANA), headers={"content-type": "text/csv"}))
    source = open_(f"{path}?output=csv")

    first, cursor = pulled(source)

    assert (first, pulled(source, cursor)[0]) == (["1"], [])
    assert other.asked[0].asked == {"gid": "0", "output": "csv"}
    assert server.asked[0].asked == {"output": "csv"}


def test_a_sheet_that_is_not_published_leads_to_a_page_to_sign_in(server, other, open_):
    server.on("/export", Say(302, headers={"location": f"{other.url}/ServiceLogin"}))
    other.on("/ServiceLogin", Say(body=PAGE))

    assert "¿está publicada?" in str(trouble_of(open_("/export?format=csv").check))


def test_redirects_in_a_circle_end(server, open_):
    server.on("/list", Say(302, headers={"location": "/list"}))

    assert trouble_of(open_().check).trouble is Trouble.ANSWER


def test_a_server_that_is_off_is_unreachable(server, open_):
    server.stop()

    assert trouble_of(open_().check).trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    "url",
    ["", "list.csv", "ftp://example.org/x", "https://", "https://u:pw@example.org/x", "http://[",
     "https://example.org/a\nb", "https://example.org:x/", "//example.org/x"],
)  # fmt: skip
def test_what_is_no_address_is_said_at_once(url):
    error = trouble_of(lambda: HttpFeedSource(url, None, READING))

    assert error.trouble is Trouble.NAME
    assert "pw" not in str(error)


@pytest.mark.parametrize("name", ["host", "Content-Length", "a b", "x:", "ñ"])
def test_a_secret_goes_into_no_header_of_our_own(name):
    with pytest.raises(WrongUseError):
        secret_header(name, "x")
